//! Connections to the file of the store, as long as it is the file that was opened at the start.

use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use super::Durability;
use crate::store::{ErrorKind, Result, StoreError};

/// How much of the store a connection that reads may hold in memory, in KiB: the inner pages of the indexes of ten million
/// records.
const READ_CACHE: i32 = 4_096;

/// How long somebody who waits for another writer sleeps before trying again: little, so that between two batches
/// of a long load everybody has a turn.
const NAP: Duration = Duration::from_millis(1);

/// A write-ahead log of more bytes is long.
const LONG_LOG: i64 = 128 << 20;

/// The file of the store.
pub(super) struct File {
    path: PathBuf,
    durability: Durability,
    identity: Identity,
}

/// What tells one file from another of the same name.
type Identity = (u64, u64);

impl File {
    /// The file at `path`, which is made if it is not there.
    pub(super) fn open(path: PathBuf, durability: Durability) -> Result<(Self, Connection)> {
        let connection = connect(&path, durability, OpenFlags::default())?;
        let identity = identity(&path).unwrap_or_default();
        Ok((Self { path, durability, identity }, connection))
    }

    /// One more connection. It makes no file: an empty store in the place of one that was lost would be served as if all
    /// were well.
    pub(super) fn connect(&self) -> Result<Connection> {
        connect(&self.path, self.durability, OpenFlags::default() & !OpenFlags::SQLITE_OPEN_CREATE)
    }

    /// Errs if the file was removed or replaced: open connections would read and write what nobody finds again.
    pub(super) fn check(&self) -> Result<()> {
        let message = match identity(&self.path) {
            Some(identity) if identity == self.identity => return Ok(()),
            Some(_) => "is another file than when Windrow was started",
            None => "is not there any more",
        };
        Err(StoreError::new(ErrorKind::Gone, format!("{} {message}", self.path.display())))
    }

    /// How many bytes the write-ahead log has.
    fn log_size(&self) -> u64 {
        std::fs::metadata(format!("{}-wal", self.path.display())).map_or(0, |file| file.len())
    }

    /// How many bytes it has, those beside it included.
    pub(super) fn size(&self) -> u64 {
        ["", "-wal", "-shm"]
            .iter()
            .filter_map(|suffix| std::fs::metadata(format!("{}{suffix}", self.path.display())).ok())
            .map(|file| file.len())
            .sum()
    }
}

/// A connection that writes: opened when it is needed, closed when it fails. For what SQLite found when the file was
/// opened, such as that it may not be written, holds for the process until all its connections are closed.
pub(super) struct Writing {
    /// How much of the store it may hold in memory, in KiB.
    cache: i32,
    connection: Option<Connection>,
}

impl Writing {
    pub(super) const fn with_cache(kib: i32) -> Self {
        Self { cache: kib, connection: None }
    }

    /// Writes in one transaction: all of it or nothing. `wait` says for how long others are waited for.
    pub(super) fn write<T>(
        &mut self,
        file: &File,
        wait: fn(i32) -> bool,
        write: impl FnOnce(&Connection) -> Result<T>,
    ) -> Result<T> {
        let mut connection = match self.connection.take() {
            Some(connection) => connection,
            None => self.open(file)?,
        };
        connection.busy_handler(Some(wait))?;
        let result = in_transaction(&mut connection, write);
        if result.as_ref().err().is_none_or(|error| error.kind == ErrorKind::Busy) {
            self.connection = Some(connection);
        }
        result
    }

    /// While somebody reads all the time, the write-ahead log is never read to its end, and would grow for ever. So when it
    /// is long, a writer waits until every view that was open has ended, which takes a moment, and has the log begin
    /// anew. If that takes too long, the next one tries.
    pub(super) fn tend_log(&mut self, file: &File) {
        let Some(connection) = self.connection.as_mut().filter(|_| file.log_size() > LONG_LOG.unsigned_abs())
        else {
            return;
        };
        let begun_anew = connection
            .busy_handler(Some(wait_a_second))
            .and_then(|()| connection.query_row("PRAGMA wal_checkpoint(RESTART)", [], |_| Ok(())));
        if let Err(error) = begun_anew {
            tracing::debug!(%error, "the write-ahead log goes on as it is");
        }
    }

    fn open(&self, file: &File) -> Result<Connection> {
        let connection = file.connect()?;
        connection.pragma_update(None, "cache_size", -self.cache)?;
        connection.pragma_update(None, "wal_autocheckpoint", 4_000)?; // pages: each time costs two syncs
        connection.pragma_update(None, "journal_size_limit", LONG_LOG / 2)?;
        Ok(connection)
    }
}

fn in_transaction<T>(connection: &mut Connection, write: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let result = write(&transaction)?;
    transaction.commit()?;
    Ok(result)
}

fn connect(path: &Path, durability: Durability, flags: OpenFlags) -> Result<Connection> {
    let mut connection = Connection::open_with_flags(path, flags)?;
    connection.busy_handler(Some(wait_seconds))?;
    connection.pragma_update(None, "cache_size", -READ_CACHE)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    let synchronous = if durability == Durability::Full { "FULL" } else { "OFF" };
    connection.pragma_update(None, "synchronous", synchronous)?;
    connection.set_prepared_statement_cache_capacity(32);
    // Otherwise every new parameter may mean a new plan, and GetRecord would spend half of its time on them.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(connection)
}

/// `None` for no such file.
fn identity(path: &Path) -> Option<Identity> {
    std::fs::metadata(path).ok().map(|file| identity_of(&file))
}

#[cfg(unix)]
fn identity_of(file: &Metadata) -> Identity {
    use std::os::unix::fs::MetadataExt;
    (file.dev(), file.ino())
}

/// Elsewhere a file that is open cannot be removed.
#[cfg(not(unix))]
fn identity_of(_: &Metadata) -> Identity {
    Identity::default()
}

/// What to do when another connection writes; `naps` counts the naps taken.
pub(super) fn wait_a_minute(naps: i32) -> bool {
    std::thread::sleep(NAP);
    naps < 60_000
}

fn wait_a_second(naps: i32) -> bool {
    std::thread::sleep(NAP);
    naps < 1_000
}

pub(super) fn wait_seconds(naps: i32) -> bool {
    std::thread::sleep(NAP);
    naps < 5_000
}

pub(super) fn do_not_wait(_: i32) -> bool {
    false
}
