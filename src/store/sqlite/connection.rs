//! Connections to the file of the store, as long as it is the file that was opened at the start.

use std::fs::Metadata;
use std::path::{Path, PathBuf};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, TransactionBehavior};

use super::busy::{wait_a_second, wait_seconds};
use super::journal;
use crate::store::{Access, ErrorKind, Result, StoreError};

/// The file's name in the data folder.
pub const FILE_NAME: &str = "windrow.sqlite";

/// How much of the store a connection that reads may hold in memory, in KiB: the inner pages of the indexes of ten million
/// records.
const READ_CACHE: i32 = 4_096;

/// A write-ahead log of more bytes is long.
const LONG_LOG: i64 = 128 << 20;

/// What survives a power cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// Whatever was published: every commit reaches the disk.
    Full,
    /// Nothing is promised: for tests and benchmarks that throw the store away.
    Scratch,
}

/// The file of the store.
pub(super) struct File {
    path: PathBuf,
    durability: Durability,
    access: Access,
    identity: Identity,
}

/// What distinguishes a file from another one of the same name.
pub(super) type Identity = (u64, u64);

impl File {
    /// The file at `path`, which is made if it is not there and may be.
    pub(super) fn open(path: PathBuf, durability: Durability, access: Access) -> Result<(Self, Connection)> {
        let connection = connect(&path, durability, access, true)?;
        let identity = identity(&path).unwrap_or_default();
        Ok((Self { path, durability, access, identity }, connection))
    }

    pub(super) const fn access(&self) -> Access {
        self.access
    }

    /// One more connection. It makes no file: an empty store in the place of a lost one would be served as if nothing had
    /// happened.
    pub(super) fn connect(&self) -> Result<Connection> {
        connect(&self.path, self.durability, self.access, false)
    }

    /// Fails if the file was removed or replaced: open connections would read and write an unlinked file.
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
        size_of(&journal::write_ahead_log(&self.path))
    }

    /// How many bytes it has, including the files beside it.
    pub(super) fn size(&self) -> u64 {
        size_of(&self.path) + self.log_size() + size_of(&journal::shared_memory(&self.path))
    }
}

fn size_of(path: &Path) -> u64 {
    std::fs::metadata(path).map_or(0, |file| file.len())
}

/// A connection that writes: opened when it is needed, closed when it fails, because what SQLite found when it opened the
/// file, such as a missing permission, stays true for the connection.
pub(super) struct Writing {
    /// How much of the store it may hold in memory, in KiB.
    cache: i32,
    connection: Option<Connection>,
}

impl Writing {
    pub(super) const fn with_cache(kib: i32) -> Self {
        Self { cache: kib, connection: None }
    }

    /// Writes in one transaction: all of it or nothing. `wait` decides how long to wait for other writers.
    pub(super) fn write<T>(
        &mut self,
        file: &File,
        wait: fn(i32) -> bool,
        write: impl FnOnce(&Connection) -> Result<T>,
    ) -> Result<T> {
        if file.access == Access::ReadOnly {
            return Err(StoreError::new(ErrorKind::ReadOnly, "it was opened to be read only"));
        }
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

    /// While someone reads all the time, the write-ahead log is never copied to its end, and would grow without limit. So when
    /// it is long, a writer waits until every open view has ended, which takes a moment, and the log begins anew. If that
    /// takes too long, the next writer tries.
    pub(super) fn tend_log(&mut self, file: &File) {
        let Some(connection) = self.connection.as_mut().filter(|_| file.log_size() > LONG_LOG.unsigned_abs())
        else {
            return;
        };
        let restarted = connection
            .busy_handler(Some(wait_a_second))
            .and_then(|()| connection.query_row("PRAGMA wal_checkpoint(RESTART)", [], |_| Ok(())));
        if let Err(error) = restarted {
            tracing::debug!(%error, "the write-ahead log stays long");
        }
    }

    fn open(&self, file: &File) -> Result<Connection> {
        let connection = file.connect()?;
        journal::use_log(&connection)?; // the disk may have been full when the store was opened
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

fn connect(path: &Path, durability: Durability, access: Access, may_create: bool) -> Result<Connection> {
    let mut connection = match access {
        Access::ReadOnly => journal::open_read_only(path)?,
        Access::ReadWrite => journal::open(path, may_create)?,
    };
    connection.busy_handler(Some(wait_seconds))?;
    connection.pragma_update(None, "cache_size", -READ_CACHE)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    let synchronous = if durability == Durability::Full { "FULL" } else { "OFF" };
    connection.pragma_update(None, "synchronous", synchronous)?;
    connection.set_prepared_statement_cache_capacity(48);
    // Otherwise every new parameter may mean a new plan, and GetRecord would spend half of its time on them.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(connection)
}

/// `None` for no such file.
pub(super) fn identity(path: &Path) -> Option<Identity> {
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
