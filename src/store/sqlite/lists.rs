//! Lists: where a range is in the log, how much is in it, and what has changed there.

use std::collections::hash_map::Entry;

use rusqlite::{CachedStatement, Connection};

use super::log::{BLOCK_BITS, EVERYTHING};
use super::row::{SEQ_BITS, SEQ_MASK, columns};
use super::view::View;
use crate::model::Datestamp;
use crate::store::{Range, Result};

/// How many blocks are looked up at once.
const WINDOW_BITS: i64 = 11;

macro_rules! all {
    () => {
        concat!("SELECT ", columns!(), " FROM log l WHERE l.place BETWEEN ?1 AND ?2 AND ?3 = 0")
    };
}

macro_rules! of_set {
    () => {
        concat!(
            "SELECT ",
            columns!(),
            " FROM member m CROSS JOIN log l ON l.place = m.place WHERE m.node = ?3 AND m.place BETWEEN ?1 AND ?2"
        )
    };
}

/// Consecutive places, both ends included.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stretch {
    pub(super) first: i64,
    pub(super) last: i64,
}

impl Stretch {
    /// Everything before it has been given, or is not in the range.
    pub(super) const fn since(self) -> i64 {
        self.first - 1
    }

    /// The number of its format.
    pub(super) const fn format(self) -> i64 {
        self.first >> SEQ_BITS
    }
}

impl View<'_> {
    /// Where the range is in the log; `None` if it is empty whatever the log holds.
    pub(super) fn stretch(&self, range: &Range<'_>) -> Result<Option<Stretch>> {
        let Some(format) = self.format(range.prefix)? else { return Ok(None) };
        let from = match range.from {
            None => Some(1),
            Some(from) => self
                .number("SELECT first FROM batch WHERE stamp >= ?1 ORDER BY stamp LIMIT 1", [from.unix()])?,
        };
        let until = match range.until {
            Some(until) if until < self.horizon() => self.end_of(until)?,
            _ => self.end()?,
        };
        let (Some(from), Some(until)) = (from, until) else { return Ok(None) };
        let after = range.after.map_or(0, |after| after.min(SEQ_MASK.unsigned_abs()).cast_signed());
        let place = |seq: i64| format << SEQ_BITS | seq;
        let stretch = Stretch { first: place(from).max(place(after) + 1), last: place(until) };
        Ok((stretch.first <= stretch.last).then_some(stretch))
    }

    /// The last sequence number that may be seen at a moment.
    fn end_of(&self, moment: Datestamp) -> Result<Option<i64>> {
        let sql = "SELECT last FROM batch WHERE stamp <= ?1 ORDER BY stamp DESC LIMIT 1";
        self.number(sql, [moment.unix()])
    }

    /// The last sequence number that may be seen.
    fn end(&self) -> Result<Option<i64>> {
        let opened = self.opened()?;
        if let Some(end) = opened.end.get() {
            return Ok(end);
        }
        let end = self.end_of(opened.state.horizon.now)?;
        opened.end.set(Some(end));
        Ok(end)
    }

    /// The number of what a range is of: a set or everything.
    pub(super) fn node_of(&self, range: &Range<'_>) -> Result<Option<i64>> {
        range.set.map_or(Ok(Some(EVERYTHING)), |set| self.node(set))
    }

    /// The rows of a list between two places (?1, ?2), visible or not; forwards or backwards. ?3 is the number of the
    /// set, 0 for everything.
    pub(super) fn rows_of(&self, node: i64, backwards: bool) -> Result<CachedStatement<'_>> {
        self.statement(match (node == EVERYTHING, backwards) {
            (true, false) => concat!(all!(), " ORDER BY l.place"),
            (true, true) => concat!(all!(), " ORDER BY l.place DESC"),
            (false, false) => concat!(of_set!(), " ORDER BY m.place"),
            (false, true) => concat!(of_set!(), " ORDER BY m.place DESC"),
        })
    }

    /// The last visible place of the list in the stretch.
    pub(super) fn last_visible(&self, node: i64, stretch: Stretch) -> Result<Option<i64>> {
        let opened = self.opened()?;
        if let Some(last) = opened.lasts.borrow().get(&(node, stretch.last)) {
            return Ok(last.filter(|last| *last >= stretch.first));
        }
        let first_of_format = stretch.format() << SEQ_BITS;
        let horizon = self.horizon().unix();
        let mut statement = self.rows_of(node, true)?;
        let mut rows = statement.query((first_of_format, stretch.last, node))?;
        let mut last = None;
        while let Some(row) = rows.next()?
            && last.is_none()
        {
            let numbers = self.checked(row, |row| Ok(row.numbers))?;
            last = numbers.is_visible(horizon).then_some(numbers.place);
        }
        opened.lasts.borrow_mut().insert((node, stretch.last), last);
        Ok(last.filter(|last| *last >= stretch.first))
    }

    /// The last datestamp at which a version between the two places of the list, or near them, was replaced.
    pub(super) fn changed(&self, node: i64, first: i64, last: i64) -> Result<i64> {
        let (first, last) = (first >> BLOCK_BITS, last >> BLOCK_BITS);
        let mut changed = 0;
        for window in first >> WINDOW_BITS..=last >> WINDOW_BITS {
            changed = changed.max(self.changed_in_window(node, window, first, last)?);
        }
        Ok(changed)
    }

    fn changed_in_window(&self, node: i64, window: i64, first: i64, last: i64) -> Result<i64> {
        let opened = self.opened()?;
        let mut known = opened.changes.borrow_mut();
        let blocks = match known.entry((node, window)) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(changes(&opened.connection, node, window)?),
        };
        let from = blocks.partition_point(|(block, _)| *block < first);
        let inside = blocks[from..].iter().take_while(|(block, _)| *block <= last);
        Ok(inside.map(|(_, changed)| *changed).max().unwrap_or(0))
    }

    /// How many newest versions the stretch has, from the tallies where whole blocks are inside it.
    pub(super) fn count_blocks(&self, node: i64, stretch: Stretch) -> Result<i64> {
        let connection = self.connection()?;
        let first_block = (stretch.first + (1 << BLOCK_BITS) - 1) >> BLOCK_BITS;
        let last_block = ((stretch.last + 1) >> BLOCK_BITS) - 1;
        if first_block > last_block {
            return count_each(connection, node, stretch);
        }
        let whole = self.number(
            "SELECT coalesce(sum(records), 0) FROM tally WHERE node = ?1 AND block BETWEEN ?2 AND ?3",
            [node, first_block, last_block],
        )?;
        let head = Stretch { first: stretch.first, last: (first_block << BLOCK_BITS) - 1 };
        let tail = Stretch { first: (last_block + 1) << BLOCK_BITS, last: stretch.last };
        Ok(whole.unwrap_or(0) + count_each(connection, node, head)? + count_each(connection, node, tail)?)
    }
}

