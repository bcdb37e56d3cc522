//! Lists: where a range lies in the log, how much is in it, and what comes next.

use std::ops::ControlFlow;

use rusqlite::Connection;

use super::row::{columns, seq, visible};
use super::snapshot::View;
use super::version::{BLOCK_BITS, EVERYTHING, SEQ_BITS, SEQ_MASK};
use crate::model::Datestamp;
use crate::store::{Next, Range, Result, StoredRecord};

/// A stretch of places, both ends inside.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stretch {
    pub(super) first: i64,
    pub(super) last: i64,
}

impl View<'_> {
    /// Where the range lies in the log; `None` if it is empty whatever the log holds.
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
        let end = self.end_of(opened.state.horizon)?;
        opened.end.set(Some(end));
        Ok(end)
    }

    /// The number of what a range is of: a set or everything.
    pub(super) fn node_of(&self, range: &Range<'_>) -> Result<Option<i64>> {
        range.set.map_or(Ok(Some(EVERYTHING)), |set| self.node(set))
    }

    /// Gives the visible records of the range in the order of the log until told to break.
    pub(super) fn walk_list(
        &self,
        range: &Range<'_>,
        bodies: bool,
        each: &mut dyn FnMut(StoredRecord<'_>) -> ControlFlow<()>,
    ) -> Result<()> {
        let Some(Stretch { first, last }) = self.stretch(range)? else { return Ok(()) };
        let now = self.horizon().unix();
        let Some(set) = range.set else {
            let mut statement = self.statement(concat!(
                "SELECT ",
                columns!(),
                " FROM log l WHERE l.place BETWEEN ?2 AND ?3 AND ",
                visible!(),
                " ORDER BY l.place"
            ))?;
            return self.walk_rows(statement.query((now, first, last))?, bodies, each);
        };
        let Some(node) = self.node(set)? else { return Ok(()) };
        let mut statement = self.statement(concat!(
            "SELECT ",
            columns!(),
            " FROM member m CROSS JOIN log l ON l.place = m.place WHERE m.node = ?4 AND m.place BETWEEN ?2 AND ?3 AND ",
            visible!(),
            " ORDER BY m.place"
        ))?;
        self.walk_rows(statement.query((now, first, last, node))?, bodies, each)
    }

    /// What comes next in the range: a run, or records that are in none.
    pub(super) fn next_in_list(&self, range: &Range<'_>) -> Result<Next> {
        let records = |since: i64, until| Next::Records { since: seq(since), until, inside: false };
        let Some(stretch) = self.stretch(range)? else { return Ok(records(0, None)) };
        let since = stretch.first - 1;
        let Some(node) = self.node_of(range)? else { return Ok(records(since, None)) };
        let opened = self.opened()?;
        let mut ahead = opened.runs.borrow_mut();
        let Some((kept, behind)) = ahead.next(&opened.connection, node, since)? else {
            return Ok(records(since, None));
        };
        let places = kept.places;
        if places.first > stretch.last {
            return Ok(records(since, None)); // a run of another format, or beyond the range
        }
        if since < places.since {
            return Ok(records(since, Some(seq(places.since))));
        }
        if since >= places.first || places.last > stretch.last {
            return Ok(Next::Records { since: seq(since), until: Some(seq(places.last)), inside: true });
        }
        let more = behind.is_some_and(|behind| behind.first <= stretch.last);
        Ok(Next::Run { run: kept.run.clone(), more })
    }

    /// How many newest versions the stretch has, from the tallies where whole blocks lie inside it.
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

/// How many newest versions the stretch has, one by one.
pub(super) fn count_each(connection: &Connection, node: i64, stretch: Stretch) -> Result<i64> {
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
