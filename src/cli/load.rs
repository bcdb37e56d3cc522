//! `windrow load`.

use crate::diagnostics::{Problem, Severity};
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
        return Err(Failure::usage(format!(
            "`{source}` cannot be the source: `{RECORDS}` is the records folder, which would delete what it does not hold; \
             give another name with --source"
        )));
    }
    let store = open(config, Access::ReadWrite)?;
    let bar = Bar::new();
    let (mut errors, mut warnings) = (0, 0);
    let mut tell = |problem: &Problem| {
        match problem.severity {
            Severity::Error => errors += 1,
            _ => warnings += 1,
        }
        bar.tell(&problem.to_string());
    };
    let counts = load_with(&*store, source, files, options, &mut tell, &|done, of| bar.show(done, of))?;
    bar.clear();
    print(&summary(&counts, "rejected", (errors, warnings)))?;
    Ok(if errors == 0 && counts.rejected == 0 { Ending::Done } else { Ending::Incomplete })
}