/// The blocks of a window of a list in which versions were replaced.
fn changes(connection: &Connection, node: i64, window: i64) -> Result<Vec<(i64, i64)>> {
    let mut statement = connection.prepare_cached(
        "SELECT block, changed FROM tally WHERE node = ?1 AND block BETWEEN ?2 AND ?3 AND changed > 0 ORDER BY block",
    )?;
    let (first, last) = (window << WINDOW_BITS, ((window + 1) << WINDOW_BITS) - 1);
    let changes = statement.query_map([node, first, last], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(changes.collect::<rusqlite::Result<_>>()?)
}

/// How many newest versions the stretch has, one by one.
fn count_each(connection: &Connection, node: i64, stretch: Stretch) -> Result<i64> {
    let Stretch { first, last } = stretch;
    let count = if node == EVERYTHING {
        connection
            .prepare_cached("SELECT count(*) FROM log WHERE place BETWEEN ?1 AND ?2 AND gone IS NULL")?
            .query_row([first, last], |row| row.get(0))?
    } else {
        connection
            .prepare_cached(
                "SELECT count(*) FROM member m JOIN log l ON l.place = m.place
                 WHERE m.node = ?3 AND m.place BETWEEN ?1 AND ?2 AND l.gone IS NULL",
            )?
            .query_row([first, last, node], |row| row.get(0))?
    };
    Ok(count)
}
