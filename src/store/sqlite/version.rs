//! Versions of records in the log: written at its end, superseded, and removed when nobody sees them any more.

use std::collections::HashMap;

use rusqlite::{CachedStatement, Connection};

use super::append::Appending;
use super::numbers::{Names, Numbers, named};
use super::runs;
use super::volumes::Volumes;
use crate::model::{Datestamp, SetSpec};
use crate::protocol::{Header, RECORD_END, record_head};
use crate::store::{Piece, Result};

/// `place = format << SEQ_BITS | seq`.
pub(super) const SEQ_BITS: i64 = 40;

/// The sequence number in a place, and the greatest there can be: a million changes a day last for three thousand years.
pub(super) const SEQ_MASK: i64 = (1 << SEQ_BITS) - 1;

/// `block = place >> BLOCK_BITS`: how many places a tally counts together.
pub(super) const BLOCK_BITS: i64 = 10;

/// The node of the tallies that count every record, in whatever sets.
pub(super) const EVERYTHING: i64 = 0;

const ADD_VERSION: &str = "INSERT INTO log VALUES (?1, ?2, NULL, ?3, ?4, ?5, ?6, ?7, ?8)";
const ADD_RECORD: &str = "INSERT OR REPLACE INTO record VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
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

/// Writes versions within one transaction, all with one datestamp.
pub(super) struct Log<'c> {
    connection: &'c Connection,
    /// Held for as long as the batch lasts: to look one up costs a tenth of what it does.
    add: [CachedStatement<'c>; 3],
    appending: Appending<'c>,
    horizon: Datestamp,
    stamp: Datestamp,
    seq: i64,
    formats: Numbers<'c>,
    nodes: Numbers<'c>,
    tallies: HashMap<(i64, i64), i64>,
}

impl<'c> Log<'c> {
    pub(super) fn begin(
        connection: &'c Connection,
        volumes: &'c Volumes,
        horizon: Datestamp,
        stamp: Datestamp,
    ) -> Result<Self> {
        let seq = connection.query_row("SELECT seq FROM state", [], |row| row.get(0))?;
        let appending = Appending::to(connection, volumes);
        let [formats, nodes] = [Names::Format, Names::Node].map(|names| Numbers::of(connection, names));
        let add = [ADD_VERSION, ADD_RECORD, ADD_MEMBER].map(|sql| connection.prepare_cached(sql));
        let [version, record, member] = add;
        let add = [version?, record?, member?];
        let tallies = HashMap::new();
        Ok(Self { connection, add, appending, horizon, stamp, seq, formats, nodes, tallies })
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
        let deleted = version.digest.is_empty();
        let (piece, head) = append(&mut self.appending, version, place, self.stamp)?;
        let [add_version, add_record, _] = &mut self.add;
        add_version.execute((
            place,
            self.stamp.unix(),
            deleted,
            version.identifier,
            version.sets,
            piece.at,
            head,
            piece.size,
        ))?;
        add_record.execute((
            version.item,
            version.format,
            place,
            prior,
            version.digest,
            self.stamp.unix(),
            piece.at,
            piece.size,
        ))?;
        for node in self.nodes_above(version.sets)? {
            let [_, _, add_member] = &mut self.add;
            add_member.execute((node, place))?;
            self.count(node, place, 1);
        }
        self.count(EVERYTHING, place, 1);
        Ok(())
    }

    /// Takes the newest version out of the count; gives the version that stays visible until the new one's datestamp.
    fn supersede(&mut self, place: i64, before: Option<i64>) -> Result<Option<i64>> {
        let (stamp, sets): (i64, String) = self
            .connection
            .prepare_cached("SELECT stamp, sets FROM log WHERE place = ?1")?
            .query_row([place], |row| Ok((row.get(0)?, row.get(1)?)))?;
        for node in self.nodes_above(&sets)?.into_iter().chain([EVERYTHING]) {
            self.count(node, place, -1);
            runs::drop_at(self.connection, node, place)?;
        }
        let last_shown = if stamp > self.horizon.unix() {
            remove(self.connection, &mut self.appending, place, &sets)?; // no answer has shown it yet, and none will
            before
        } else {
            Some(place)
        };
        self.connection
            .prepare_cached("UPDATE log SET gone = ?2 WHERE place = ?1")?
            .execute((last_shown, self.stamp.unix()))?;
        Ok(last_shown)
    }

