//! HTTP; only this room names actix-web.
