//! The embedded engine: one SQLite file in WAL mode, read by many threads and processes while one writes.

mod apply;
mod connection;
mod horizon;
mod schema;
mod snapshot;
mod version;

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, OptionalExtension, Row};

use self::connection::{File, Writing, wait_a_minute};
use self::horizon::Ticker;
use super::{Change, ErrorKind, Figures, Holding, Outcome, Outdated, Result, Snapshot, Store, StoreError};
use crate::clock::Clock;
use crate::model::Identifier;

/// The file's name in the data folder.
pub const FILE_NAME: &str = "windrow.sqlite";

/// What survives a power cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// Whatever was published: every commit reaches the disk.
    Full,
    /// Nothing is promised: for tests and benchmarks that throw the store away.
    Scratch,
}

/// A store in one SQLite file.
pub struct Sqlite {
    file: File,
    clock: Arc<dyn Clock>,
    /// Connections that no snapshot uses at the moment.
    idle: Mutex<Vec<Connection>>,
    writer: Mutex<Writing>,
    /// Moves the horizon; apart from the writer, so that a tick never waits for a batch of this process.
    ticker: Mutex<Ticker>,
}

impl Sqlite {
    /// Opens the store in `folder`, and makes folder and store if they are not there.
    pub fn open(folder: &Path, clock: Arc<dyn Clock>) -> Result<Self> {
        Self::open_with(folder, clock, Durability::Full)
    }

    /// As [`Sqlite::open`], with a choice of durability.
    pub fn open_with(folder: &Path, clock: Arc<dyn Clock>, durability: Durability) -> Result<Self> {
        std::fs::create_dir_all(folder).map_err(|error| not_made(folder, &error))?;
        let path = folder.join(FILE_NAME);
        let prepared = || -> Result<Self> {
            let (file, mut first) = File::open(path.clone(), durability)?;
            schema::prepare(&mut first, clock.now())?;
            let writer = Mutex::new(Writing::with_cache(16_384)); // a whole batch
            let ticker = Mutex::new(Ticker::new());
            Ok(Self { file, writer, ticker, idle: Mutex::new(vec![first]), clock })
        };
        prepared().map_err(|error| located(error, &path))
    }

    /// A connection to read with; [`Sqlite::put_back`] keeps it for the next reader.
    fn reader(&self) -> Result<Connection> {
        self.file.check()?;
        match lock(&self.idle).pop() {
            Some(connection) => Ok(connection),
            None => self.file.connect(),
        }
    }

    fn put_back(&self, connection: Connection) {
        lock(&self.idle).push(connection);
    }

    /// Reads with a connection, outside a snapshot.
    fn reading<T>(&self, read: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let connection = self.reader()?;
        let result = read(&connection)?;
        self.put_back(connection);
        Ok(result)
    }

    /// Writes in one transaction: all of it or nothing.
    fn writing<T>(&self, write: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        self.file.check()?;
        let result = lock(&self.writer).write(&self.file, wait_a_minute, write);
        self.forget_idle_after(&result);
        result
    }

    /// After a failure no connection that is older than it is used again.
    fn forget_idle_after<T>(&self, failed: &Result<T>) {
        if failed.is_err() {
            lock(&self.idle).clear();
        }
    }
}

/// A panic elsewhere leaves a connection as good as it was: SQLite rolls back what was not committed.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn not_made(folder: &Path, error: &std::io::Error) -> StoreError {
    use std::io::ErrorKind as Io;
    let kind = match error.kind() {
        Io::AlreadyExists | Io::NotADirectory => ErrorKind::NoFolder,
        Io::StorageFull => ErrorKind::Full,
        _ => ErrorKind::Permission,
    };
    StoreError::new(kind, format!("{} cannot be made: {error}", folder.display()))
}

fn located(error: StoreError, path: &Path) -> StoreError {
    StoreError::new(error.kind, format!("{}: {}", path.display(), error.message))
}

