//! The index in a file of its own beside the store: it may be deleted at any time, and is made again.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};

use rusqlite::{Connection, OptionalExtension, TransactionBehavior};

use super::busy::wait_seconds;
use super::connection::{Identity, identity};
use super::journal::{shared_memory, write_ahead_log};
use super::locked::lock;
use super::search;
use crate::store::{
    ErrorKind, Heading, HeadingName, Index, IndexChange, IndexEntry, IndexQuery, Listed, Matches, Position,
    Result, StoreError,
};

/// The file's name in the data folder.
pub const INDEX_NAME: &str = "windrow-index.sqlite";

/// `WINX`: marks a file as an index of Windrow.
const APPLICATION_ID: i32 = 0x5749_4E58;

/// Increases with every change of the tables; an index of another version is made again.
const VERSION: i32 = 2;

/// `words` keeps no texts: it only finds entries by their words.
/// `heading` has a row for each heading of each entry, in the order of the lists.
const TABLES: &str = "
    CREATE TABLE progress (one INTEGER PRIMARY KEY CHECK (one = 1), text TEXT NOT NULL) STRICT;
    CREATE TABLE entry (id INTEGER PRIMARY KEY, identifier TEXT NOT NULL UNIQUE, data TEXT NOT NULL) STRICT;
    CREATE TABLE heading (
        kind TEXT NOT NULL, value TEXT NOT NULL, key TEXT NOT NULL, identifier TEXT NOT NULL, entry INTEGER NOT NULL,
        PRIMARY KEY (kind, value, key, identifier)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX heading_of_entry ON heading (entry);
    CREATE VIRTUAL TABLE words USING fts5(
        f0, f1, f2, f3, f4, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2'
    );
";

/// The connections that are kept for readers.
const READERS: usize = 8;

/// An index in one SQLite file.
pub struct SqliteIndex {
    path: PathBuf,
    open: Mutex<Open>,
}

/// The connections to a file, as long as it is there.
struct Open {
    file: Option<Identity>,
    /// Shared by those who write, one after the other.
    writer: Arc<Mutex<Connection>>,
    readers: Vec<Connection>,
}

impl SqliteIndex {
    /// Opens the index in the folder, and makes it if it is not there or cannot be used.
    pub fn open(folder: &Path) -> Result<Self> {
        let path = folder.join(INDEX_NAME);
        let open = Mutex::new(Open::at(&path)?);
        Ok(Self { path, open })
    }

    /// The connections; new ones if the file was removed or replaced, which may happen at any time.
    fn opened(&self) -> Result<MutexGuard<'_, Open>> {
        let mut open = lock(&self.open);
        let file = identity(&self.path);
        if file.is_none() || file != open.file {
            *open = Open::at(&self.path)?;
        }
        Ok(open)
    }

    fn reading<T>(&self, read: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let (kept, file) = {
            let mut open = self.opened()?;
            (open.readers.pop(), open.file)
        };
        let connection = match kept {
            Some(connection) => connection,
            None => connect(&self.path)?,
        };
        let result = self.recovered(read(&connection))?;
        let mut open = lock(&self.open);
        if open.readers.len() < READERS && open.file == file {
            open.readers.push(connection);
        }
        Ok(result)
    }

    /// Removes the file if it turned out to be damaged, so that the next caller finds an empty index.
    fn recovered<T>(&self, result: Result<T>) -> Result<T> {
        if result.as_ref().is_err_and(|error| error.kind == ErrorKind::Corrupt) {
            tracing::warn!("{} is damaged, and is made again", self.path.display());
            remove(&self.path)?;
        }
        result
    }

    fn writing<T>(&self, write: impl Fn(&Connection) -> Result<T>) -> Result<T> {
        let writer = Arc::clone(&self.opened()?.writer);
        let mut writer = lock(&writer);
        let mut written = || {
            let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let result = write(&transaction)?;
            transaction.commit()?;
            Ok(result)
        };
        self.recovered(written())
    }
}

