//! The record files of a folder.

use std::io;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::mappings::FORMATS_FOLDER;
use crate::import::Problem;

/// What says what the repository is, at the top of the folder.
pub(super) const REPOSITORY_FILE: &str = "repository.toml";

/// What says what holds for the records of a folder and of those below, the later file over the earlier.
pub(super) const DEFAULTS_FILES: [&str; 2] = ["journal.toml", "issue.toml"];

/// What the folder holds.
#[derive(Debug, Default)]
pub(super) struct Scan {
    /// Paths of record files, relative to the folder, sorted.
    pub(super) files: Vec<PathBuf>,
    /// Paths of files of defaults.
    pub(super) defaults: Vec<PathBuf>,
    /// Parts of the folder that could not be read: what is missing may be there.
    pub(super) problems: Vec<Problem>,
}

/// Lists the record files below `folder`: `.toml` and `.xml`, but for `repository.toml`, files of defaults, mappings, and
/// what is hidden by a leading dot.
pub(super) fn scan(folder: &Path) -> Scan {
    let mut scan = Scan::default();
    let entries = WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter();
    for entry in entries.filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry)) {
        match entry {
            Ok(entry) if entry.file_type().is_file() => {
                let path = entry.path().strip_prefix(folder).unwrap_or(entry.path());
                if is_defaults_file(path) {
                    scan.defaults.push(path.to_owned());
                } else if is_record_file(path) {
                    scan.files.push(path.to_owned());
                }
            }
            Ok(_) => {}
            Err(error) => scan.problems.push(problem(folder, &error)),
        }
    }
    scan
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().to_string_lossy().starts_with('.')
}

/// Whether the file holds defaults.
pub(super) fn is_defaults_file(path: &Path) -> bool {
    path.file_name().is_some_and(|name| DEFAULTS_FILES.iter().any(|defaults| name == *defaults))
        && !path.starts_with(FORMATS_FOLDER)
}

fn is_record_file(path: &Path) -> bool {
    let extension = path.extension().map(|extension| extension.to_ascii_lowercase());
    extension.is_some_and(|extension| extension == "toml" || extension == "xml")
        && path != Path::new(REPOSITORY_FILE)
        && !path.starts_with(FORMATS_FOLDER)
}

/// A part of the folder that could not be listed.
fn problem(folder: &Path, error: &walkdir::Error) -> Problem {
    let message = error.io_error().map_or_else(|| format!("{error}; remove the link"), unreadable);
    let path = error.path().unwrap_or(folder);
    let inside = path.strip_prefix(folder).ok().filter(|inside| !inside.as_os_str().is_empty());
    Problem::error(inside.unwrap_or(path), message)
}

/// What is said of a file or a folder that cannot be read.
pub(super) fn unreadable(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::PermissionDenied => {
            "cannot be read; let the user that Windrow runs as read it".to_owned()
        }
        _ => format!("cannot be read: {error}"),
    }
}
