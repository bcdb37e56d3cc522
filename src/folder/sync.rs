//! The records folder, synchronised: after it the source holds what the folder holds.

use std::path::Path;

use super::guard::Guard;
use super::layout::RECORDS;
use super::pass::pass;
use super::sync_error::SyncError;
use super::unfinished::{Looks, Reported};
use crate::ingest::{Counts, Progress, Report, keep_report};
use crate::store::{ErrorKind, Store, StoreError};

/// How often the folder is read again because another process changed its records or the rules meanwhile.
const TRIES: usize = 10;

/// Makes the source [`RECORDS`] hold what `folder` holds, renders again the items of every source that other rules or
/// formats rendered, and keeps the report in the store.
///
/// A file with an error changes nothing: its item stays as it was. Synchronising the same folder again changes nothing.
pub fn sync(
    store: &dyn Store,
    folder: &Path,
    guard: impl Into<Guard>,
    progress: Progress<'_>,
) -> Result<Report, SyncError> {
    let guard = guard.into();
    sync_watched(store, folder, guard, &mut Looks::new(guard.still, Reported::default()), progress)
}

/// As [`sync`], with what was seen of files that are being written.
pub(super) fn sync_watched(
    store: &dyn Store,
    folder: &Path,
    guard: Guard,
    looks: &mut Looks,
    progress: Progress<'_>,
) -> Result<Report, SyncError> {
    let mut before = Counts::default();
    for _ in 0..TRIES {
        let mut pass = pass(store, folder, guard, looks, progress)?;
        if !pass.stale {
            pass.report.counts.follow(before);
            keep_report(store, RECORDS, &pass.report)?;
            return Ok(pass.report);
        }
        before.follow(pass.report.counts);
    }
    let message = "other processes keep changing the records of the folder";
    Err(StoreError::new(ErrorKind::Busy, message).into())
}
