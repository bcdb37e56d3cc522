//! Where a store is, and what can be done with it as a whole. The only place outside the engines that names one.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::memory::{Memory, MemoryIndex};
use super::sqlite::{self, FILE_NAME, INDEX_NAME, Sqlite, SqliteIndex};
use super::{
    Access, Batch, Change, Damage, ErrorKind, Future, Index, Manifest, Outcome, Put, RULES, Repaired,
    Restored, Result, Store, StoreError, StoredItem, restore,
};
use crate::clock::Clock;

/// A store that nothing is kept of, for a dry run.
pub fn scratch(clock: Arc<dyn Clock>) -> Arc<dyn Store> {
    Arc::new(Memory::new(clock))
}

/// An index that nothing is kept of.
pub fn scratch_index() -> Arc<dyn Index> {
    Arc::new(MemoryIndex::default())
}

/// Whether a file with this name is a part of a store.
pub fn is_store_file(name: &str) -> bool {
    name.starts_with(FILE_NAME) || name.starts_with(INDEX_NAME)
}

/// A data folder.
#[derive(Clone, Debug)]
pub struct Location {
    folder: PathBuf,
    room_for_pages: u64,
}

impl Location {
    pub const fn new(folder: PathBuf, room_for_pages: u64) -> Self {
        Self { folder, room_for_pages }
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whether a store is there.
    pub fn has_store(&self) -> bool {
        self.folder.join(FILE_NAME).exists()
    }

    /// Brings the store to the version of this program, if there is one and it is older. No other process may have it open.
    /// Returns the version it had.
    pub fn upgrade(&self) -> Result<Option<i32>> {
        Sqlite::upgrade(&self.folder)
    }

    /// Opens the store; makes it if it is not there and may be written.
    pub fn open(&self, access: Access, clock: Arc<dyn Clock>) -> Result<Arc<dyn Store>> {
        Ok(match access {
            Access::ReadOnly => Arc::new(Sqlite::open_read_only(&self.folder, clock)?),
            Access::ReadWrite => {
                Arc::new(Sqlite::open(&self.folder, clock)?.with_room_for_pages(self.room_for_pages))
            }
        })
    }

    /// Opens the index beside the store; makes it if it is not there or cannot be used.
    pub fn open_index(&self) -> Result<Arc<dyn Index>> {
        Ok(Arc::new(SqliteIndex::open(&self.folder)?))
    }

    /// Reads everything in the store, and reports what is damaged. Nothing is written; others may use the store meanwhile.
    /// `progress` is called with the number of records read, and of how many.
    pub fn verify(&self, progress: &dyn Fn(u64, Option<u64>)) -> Result<Vec<Damage>> {
        sqlite::verify(&self.folder, progress)
    }

    /// Writes the store as it is now into another folder, as one file and a manifest, while others read and write it.
    /// `progress` is called with the number of bytes written, and of how many.
    pub fn backup(&self, into: &Path, clock: &dyn Clock, progress: &dyn Fn(u64, u64)) -> Result<Manifest> {
        sqlite::backup(&self.folder, into, clock.now(), progress)
    }

    /// Restores a backup. A folder without a store gets a copy of the backup. A store that is there, which others may use
    /// meanwhile, is changed until it holds what the backup holds.
    ///
    /// `replace_lost` says whether the folder may hold parts of a store that was lost. `progress` is called with the number
    /// of bytes copied or of items compared, and of how many.
    pub fn restore(
        &self,
        from: &Path,
        replace_lost: bool,
        clock: Arc<dyn Clock>,
        progress: &dyn Fn(u64, Option<u64>),
    ) -> Result<Restored> {
        let manifest = Manifest::read(from)?;
        manifest.check(from, &|done, of| progress(done, Some(of)))?;
        if !self.has_store() {
            let copied = |done, of| progress(done, Some(of));
            sqlite::copy_back(from, &manifest, &self.folder, replace_lost, &copied)?;
            return Ok(Restored { copied: true, written: manifest.items, ..Restored::default() });
        }
        let store = self.open(Access::ReadWrite, clock.clone()).map_err(with_way_out)?;
        restore::restore(&*store, &Sqlite::open_read_only(from, clock)?, progress)
    }

    /// Repairs the store, which no other process may have open: what is derived from the records is made again, and a damaged
    /// record is rendered again by `render`. The items of the source `folder_source` whose records cannot be rendered are
    /// read again from their files by the next synchronisation.
    pub fn repair(
        &self,
        folder_source: &str,
        render: &dyn Fn(&StoredItem) -> Option<Put>,
        clock: Arc<dyn Clock>,
        progress: &dyn Fn(u64, Option<u64>),
    ) -> Result<Repaired> {
        let (mut repaired, again) = sqlite::repair(&self.folder, folder_source, render, progress)?;
        if again.is_empty() {
            return Ok(repaired);
        }
        let store = self.open(Access::ReadWrite, clock)?;
        for (source, put) in again {
            let rules = store.document(RULES)?.map_or(0, |rules| rules.revision);
            let outcomes = store.apply(&Batch { source: &source, rules, changes: &[Change::Put(put)] })?;
            repaired.rewritten += u64::from(outcomes == [Outcome::Changed]);
        }
        drop(store);
        // The damaged versions have been replaced, so they can be removed now.
        repaired.left = sqlite::repair(&self.folder, folder_source, render, progress)?.0.left;
        Ok(repaired)
    }

    /// How far the store is in the future because the clock was; `None` if it is not.
    pub fn future(&self, clock: &dyn Clock) -> Result<Option<Future>> {
        sqlite::future(&self.folder, clock.now())
    }

    /// Brings a store that is in the future back to the clock: a full harvest afterwards gets everything. No
    /// other process may have it open.
    pub fn reset_clock(&self, clock: &dyn Clock) -> Result<()> {
        sqlite::reset_clock(&self.folder, clock.now())
    }
}

/// A store that cannot be opened cannot be changed either.
fn with_way_out(error: StoreError) -> StoreError {
    if !matches!(error.kind, ErrorKind::Corrupt | ErrorKind::Gone) {
        return error;
    }
    error.with_remedy(format!(
        "run `windrow repair`; or stop Windrow, move {FILE_NAME} out of the data folder, and run `windrow restore --replace-lost`"
    ))
}
