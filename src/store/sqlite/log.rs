//! Versions of records in the log: written at its end, superseded, and removed when they are not visible any more.

use std::collections::HashMap;

use rusqlite::{CachedStatement, Connection};

use super::numbers::{self, Names, named};
use super::row::{AFTER, LogRow, Numbers, SEAL, SEQ_BITS, WRITE, columns};
use super::state::State;
use crate::model::{Datestamp, SetSpec};
use crate::protocol::{Header, RECORD_END, record_head};
use crate::store::Result;

/// `block = place >> BLOCK_BITS`: how many places a tally counts together. About a page, so that a change in one page leaves
/// the others as they were.
pub(super) const BLOCK_BITS: i64 = 7;

/// The node of the tallies that count every record, in whatever sets.
pub(super) const EVERYTHING: i64 = 0;

const ADD_RECORD: &str = "INSERT OR REPLACE INTO record VALUES (?1, ?2, ?3, ?4, ?5)";
const ADD_MEMBER: &str = "INSERT INTO member VALUES (?1, ?2)";

/// A version to be written.
pub(super) struct Version<'a> {
    pub(super) item: i64,
    pub(super) format: i64,
    pub(super) identifier: &'a str,
    /// setSpecs in minimal form, separated by spaces.
    pub(super) sets: &'a str,
    /// Empty for a tombstone.
    pub(super) digest: &'a [u8],
    pub(super) body: &'a str,
}

/// What a batch changes in a tally.
#[derive(Default)]
struct Tally {
    records: i64,
    /// Whether a version in the block ends with this batch.
    replaced: bool,
}

/// Writes versions within one transaction, all with one datestamp.
pub(super) struct Log<'c> {
    connection: &'c Connection,
    /// Held for as long as the batch lasts: looking one up costs a tenth of running it.
    add: [CachedStatement<'c>; 3],
    horizon: Datestamp,
    stamp: Datestamp,
    first: i64,
    seq: i64,
    formats: numbers::Numbers<'c>,
    nodes: numbers::Numbers<'c>,
    tallies: HashMap<(i64, i64), Tally>,
    xml: Vec<u8>,
}

impl<'c> Log<'c> {
    pub(super) fn begin(connection: &'c Connection, state: &State, stamp: Datestamp) -> Result<Self> {
        let [formats, nodes] =
            [Names::Format, Names::Node].map(|names| numbers::Numbers::of(connection, names));
        let [version, record, member] =
            [WRITE, ADD_RECORD, ADD_MEMBER].map(|sql| connection.prepare_cached(sql));
        Ok(Self {
            connection,
            add: [version?, record?, member?],
            horizon: state.horizon.now,
            stamp,
            first: state.seq + 1,
            seq: state.seq,
            formats,
            nodes,
            tallies: HashMap::new(),
            xml: Vec::new(),
        })
    }

    /// The number of a format.
    pub(super) fn format(&mut self, prefix: &str) -> Result<i64> {
        self.formats.number(prefix)
    }

    /// Puts the version at the end of the log, where it replaces `current` (and what was before that).
    pub(super) fn write(&mut self, version: &Version<'_>, current: Option<(i64, Option<i64>)>) -> Result<()> {
        let prior = match current {
            Some((place, before)) => self.supersede(place, before)?,
            None => None,
        };
        self.seq += 1;
        let place = version.format << SEQ_BITS | self.seq;
        self.add_version(version, place)?;
        let [_, add_record, _] = &mut self.add;
        add_record.execute((version.item, version.format, place, prior, version.digest))?;
        for node in self.nodes_above(version.sets)? {
            let [_, _, add_member] = &mut self.add;
            add_member.execute((node, place))?;
            self.tally(node, place).records += 1;
        }
        self.tally(EVERYTHING, place).records += 1;
        Ok(())
    }

    /// Adds the record as it will be in every answer.
    fn add_version(&mut self, version: &Version<'_>, place: i64) -> Result<()> {
        let head = record_head(&Header {
            identifier: version.identifier.to_owned(),
            datestamp: self.stamp,
            sets: version.sets.to_owned(),
            deleted: version.digest.is_empty(),
        });
        self.xml.clear();
        for part in [&head, version.body, RECORD_END] {
            self.xml.extend_from_slice(part.as_bytes());
        }
        let numbers = Numbers { place, stamp: self.stamp.unix(), gone: None, item: version.item };
        let [write, ..] = &mut self.add;
        numbers.write(write, version.sets, &self.xml)
    }

