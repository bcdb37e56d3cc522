//! A consistent view: one read transaction, one horizon.

use std::ops::ControlFlow;

use rusqlite::{Connection, OptionalExtension, Row, Rows};

use super::horizon::State;
use super::version::{BLOCK_BITS, EVERYTHING, SEQ_BITS, SEQ_MASK};
use super::{Sqlite, document};
use crate::model::{Datestamp, SetSpec};
use crate::store::{ErrorKind, Found, Range, Result, Snapshot, StoreError, StoredRecord};

pub(super) struct View<'s> {
    store: &'s Sqlite,
    /// There until the view is dropped.
    connection: Option<Connection>,
    state: State,
    clock: Datestamp,
}

/// Opens a view of the store as it is now.
pub(super) fn open(store: &Sqlite) -> Result<View<'_>> {
    let connection = store.reader()?;
    let clock = store.clock.now();
    let state = State::begin(store, &connection, clock)?;
    Ok(View { store, connection: Some(connection), state, clock })
}

impl Drop for View<'_> {
    fn drop(&mut self) {
        if let Some(connection) = self.connection.take()
            && connection.prepare_cached("COMMIT").is_ok_and(|mut commit| commit.execute([]).is_ok())
        {
            self.store.put_back(connection);
        }
    }
}

/// A stretch of places, both ends inside.
#[derive(Clone, Copy, Debug)]
struct Stretch {
    first: i64,
    last: i64,
}

/// The columns that [`stored`] reads.
const COLUMNS: &str = "l.place, l.identifier, l.stamp, l.sets, l.deleted, l.body";

/// What is visible at horizon ?1: what has come, and has no successor that has come.
const VISIBLE: &str = "l.stamp <= ?1 AND (l.gone IS NULL OR l.gone > ?1)";

fn stored<'r>(row: &'r Row<'_>, bodies: bool) -> rusqlite::Result<StoredRecord<'r>> {
    let text = |column: usize| -> rusqlite::Result<&'r str> { Ok(row.get_ref(column)?.as_str()?) };
    Ok(StoredRecord {
        seq: (row.get::<_, i64>(0)? & SEQ_MASK).unsigned_abs(),
        identifier: text(1)?,
        datestamp: Datestamp::from_unix(row.get(2)?),
        sets: text(3)?,
        deleted: row.get(4)?,
        body: if bodies { text(5)? } else { "" },
    })
}

impl View<'_> {
    fn connection(&self) -> Result<&Connection> {
        self.connection.as_ref().ok_or_else(|| StoreError::new(ErrorKind::Other, "the view is closed"))
    }

    /// A statement, kept for the next time; `{columns}` and `{visible}` are filled in.
    fn statement(&self, sql: &str) -> Result<rusqlite::CachedStatement<'_>> {
        let sql = sql.replace("{columns}", COLUMNS).replace("{visible}", VISIBLE);
        Ok(self.connection()?.prepare_cached(&sql)?)
    }

    /// The number in the first column of the first row, if there is a row.
    fn number(&self, sql: &str, parameters: impl rusqlite::Params) -> Result<Option<i64>> {
        Ok(self.statement(sql)?.query_row(parameters, |row| row.get(0)).optional()?)
    }

    /// Where the range lies in the log; `None` if it is empty whatever the log holds.
    fn stretch(&self, range: &Range<'_>) -> Result<Option<Stretch>> {
        let format = self.number("SELECT id FROM format WHERE prefix = ?1", [range.prefix])?;
        let Some(format) = format else { return Ok(None) };
        let from = match range.from {
            None => Some(1),
            Some(from) => self
                .number("SELECT first FROM batch WHERE stamp >= ?1 ORDER BY stamp LIMIT 1", [from.unix()])?,
        };
        let until = range.until.map_or(self.state.horizon, |until| until.min(self.state.horizon));
        let until = self
            .number("SELECT last FROM batch WHERE stamp <= ?1 ORDER BY stamp DESC LIMIT 1", [until.unix()])?;
        let (Some(from), Some(until)) = (from, until) else { return Ok(None) };
        let after = range.after.map_or(0, |after| after.min(SEQ_MASK.unsigned_abs()).cast_signed());
        let place = |seq: i64| format << SEQ_BITS | seq;
        let stretch = Stretch { first: place(from).max(place(after) + 1), last: place(until) };
        Ok((stretch.first <= stretch.last).then_some(stretch))
    }

    /// The number of a set; `None` if no record was ever in it.
    fn node(&self, set: &SetSpec) -> Result<Option<i64>> {
        self.number("SELECT id FROM node WHERE spec = ?1", [set.as_str()])
    }

    /// How many newest versions the stretch has, one by one.
    fn count_each(&self, node: i64, stretch: Stretch) -> Result<i64> {
        let Stretch { first, last } = stretch;
        let count = if node == EVERYTHING {
            self.number(
                "SELECT count(*) FROM log WHERE place BETWEEN ?1 AND ?2 AND gone IS NULL",
                [first, last],
            )
        } else {
            self.number(
                "SELECT count(*) FROM member m JOIN log l ON l.place = m.place
                 WHERE m.node = ?3 AND m.place BETWEEN ?1 AND ?2 AND l.gone IS NULL",
                [first, last, node],
            )
        };
        Ok(count?.unwrap_or(0))
    }

    /// The same from the tallies, where whole blocks lie inside the stretch.
    fn count_blocks(&self, node: i64, stretch: Stretch) -> Result<i64> {
        let first_block = (stretch.first + (1 << BLOCK_BITS) - 1) >> BLOCK_BITS;
        let last_block = ((stretch.last + 1) >> BLOCK_BITS) - 1;
        if first_block > last_block {
            return self.count_each(node, stretch);
        }
        let whole = self.number(
            "SELECT coalesce(sum(records), 0) FROM tally WHERE node = ?1 AND block BETWEEN ?2 AND ?3",
            [node, first_block, last_block],
        )?;
        let head = Stretch { first: stretch.first, last: (first_block << BLOCK_BITS) - 1 };
        let tail = Stretch { first: (last_block + 1) << BLOCK_BITS, last: stretch.last };
        Ok(whole.unwrap_or(0) + self.count_each(node, head)? + self.count_each(node, tail)?)
    }
}

