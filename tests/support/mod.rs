//! What tests over HTTP need: a client, a reader of answers, and a repository with something of everything.

pub mod answer;
pub mod endpoint;
pub mod fixture;
pub mod gzip;
pub mod http;
pub mod items;
#[allow(dead_code, reason = "other tests need more of its moods")]
pub mod moody;
#[allow(dead_code, reason = "other tests ask for less")]
pub mod outside;
#[allow(dead_code, reason = "other tests read records from the store")]
pub mod written;
pub mod xml;
