//! The embedded engine: one SQLite file in WAL mode, read by many threads and processes while one writes.
//!
//! Everything that cannot be made again is in that file, under its transactions. Beside it are a lock, a mark of how far the
//! store had come, and pages for speed that may be lost at any time.

mod apply;
mod busy;
mod cache;
mod changed;
mod checking;
mod checks;
mod compare;
mod connection;
mod contents;
mod copy;
mod document;
mod dry_run;
mod error;
mod file_at;
mod folder;
mod header;
mod index;
mod items;
mod journal;
mod lists;
mod locked;
mod log;
mod mark;
mod numbers;
mod pages;
mod pool;
mod presence;
mod repair;
mod reset_clock;
mod row;
mod schema;
mod search;
mod snapshot;
mod state;
mod ticker;
mod upgrade;
mod verify;
mod view;

use std::path::Path;
use std::sync::{Arc, Mutex};

use rusqlite::Connection;

use self::busy::wait_a_minute;
use self::cache::PageCache;
use self::checking::Checking;
use self::connection::{File, Writing};
use self::locked::lock;
use self::mark::Mark;
use self::pool::Pool;
use self::presence::Presence;
use self::state::State;
use self::ticker::Ticker;
use self::view::{Shared, View};
use super::{
    Access, Base, Batch, ChangedItems, Document, DryRun, ErrorKind, Figures, IsCurrent, KnownItem, LiveItem,
    Outcome, Result, Snapshot, Store, StoreError, StoredItem, Wait,
};
use crate::clock::Clock;
use crate::model::{Datestamp, Identifier};

pub use self::checking::verify_folder as verify;
pub use self::connection::{Durability, FILE_NAME};
pub use self::contents::Content;
pub use self::copy::{backup, copy_back};
pub use self::index::{INDEX_NAME, SqliteIndex};
pub use self::repair::repair;
pub use self::reset_clock::{future, reset_clock};

/// How many bytes compressed pages may have, unless configured otherwise.
pub const ROOM_FOR_PAGES: u64 = 8 << 30;

/// A store in one SQLite file.
pub struct Sqlite {
    shared: Shared,
    clock: Arc<dyn Clock>,
    writer: Mutex<Writing>,
    presence: Presence,
}

impl Sqlite {
    /// Opens the store in `folder`, and makes folder and store if they are not there.
    pub fn open(folder: &Path, clock: Arc<dyn Clock>) -> Result<Self> {
        Self::open_with(folder, clock, Durability::Full)
    }

    /// As [`Sqlite::open`], with a choice of durability.
    pub fn open_with(folder: &Path, clock: Arc<dyn Clock>, durability: Durability) -> Result<Self> {
        std::fs::create_dir_all(folder).map_err(|error| folder::not_made(folder, &error))?;
        Self::opened(folder, clock, durability, Access::ReadWrite)
    }

    /// Opens the store in `folder` to be read only: nothing is written, made or upgraded, and the horizon does not move.
    pub fn open_read_only(folder: &Path, clock: Arc<dyn Clock>) -> Result<Self> {
        if !folder.join(FILE_NAME).exists() {
            let message = format!("there is no store in {}", folder.display());
            return Err(StoreError::new(ErrorKind::Missing, message));
        }
        Self::opened(folder, clock, Durability::Full, Access::ReadOnly)
    }

    fn opened(folder: &Path, clock: Arc<dyn Clock>, durability: Durability, access: Access) -> Result<Self> {
        let path = folder.join(FILE_NAME);
        let opened = || -> Result<Self> {
            let writable = access == Access::ReadWrite;
            let presence = Presence::shared(folder, writable)?;
            folder::refuse_parts(folder)?;
            journal::refuse_stale_log(&path)?;
            let (file, mut first) = File::open(path.clone(), durability, access)?;
            schema::expect_readable(&first)?;
            let checking = Checking::begin(&first, file.size(), &path, access)?;
            let mark = Mark::in_folder(folder);
            if writable {
                schema::prepare(&mut first, clock.now())?; // the write-ahead log fixes the size of pages
            }
            mark.check(|| State::read(&first))?;
            if writable {
                journal::use_log(&first)?; // not before: a store that is refused stays as it is
            }
            let state = State::read(&first)?; // by which the log is begun
            let shared = Shared {
                file,
                mark,
                pool: Pool::with(first),
                cache: PageCache::in_folder(folder.to_owned(), ROOM_FOR_PAGES),
                ticker: Ticker::new(),
                checking,
            };
            if writable {
                shared.mark.set(&state);
            }
            let writer = Mutex::new(Writing::with_cache(16_384)); // a whole batch
            Ok(Self { shared, clock, writer, presence })
        };
        opened().map_err(|error| error.at(path.display()))
    }

    /// Brings the store in the folder to this version, if there is one and it is older. Returns the version it had.
    pub fn upgrade(folder: &Path) -> Result<Option<i32>> {
        let path = folder.join(FILE_NAME);
        journal::refuse_stale_log(&path)?;
        upgrade::upgrade(folder).map_err(|error| error.at(path.display()))
    }