    fn count(&mut self, node: i64, place: i64, by: i64) {
        *self.tallies.entry((node, place >> BLOCK_BITS)).or_default() += by;
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

    /// Notes the counts, and under which datestamp the stretch stands.
    pub(super) fn finish(self) -> Result<()> {
        self.appending.finish()?;
        for ((node, block), by) in self.tallies.into_iter().filter(|(_, by)| *by != 0) {
            self.connection
                .prepare_cached(
                    "INSERT INTO tally VALUES (?1, ?2, ?3)
                     ON CONFLICT (node, block) DO UPDATE SET records = records + excluded.records",
                )?
                .execute((node, block, by))?;
        }
        let first: i64 = self.connection.query_row("SELECT seq + 1 FROM state", [], |row| row.get(0))?;
        if first > self.seq {
            return Ok(());
        }
        self.connection.execute(
            "INSERT INTO batch VALUES (?1, ?2, ?3) ON CONFLICT (stamp) DO UPDATE SET last = excluded.last",
            (self.stamp.unix(), first, self.seq),
        )?;
        self.connection.execute("UPDATE state SET seq = ?1, latest = ?2", (self.seq, self.stamp.unix()))?;
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

/// Appends the record as every answer has it; gives where it stands, and how many of its bytes come before the body.
pub(super) fn append(
    appending: &mut Appending<'_>,
    version: &Version<'_>,
    place: i64,
    datestamp: Datestamp,
) -> Result<(Piece, u32)> {
    let header = Header {
        identifier: version.identifier.to_owned(),
        datestamp,
        sets: version.sets.to_owned(),
        deleted: version.digest.is_empty(),
    };
    let head = record_head(&header);
    let parts = [&head, version.body, RECORD_END].map(str::as_bytes);
    let piece = appending.append(version.format, place, &parts)?;
    Ok((piece, u32::try_from(head.len()).unwrap_or(u32::MAX)))
}

/// Removes versions whose successor every later answer shows, at most `limit` of them.
pub(super) fn purge(
    connection: &Connection,
    volumes: &Volumes,
    horizon: Datestamp,
    limit: u32,
) -> Result<()> {
    let gone: Vec<(i64, String)> = connection
        .prepare_cached("SELECT place, sets FROM log WHERE gone <= ?1 ORDER BY gone LIMIT ?2")?
        .query_map((horizon.unix(), limit), |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let mut appending = Appending::to(connection, volumes);
    for (place, sets) in gone {
        remove(connection, &mut appending, place, &sets)?;
    }
    appending.finish()
}

fn remove(connection: &Connection, appending: &mut Appending<'_>, place: i64, sets: &str) -> Result<()> {
    for spec in paths(sets) {
        let node = named(connection, Names::Node, spec)?;
        connection
            .prepare_cached("DELETE FROM member WHERE node = ?1 AND place = ?2")?
            .execute((node, place))?;
    }
    let piece = connection
        .prepare_cached("DELETE FROM log WHERE place = ?1 RETURNING at, size")?
        .query_row([place], |row| Ok(Piece { at: row.get(0)?, size: row.get(1)? }))?;
    appending.forget(piece);
    Ok(())
}

/// setSpecs as a header of the log has them.
pub(super) fn joined(sets: &[SetSpec]) -> String {
    sets.iter().map(SetSpec::as_str).collect::<Vec<_>>().join(" ")
}
