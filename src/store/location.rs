//! Where a store is, and what can be done with it as a whole. The only place outside the engines that names one.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::sqlite::{FILE_NAME, Sqlite};
use super::{Result, Store};
use crate::clock::Clock;

/// What a store is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Nothing is written, made or upgraded, and the horizon does not move.
    ReadOnly,
    ReadWrite,
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
}