/// Gives each row to `each` until told to break.
fn walk_rows(
    mut rows: Rows<'_>,
    bodies: bool,
    each: &mut dyn FnMut(StoredRecord<'_>) -> ControlFlow<()>,
) -> Result<()> {
    while let Some(row) = rows.next()? {
        if each(stored(row, bodies)?).is_break() {
            break;
        }
    }
    Ok(())
}

impl Snapshot for View<'_> {
    fn now(&self) -> Datestamp {
        self.state.horizon
    }

    fn clock_behind(&self) -> i64 {
        (self.state.horizon.unix() - self.clock.unix()).max(0)
    }

    fn documents_revision(&self) -> u64 {
        self.state.documents.unsigned_abs()
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
        each: &mut dyn FnMut(StoredRecord<'_>),
    ) -> Result<Found> {
        let mut statement = self.statement(
            "SELECT {columns} FROM item i
             JOIN record r ON r.item = i.id AND r.format = (SELECT id FROM format WHERE prefix = ?3)
             JOIN log l ON l.place IN (r.place, r.prior)
             WHERE i.identifier = ?2 AND {visible}",
        )?;
        let mut rows = statement.query((self.state.horizon.unix(), identifier, prefix))?;
        if let Some(row) = rows.next()? {
            each(stored(row, true)?);
            return Ok(Found::Record);
        }
        Ok(if self.prefixes(identifier)?.is_some() { Found::NoSuchFormat } else { Found::NoSuchItem })
    }

    fn prefixes(&self, identifier: &str) -> Result<Option<Vec<String>>> {
        let mut statement = self.statement(
            "SELECT l.deleted, f.prefix FROM item i JOIN record r ON r.item = i.id JOIN format f ON f.id = r.format
             JOIN log l ON l.place IN (r.place, r.prior) WHERE i.identifier = ?2 AND {visible}",
        )?;
        let mut prefixes = statement
            .query_map((self.state.horizon.unix(), identifier), |row| Ok((row.get(0)?, row.get(1)?)))?
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
        let Some(Stretch { first, last }) = self.stretch(range)? else { return Ok(()) };
        let now = self.state.horizon.unix();
        let Some(set) = range.set else {
            let mut statement = self.statement(
                "SELECT {columns} FROM log l WHERE l.place BETWEEN ?2 AND ?3 AND {visible} ORDER BY l.place",
            )?;
            return walk_rows(statement.query((now, first, last))?, bodies, each);
        };
        let Some(node) = self.node(set)? else { return Ok(()) };
        let mut statement = self.statement(
            "SELECT {columns} FROM member m CROSS JOIN log l ON l.place = m.place
             WHERE m.node = ?4 AND m.place BETWEEN ?2 AND ?3 AND {visible} ORDER BY m.place",
        )?;
        walk_rows(statement.query((now, first, last, node))?, bodies, each)
    }

    fn count(&self, range: &Range<'_>) -> Result<u64> {
        let Some(stretch) = self.stretch(range)? else { return Ok(0) };
        let node = match range.set {
            None => Some(EVERYTHING),
            Some(set) => self.node(set)?,
        };
        let Some(node) = node else { return Ok(0) };
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
            "SELECT min((SELECT l.stamp FROM log l WHERE l.place BETWEEN (f.id << 40) AND ((f.id + 1) << 40) - 1
                         AND {visible} ORDER BY l.place LIMIT 1)) AS stamp FROM format f HAVING stamp IS NOT NULL",
            [self.state.horizon.unix()],
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
