//! Files of the records folder that somebody names on the command line.

use std::io;
use std::path::{Component, Path, PathBuf};

use crate::folder::nearest_file;

use super::{Ending, Failure};

/// The path below the records folder, if there is something at this path: seen from here, or from the folder.
pub(super) fn file(folder: &Path, named: &Path) -> Result<Option<PathBuf>, Failure> {
    let path = if named.exists() { named.to_owned() } else { folder.join(named) };
    if !path.exists() {
        return Ok(None);
    }
    below(std::path::absolute(&path), std::path::absolute(folder)) // the folder may have links to elsewhere
        .or_else(|| below(path.canonicalize(), folder.canonicalize()))
        .map(Some)
        .ok_or_else(|| {
            failed(format!(
                "{} is not in the records folder {}; put it there, or name its folder with --records",
                path.display(),
                folder.display()
            ))
        })
}

/// That there is no such file, and which one was meant; `otherwise` says what can be named.
pub(super) fn absent(folder: &Path, named: &Path, otherwise: &str) -> Failure {
    let meant = match nearest_file(folder, named.strip_prefix(folder).unwrap_or(named)) {
        Some(file) => format!("did you mean {}?", folder.join(file).display()),
        None => otherwise.to_owned(),
    };
    failed(format!(
        "there is no file {}, here or in the records folder {}; {meant}",
        named.display(),
        folder.display()
    ))
}

/// The path as the folder has it, if it lies below.
fn below(path: io::Result<PathBuf>, folder: io::Result<PathBuf>) -> Option<PathBuf> {
    let relative = path.ok()?.strip_prefix(folder.ok()?).ok()?.to_owned();
    let leaves = relative.components().any(|part| part == Component::ParentDir);
    (!leaves).then_some(relative)
}

fn failed(message: String) -> Failure {
    Failure { ending: Ending::Failed, message }
}
