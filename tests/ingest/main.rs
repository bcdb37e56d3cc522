//! Items into the store: the folder synchronised and watched, files loaded, upgrades, and writers killed in the middle.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

#[path = "../support/http.rs"]
mod http;

mod copies;
mod defaults;
mod diff;
mod folder;
mod killed;
mod load;
mod own_formats;
mod refresh;
mod rules;
mod watch;
mod world;
#[path = "../support/written.rs"]
#[allow(dead_code, reason = "others use the rest")]
mod written;
