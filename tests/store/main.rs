//! The store: the contract that every engine keeps, and the promise that rests on it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod agreement;
mod bench;
mod contract;
mod dry_run;
mod memory;
mod pages;
mod promise;
mod random;
mod trouble;
