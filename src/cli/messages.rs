//! What people are shown of files: each message, with the line that it is about, and the files that were not published.

use crate::diagnostics::{Problem, Severity, harmless};
use std::path::Path;

use crate::folder::{SyncError, source_line};
use crate::ingest::{NotPublished, Report};

use super::progress::Bar;
use super::{Ending, Failure};
use crate::diagnostics::snippet;

/// So many files that were not published are named; a mistake in a file of defaults can hold up all of them.
const MOST_NAMED: usize = 100;

/// The message, and below it the line of the records folder that it is about.
pub(super) fn with_line(folder: &Path, problem: &Problem) -> String {
    let place = problem.place.line.zip(problem.place.column);
    match place.zip(source_line(folder, &problem.place)) {
        Some(((number, column), line)) => format!("{problem}\n{}", snippet(number, &line, column)),
        None => problem.to_string(),
    }
}

/// What editors have to correct, what waits to be confirmed, and which files were not published.
pub(super) fn tell(bar: &Bar, folder: &Path, report: &Report) {
    for problem in &report.problems {
        bar.tell(&with_line(folder, problem));
    }
    if let Some(withheld) = &report.withheld {
        bar.tell(&withheld.to_string());
    }
    let mut held_up: Vec<_> = report.not_published.iter().collect();
    held_up.sort_by(|one, other| one.file.cmp(&other.file));
    let lines: Vec<_> = held_up.into_iter().map(not_published).collect();
    tell_some(bar, "not published", &lines);
}

fn not_published(NotPublished { file, served }: &NotPublished) -> String {
    let then = if *served { "its last good version is still served" } else { "it is not served" };
    format!("{} ({then})", file.display())
}

/// A line for each of the files, but not for very many of them.
pub(super) fn tell_some(bar: &Bar, what: &str, files: &[String]) {
    for file in files.iter().take(MOST_NAMED) {
        bar.tell(&format!("{what}: {}", harmless(file)));
    }
    if files.len() > MOST_NAMED {
        bar.tell(&format!("{what}: and {} other files", files.len() - MOST_NAMED));
    }
}

/// How many errors and warnings were shown: `1 error, 2 warnings`.
pub(super) fn totals((errors, warnings): (usize, usize)) -> String {
    let count = |number: usize, severity: Severity| match number {
        1 => format!("1 {severity}"),
        _ => format!("{number} {severity}s"),
    };
    format!("{}, {}", count(errors, Severity::Error), count(warnings, Severity::Warning))
}

/// Why there was no synchronisation; problems of `repository.toml` are shown first.
pub(super) fn failure(bar: &Bar, folder: &Path, error: SyncError) -> Failure {
    let SyncError::NoIdentity(problems) = error else { return error.into() };
    problems.iter().for_each(|problem| bar.tell(&with_line(folder, problem)));
    let message = "nothing was read, because the repository is not described by a usable repository.toml";
    Failure { ending: Ending::Failed, message: message.to_owned() }
}
