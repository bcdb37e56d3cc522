//! The embedded engine: one SQLite file in WAL mode, read by many threads and processes while one writes.

mod append;
mod apply;
mod compare;
mod connection;
mod horizon;
mod lists;
mod numbers;
mod pool;
mod reclaim;
mod rehearse;
mod row;
mod runs;
mod schema;
mod snapshot;
mod upgrade;
mod version;
mod volumes;

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, OptionalExtension, Row};

use self::append::Appending;
use self::connection::{File, Writing, wait_a_minute};
use self::horizon::{State, Ticker};
use self::pool::Pool;
use self::volumes::Volumes;
use super::{
    Change, ErrorKind, Figures, Holding, NewRun, Outcome, Outdated, Piece, Rehearsed, Result, Snapshot,
    Store, StoreError,
};
use crate::clock::Clock;
use crate::model::Identifier;

/// The file's name in the data folder.
pub const FILE_NAME: &str = "windrow.sqlite";

/// How many bytes compressed runs may take, unless said otherwise.
pub const ROOM_FOR_RUNS: i64 = 8 << 30;

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
    volumes: Volumes,
    pool: Pool,
    /// How many bytes compressed runs may take.
    room_for_runs: i64,
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
            let volumes = Volumes::in_folder(folder, durability)?;
            schema::prepare(&mut first, &volumes, clock.now())?;
            let writer = Mutex::new(Writing::with_cache(16_384)); // a whole batch
            let ticker = Mutex::new(Ticker::new());
            let pool = Pool::with(first);
            Ok(Self { file, writer, ticker, volumes, pool, room_for_runs: ROOM_FOR_RUNS, clock })
        };
        prepared().map_err(|error| located(error, &path))
    }

    /// The same with other room for compressed runs, in bytes; 0 for none.
    #[must_use]
    pub fn with_room_for_runs(mut self, bytes: u64) -> Self {
        self.room_for_runs = i64::try_from(bytes).unwrap_or(i64::MAX);
        self
    }

    /// A connection to read with; [`Pool::put_back`] keeps it for the next reader.
    fn reader(&self) -> Result<Connection> {
        self.file.check()?;
        match self.pool.connection() {
            Some(connection) => Ok(connection),
            None => self.file.connect(),
        }
    }

    /// Reads with a connection, outside a snapshot.
    fn reading<T>(&self, read: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let connection = self.reader()?;
        let result = read(&connection)?;
        self.pool.put_back(connection);
        Ok(result)
    }

    /// The item in a row of [`ITEMS`].
    fn item_of(&self, row: &Row<'_>) -> Result<Outdated> {
        let oai_dc = match row.get::<_, Option<i64>>(5)? {
            Some(at) => row::body(&self.volumes, Piece { at, size: row.get(6)? }, row.get(7)?)?,
            None => String::new(),
        };
        Ok(Outdated {
            identifier: identifier(row.get(0)?)?,
            source: row.get(1)?,
            origin: row.get(2)?,
            fingerprint: row.get(3)?,
            native: row.get(4)?,
            oai_dc,
        })
    }

    /// Writes in one transaction: all of it or nothing.
    fn writing<T>(&self, write: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        self.file.check()?;
        let mut writer = lock(&self.writer);
        let result = writer.write(&self.file, wait_a_minute, write);
        match &result {
            Ok(_) => self.pool.wrote(),
            Err(_) => self.pool.forget(),
        }
        writer.tend_log(&self.file);
        result
    }
}

/// What is there at once was put there just before.
fn impossible() -> StoreError {
    StoreError::new(ErrorKind::Other, "a volume was lost between two lines: please report this as a defect")
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

    fn snapshot_at_hand(&self) -> Option<Box<dyn Snapshot + '_>> {
        Some(Box::new(snapshot::at_hand(self)?))
    }

    fn keep(&self, new: &[NewRun]) -> Result<()> {
        self.writing(|connection| {
            let horizon = State::read(connection)?.horizon;
            let mut appending = Appending::to(connection, &self.volumes);
            for run in new {
                runs::keep(connection, &mut appending, self.room_for_runs, run)?;
            }
            appending.finish()?;
            runs::make_room(connection, self.room_for_runs, horizon)?;
            runs::remove_retired(connection, &self.volumes, horizon)
        })
    }

    fn apply(&self, source: &str, changes: &[Change]) -> Result<Vec<Outcome>> {
        let now = self.clock.now();
        self.writing(|connection| apply::apply(connection, &self.volumes, now, source, changes))
    }

    fn rehearse(&self, source: &str, changes: &[Change], bodies: bool) -> Result<Vec<Rehearsed>> {
        self.reading(|connection| rehearse::rehearse(connection, &self.volumes, source, changes, bodies))
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
                "{ITEMS} AND i.rendering IS NOT (SELECT id FROM rendering WHERE name = ?1) AND i.identifier > ?2
                 ORDER BY i.identifier LIMIT ?3"
            ))?;
            let limit = i64::try_from(limit).unwrap_or(i64::MAX);
            let mut rows = statement.query((rendering, after.map_or("", Identifier::as_str), limit))?;
            let mut items = Vec::new();
            while let Some(row) = rows.next()? {
                items.push(self.item_of(row)?);
            }
            Ok(items)
        })
    }

    fn item(&self, identifier: &Identifier) -> Result<Option<Outdated>> {
        self.reading(|connection| {
            let mut statement = connection.prepare_cached(&format!("{ITEMS} AND i.identifier = ?1"))?;
            let mut rows = statement.query([identifier.as_str()])?;
            rows.next()?.map(|row| self.item_of(row)).transpose()
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
            let volumes: i64 =
                connection.query_row("SELECT coalesce(sum(size), 0) FROM volume", [], |row| row.get(0))?;
            figures.bytes = self.file.size() + volumes.unsigned_abs();
            Ok(figures)
        })
    }
}

/// Live items, as [`Sqlite::item_of`] reads them.
const ITEMS: &str = "
    SELECT i.identifier, s.name, i.origin, i.fingerprint, i.native,
           l.at, l.size, l.head
    FROM item i JOIN source s ON s.id = i.source
    LEFT JOIN record r ON r.item = i.id AND r.format = (SELECT id FROM format WHERE prefix = 'oai_dc')
    LEFT JOIN log l ON l.place = r.place WHERE i.deleted = 0";

fn document(connection: &Connection, name: &str) -> Result<Option<String>> {
    let mut statement = connection.prepare_cached("SELECT text FROM document WHERE name = ?1")?;
    Ok(statement.query_row([name], |row| row.get(0)).optional()?)
}

/// An identifier that the store has taken before.
fn identifier(text: String) -> Result<Identifier> {
    Identifier::try_from(text).map_err(|error| StoreError::new(ErrorKind::Corrupt, error.to_string()))
}
