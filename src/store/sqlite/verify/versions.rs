//! The log: every version of every record, and what is derived from the log.

use std::collections::{BTreeSet, HashMap};

use rusqlite::{OptionalExtension, Row};

use super::super::header;
use super::super::log::{BLOCK_BITS, EVERYTHING, paths};
use super::super::numbers::{Names, number};
use super::super::row::{AFTER, LogRow, Numbers, columns, seq};
use super::verifying::Verifying;
use crate::store::damage::{Damage, Part};
use crate::store::{ErrorKind, Result};

/// The columns after those of `columns!`.
const SETS: usize = AFTER;
const IDENTIFIER: usize = AFTER + 1;
const PREFIX: usize = AFTER + 2;
const NEWEST: usize = AFTER + 3;
const PRIOR: usize = AFTER + 4;

/// How often the progress is reported, in records.
const STEP: u64 = 1_000;

/// Reads the log in its order.
pub(super) fn versions(verifying: &mut Verifying<'_>) -> Result<()> {
    let state = verifying.state()?;
    let records = verifying.number("SELECT count(*) FROM record", [])?;
    let mut reading = Reading { horizon: state.horizon.now.unix(), ..Reading::default() };
    let mut statement = verifying.connection.prepare(concat!(
        "SELECT ",
        columns!(),
        ", l.sets, i.identifier, f.name, r.place, r.prior FROM log l LEFT JOIN item i ON i.id = l.item
         LEFT JOIN format f ON f.id = l.place >> 40
         LEFT JOIN record r ON r.item = l.item AND r.format = l.place >> 40 ORDER BY l.place"
    ))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        if reading.read.is_multiple_of(STEP) {
            (verifying.progress)(reading.read, Some(records.unsigned_abs().max(reading.read)));
        }
        reading.read += 1;
        reading.version(verifying, row)?;
    }
    reading.end_block(verifying)?;
    reading.totals(verifying, records)
}

/// What is known of the log so far.
#[derive(Default)]
struct Reading {
    horizon: i64,
    read: u64,
    newest: i64,
    members: i64,
    /// How many tallies are not zero, and their sum.
    tallies: (i64, i64),
    block: i64,
    /// How many newest versions of each set the block has.
    in_block: HashMap<i64, i64>,
    /// Whether a version in the block, or any, is damaged.
    uncertain_block: bool,
    uncertain: bool,
    nodes: HashMap<String, Option<i64>>,
    /// The batch of the last version: its datestamp and sequence numbers.
    batch: Option<(i64, i64, i64)>,
}

impl Reading {
    fn version(&mut self, verifying: &mut Verifying<'_>, row: &Row<'_>) -> Result<()> {
        let place: i64 = row.get(0)?;
        if self.block != place >> BLOCK_BITS {
            self.end_block(verifying)?;
            self.block = place >> BLOCK_BITS;
        }
        let found = match LogRow::of(row) {
            Ok(version) => self.intact(verifying, row, &version)?,
            Err(error) if error.kind == ErrorKind::DamagedRecord || error.kind == ErrorKind::Corrupt => {
                self.uncertain = true;
                self.uncertain_block = true;
                Some((Part::Record, "it is not as it was written"))
            }
            Err(error) => return Err(error),
        };
        if let Some((part, what)) = found {
            verifying.add(Damage::of(part, what, row.get(IDENTIFIER)?, row.get(PREFIX)?));
        }
        Ok(())
    }

    /// What is wrong with a version that is as it was written.
    fn intact(
        &mut self,
        verifying: &Verifying<'_>,
        row: &Row<'_>,
        version: &LogRow<'_>,
    ) -> Result<Option<(Part, &'static str)>> {
        let numbers = &version.numbers;
        let header = version.header()?;
        let sets = header::sets(header);
        let members = self.is_in_sets(verifying, &sets, numbers)?;
        let is_referred_to = self.is_referred_to(row, numbers)?;
        let identifier: Option<String> = row.get(IDENTIFIER)?;
        Ok(if row.get::<_, String>(SETS)? != sets {
            Some((Part::Record, "its sets are not as they were written"))
        } else if identifier.is_none() || identifier != Some(header::identifier(header)) {
            Some((Part::Item, "the identifier of the item is not that of its record"))
        } else if !is_referred_to {
            Some((Part::Index, "the reference to a version that answers show is wrong"))
        } else if !self.is_in_batch(verifying, numbers)? {
            Some((Part::Index, "its datestamp is not that of its part of the log"))
        } else if !members {
            Some((Part::Index, "it is missing from a set that it is in"))
        } else {
            None
        })
    }

