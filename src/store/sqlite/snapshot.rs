//! A consistent view: one read transaction, one horizon.

use std::ops::ControlFlow;

use rusqlite::{Connection, OptionalExtension, Row, Rows};

use super::horizon::State;
use super::pool::Opened;
use super::version::{self, Names, SEQ_MASK};
use super::volumes::Volumes;
use super::{Sqlite, document};
use crate::model::{Datestamp, SetSpec};
use crate::protocol::RECORD_END;
use crate::store::{ErrorKind, Found, Next, Piece, Range, Result, Snapshot, StoreError, StoredRecord};

pub(super) struct View<'s> {
    store: &'s Sqlite,
    /// There until the view is dropped.
    opened: Option<Opened>,
}

/// Opens a view of the store as it is now.
pub(super) fn open(store: &Sqlite) -> Result<View<'_>> {
    let connection = store.reader()?;
    let clock = store.clock.now();
    let writes = store.pool.writes();
    let state = State::begin(store, &connection, clock)?;
    store.pool.shows(state.horizon);
    Ok(View { store, opened: Some(Opened::begun(connection, state, clock, writes)) })
}

/// A view that was opened a moment ago, if one is left.
pub(super) fn at_hand(store: &Sqlite) -> Option<View<'_>> {
    let opened = store.pool.view(store.clock.now())?;
    Some(View { store, opened: Some(opened) })
}

impl Drop for View<'_> {
    fn drop(&mut self) {
        if let Some(opened) = self.opened.take() {
            self.store.pool.keep(opened);
        }
    }
}

/// The columns that [`stored`] reads.
macro_rules! columns {
    () => {
        "l.place, l.identifier, l.stamp, l.sets, l.deleted, l.at, l.size, l.head"
    };
}
pub(super) use columns;

/// What is visible at horizon ?1: what has come, and has no successor that has come.
macro_rules! visible {
    () => {
        "l.stamp <= ?1 AND (l.gone IS NULL OR l.gone > ?1)"
    };
}
pub(super) use visible;

/// The sequence number in a place.
pub(super) const fn seq(place: i64) -> u64 {
    (place & SEQ_MASK).unsigned_abs()
}

/// A row, and how many bytes of its XML come before the body.
fn stored<'r>(row: &'r Row<'_>) -> rusqlite::Result<(StoredRecord<'r>, u32)> {
    let text = |column: usize| -> rusqlite::Result<&'r str> { Ok(row.get_ref(column)?.as_str()?) };
    let record = StoredRecord {
        seq: seq(row.get(0)?),
        identifier: text(1)?,
        datestamp: Datestamp::from_unix(row.get(2)?),
        sets: text(3)?,
        deleted: row.get(4)?,
        piece: Piece { at: row.get(5)?, size: row.get(6)? },
        body: "",
    };
    Ok((record, row.get(7)?))
}

/// What stands between the header and the end of the record at `piece`.
pub(super) fn body(volumes: &Volumes, piece: Piece, head: u32) -> Result<String> {
    let mut xml = Vec::new();
    volumes.read(&[piece], &mut xml)?;
    let end = xml.len().saturating_sub(RECORD_END.len());
    let whole = xml.get(head as usize..end).filter(|_| xml.ends_with(RECORD_END.as_bytes()));
    let text = whole.and_then(|body| str::from_utf8(body).ok()).map(str::to_owned);
    text.ok_or_else(|| {
        StoreError::new(ErrorKind::Corrupt, "a volume has something else than a record where one should be")
    })
}

impl View<'_> {
    pub(super) fn opened(&self) -> Result<&Opened> {
        self.opened.as_ref().ok_or_else(|| StoreError::new(ErrorKind::Other, "the view is closed"))
    }

    pub(super) fn connection(&self) -> Result<&Connection> {
        Ok(&self.opened()?.connection)
    }

    pub(super) fn horizon(&self) -> Datestamp {
        self.opened.as_ref().map_or(Datestamp::from_unix(0), |opened| opened.state.horizon)
    }

    /// A statement, kept for the next time.
    pub(super) fn statement(&self, sql: &str) -> Result<rusqlite::CachedStatement<'_>> {
        Ok(self.connection()?.prepare_cached(sql)?)
    }

    /// The number in the first column of the first row, if there is a row.
    pub(super) fn number(&self, sql: &str, parameters: impl rusqlite::Params) -> Result<Option<i64>> {
        Ok(self.statement(sql)?.query_row(parameters, |row| row.get(0)).optional()?)
    }

    /// The number of a format; `None` if no record was ever in it.
    pub(super) fn format(&self, prefix: &str) -> Result<Option<i64>> {
        let opened = self.opened()?;
        remembered(&opened.formats, prefix, || version::number(&opened.connection, Names::Format, prefix))
    }

    /// The number of a set; `None` if no record was ever in it.
    pub(super) fn node(&self, set: &SetSpec) -> Result<Option<i64>> {
        let opened = self.opened()?;
        let node = || version::number(&opened.connection, Names::Node, set.as_str());
        remembered(&opened.nodes, set.as_str(), node)
    }

    /// Gives each row to `each` until told to break.
    pub(super) fn walk_rows(
        &self,
        mut rows: Rows<'_>,
        bodies: bool,
        each: &mut dyn FnMut(StoredRecord<'_>) -> ControlFlow<()>,
    ) -> Result<()> {
        while let Some(row) = rows.next()? {
            let (record, head) = stored(row)?;
            let flow = if bodies {
                let body = body(&self.store.volumes, record.piece, head)?;
                each(StoredRecord { body: &body, ..record })
            } else {
                each(record)
            };
            if flow.is_break() {
                break;
            }
        }
        Ok(())
    }
}

