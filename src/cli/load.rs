//! `windrow load`.

use crate::diagnostics::{Problem, Tally};
use crate::model::words;
use std::path::PathBuf;

use crate::config::Config;
use crate::folder::RECORDS;
use crate::ingest::{LoadOptions, load_with};
use crate::store::Access;

use super::progress::Bar;
use super::sync::summary;
use super::{Ending, Failure, open, print};

/// Loads the files into the source, telling each problem at once, and sums up.
pub(super) fn run(
    config: &Config,
    files: &[PathBuf],
    source: &str,
    options: LoadOptions,
) -> Result<Ending, Failure> {
    if source == RECORDS || source.trim().is_empty() {
        return Err(Failure::usage(words!(
            "`{source}` cannot be the source: `{RECORDS}` is the records folder, which would delete what it does not hold; give another name \
             with --source",
            "“{source}”不能作为来源名：“{RECORDS}”是记录文件夹，它会删除自己没有的记录；请用 --source 另取名称"
        )));
    }
    let store = open(config, Access::ReadWrite)?;
    let bar = Bar::new();
    let language = config.lang.language();
    let mut tally = Tally::default();
    let mut tell = |problem: &Problem| {
        tally.add(problem.severity);
        bar.tell(&problem.line(language));
    };
    let counts = load_with(&*store, source, files, options, &mut tell, &|done, of| bar.show(done, of))?;
    bar.clear();
    print(language.of(&summary(&counts, words!("rejected", "未接收"), tally)))?;
    Ok(if tally.errors == 0 && counts.rejected == 0 { Ending::Done } else { Ending::Incomplete })
}
