//! Small libraries in C that change what calls of the operating system do, loaded before the C library (LD_PRELOAD).

use std::path::{Path, PathBuf};
use std::process::Command;

/// Builds the library. Where it cannot be built, this says so and returns `None`; with `WINDROW_TEST_OUTSIDE=1` it fails.
pub fn built(name: &str, source: &str) -> Option<PathBuf> {
    let folder = tempfile::TempDir::new_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let (written, library) = (folder.path().join("source.c"), folder.path().join("library.so"));
    std::fs::write(&written, source).unwrap();
    let mut compiler = Command::new("cc");
    compiler.args(["-shared", "-fPIC", "-O1", "-o"]).arg(&library).arg(&written).arg("-ldl");
    let is_built = cfg!(target_os = "linux") && compiler.status().is_ok_and(|status| status.success());
    let is_needed = std::env::var_os("WINDROW_TEST_OUTSIDE").is_some_and(|value| value == "1");
    assert!(is_built || !is_needed, "{name}: Linux and a C compiler (`cc`) are needed");
    if !is_built {
        println!("skipped: {name} needs Linux and a C compiler (`cc`)");
        return None;
    }
    let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.so"));
    std::fs::rename(library, &kept).unwrap(); // in one step: another test may be using the one that is there
    Some(kept)
}
