//! Items into the store: the folder synchronised and watched, files loaded, upgrades, and writers killed in the middle.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

#[path = "../support/http.rs"]
mod http;
#[path = "../support/kill_at.rs"]
mod kill_at;
#[path = "../support/old_store.rs"]
mod old_store;
#[path = "../support/preloaded.rs"]
mod preloaded;
#[path = "../cli/program.rs"]
#[allow(dead_code, reason = "the tests of the command line use the rest")]
mod program;
#[path = "../store/random.rs"]
mod random;

mod copies;
mod defaults;
mod diff;
mod duplicates;
mod embargo;
mod folder;
mod ids;
mod killed;
mod load;
mod names;
mod own_formats;
mod refresh;
mod rules;
#[cfg(unix)]
mod special_files;
mod unfinished;
mod versions;
mod watch;
mod world;
#[path = "../support/written.rs"]
#[allow(dead_code, reason = "others use the rest")]
mod written;
