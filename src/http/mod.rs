//! HTTP (§3.1): the endpoint, health and metrics. Only this room names actix-web.
//!
//! Nothing here blocks the event loop: what is at hand is sent at once, and whatever waits for the store runs on the
//! blocking pool, all under a load limit.

mod accept;
mod body;
mod client;
mod coding;
mod connections;
mod endpoint;
mod failure;
mod gate;
mod in_flight;
mod listener;
mod pages;
mod path;
mod place;
mod reply;
mod request_line;
mod route;
mod sending;
mod server;
mod site;
mod state;
mod stream;

pub use coding::CODINGS;
pub use listener::Listener;
pub use server::{Running, Server};
pub use state::{Opening, Parts};