impl Store for Sqlite {
    fn snapshot(&self) -> Result<Box<dyn Snapshot + '_>> {
        Ok(Box::new(snapshot::open(self)?))
    }

    fn apply(&self, source: &str, changes: &[Change]) -> Result<Vec<Outcome>> {
        let now = self.clock.now();
        self.writing(|connection| apply::apply(connection, now, source, changes))
    }

    fn holdings(&self, source: &str) -> Result<Vec<Holding>> {
        self.reading(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT identifier, origin, fingerprint FROM item
                 WHERE source = (SELECT id FROM source WHERE name = ?1) AND deleted = 0",
            )?;
            let mut rows = statement.query([source])?;
            let mut holdings = Vec::new();
            while let Some(row) = rows.next()? {
                holdings.push(Holding {
                    identifier: identifier(row.get(0)?)?,
                    origin: row.get(1)?,
                    fingerprint: row.get(2)?,
                });
            }
            Ok(holdings)
        })
    }

    fn outdated(&self, rendering: &str, after: Option<&Identifier>, limit: usize) -> Result<Vec<Outdated>> {
        self.reading(|connection| {
            let mut statement = connection.prepare_cached(&format!(
                "{ITEMS} AND i.rendering <> ?1 AND i.identifier > ?2 ORDER BY i.identifier LIMIT ?3"
            ))?;
            let limit = i64::try_from(limit).unwrap_or(i64::MAX);
            let mut rows = statement.query((rendering, after.map_or("", Identifier::as_str), limit))?;
            let mut items = Vec::new();
            while let Some(row) = rows.next()? {
                items.push(item(row)?);
            }
            Ok(items)
        })
    }

    fn item(&self, identifier: &Identifier) -> Result<Option<Outdated>> {
        self.reading(|connection| {
            let mut statement = connection.prepare_cached(&format!("{ITEMS} AND i.identifier = ?1"))?;
            let mut rows = statement.query([identifier.as_str()])?;
            rows.next()?.map(item).transpose()
        })
    }

    fn document(&self, name: &str) -> Result<Option<String>> {
        self.reading(|connection| document(connection, name))
    }

    fn put_document(&self, name: &str, text: &str) -> Result<()> {
        self.writing(|connection| {
            connection.execute(
                "INSERT INTO document VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET text = excluded.text",
                (name, text),
            )?;
            connection.execute("UPDATE state SET documents = documents + 1", [])?;
            Ok(())
        })
    }

    fn figures(&self) -> Result<Figures> {
        self.reading(|connection| {
            let mut figures = connection.query_row("SELECT items, deleted FROM state", [], |row| {
                let number = |column| row.get::<_, i64>(column).map(i64::unsigned_abs);
                Ok(Figures { items: number(0)?, deleted_items: number(1)?, bytes: 0 })
            })?;
            figures.bytes = self.file.size();
            Ok(figures)
        })
    }
}

/// Live items, as [`item`] reads them.
const ITEMS: &str = "
    SELECT i.identifier, s.name, i.origin, i.fingerprint, i.native,
           (SELECT l.body FROM record r JOIN format f ON f.id = r.format AND f.prefix = 'oai_dc'
            JOIN log l ON l.place = r.place WHERE r.item = i.id)
    FROM item i JOIN source s ON s.id = i.source WHERE i.deleted = 0";

fn item(row: &Row<'_>) -> Result<Outdated> {
    Ok(Outdated {
        identifier: identifier(row.get(0)?)?,
        source: row.get(1)?,
        origin: row.get(2)?,
        fingerprint: row.get(3)?,
        native: row.get(4)?,
        oai_dc: row.get::<_, Option<String>>(5)?.unwrap_or_default(),
    })
}

fn document(connection: &Connection, name: &str) -> Result<Option<String>> {
    let mut statement = connection.prepare_cached("SELECT text FROM document WHERE name = ?1")?;
    Ok(statement.query_row([name], |row| row.get(0)).optional()?)
}

/// An identifier that the store has taken before.
fn identifier(text: String) -> Result<Identifier> {
    Identifier::try_from(text).map_err(|error| StoreError::new(ErrorKind::Corrupt, error.to_string()))
}
