//! `windrow sync`.

use crate::config::Config;
use crate::import::Severity;
use crate::ingest::{Confirm, Counts, sync};

use super::progress::Bar;
use super::{Ending, Failure, open, print};

/// Synchronises once, and sums up.
pub(super) fn run(config: &Config, confirm_deletions: bool) -> Result<Ending, Failure> {
    let store = open(config)?;
    let confirm = if confirm_deletions { Confirm::Publish } else { Confirm::Withhold };
    let bar = Bar::new();
    let report = sync(&*store, &config.records, confirm, &|done, of| bar.show(done, of))?;
    for problem in &report.problems {
        bar.tell(&problem.to_string());
    }
    if let Some(withheld) = &report.withheld {
        bar.tell(&withheld.to_string());
    }
    bar.clear();
    print(&summary(&report.counts))?;
    if report.refreshed.wrote() {
        print(&format!("{} changed by rules or formats\n", report.refreshed.changed))?;
    }
    let faulty = report.problems.iter().any(|problem| problem.severity == Severity::Error);
    let complete = report.counts.rejected == 0 && report.withheld.is_none() && !faulty;
    Ok(if complete { Ending::Done } else { Ending::Incomplete })
}

/// One line with all the numbers.
pub(super) fn summary(counts: &Counts) -> String {
    let Counts { created, changed, unchanged, deleted, rejected } = counts;
    format!(
        "{created} created, {changed} changed, {unchanged} unchanged, {deleted} deleted, {rejected} rejected\n"
    )
}
