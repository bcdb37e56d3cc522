//! Pages over HTTP: what people see, what programs read beside it, and what no record can do to either.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on ends")]

mod articles;
mod catalogue;
mod crawl;
mod fixture;
mod hostile;
mod html;
#[path = "../support/http.rs"]
#[allow(dead_code, reason = "other tests send other requests")]
mod http;
mod lists;
mod machines;
#[path = "../support/moody.rs"]
#[allow(dead_code, reason = "other tests stop the store")]
mod moody;
mod oai;
mod search;
mod transport;
#[path = "../support/written.rs"]
#[allow(dead_code, reason = "other tests read records from the store")]
mod written;
