//! How SQLite keeps changes until they are in the file: in a write-ahead log while the store is open, and nowhere when it is
//! closed. A closed store is one plain file, which can be copied, and read on a full or read-only disk.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::busy::{do_not_wait, wait_seconds};
use crate::store::{ErrorKind, Result, StoreError};

/// The write-ahead log of a database.
pub(super) fn write_ahead_log(path: &Path) -> PathBuf {
    beside(path, "-wal")
}

/// The index of the write-ahead log, shared by processes.
pub(super) fn shared_memory(path: &Path) -> PathBuf {
    beside(path, "-shm")
}

fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// Whether the file is one that expects a write-ahead log (file format 2); `None` if it is not a database, such as an
/// empty file. Fails if the file cannot be read.
fn expects_log(path: &Path) -> io::Result<Option<bool>> {
    let mut head = [0; 20];
    match File::open(path)?.read_exact(&mut head) {
        Err(error) if error.kind() != io::ErrorKind::UnexpectedEof => Err(error),
        _ => Ok(head.starts_with(b"SQLite format 3\0").then_some(head[18] == 2)),
    }
}

/// Fails if a write-ahead log is there that does not belong to the file: SQLite would mix the two.
pub(super) fn refuse_stale_log(path: &Path) -> Result<()> {
    let log = write_ahead_log(path);
    let has_log = std::fs::metadata(&log).is_ok_and(|file| file.len() > 0);
    let message = match expects_log(path) {
        _ if !has_log => return Ok(()),
        Ok(Some(true)) => return Ok(()),
        Ok(Some(false)) => {
            format!("{} is left from another store, and does not belong to {}", log.display(), path.display())
        }
        Ok(None) => format!("{} belongs to {}, which is not a database", log.display(), path.display()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            format!("{} is there without the store that it belongs to", log.display())
        }
        Err(_) => return Ok(()), // whatever opens it reports why it cannot be read
    };
    Err(StoreError::new(ErrorKind::Gone, message).with_remedy(format!(
        "put back the file that belongs to it or, if a backup was put in its place, remove {} and {}",
        log.display(),
        shared_memory(path).display()
    )))
}

/// Uses a write-ahead log from now on. Where that cannot be written, such as on a full disk, the store can still be read.
pub(super) fn use_log(connection: &Connection) -> Result<()> {
    let mode = connection.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get::<_, String>(0));
    match mode.map_err(StoreError::from) {
        Ok(mode) if mode == "wal" => Ok(()),
        Ok(mode) => {
            tracing::debug!(mode, "the write-ahead log cannot be used at the moment");
            Ok(())
        }
        Err(error)
            if matches!(
                error.kind,
                ErrorKind::Full | ErrorKind::Permission | ErrorKind::Busy | ErrorKind::Other
            ) =>
        {
            tracing::debug!(%error, "the write-ahead log cannot be used at the moment");
            Ok(())
        }
        Err(error) => Err(error),
    }
}

/// A connection by which a write-ahead log is in use as long as it is open: others can write while somebody reads for long.
/// `None` where nothing can be written, and so nobody else writes.
pub(super) fn keep_log(path: &Path) -> Option<Connection> {
    let mut connection = open(path, false).ok()?;
    connection.busy_handler(Some(wait_seconds)).ok()?;
    use_log(&connection).ok()?;
    connection.query_row("SELECT count(*) FROM sqlite_master", [], |_| Ok(())).ok()?;
    Some(connection)
}

/// Opens the file to read and write it. `create` says whether it may be made.
///
/// The end of the connection leaves the write-ahead log as it is. Otherwise the last connection would remove the log, and
/// SQLite does so even if that connection could not read the log: what was published last would be lost.
pub(super) fn open(path: &Path, create: bool) -> Result<Connection> {
    let mut flags = OpenFlags::default();
    flags.set(OpenFlags::SQLITE_OPEN_CREATE, create);
    let connection = Connection::open_with_flags(path, flags)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    Ok(connection)
}

/// Copies the write-ahead log into the file and removes it, if no other connection uses it.
pub(super) fn put_away_log(connection: &mut Connection) {
    if let Err(error) = put_away(connection) {
        tracing::debug!(%error, "the write-ahead log stays beside the store");
    }
}

/// Takes back a transaction that was not complete when its process was killed, if there is one (a hot rollback journal).
/// A connection that may only read cannot do this, and without it nothing can be read.
fn roll_back(path: &Path) -> Result<()> {
    if std::fs::metadata(beside(path, "-journal")).is_ok_and(|journal| journal.len() > 0) {
        let connection = open(path, false)?;
        connection.query_row("SELECT count(*) FROM sqlite_master", [], |_| Ok(()))?;
    }
    Ok(())
}

/// The log is removed once all of it is in the file. The connection still leaves the log alone when it ends, in case this fails.
fn put_away(connection: &mut Connection) -> rusqlite::Result<()> {
    connection.busy_handler(Some(do_not_wait))?;
    let is_busy: bool = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    if !is_busy {
        connection.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(()))?;
    }
    Ok(())
}

/// Opens the file without writing anything beside it.
pub(super) fn open_read_only(path: &Path) -> Result<Connection> {
    roll_back(path)?;
    let flags =
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    // A file that expects a log and has none is not in use: to be read as it is, without making a log.
    let is_at_rest = !write_ahead_log(path).exists() && matches!(expects_log(path), Ok(Some(true)));
    let mode = if is_at_rest { "immutable=1" } else { "mode=ro" };
    Ok(Connection::open_with_flags(format!("file:{}?{mode}", escaped(path)), flags)?)
}

/// The path in a URI.
fn escaped(path: &Path) -> String {
    path.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23")
}
