//! The records folder checked: what a synchronisation would report of all files, or of some.

use crate::diagnostics::{Problem, say};
use std::path::{Path, PathBuf};

use super::diff::{Differences, diff};
use super::guard::Confirm;
use super::layout::{REPOSITORY_FILE, is_defaults_file};
use super::root::Root;
use super::scan::scan;
use super::spelling::{origin, warning};
use super::sync_error::SyncError;
use crate::ingest::Progress;
use crate::store::{Store, StoreError};

/// What was found.
#[derive(Debug)]
pub struct Checked {
    /// Record files that were checked, those that would not be published included.
    pub records: usize,
    pub problems: Vec<Problem>,
    /// Record files that would not be published, in their order.
    pub not_published: Vec<PathBuf>,
    /// Whether `repository.toml` cannot be used, so that no other file was read.
    pub only_repository: bool,
}

/// Checks files against what is in `store`, and writes nothing: those at the `named` paths, which are relative to `folder`, and in the
/// folders there; all files if none is named.
///
/// The whole folder is read in any case, since records can be wrong beside each other. What is reported of other files is left out, unless it
/// concerns those that are named: the defaults that apply to them, their sidecars, and problems that name them.
pub fn check(
    store: &dyn Store,
    folder: &Path,
    named: &[PathBuf],
    progress: Progress<'_>,
) -> Result<Checked, StoreError> {
    let scope = Scope(named.iter().map(|path| PathBuf::from(origin(path))).collect());
    let found = match diff(store, folder, Confirm::Withhold, None, progress) {
        Ok(found) => found,
        Err(SyncError::NoIdentity(problems)) => {
            return Ok(Checked { records: 0, problems, not_published: Vec::new(), only_repository: true });
        }
        Err(SyncError::Store(error)) => return Err(error),
    };
    let Differences { items, report } = found;
    let mut not_published: Vec<_> = report.not_published.into_iter().map(|it| it.file).collect();
    not_published.retain(|file| scope.has(file));
    not_published.sort();
    let accepted = items.values().filter(|item| scope.has(Path::new(&item.origin))).count();
    let mut problems = report.problems;
    problems.retain(|problem| scope.is_concerned(problem));
    problems.extend(named.iter().filter(|path| !is_read(folder, path)).map(|path| not_checked(path)));
    Ok(Checked { records: accepted + not_published.len(), problems, not_published, only_repository: false })
}

/// Whether a file is one that is read, or a folder with such files.
fn is_read(folder: &Path, path: &Path) -> bool {
    let scan = scan(&Root::new(folder));
    let with_remarks = scan.misnamed.iter().map(|(path, _)| path);
    let obstacles = scan.obstacles.iter().map(|(path, _)| path);
    scan.all_files().chain(with_remarks).chain(obstacles).any(|file| file.starts_with(path))
}

fn not_checked(path: &Path) -> Problem {
    let message = say!(
        FILE_NOT_RECORD,
        "is not checked, because it is not a file of records: nothing in it is published",
        "未检查，因为不是记录文件：其中的内容不会发布"
    );
    warning(path, message)
}

/// The files that somebody asks about, in NFC; all if there is none.
struct Scope(Vec<PathBuf>);

impl Scope {
    fn has(&self, file: &Path) -> bool {
        let file = PathBuf::from(origin(file));
        self.0.is_empty() || self.0.iter().any(|named| file.starts_with(named))
    }

    fn is_concerned(&self, problem: &Problem) -> bool {
        let file = PathBuf::from(origin(&problem.place.file));
        let concerns = |named: &PathBuf| applies(&file, named) || names(problem, named);
        self.has(&file) || self.0.iter().any(concerns)
    }
}

/// Whether the message names the file, or one in the folder.
fn names(problem: &Problem, path: &Path) -> bool {
    let name = path.to_string_lossy();
    let is_file = path.extension().is_some();
    problem.message.contains(&if is_file { name.into_owned() } else { format!("{name}/") })
}

/// Whether what is wrong with one file is wrong with the named one, too: it holds defaults for it, is a folder above it, or a sidecar of it.
fn applies(file: &Path, named: &Path) -> bool {
    let is_shared = file == Path::new(REPOSITORY_FILE) || is_defaults_file(file);
    let above = if is_shared { file.parent() } else { Some(file) };
    let is_sidecar = || {
        let name = |path: &Path| path.file_name().and_then(|name| name.to_str()).map(str::to_owned);
        let stem = named.with_extension("");
        file.parent() == named.parent()
            && name(file).zip(name(&stem)).is_some_and(|(file, stem)| file.starts_with(&format!("{stem}.")))
    };
    above.is_some_and(|above| named.starts_with(above)) || is_sidecar()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_elsewhere_concerns_a_record_if_it_applies_to_it() {
        let applies = |file: &str, named: &str| applies(Path::new(file), Path::new(named));
        for file in ["repository.toml", "journal.toml", "2022/issue.toml", "2022", "2022/a.jats.xml"] {
            assert!(applies(file, "2022/a.toml"), "{file}");
        }
        for file in ["2023/issue.toml", "2022/5/issue.toml", "2022/b.toml", "a.jats.xml", "2022/ab.jats.xml"]
        {
            assert!(!applies(file, "2022/a.toml"), "{file}");
        }
    }
}
