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
    /// Sentences for the operator: what is wrong, and what to do.
    pub problems: Vec<String>,
}

impl HealthReport {
    /// One word: "ok", or "degraded" where something waits for the operator.
    pub const fn status(&self) -> &'static str {
        if self.problems.is_empty() { "ok" } else { "degraded" }
    }
}
