//! `windrow sync`.

use crate::config::Config;
use crate::folder::{Confirm, Guard, sync};
use crate::ingest::{Counts, Report};
use crate::store::Access;

use super::messages::{failure, tell, totals};
use super::progress::Bar;
use super::{Ending, Failure, open, print};

/// Synchronises once, and prints a summary.
pub(super) fn run(config: &Config, confirm_deletions: bool) -> Result<Ending, Failure> {
    let store = open(config, Access::ReadWrite)?;
    let bar = Bar::new();
    let folder = &config.records;
    let report = sync(&*store, folder, guard(config, confirm_deletions), &|done, of| bar.show(done, of))
        .map_err(|error| failure(&bar, folder, error))?;
    tell(&bar, folder, &report);
    bar.clear();
    print(&summary(&report.counts, "not published", report.errors_and_warnings()))?;
    if report.refreshed.wrote() {
        print(&format!("{} changed by rules or formats\n", report.refreshed.changed))?;
    }
    Ok(if is_complete(&report) { Ending::Done } else { Ending::Incomplete })
}

/// How deletions are judged.
pub(super) fn guard(config: &Config, confirm_deletions: bool) -> Guard {
    let confirm = if confirm_deletions { Confirm::Publish } else { Confirm::Withhold };
    Guard::new(confirm, config.deletion_span.duration())
}

/// Whether nothing was rejected or faulty, and nothing waits for confirmation.
pub(super) fn is_complete(report: &Report) -> bool {
    report.counts.rejected == 0 && report.errors_and_warnings().0 == 0
}

/// One line with all the numbers; `not_taken` is what records are called that were not taken.
pub(super) fn summary(counts: &Counts, not_taken: &str, shown: (usize, usize)) -> String {
    let Counts { created, changed, unchanged, deleted, rejected, older, other_formats } = counts;
    let mut line = format!(
        "{created} created, {changed} changed, {unchanged} unchanged, {deleted} deleted, {rejected} {not_taken}"
    );
    for (count, what) in [(older, "older"), (other_formats, "deleted in other formats")] {
        if *count > 0 {
            line += &format!(", {count} {what}");
        }
    }
    line + "; " + &totals(shown) + "\n"
}
