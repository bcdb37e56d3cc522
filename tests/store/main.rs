//! The store: the contract that every engine keeps, and the promise that rests on it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod agreement;
mod backup;
mod bench;
mod contract;
mod dry_run;
#[cfg(unix)]
mod faults;
mod files;
mod flips;
mod index;
mod memory;
#[path = "../support/old_store.rs"]
mod old_store;
mod pages;
#[cfg(unix)]
#[path = "../support/preloaded.rs"]
mod preloaded;
mod promise;
mod random;
mod repair;
mod safeguards;
mod trouble;
mod upgrade;
mod verify;
