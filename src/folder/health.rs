//! The health of the repository, read from the store: the same on every node.

use crate::diagnostics::Severity;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::layout::RECORDS;
use crate::clock::Clock;
use crate::ingest::{Report, last_report};
use crate::repository::{Health, HealthReport};
use crate::store::{ErrorKind, Store, StoreError, Wait};

/// A clock may be this many seconds behind without a problem: the clocks of nodes always differ a little.
const CLOCK_TOLERANCE: u64 = 5;

/// A synchronisation that takes longer than this is reported.
const LONG: Duration = Duration::from_secs(60);

/// What prevents the folder from being synchronised, if anything does. It is not in the store, which may be the reason.
#[derive(Debug, Default)]
pub struct Trouble(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    /// Why the last synchronisation failed.
    failure: Option<String>,
    /// When the one that is at work began.
    begun: Option<Instant>,
}

impl Trouble {
    pub(super) fn begin(&self) {
        self.state().begun = Some(Instant::now());
    }

    /// A synchronisation has ended, by this failure if there is one.
    pub(super) fn end(&self, failure: Option<String>) {
        *self.state() = State { failure, begun: None };
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sentences for the operator.
    fn sentences(&self) -> Vec<String> {
        let state = self.state();
        let long = state.begun.map(|begun| begun.elapsed()).filter(|elapsed| *elapsed >= LONG);
        let unfinished = long.map(|elapsed| {
            format!(
                "The last synchronisation of the records folder has not ended for {} minutes; what was published before is served. If \
                 the folder is not very large, look for a disk or a network folder that does not answer, and restart Windrow.",
                elapsed.as_secs() / 60
            )
        });
        state.failure.iter().cloned().chain(unfinished).collect()
    }
}

/// Reads the health of a repository from its store.
pub struct StoreHealth {
    store: Arc<dyn Store>,
    trouble: Arc<Trouble>,
    clock: Arc<dyn Clock>,
}

impl StoreHealth {
    pub const fn new(store: Arc<dyn Store>, trouble: Arc<Trouble>, clock: Arc<dyn Clock>) -> Self {
        Self { store, trouble, clock }
    }
}

impl Health for StoreHealth {
    fn report(&self) -> Result<HealthReport, StoreError> {
        let snapshot = self.store.snapshot(Wait::Yes)?;
        snapshot.earliest()?; // the log can be read, too
        let figures = self.store.figures()?;
        let synced = last_report(&*self.store, RECORDS)?;
        let mut report = HealthReport {
            items: figures.items,
            deleted_items: figures.deleted_items,
            store_bytes: figures.bytes,
            clock_behind: (snapshot.now().unix() - self.clock.now().unix()).max(0).unsigned_abs(),
            problems: self.trouble.sentences(),
            ..HealthReport::default()
        };
        let problems = self.store.problems();
        report.clock_jumped = problems.iter().any(|problem| problem.kind == ErrorKind::Clock);
        report.problems.extend(problems.iter().map(ToString::to_string));
        if report.clock_behind > CLOCK_TOLERANCE {
            report.problems.push(format!(
                "The clock of this machine is {} s behind the repository's time: it was set back, or was far ahead before. \
                 If it is wrong, correct it. If it is right, responseDate and datestamps stay ahead of it until it has caught up; \
                 if that takes too long, stop Windrow and run `windrow repair --clock`.",
                report.clock_behind
            ));
        }
        if let Some(synced) = synced {
            report.last_sync_age = Some((snapshot.now().unix() - synced.at.unix()).max(0).unsigned_abs());
            add_sync(&mut report, &synced);
        }
        Ok(report)
    }
}

fn add_sync(report: &mut HealthReport, synced: &Report) {
    report.rejected_files = synced.counts.rejected;
    report.withheld_deletions = synced.withheld.as_ref().map_or(0, |withheld| withheld.deletions);
    let errors = synced.problems.iter().filter(|problem| problem.severity == Severity::Error);
    report.problems.extend(errors.map(ToString::to_string));
    report.problems.extend(synced.withheld.as_ref().map(ToString::to_string));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_synchronisation_that_does_not_end_is_reported() {
        let trouble = Trouble::default();
        trouble.begin();
        assert!(trouble.sentences().is_empty(), "it may take a while");
        trouble.state().begun = Instant::now().checked_sub(Duration::from_secs(181));
        let sentence = trouble.sentences().concat();
        assert!(sentence.contains("has not ended for 3 minutes"), "{sentence}");
        trouble.end(Some("the disk is full".to_owned()));
        assert_eq!(trouble.sentences(), ["the disk is full"]);
        trouble.begin();
        trouble.end(None);
        assert!(trouble.sentences().is_empty());
    }
}
