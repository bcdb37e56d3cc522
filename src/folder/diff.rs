//! The dry run of a synchronisation: what an edit of the folder or an upgrade would change.

use std::collections::BTreeMap;
use std::path::Path;

use super::guard::Guard;
use super::layout::RECORDS;
use super::sync::sync;
use super::sync_error::SyncError;
use crate::ingest::{Compare, Difference, DryRun, Progress, Report};
use crate::model::Identifier;
use crate::store::{LiveItem, Outcome, Store};

/// What a synchronisation would do.
#[derive(Debug)]
pub struct Differences {
    /// The items that would change.
    pub items: BTreeMap<Identifier, Difference>,
    /// What the synchronisation would report.
    pub report: Report,
}

/// The dry run of [`sync`], including items that would be rendered again; writes nothing.
pub fn diff(
    store: &dyn Store,
    folder: &Path,
    guard: impl Into<Guard>,
    compare: Option<Compare>,
    progress: Progress<'_>,
) -> Result<Differences, SyncError> {
    let dry_run = DryRun::new(store, compare);
    let report = sync(&dry_run, folder, guard, progress)?;
    let mut items = dry_run.take_differences();
    for LiveItem { identifier, origin, .. } in store.live_items(RECORDS)? {
        if let Some(deleted) = items.get_mut(&identifier).filter(|item| item.outcome == Outcome::Deleted) {
            deleted.origin = origin;
        }
    }
    Ok(Differences { items, report })
}
