//! `windrow sync`.

use crate::config::Config;
use crate::folder::{Confirm, Guard, sync};
use crate::import::Severity;
use crate::ingest::{Counts, Report};
use crate::store::Access;

use super::progress::Bar;
use super::{Ending, Failure, open, print};

/// Synchronises once, and prints a summary.
pub(super) fn run(config: &Config, confirm_deletions: bool) -> Result<Ending, Failure> {
    let store = open(config, Access::ReadWrite)?;
    let bar = Bar::new();
    let report =
        sync(&*store, &config.records, guard(config, confirm_deletions), &|done, of| bar.show(done, of))?;
    tell(&bar, &report);
    bar.clear();
    print(&summary(&report.counts))?;
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
    let faulty = report.problems.iter().any(|problem| problem.severity == Severity::Error);
    report.counts.rejected == 0 && report.withheld.is_none() && !faulty
}

/// The problems that editors have to correct, and the deletions that wait for confirmation.
pub(super) fn tell(bar: &Bar, report: &Report) {
    for problem in &report.problems {
        bar.tell(&problem.to_string());
    }
    if let Some(withheld) = &report.withheld {
        bar.tell(&withheld.to_string());
    }
}

/// One line with all the numbers.
pub(super) fn summary(counts: &Counts) -> String {
    let Counts { created, changed, unchanged, deleted, rejected, older, other_formats } = counts;
    let mut line = format!(
        "{created} created, {changed} changed, {unchanged} unchanged, {deleted} deleted, {rejected} rejected"
    );
    for (count, what) in [(older, "older"), (other_formats, "deleted in other formats")] {
        if *count > 0 {
            line += &format!(", {count} {what}");
        }
    }
    line + "\n"
}
