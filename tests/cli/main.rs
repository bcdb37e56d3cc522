//! The command line, as the binary that people run.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on ends")]

#[path = "../support/http.rs"]
mod http;

mod check;
mod configuration;
mod diff;
mod editor;
mod export;
mod formats;
mod import;
mod init;
mod language;
mod load;
mod program;
mod readme;
mod serve;
mod sync;
