//! A consistent view: one read transaction, one horizon.

use std::cell::RefCell;
use std::collections::HashMap;

use rusqlite::{CachedStatement, Connection, OptionalExtension, Params, Row};

use super::cache::PageCache;
use super::checking::Checking;
use super::connection::File;
use super::mark::Mark;
use super::numbers::{self, Names};
use super::pool::{Opened, Pool};
use super::row::LogRow;
use super::ticker::Ticker;
use crate::model::{Datestamp, SetSpec};
use crate::store::{ErrorKind, Result, StoreError, Wait};

/// What every view of a store shares.
pub(super) struct Shared {
    pub(super) file: File,
    pub(super) mark: Mark,
    pub(super) pool: Pool,
    pub(super) cache: PageCache,
    pub(super) ticker: Ticker,
    pub(super) checking: Checking,
}

impl Shared {
    /// A connection to read with; [`Pool::put_back`] keeps it for the next reader.
    pub(super) fn reader(&self) -> Result<Connection> {
        self.file.check()?;
        match self.pool.connection() {
            Some(connection) => Ok(connection),
            None => self.file.connect(),
        }
    }
}

pub(super) struct View<'s> {
    pub(super) shared: &'s Shared,
    /// There until the view is dropped.
    opened: Option<Opened>,
    wait: Wait,
}

impl<'s> View<'s> {
    /// Opens a view of the store as it is now.
    pub(super) fn open(shared: &'s Shared, clock: Datestamp) -> Result<Self> {
        shared.checking.expect_intact()?;
        let connection = shared.reader()?;
        let writes = shared.pool.writes();
        let state = shared.ticker.begin(&shared.file, &shared.mark, &connection, clock)?;
        shared.pool.shows(state.horizon.now);
        let opened = Opened::begun(connection, state, clock, writes);
        Ok(Self { shared, opened: Some(opened), wait: Wait::Yes })
    }

    /// A view that was opened a moment ago, if one is left.
    pub(super) fn ready(shared: &'s Shared, clock: Datestamp) -> Option<Self> {
        shared.checking.expect_intact().ok()?;
        let opened = shared.pool.view(clock)?;
        Some(Self { shared, opened: Some(opened), wait: Wait::No })
    }
}

impl Drop for View<'_> {
    fn drop(&mut self) {
        if let Some(opened) = self.opened.take() {
            self.shared.pool.keep(opened);
        }
    }
}

impl View<'_> {
    pub(super) fn opened(&self) -> Result<&Opened> {
        self.opened.as_ref().ok_or_else(|| StoreError::new(ErrorKind::Other, "the view is closed"))
    }

    pub(super) fn connection(&self) -> Result<&Connection> {
        Ok(&self.opened()?.connection)
    }

    pub(super) fn horizon(&self) -> Datestamp {
        self.opened.as_ref().map_or(Datestamp::from_unix(0), |opened| opened.state.horizon.now)
    }

    /// Nothing that takes time is done for a caller who may not wait.
    pub(super) fn may_wait(&self) -> Result<()> {
        if self.wait == Wait::Yes { Ok(()) } else { Err(StoreError::would_block()) }
    }

    /// A statement, kept for the next time.
    pub(super) fn statement(&self, sql: &str) -> Result<CachedStatement<'_>> {
        Ok(self.connection()?.prepare_cached(sql)?)
    }

    /// The number in the first column of the first row, if there is a row.
    pub(super) fn number(&self, sql: &str, parameters: impl Params) -> Result<Option<i64>> {
        Ok(self.statement(sql)?.query_row(parameters, |row| row.get(0)).optional()?)
    }

    /// The number of a format; `None` if no record was ever in it.
    pub(super) fn format(&self, prefix: &str) -> Result<Option<i64>> {
        let opened = self.opened()?;
        remembered(&opened.formats, prefix, || numbers::number(&opened.connection, Names::Format, prefix))
    }

    /// The number of a set; `None` if no record was ever in it.
    pub(super) fn node(&self, set: &SetSpec) -> Result<Option<i64>> {
        let opened = self.opened()?;
        let node = || numbers::number(&opened.connection, Names::Node, set.as_str());
        remembered(&opened.nodes, set.as_str(), node)
    }

    /// What `read` makes of a row of the log. Damage is logged and remembered, with the identifier of the record.
    pub(super) fn checked<T>(&self, row: &Row<'_>, read: impl FnOnce(&LogRow<'_>) -> Result<T>) -> Result<T> {
        LogRow::of(row).and_then(|row| read(&row)).map_err(|error| {
            if error.kind == ErrorKind::DamagedRecord { self.note_damage(row, error) } else { error }
        })
    }

    fn note_damage(&self, row: &Row<'_>, error: StoreError) -> StoreError {
        let place: i64 = row.get(0).unwrap_or_default();
        let identifier = self.statement(
            "SELECT i.identifier || ' in ' || f.name FROM log l JOIN item i ON i.id = l.item
             JOIN format f ON f.id = l.place >> 40 WHERE l.place = ?1",
        );
        let name =
            identifier.and_then(|mut find| Ok(find.query_row([place], |row| row.get::<_, String>(0))?));
        let Ok(name) = name else { return error };
        let error = StoreError::new(ErrorKind::DamagedRecord, format!("the record {name} is damaged"));
        tracing::error!("{error}");
        self.shared.checking.note(name);
        error
    }
}

/// What was looked up before, or is now.
fn remembered(
    known: &RefCell<HashMap<String, Option<i64>>>,
    name: &str,
    look_up: impl FnOnce() -> Result<Option<i64>>,
) -> Result<Option<i64>> {
    if let Some(number) = known.borrow().get(name) {
        return Ok(*number);
    }
    let number = look_up()?;
    known.borrow_mut().insert(name.to_owned(), number);
    Ok(number)
}
