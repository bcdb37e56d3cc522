//! What people are shown of files: each message, with the line that it is about, and the files that were not published.

use crate::diagnostics::{Language, Problem, Severity, Tally, harmless, snippet};
use crate::model::{Words, words};
use std::path::Path;

use crate::folder::{SyncError, source_line};
use crate::ingest::{NotPublished, Report};

use super::Failure;
use super::progress::Bar;

/// So many files that were not published are named; a mistake in a file of defaults can hold up all of them.
const MOST_NAMED: usize = 100;

/// The message, and below it the line of the records folder that it is about.
pub(super) fn with_line(language: Language, folder: &Path, problem: &Problem) -> String {
    let message = problem.line(language);
    let place = problem.place.line.zip(problem.place.column);
    match place.zip(source_line(folder, &problem.place)) {
        Some(((number, column), line)) => format!("{message}\n{}", snippet(number, &line, column)),
        None => message,
    }
}

/// What editors have to correct, what waits to be confirmed, and which files were not published.
pub(super) fn tell(bar: &Bar, language: Language, folder: &Path, report: &Report) {
    for problem in &report.problems {
        bar.tell(&with_line(language, folder, problem));
    }
    if let Some(withheld) = &report.withheld {
        bar.tell(&withheld.line(language));
    }
    let mut held_up: Vec<_> = report.not_published.iter().collect();
    held_up.sort_by(|one, other| one.file.cmp(&other.file));
    let lines: Vec<_> = held_up.into_iter().map(|file| not_published(language, file)).collect();
    tell_some(bar, language, language.choose("not published", "未发布"), &lines);
}

fn not_published(language: Language, NotPublished { file, served }: &NotPublished) -> String {
    let then = if *served {
        language.choose("its last good version is still served", "仍提供上一个正确的版本")
    } else {
        language.choose("it is not served", "不提供")
    };
    format!("{} ({then})", file.display())
}

/// A line for each of the files, but not for very many of them.
pub(super) fn tell_some(bar: &Bar, language: Language, what: &str, files: &[String]) {
    for file in files.iter().take(MOST_NAMED) {
        bar.tell(&format!("{what}: {}", harmless(file)));
    }
    if let Some(more) = files.len().checked_sub(MOST_NAMED).filter(|more| *more > 0) {
        let others = words!("and {more} other files", "以及另外 {more} 个文件");
        bar.tell(&format!("{what}: {}", language.of(&others)));
    }
}

/// How many errors and warnings were shown: `1 error, 2 warnings`, and hints if there are any.
pub(super) fn totals(tally: Tally) -> Words {
    let Tally { errors, warnings, hints } = tally;
    let count = |number: usize, severity: Severity| {
        let plural = if number == 1 { "" } else { "s" };
        let (en, zh) = (severity.word(Language::English), severity.word(Language::Chinese));
        words!("{number} {en}{plural}", "{number} 个{zh}")
    };
    let hints = match hints {
        0 => Words::default(),
        hints => words!(", {hints}", "，{hints}"; hints = count(hints, Severity::Hint)),
    };
    words!(
        "{errors}, {warnings}{hints}",
        "{errors}，{warnings}{hints}";
        errors = count(errors, Severity::Error),
        warnings = count(warnings, Severity::Warning),
        hints = hints
    )
}

/// Why there was no synchronisation; problems of `repository.toml` are shown first.
pub(super) fn failure(bar: &Bar, language: Language, folder: &Path, error: SyncError) -> Failure {
    let problems = match error {
        SyncError::NoIdentity(problems) => problems,
        SyncError::Store(error) => return error.into(),
    };
    problems.iter().for_each(|problem| bar.tell(&with_line(language, folder, problem)));
    Failure::failed(words!(
        "nothing was read, because the repository is not described by a usable repository.toml",
        "没有读取任何内容，因为没有可用的 repository.toml 来说明仓储"
    ))
}