    fn is_referred_to(&mut self, row: &Row<'_>, numbers: &Numbers) -> Result<bool> {
        let column = match numbers.gone {
            None => NEWEST,
            Some(gone) if gone > self.horizon => PRIOR,
            Some(_) => return Ok(true),
        };
        self.newest += i64::from(column == NEWEST);
        Ok(row.get::<_, Option<i64>>(column)? == Some(numbers.place))
    }

    fn is_in_batch(&mut self, verifying: &Verifying<'_>, numbers: &Numbers) -> Result<bool> {
        if self.batch.is_none_or(|(stamp, ..)| stamp != numbers.stamp) {
            self.batch = verifying
                .connection
                .prepare_cached("SELECT stamp, first, last FROM batch WHERE stamp = ?1")?
                .query_row([numbers.stamp], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
                .optional()?;
        }
        let seq = seq(numbers.place).cast_signed();
        Ok(self.batch.is_some_and(|(_, first, last)| (first..=last).contains(&seq)))
    }

    /// Whether the version is a member of its sets. Counts it.
    fn is_in_sets(&mut self, verifying: &Verifying<'_>, sets: &str, numbers: &Numbers) -> Result<bool> {
        let mut complete = true;
        let newest = i64::from(numbers.gone.is_none());
        for spec in paths(sets).collect::<BTreeSet<_>>() {
            let Some(node) = self.node(verifying, spec)? else {
                complete = false;
                continue;
            };
            let member = "SELECT count(*) FROM member WHERE node = ?1 AND place = ?2";
            complete &= verifying.number(member, [node, numbers.place])? == 1;
            self.members += 1;
            *self.in_block.entry(node).or_default() += newest;
        }
        *self.in_block.entry(EVERYTHING).or_default() += newest;
        Ok(complete)
    }

    fn node(&mut self, verifying: &Verifying<'_>, spec: &str) -> Result<Option<i64>> {
        if let Some(node) = self.nodes.get(spec) {
            return Ok(*node);
        }
        let node = number(verifying.connection, Names::Node, spec)?;
        self.nodes.insert(spec.to_owned(), node);
        Ok(node)
    }

    /// Compares the counts of the block with its tallies.
    fn end_block(&mut self, verifying: &mut Verifying<'_>) -> Result<()> {
        let block = self.block;
        for (node, records) in std::mem::take(&mut self.in_block) {
            self.tallies = (self.tallies.0 + i64::from(records != 0), self.tallies.1 + records);
            let tally = "SELECT ifnull(sum(records), 0) FROM tally WHERE node = ?1 AND block = ?2";
            if verifying.number(tally, [node, block])? != records && !self.uncertain_block {
                verifying.add(wrong_counts());
            }
        }
        self.uncertain_block = false;
        Ok(())
    }

    /// Compares the totals, which shows what there is beyond that which the log accounts for.
    fn totals(&self, verifying: &mut Verifying<'_>, records: i64) -> Result<()> {
        if self.uncertain {
            return Ok(());
        }
        if verifying.number("SELECT count(*) FROM member", [])? != self.members {
            let what = "sets have members that are not in the log";
            verifying.add(Damage::new(Part::Index, what));
        }
        let latest = verifying.state()?.horizon.latest.unix();
        let filled = verifying.number("SELECT count(*) FROM tally WHERE records <> 0", [])?;
        let sum = verifying.number("SELECT ifnull(sum(records), 0) FROM tally", [])?;
        let late = verifying.number("SELECT count(*) FROM tally WHERE changed > ?1", [latest])?;
        if (filled, sum) != self.tallies || late > 0 {
            verifying.add(wrong_counts());
        }
        if records != self.newest {
            verifying.add(Damage::new(Part::Index, "there are references without a version"));
        }
        Ok(())
    }
}

fn wrong_counts() -> Damage {
    Damage::new(Part::Index, "the counts of records are not those of the log")
}