    /// The same with other room for compressed pages, in bytes; 0 for none.
    #[must_use]
    pub fn with_room_for_pages(mut self, bytes: u64) -> Self {
        self.shared.cache.resize(bytes);
        self
    }

    /// Live items with their records, in the order of their numbers, after the number `after`, at most `limit` of them.
    pub fn contents(&self, after: u64, limit: usize) -> Result<Vec<Content>> {
        self.reading(|connection| contents::contents(connection, after, limit))
    }

    /// The names of the documents.
    pub fn document_names(&self) -> Result<Vec<String>> {
        self.reading(contents::document_names)
    }

    /// Reads with a connection, outside a snapshot.
    fn reading<T>(&self, read: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let connection = self.shared.reader()?;
        let result = read(&connection)?;
        self.shared.pool.put_back(connection);
        Ok(result)
    }

    /// Writes in one transaction: all of it or nothing. `write` returns the state after it, too.
    fn writing<T>(&self, write: impl FnOnce(&Connection) -> Result<(T, State)>) -> Result<T> {
        self.shared.file.check()?;
        let mut writer = lock(&self.writer);
        let result = writer.write(&self.shared.file, wait_a_minute, write);
        match &result {
            Ok((_, state)) => {
                self.shared.mark.set(state);
                self.shared.pool.wrote();
            }
            Err(_) => self.shared.pool.forget(),
        }
        writer.tend_log(&self.shared.file);
        result.map(|(result, _)| result)
    }
}

impl Drop for Sqlite {
    /// The last process that closes the store leaves one plain file.
    fn drop(&mut self) {
        if self.shared.file.access() == Access::ReadOnly || !self.presence.try_alone() {
            return;
        }
        self.shared.checking.stop();
        *lock(&self.writer) = Writing::with_cache(0);
        self.shared.ticker.close();
        self.shared.pool.forget();
        if self.shared.file.check().is_ok()
            && let Ok(mut connection) = self.shared.file.connect()
        {
            journal::put_away_log(&mut connection);
        }
    }
}

impl Store for Sqlite {
    fn snapshot(&self, wait: Wait) -> Result<Box<dyn Snapshot + '_>> {
        let clock = self.clock.now();
        let view = match wait {
            Wait::Yes => View::open(&self.shared, clock)?,
            Wait::No => View::ready(&self.shared, clock).ok_or_else(StoreError::would_block)?,
        };
        Ok(Box::new(view))
    }

    fn apply(&self, batch: &Batch<'_>) -> Result<Vec<Outcome>> {
        let now = self.clock.now();
        self.writing(|connection| apply::apply(connection, now, batch))
    }

    fn dry_run(&self, batch: &Batch<'_>, bodies: bool) -> Result<Vec<DryRun>> {
        self.reading(|connection| dry_run::dry_run(connection, batch, bodies))
    }

    fn live_items(&self, source: &str) -> Result<Vec<LiveItem>> {
        self.reading(|connection| items::live_items(connection, source))
    }

    fn bases(&self, identifiers: &[&Identifier]) -> Result<Vec<Base>> {
        self.reading(|connection| items::bases(connection, identifiers))
    }

    fn known_items(&self, identifiers: &[&Identifier]) -> Result<Vec<Option<KnownItem>>> {
        self.reading(|connection| items::known_items(connection, identifiers))
    }

    fn outdated(&self, is_current: IsCurrent<'_>, after: u64, limit: usize) -> Result<Vec<StoredItem>> {
        self.reading(|connection| items::outdated(connection, is_current, after, limit))
    }

    fn item(&self, identifier: &Identifier) -> Result<Option<StoredItem>> {
        self.reading(|connection| items::item(connection, identifier))
    }

    fn changed_items(&self, after: Option<u64>, limit: usize) -> Result<ChangedItems> {
        self.reading(|connection| changed::changed_items(connection, after, limit))
    }

    fn deletions_since(&self, source: &str, since: Datestamp) -> Result<u64> {
        self.reading(|connection| items::deletions_since(connection, source, since))
    }

    fn document(&self, name: &str) -> Result<Option<Document>> {
        self.reading(|connection| document::get(connection, name))
    }

    fn put_document(&self, name: &str, text: &str, base: u64) -> Result<Option<u64>> {
        self.writing(|connection| document::put(connection, name, text, base))
    }

    fn figures(&self) -> Result<Figures> {
        let state = self.reading(State::read)?;
        Ok(Figures {
            items: state.items.unsigned_abs(),
            deleted_items: state.deleted.unsigned_abs(),
            bytes: self.shared.file.size() + self.shared.cache.size(),
        })
    }

    fn problems(&self) -> Vec<StoreError> {
        let jump = self.reading(State::read).ok().and_then(|state| state.horizon.problem());
        let damaged =
            self.shared.checking.damaged().into_iter().map(|name| {
                StoreError::new(ErrorKind::DamagedRecord, format!("the record {name} is damaged"))
            });
        let corrupt = self.shared.checking.expect_intact().err();
        self.shared.ticker.problem().into_iter().chain(corrupt).chain(jump).chain(damaged).collect()
    }
}
