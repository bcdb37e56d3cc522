//! HTTP on the wire (§3.1), byte for byte: a server on port 0 and a client that hides nothing.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

mod at_once;
mod codings;
mod fixture;
mod floods;
mod limits;
mod methods;
#[path = "../support/moody.rs"]
mod moody;
mod pages;
mod shutdown;
mod starting;
mod trouble;
mod wire;
#[path = "../support/written.rs"]
#[allow(dead_code, reason = "other tests read records from the store")]
mod written;