    /// Takes the newest version out of the count; returns the version that stays visible until the new one's datestamp.
    fn supersede(&mut self, place: i64, before: Option<i64>) -> Result<Option<i64>> {
        let (stamp, sets): (i64, String) = self
            .connection
            .prepare_cached("SELECT stamp, sets FROM log WHERE place = ?1")?
            .query_row([place], |row| Ok((row.get(0)?, row.get(1)?)))?;
        for node in self.nodes_above(&sets)?.into_iter().chain([EVERYTHING]) {
            self.tally(node, place).records -= 1;
        }
        let last_shown = if stamp > self.horizon.unix() {
            remove(self.connection, place, &sets)?; // no answer has shown it yet, and none will
            before
        } else {
            Some(place)
        };
        if let Some(place) = last_shown {
            self.end_version(place)?;
        }
        Ok(last_shown)
    }

    /// The version is visible until the datestamp of this batch, even if another one was to replace it earlier: pages that
    /// were made in between have it. A damaged version stays damaged.
    fn end_version(&mut self, place: i64) -> Result<()> {
        let mut statement = self.connection.prepare_cached(concat!(
            "SELECT ",
            columns!(),
            ", l.sets FROM log l WHERE l.place = ?1"
        ))?;
        let gone = self.stamp.unix();
        let (seal, sets): (i64, String) = statement.query_row([place], |row| {
            let intact = LogRow::of(row).map(|row| Numbers { gone: Some(gone), ..row.numbers }.seal(row.xml));
            Ok((intact.or_else(|_| row.get(SEAL))?, row.get(AFTER)?))
        })?;
        for node in self.nodes_above(&sets)?.into_iter().chain([EVERYTHING]) {
            self.tally(node, place).replaced = true;
        }
        self.connection
            .prepare_cached("UPDATE log SET gone = ?2, seal = ?3 WHERE place = ?1")?
            .execute((place, gone, seal))?;
        Ok(())
    }

    fn tally(&mut self, node: i64, place: i64) -> &mut Tally {
        self.tallies.entry((node, place >> BLOCK_BITS)).or_default()
    }

    /// The nodes that a record in these sets is in: the sets and all above them.
    fn nodes_above(&mut self, sets: &str) -> Result<Vec<i64>> {
        let mut nodes = Vec::new();
        for spec in paths(sets) {
            let node = self.nodes.number(spec)?;
            if !nodes.contains(&node) {
                nodes.push(node);
            }
        }
        Ok(nodes)
    }

    /// Writes the tallies, and which datestamp the new part of the log has; notes both in the state.
    pub(super) fn finish(self, state: &mut State) -> Result<()> {
        let mut add = self.connection.prepare_cached(
            "INSERT INTO tally VALUES (?1, ?2, ?3, ?4) ON CONFLICT (node, block)
             DO UPDATE SET records = records + excluded.records, changed = max(changed, excluded.changed)",
        )?;
        for ((node, block), tally) in &self.tallies {
            let changed = if tally.replaced { self.stamp.unix() } else { 0 };
            add.execute((node, block, tally.records, changed))?;
        }
        if self.first > self.seq {
            return Ok(());
        }
        self.connection.execute(
            "INSERT INTO batch VALUES (?1, ?2, ?3) ON CONFLICT (stamp) DO UPDATE SET last = excluded.last",
            (self.stamp.unix(), self.first, self.seq),
        )?;
        state.seq = self.seq;
        state.horizon.latest = self.stamp;
        Ok(())
    }
}

/// The setSpecs of a header and every node above them; a node above two of them comes twice.
pub(super) fn paths(sets: &str) -> impl Iterator<Item = &str> {
    sets.split_ascii_whitespace().flat_map(|spec| {
        let above = spec.match_indices(':').map(|(at, _)| &spec[..at]);
        above.chain(std::iter::once(spec))
    })
}

/// Removes versions whose successor every later answer shows, at most `limit` of them.
pub(super) fn purge(connection: &Connection, horizon: Datestamp, limit: u32) -> Result<()> {
    let gone: Vec<(i64, String)> = connection
        .prepare_cached("SELECT place, sets FROM log WHERE gone <= ?1 ORDER BY gone LIMIT ?2")?
        .query_map((horizon.unix(), limit), |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    gone.iter().try_for_each(|(place, sets)| remove(connection, *place, sets))
}

/// Removes a version, and takes it out of its sets.
pub(super) fn remove(connection: &Connection, place: i64, sets: &str) -> Result<()> {
    for spec in paths(sets) {
        let node = named(connection, Names::Node, spec)?;
        connection
            .prepare_cached("DELETE FROM member WHERE node = ?1 AND place = ?2")?
            .execute((node, place))?;
    }
    connection.prepare_cached("DELETE FROM log WHERE place = ?1")?.execute([place])?;
    Ok(())
}

/// setSpecs as the log has them.
pub(super) fn joined(sets: &[SetSpec]) -> String {
    sets.iter().map(SetSpec::as_str).collect::<Vec<_>>().join(" ")
}
