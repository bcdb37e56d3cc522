//! Kills a command right before one of the calls by which it changes files.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use super::preloaded::built;

/// The library that sends the signal; `None` where it cannot be built.
fn library() -> Option<&'static Path> {
    static LIBRARY: OnceLock<Option<PathBuf>> = OnceLock::new();
    LIBRARY.get_or_init(|| built("kill_at", include_str!("kill_at.c"))).as_deref()
}

/// Whether commands can be killed at a step here.
pub fn is_possible() -> bool {
    library().is_some()
}

/// Has the command killed right before its `step`th change of a file below the folder.
pub fn kill_at(command: &mut Command, step: u64, below: &Path) {
    signal_at(command, "9", step, below);
}

/// Has the command stopped there, until it gets the signal to go on.
pub fn stop_at(command: &mut Command, step: u64, below: &Path) {
    signal_at(command, "19", step, below);
}

fn signal_at(command: &mut Command, signal: &str, step: u64, below: &Path) {
    let library = library().expect("it is possible");
    let below = below.canonicalize().unwrap();
    command.env("LD_PRELOAD", library).env("KILL_AT", step.to_string());
    command.env("KILL_WITH", signal).env("KILL_BELOW", below);
}
