//! Which processes have the store open: each holds a shared lock of a small file, and what may not be disturbed holds it alone.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;

use crate::store::{ErrorKind, Result, StoreError};

/// The file's name in the data folder.
pub(super) const LOCK_NAME: &str = "windrow.lock";

/// Held as long as the store is open.
pub(super) struct Presence(Option<File>);

impl Presence {
    /// With others. `create` says whether the file may be made; a reader without it is not noticed by anyone.
    pub(super) fn shared(folder: &Path, create: bool) -> Result<Self> {
        let Some(file) = open(folder, create)? else { return Ok(Self(None)) };
        match file.try_lock_shared() {
            Ok(()) => Ok(Self(Some(file))),
            Err(TryLockError::WouldBlock) => Err(StoreError::new(
                ErrorKind::Busy,
                "another process upgrades, repairs or restores the store",
            )),
            Err(TryLockError::Error(error)) => Err(failed(&error)),
        }
    }

    /// Alone, or not at all.
    pub(super) fn alone(folder: &Path) -> Result<Self> {
        let presence = Self(open(folder, true)?);
        if presence.try_alone() {
            return Ok(presence);
        }
        Err(StoreError::new(ErrorKind::Busy, "another process has the store open")
            .with_remedy("stop it (`windrow serve`, or a running `windrow load`) and try again"))
    }

    /// Whether nobody else has the store open; if so, nobody can open it from now on.
    pub(super) fn try_alone(&self) -> bool {
        self.0.as_ref().is_some_and(|file| file.try_lock().is_ok())
    }
}

fn open(folder: &Path, create: bool) -> Result<Option<File>> {
    let path = folder.join(LOCK_NAME);
    let writable = OpenOptions::new().read(true).write(true).create(create).truncate(false).open(&path);
    match writable.or_else(|error| File::open(&path).map_err(|_| error)) {
        Ok(file) => Ok(Some(file)),
        Err(error) if error.kind() == io::ErrorKind::NotFound && !create => Ok(None),
        // A store on a disk that is full or read-only can still be read.
        Err(error)
            if matches!(error.kind(), io::ErrorKind::StorageFull | io::ErrorKind::ReadOnlyFilesystem) =>
        {
            Ok(None)
        }
        Err(error) => Err(failed(&error)),
    }
}

fn failed(error: &io::Error) -> StoreError {
    StoreError::new(ErrorKind::of(error), format!("{LOCK_NAME}: {error}"))
}