impl Open {
    /// Opens the file. One that is damaged or of another version is removed and begun anew.
    fn at(path: &Path) -> Result<Self> {
        let writer = match prepared(path) {
            Err(error) if matches!(error.kind, ErrorKind::Corrupt | ErrorKind::OtherVersion) => {
                remove(path)?;
                prepared(path)
            }
            other => other,
        };
        let writer = writer.map_err(|error| error.at(path.display()))?;
        Ok(Self { file: identity(path), writer: Arc::new(Mutex::new(writer)), readers: Vec::new() })
    }
}

fn connect(path: &Path) -> Result<Connection> {
    let mut connection = Connection::open(path)?;
    connection.busy_handler(Some(wait_seconds))?;
    connection.pragma_update(None, "cache_size", -4_096)?;
    connection.pragma_update(None, "synchronous", "NORMAL")?; // a power cut loses changes, which are made again
    Ok(connection)
}

/// A connection to an index of this version, which is made if the file is empty.
fn prepared(path: &Path) -> Result<Connection> {
    let mut connection = connect(path)?;
    connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let pragma = |name: &str| transaction.pragma_query_value(None, name, |row| row.get::<_, i32>(0));
    match (pragma("application_id")?, pragma("user_version")?) {
        (APPLICATION_ID, VERSION) => {}
        (0, 0) => {
            transaction.execute_batch(TABLES)?;
            transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
            transaction.pragma_update(None, "user_version", VERSION)?;
        }
        _ => return Err(StoreError::new(ErrorKind::OtherVersion, "the index is of another version")),
    }
    transaction.commit()?;
    Ok(connection)
}

fn remove(path: &Path) -> Result<()> {
    for file in [path.to_owned(), write_ahead_log(path), shared_memory(path)] {
        match std::fs::remove_file(&file) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                let message = format!("{} cannot be removed: {error}", file.display());
                return Err(StoreError::new(ErrorKind::of(&error), message));
            }
            _ => {}
        }
    }
    Ok(())
}

fn progress(connection: &Connection) -> Result<Option<String>> {
    let mut statement = connection.prepare_cached("SELECT text FROM progress")?;
    Ok(statement.query_row([], |row| row.get(0)).optional()?)
}

fn put(connection: &Connection, entry: &IndexEntry) -> Result<()> {
    let id: i64 = connection
        .prepare_cached(
            "INSERT INTO entry (identifier, data) VALUES (?1, ?2)
             ON CONFLICT (identifier) DO UPDATE SET data = excluded.data RETURNING id",
        )?
        .query_row([&entry.identifier, &entry.data], |row| row.get(0))?;
    connection.prepare_cached("DELETE FROM heading WHERE entry = ?1")?.execute([id])?;
    let mut add = connection.prepare_cached("INSERT OR IGNORE INTO heading VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for under in &entry.under {
        add.execute((under.kind, &under.value, &under.key, &entry.identifier, id))?;
    }
    search::put(connection, id, &entry.words)
}

fn take_out(connection: &Connection, identifier: &str) -> Result<()> {
    for table in [
        "DELETE FROM words WHERE rowid = (SELECT id FROM entry WHERE identifier = ?1)",
        "DELETE FROM heading WHERE entry = (SELECT id FROM entry WHERE identifier = ?1)",
    ] {
        connection.prepare_cached(table)?.execute([identifier])?;
    }
    connection.prepare_cached("DELETE FROM entry WHERE identifier = ?1")?.execute([identifier])?;
    Ok(())
}

impl Index for SqliteIndex {
    fn progress(&self) -> Result<Option<String>> {
        self.reading(progress)
    }

