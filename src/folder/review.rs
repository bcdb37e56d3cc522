//! What is to be said about the names in the folder, and what becomes of records whose files are not read.

use crate::diagnostics::{Problem, say};
use crate::model::{Words, words};
use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::known::Known;
use super::layout::{FORMATS_FOLDER, REPOSITORY_FILE, is_defaults_file, is_record_file};
use super::obstacle::Obstacle;
use super::root::Root;
use super::scan::{Ignored, Scan};
use super::spelling::{lookalikes, misnamed, origin, right_name, take_twins, twins, warning};

/// Paths in the folder, with everything below them.
#[derive(Default)]
pub(super) struct Places(HashSet<String>);

impl Places {
    fn add(&mut self, path: &Path) {
        self.0.insert(origin(path));
    }

    /// Whether a file is at one of the places or below it.
    pub(super) fn have(&self, file: &str) -> bool {
        if self.0.is_empty() {
            return false;
        }
        let file = origin(Path::new(file));
        let above = file.match_indices('/').map(|(at, _)| &file[..at]);
        above.chain(["", &file]).any(|place| self.0.contains(place))
    }

    /// One of the places by name, unless it is the whole folder.
    pub(super) fn name(&self) -> Option<&str> {
        self.0.iter().map(String::as_str).min().filter(|first| !first.is_empty())
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }
}

/// The review of a folder.
#[derive(Default)]
pub(super) struct Review {
    pub(super) problems: Vec<Problem>,
    /// Files that would be records and are not read.
    pub(super) rejected: Vec<PathBuf>,
    /// Where files are that are not read; their records stay as they are.
    pub(super) kept: Places,
    /// What cannot be read: files may be there that seem to be missing.
    pub(super) hidden: Places,
}

impl Review {
    /// Reviews what the scan found, and takes out the files that are not to be read.
    pub(super) fn of(root: &Root, scan: &mut Scan, known: &Known<'_>) -> Self {
        let mut review = Self::default();
        for (path, obstacle) in &scan.obstacles {
            review.obstacle(root, path, obstacle, known);
        }
        for ignored in &scan.ignored {
            review.ignored(ignored, known);
        }
        for (path, right) in &scan.misnamed {
            review.problems.push(warning(path, misnamed(right)));
        }
        for twin in take_twins(&mut scan.files) {
            review.problems.extend(twins(&twin));
            twin.iter().for_each(|file| review.keep(file));
        }
        review.problems.extend(lookalikes(&scan.files));
        review
    }

    /// Takes out the files with capital letters in their endings; sidecars may have them.
    pub(super) fn capitals(&mut self, files: &mut Vec<PathBuf>) {
        files.retain(|file| {
            let right = right_name(file);
            if let Some(right) = &right {
                self.problems.push(Problem::of_file(file, misnamed(right)));
                self.keep(file);
            }
            right.is_none()
        });
    }

    /// A file that is not read.
    fn keep(&mut self, file: &Path) {
        self.rejected.push(file.to_owned());
        self.kept.add(file);
    }

    fn obstacle(&mut self, root: &Root, path: &Path, obstacle: &Obstacle, known: &Known<'_>) {
        self.hidden.add(path);
        if path == Path::new(REPOSITORY_FILE) || path.starts_with(FORMATS_FOLDER) {
            return; // reported where they are read
        }
        let is_record = is_record_file(path);
        let is_fault = is_record || !obstacle.is_link() || known.any_below(path);
        if is_record && !is_defaults_file(path) {
            self.rejected.push(path.to_owned());
        }
        let message = obstacle.message();
        let path = if path.as_os_str().is_empty() { &root.path } else { path };
        let problem = if is_fault { Problem::of_file(path, message) } else { warning(path, message) };
        self.problems.push(problem);
    }

    fn ignored(&mut self, Ignored { path, kind, is_folder }: &Ignored, known: &Known<'_>) {
        let Some(remark) = kind.remark().filter(|_| *is_folder || is_record_file(path)) else { return };
        self.kept.add(path);
        let served = if known.any_below(path) {
            words!(
                "; what was published from it stays until it is removed",
                "；由它发布的内容会保留到它被删除为止"
            )
        } else {
            Words::default()
        };
        let message =
            say!(FILE_IGNORED, "{remark}{served}", "{remark}{served}"; remark = remark, served = served);
        self.problems.push(warning(path, message));
    }
}
