//! The record files of a folder.

use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::layout::{is_defaults_file, is_record_file};
use super::unreadable::unreadable;
use crate::import::Problem;

/// What the folder holds.
#[derive(Debug, Default)]
pub(super) struct Scan {
    /// Paths of record files, relative to the folder, sorted.
    pub(super) files: Vec<PathBuf>,
    /// Paths of files of defaults.
    pub(super) defaults: Vec<PathBuf>,
    /// Parts of the folder that could not be read; files that seem to be missing may be there.
    pub(super) problems: Vec<Problem>,
}

/// Lists the record files below `folder`: `.toml` and `.xml`, except `repository.toml`, files of defaults, mappings, and
/// files hidden by a leading dot.
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

/// A part of the folder that could not be listed.
fn problem(folder: &Path, error: &walkdir::Error) -> Problem {
    let message = error.io_error().map_or_else(|| format!("{error}; remove the link"), unreadable);
    let path = error.path().unwrap_or(folder);
    let inside = path.strip_prefix(folder).ok().filter(|inside| !inside.as_os_str().is_empty());
    Problem::error(inside.unwrap_or(path), message)
}