    fn write(&self, base: Option<&str>, changes: &[IndexChange], now: &str) -> Result<bool> {
        self.writing(|connection| {
            if progress(connection)?.as_deref() != base {
                return Ok(false);
            }
            for change in changes {
                match change {
                    IndexChange::Put(entry) => put(connection, entry)?,
                    IndexChange::Remove(identifier) => take_out(connection, identifier)?,
                }
            }
            connection.prepare_cached("INSERT OR REPLACE INTO progress VALUES (1, ?1)")?.execute([now])?;
            Ok(true)
        })
    }

    fn clear(&self) -> Result<()> {
        let all = "DELETE FROM progress; DELETE FROM heading; DELETE FROM entry; INSERT INTO words (words) VALUES ('delete-all');";
        self.writing(|connection| Ok(connection.execute_batch(all)?))
    }

    fn list(&self, heading: HeadingName<'_>, after: Option<&Position>, limit: usize) -> Result<Vec<Listed>> {
        let (key, identifier) =
            after.map_or(("", ""), |after| (after.key.as_str(), after.identifier.as_str()));
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.reading(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT h.key, h.identifier, e.data FROM heading h JOIN entry e ON e.id = h.entry
                 WHERE h.kind = ?1 AND h.value = ?2 AND (h.key, h.identifier) > (?3, ?4)
                 ORDER BY h.key, h.identifier LIMIT ?5",
            )?;
            let listed =
                statement.query_map((heading.kind, heading.value, key, identifier, limit), |row| {
                    let position = Position { key: row.get(0)?, identifier: row.get(1)? };
                    Ok(Listed { position, data: row.get(2)? })
                })?;
            Ok(listed.collect::<rusqlite::Result<_>>()?)
        })
    }

    fn headings(&self, kind: &str, after: Option<&str>, limit: usize) -> Result<Vec<Heading>> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.reading(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT g.value, g.entries, (
                     SELECT e.data FROM heading h JOIN entry e ON e.id = h.entry
                     WHERE h.kind = ?1 AND h.value = g.value ORDER BY h.key, h.identifier LIMIT 1
                 ) FROM (
                     SELECT value, count(*) AS entries FROM heading WHERE kind = ?1 AND (?2 IS NULL OR value > ?2)
                     GROUP BY value ORDER BY value LIMIT ?3
                 ) g ORDER BY g.value",
            )?;
            let headings = statement.query_map((kind, after, limit), |row| {
                Ok(Heading { value: row.get(0)?, entries: row.get(1)?, first: row.get(2)? })
            })?;
            Ok(headings.collect::<rusqlite::Result<_>>()?)
        })
    }

    fn count(&self, heading: HeadingName<'_>) -> Result<u64> {
        self.reading(|connection| {
            let mut statement =
                connection.prepare_cached("SELECT count(*) FROM heading WHERE kind = ?1 AND value = ?2")?;
            Ok(statement.query_row([heading.kind, heading.value], |row| row.get(0))?)
        })
    }

    fn heading_count(&self, kind: &str) -> Result<u64> {
        self.reading(|connection| {
            let mut statement =
                connection.prepare_cached("SELECT count(DISTINCT value) FROM heading WHERE kind = ?1")?;
            Ok(statement.query_row([kind], |row| row.get(0))?)
        })
    }

    fn entry_counts(&self, kind: &str) -> Result<Vec<(String, u64)>> {
        self.reading(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT value, count(*) FROM heading WHERE kind = ?1 GROUP BY value ORDER BY value",
            )?;
            let counts = statement.query_map([kind], |row| Ok((row.get(0)?, row.get(1)?)))?;
            Ok(counts.collect::<rusqlite::Result<_>>()?)
        })
    }

    fn search(&self, query: &IndexQuery<'_>, limit: usize) -> Result<Matches> {
        self.reading(|connection| search::search(connection, query, limit))
    }

    fn entry(&self, identifier: &str) -> Result<Option<String>> {
        self.reading(|connection| {
            let mut statement = connection.prepare_cached("SELECT data FROM entry WHERE identifier = ?1")?;
            Ok(statement.query_row([identifier], |row| row.get(0)).optional()?)
        })
    }
}
