//! The configuration: flags over environment over `windrow.toml` over defaults.
