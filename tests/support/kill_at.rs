//! Kills a command right before one of the calls by which it changes files.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

const SOURCE: &str = include_str!("kill_at.c");

/// The library that kills, made by the compiler for C; `None` without one, which is told.
fn library() -> Option<&'static Path> {
    static LIBRARY: OnceLock<Option<PathBuf>> = OnceLock::new();
    LIBRARY.get_or_init(made).as_deref()
}

fn made() -> Option<PathBuf> {
    let folder = tempfile::TempDir::new_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let (source, library) = (folder.path().join("kill_at.c"), folder.path().join("kill_at.so"));
    std::fs::write(&source, SOURCE).unwrap();
    let mut compiler = Command::new("cc");
    compiler.args(["-shared", "-fPIC", "-O1", "-o"]).arg(&library).arg(&source).arg("-ldl");
    let made = cfg!(target_os = "linux") && compiler.status().is_ok_and(|status| status.success());
    let asked_for = std::env::var_os("WINDROW_TEST_OUTSIDE").is_some_and(|value| value == "1");
    assert!(made || !asked_for, "Linux and a compiler for C (`cc`) are needed");
    if !made {
        println!("skipped: commands are killed at each step on Linux only, with a compiler for C (`cc`)");
        return None;
    }
    let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join("kill_at.so");
    std::fs::rename(library, &kept).unwrap();
    Some(kept)
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
