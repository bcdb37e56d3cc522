//! How the repository is: what `/health/ready`, the metrics and `windrow health` show.

use serde::{Deserialize, Serialize};

use crate::store::StoreError;

/// Tells how the repository is. Blocks.
pub trait Health: Send + Sync {
    /// The report; errs only if the store cannot answer, which is when the repository is not ready.
    fn report(&self) -> Result<HealthReport, StoreError>;
}

/// How the repository is. It serves; what is not as it should be stands in `problems`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HealthReport {
    /// Live items of all sources.
    pub items: u64,
    /// Items of which only tombstones are left.
    pub deleted_items: u64,
    /// Size of the store.
    pub store_bytes: u64,
    /// Seconds since the last synchronisation that went through; absent before the first.
    pub last_sync_age: Option<u64>,
    /// Record files that cannot be taken as they are.
    pub rejected_files: u64,
    /// Deletions that wait for `windrow sync --confirm-deletions`.
    pub withheld_deletions: u64,
    /// By how many seconds the clock of the machine lies behind the datestamps of the store.
    pub clock_behind: u64,
    /// Whether the clock jumped forward by more than a day, within the last day.
    #[serde(default)]
    pub clock_jumped: bool,
    /// Sentences for the operator: what is wrong, and what to do.
    pub problems: Vec<String>,
    /// How many problems there are besides.
    #[serde(default)]
    pub further_problems: u64,
}

/// The most problems that a report lists: it is read by people, and made and sent at every health check.
const MOST_LISTED: usize = 100;

/// The most characters of a problem that a report shows.
const LONGEST: usize = 1000;

impl HealthReport {
    /// Lists the first problems only, and counts the others.
    pub fn shorten(&mut self) {
        self.further_problems += self.problems.len().saturating_sub(MOST_LISTED) as u64;
        self.problems.truncate(MOST_LISTED);
        for problem in &mut self.problems {
            if let Some((end, _)) = problem.char_indices().nth(LONGEST) {
                problem.truncate(end);
                problem.push('…');
            }
        }
    }

    /// One word: "ok", or "degraded" where something waits for the operator.
    pub const fn status(&self) -> &'static str {
        if self.problems.is_empty() { "ok" } else { "degraded" }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_lists_a_hundred_problems_and_counts_the_others() {
        let problems = (0..5000).map(|number| format!("{number} {}", "ü".repeat(2000))).collect();
        let mut report = HealthReport { problems, ..HealthReport::default() };
        report.shorten();
        assert_eq!((report.problems.len(), report.further_problems), (100, 4900));
        assert!(report.problems[99].starts_with("99 ü") && report.problems[99].chars().count() == 1001);
        report.shorten();
        assert_eq!((report.problems.len(), report.further_problems), (100, 4900));
        assert_eq!(report.status(), "degraded");
    }
}
