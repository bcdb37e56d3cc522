//! `windrow check`: what is wrong in the records folder, without a store.

use crate::diagnostics::{Problem, Severity};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::clock::SystemClock;
use crate::config::Config;
use crate::folder::{Checked, check};
use crate::store::scratch;

use super::messages::{tell_some, totals, with_line};
use super::progress::Bar;
use super::{Ending, Failure, named, print};

/// Checks the files, or all files of the records folder if none is named, as a synchronisation would, and writes nothing. With `json`,
/// each problem is an object on a line of its own.
pub(super) fn run(config: &Config, files: &[PathBuf], json: bool) -> Result<Ending, Failure> {
    let folder = &config.records;
    let files = files.iter().map(|file| path(folder, file)).collect::<Result<Vec<_>, _>>()?;
    let bar = Bar::new();
    let store = scratch(Arc::new(SystemClock));
    let checked = check(&*store, folder, &files, &|done, of| bar.show(done, of))?;
    if json {
        bar.clear();
        print(&lines_of_json(&checked.problems))?;
    } else {
        tell(&bar, folder, &checked);
        bar.clear();
        print(&summary(&checked))?;
    }
    let is_good = errors(&checked) == 0 && checked.not_published.is_empty();
    Ok(if is_good { Ending::Done } else { Ending::Incomplete })
}

fn path(folder: &Path, file: &Path) -> Result<PathBuf, Failure> {
    let otherwise = "give the path of a file of records, or of a folder of them";
    named::file(folder, file)?.ok_or_else(|| named::absent(folder, file, otherwise))
}

fn tell(bar: &Bar, folder: &Path, checked: &Checked) {
    for problem in &checked.problems {
        bar.tell(&with_line(folder, problem));
    }
    let files: Vec<_> = checked.not_published.iter().map(|file| file.display().to_string()).collect();
    tell_some(bar, "would not be published", &files);
}

fn errors(checked: &Checked) -> usize {
    checked.problems.iter().filter(|problem| problem.severity == Severity::Error).count()
}

fn summary(checked: &Checked) -> String {
    let totals = totals((errors(checked), checked.problems.len() - errors(checked)));
    if checked.only_repository {
        return format!("nothing else was checked, because repository.toml cannot be used; {totals}\n");
    }
    let Checked { records, not_published, .. } = checked;
    let records = if *records == 1 { "1 record".to_owned() } else { format!("{records} records") };
    format!("{records} checked, {} would not be published; {totals}\n", not_published.len())
}

fn lines_of_json(problems: &[Problem]) -> String {
    problems
        .iter()
        .filter_map(|problem| serde_json::to_string(problem).ok())
        .map(|line| line + "\n")
        .collect()
}
