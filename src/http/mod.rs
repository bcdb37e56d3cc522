//! HTTP (§3.1): the endpoint, health and metrics. Only this room names actix-web.
//!
//! Nothing here blocks the event loop: what is at hand is sent at once, and whatever waits for the store runs on the
//! blocking pool, all under a load limit.

mod body;
mod coding;
mod connections;
mod endpoint;
mod failure;
mod in_flight;
mod pages;
mod reply;
mod route;
mod server;
mod state;

pub use coding::CODINGS;
pub use server::{Listener, Running, Server};
pub use state::Parts;
