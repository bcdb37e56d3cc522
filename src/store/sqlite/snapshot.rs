//! A consistent view: one read transaction, one horizon.

use std::ops::ControlFlow;

use rusqlite::{Connection, OptionalExtension, Row, Rows};

use super::horizon::State;
use super::numbers::{self, Names};
use super::pool::Opened;
use super::row::{body, stored, visible};
use super::{Sqlite, document};
use crate::model::{Datestamp, SetSpec};
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

/// Where the newest version of the record of the item with identifier ?2 in format ?3 lies, if it is visible.
const RECORD_NOW: &str = "
    SELECT r.at, r.size FROM item i JOIN record r ON r.item = i.id AND r.format = ?3
    WHERE i.identifier = ?2 AND r.stamp <= ?1";

/// Where the version before it lies, if that one is visible.
const RECORD_BEFORE: &str = concat!(
    "SELECT l.at, l.size FROM item i JOIN record r ON r.item = i.id AND r.format = ?3
     JOIN log l ON l.place = r.prior WHERE i.identifier = ?2 AND ",
    visible!()
);

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
        remembered(&opened.formats, prefix, || numbers::number(&opened.connection, Names::Format, prefix))
    }

    /// The number of a set; `None` if no record was ever in it.
    pub(super) fn node(&self, set: &SetSpec) -> Result<Option<i64>> {
        let opened = self.opened()?;
        let node = || numbers::number(&opened.connection, Names::Node, set.as_str());
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

    fn record(&self, identifier: &str, prefix: &str) -> Result<Found> {
        if let Some(format) = self.format(prefix)? {
            // The version before the newest one is asked for apart, for it is the visible one for a moment only.
            for sql in [RECORD_NOW, RECORD_BEFORE] {
                let parameters = (self.horizon().unix(), identifier, format);
                let piece = |row: &Row<'_>| Ok(Piece { at: row.get(0)?, size: row.get(1)? });
                if let Some(piece) = self.statement(sql)?.query_row(parameters, piece).optional()? {
                    return Ok(Found::Record(piece));
                }
            }
        }
        Ok(match self.prefixes(identifier)? {
            Some(_) => Found::NoSuchFormat,
            None => Found::NoSuchItem,
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