/// What was looked up before, or is now.
fn remembered(
    known: &std::cell::RefCell<std::collections::HashMap<String, Option<i64>>>,
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

impl Snapshot for View<'_> {
    fn now(&self) -> Datestamp {
        self.horizon()
    }

    fn clock_behind(&self) -> i64 {
        let behind = |opened: &Opened| opened.state.horizon.unix() - opened.clock.unix();
        self.opened.as_ref().map_or(0, behind).max(0)
    }

    fn documents_revision(&self) -> u64 {
        self.opened.as_ref().map_or(0, |opened| opened.state.documents.unsigned_abs())
    }

    fn document(&self, name: &str) -> Result<Option<String>> {
        document(self.connection()?, name)
    }

    fn key(&self) -> Result<[u8; 32]> {
        Ok(self.statement("SELECT key FROM state")?.query_row([], |row| row.get(0))?)
    }

    fn record(
        &self,
        identifier: &str,
        prefix: &str,
        bodies: bool,
        each: &mut dyn FnMut(StoredRecord<'_>),
    ) -> Result<Found> {
        let mut found = false;
        if let Some(format) = self.format(prefix)? {
            let mut statement = self.statement(concat!(
                "SELECT ",
                columns!(),
                " FROM item i JOIN record r ON r.item = i.id AND r.format = ?3
                 JOIN log l ON l.place IN (r.place, r.prior) WHERE i.identifier = ?2 AND ",
                visible!(),
                " LIMIT 1"
            ))?;
            let rows = statement.query((self.horizon().unix(), identifier, format))?;
            self.walk_rows(rows, bodies, &mut |record| {
                each(record);
                found = true;
                ControlFlow::Break(())
            })?;
        }
        Ok(match found {
            true => Found::Record,
            false if self.prefixes(identifier)?.is_some() => Found::NoSuchFormat,
            false => Found::NoSuchItem,
        })
    }

    fn prefixes(&self, identifier: &str) -> Result<Option<Vec<String>>> {
        let mut statement = self.statement(concat!(
            "SELECT l.deleted, f.prefix FROM item i JOIN record r ON r.item = i.id JOIN format f ON f.id = r.format
             JOIN log l ON l.place IN (r.place, r.prior) WHERE i.identifier = ?2 AND ",
            visible!()
        ))?;
        let mut prefixes = statement
            .query_map((self.horizon().unix(), identifier), |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<Vec<(bool, String)>>>()?;
        if prefixes.iter().any(|(deleted, _)| !deleted) {
            prefixes.retain(|(deleted, _)| !deleted);
        }
        let prefixes: Vec<_> = prefixes.into_iter().map(|(_, prefix)| prefix).collect();
        Ok((!prefixes.is_empty()).then_some(prefixes))
    }

    fn walk(
        &self,
        range: &Range<'_>,
        bodies: bool,
        each: &mut dyn FnMut(StoredRecord<'_>) -> ControlFlow<()>,
    ) -> Result<()> {
        self.walk_list(range, bodies, each)
    }

    fn next_run(&self, range: &Range<'_>) -> Result<Next> {
        self.next_in_list(range)
    }

    fn read(&self, pieces: &[Piece], into: &mut Vec<u8>) -> Result<()> {
        self.store.volumes.read(pieces, into)
    }

    fn count(&self, range: &Range<'_>) -> Result<u64> {
        let Some(stretch) = self.stretch(range)? else { return Ok(0) };
        let Some(node) = self.node_of(range)? else { return Ok(0) };
        Ok(self.count_blocks(node, stretch)?.unsigned_abs())
    }

    fn sets(&self) -> Result<Vec<SetSpec>> {
        let mut statement = self.statement(
            "SELECT spec FROM node WHERE EXISTS (SELECT 1 FROM member WHERE member.node = node.id) ORDER BY spec",
        )?;
        let specs = statement.query_map([], |row| row.get::<_, String>(0))?;
        specs
            .map(|spec| {
                spec?.parse().map_err(|error: crate::model::InvalidSetSpec| {
                    StoreError::new(ErrorKind::Corrupt, error.to_string())
                })
            })
            .collect()
    }

    fn earliest(&self) -> Result<Datestamp> {
        let earliest = self.number(
            concat!(
                "SELECT min((SELECT l.stamp FROM log l WHERE l.place BETWEEN (f.id << 40) AND ((f.id + 1) << 40) - 1 AND ",
                visible!(),
                " ORDER BY l.place LIMIT 1)) AS stamp FROM format f HAVING stamp IS NOT NULL"
            ),
            [self.horizon().unix()],
        )?;
        let made = || self.number("SELECT made FROM state", []);
        Ok(Datestamp::from_unix(earliest.map_or_else(made, |stamp| Ok(Some(stamp)))?.unwrap_or(0)))
    }

    fn sample_identifier(&self, prefix: &str) -> Result<Option<String>> {
        // Identifiers with the prefix are consecutive: `~` sorts after every character of a URI.
        let end = format!("{prefix}~~");
        let foreign = self.number(
            "SELECT 1 WHERE EXISTS (SELECT 1 FROM item WHERE identifier < ?1)
                         OR EXISTS (SELECT 1 FROM item WHERE identifier > ?2)",
            (prefix, &end),
        )?;
        if foreign.is_some() {
            return Ok(None);
        }
        let mut statement = self.statement("SELECT min(identifier) FROM item WHERE identifier >= ?1")?;
        Ok(statement.query_row([prefix], |row| row.get(0))?)
    }

    fn rights(&self) -> Result<Vec<String>> {
        let mut statement = self.statement("SELECT ref FROM rights ORDER BY ref")?;
        let rights = statement.query_map([], |row| row.get(0))?;
        Ok(rights.collect::<rusqlite::Result<_>>()?)
    }
}
