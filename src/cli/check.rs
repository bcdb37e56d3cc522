//! `windrow check`: what is wrong in the records folder, without a store.

use crate::diagnostics::{Language, Problem, Tally};
use crate::model::{Words, words};
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
    let (folder, language) = (&config.records, config.lang.language());
    let files = files.iter().map(|file| path(folder, file)).collect::<Result<Vec<_>, _>>()?;
    let bar = Bar::new();
    let store = scratch(Arc::new(SystemClock));
    let checked = check(&*store, folder, &files, &|done, of| bar.show(done, of))?;
    if json {
        bar.clear();
        print(&lines_of_json(&checked.problems))?;
    } else {
        tell(&bar, language, folder, &checked);
        bar.clear();
        print(language.of(&summary(&checked)))?;
    }
    let is_good = tally(&checked).errors == 0 && checked.not_published.is_empty();
    Ok(if is_good { Ending::Done } else { Ending::Incomplete })
}

fn path(folder: &Path, file: &Path) -> Result<PathBuf, Failure> {
    let otherwise = words!(
        "give the path of a file of records, or of a folder of them",
        "请给出记录文件或其文件夹的路径"
    );
    named::file(folder, file)?.ok_or_else(|| named::absent(folder, file, otherwise))
}

fn tell(bar: &Bar, language: Language, folder: &Path, checked: &Checked) {
    for problem in &checked.problems {
        bar.tell(&with_line(language, folder, problem));
    }
    let files: Vec<_> = checked.not_published.iter().map(|file| file.display().to_string()).collect();
    tell_some(bar, language, language.choose("would not be published", "不会发布"), &files);
}

fn tally(checked: &Checked) -> Tally {
    checked.problems.iter().collect()
}

fn summary(checked: &Checked) -> Words {
    let totals = totals(tally(checked));
    if checked.only_repository {
        return words!(
            "nothing else was checked, because repository.toml cannot be used; {totals}\n",
            "没有检查其他文件，因为 repository.toml 不能使用；{totals}\n";
            totals = totals
        );
    }
    let Checked { records, not_published, .. } = checked;
    let plural = if *records == 1 { "record" } else { "records" };
    words!(
        "{records} {plural} checked, {held_up} would not be published; {totals}\n",
        "检查了 {records} 条记录，其中 {held_up} 条不会发布；{totals}\n",
        held_up = not_published.len();
        totals = totals
    )
}

fn lines_of_json(problems: &[Problem]) -> String {
    problems
        .iter()
        .filter_map(|problem| serde_json::to_string(problem).ok())
        .map(|line| line + "\n")
        .collect()
}
