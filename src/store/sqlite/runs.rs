//! Runs: consecutive records of a list, described in one row, so that a page is read in one piece and need not be compressed
//! again for each reader.
//!
//! They are derived: each can be dropped at any time, and is, in the transaction that takes a record out of it. So whoever sees
//! a run in a snapshot sees all of its records there and nothing between them.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, Row};

use super::append::{Appending, RUNS};
use super::lists::{Stretch, count_each};
use super::numbers::{self, Names};
use super::row::seq;
use super::version::{EVERYTHING, SEQ_BITS};
use super::volumes::{self, Volumes};
use crate::model::Datestamp;
use crate::store::{Deflated, NewRun, Piece, Result, Run};

/// Into how many volumes the room for runs is divided: the oldest is given up when the room is full.
const SHARES: i64 = 8;

/// No volume of runs becomes larger than this.
const LARGEST: i64 = 128 << 20;

/// The runs that end next after a place, with the columns that [`kept`] reads.
const NEXT: &str = "
    SELECT last, first, since, records, size, but_last, pieces, at, deflated, crc FROM run
    WHERE node = ?1 AND last > ?2 ORDER BY last LIMIT ?3";

/// How many runs are looked up at once: few for who comes from somewhere else, for it may be the only page of this moment;
/// many for who goes on.
const FEW: u32 = 2;
const MANY: u32 = 64;

/// How many look-ups a view remembers.
const REMEMBERED: usize = 64;

/// How many bytes a piece takes in `pieces`.
const PIECE: usize = 12;

/// Where a run lies.
#[derive(Clone, Copy)]
pub(super) struct Places {
    /// There is no record of the list between this place and the first one.
    pub(super) since: i64,
    pub(super) first: i64,
    pub(super) last: i64,
}

/// A run, and where it lies.
pub(super) struct Kept {
    pub(super) places: Places,
    pub(super) run: Run,
}

fn kept(row: &Row<'_>) -> rusqlite::Result<Kept> {
    let places = Places { last: row.get(0)?, first: row.get(1)?, since: row.get(2)? };
    let at: Option<i64> = row.get(7)?;
    let size: u32 = row.get(8)?;
    let crc: u32 = row.get(9)?;
    let run = Run {
        last: seq(places.last),
        first: seq(places.first),
        since: seq(places.since),
        records: row.get(3)?,
        size: row.get(4)?,
        but_last: row.get(5)?,
        pieces: unpacked(row.get_ref(6)?.as_blob()?),
        deflated: at.map(|at| Deflated { piece: Piece { at, size }, crc }),
    };
    Ok(Kept { places, run })
}

/// What a view has looked up, by list and place.
#[derive(Default)]
pub(super) struct Ahead(BTreeMap<(i64, i64), LookedUp>);

/// The runs that end next behind a place, in their order.
struct LookedUp {
    runs: Vec<Kept>,
    /// Whether the list has no others behind the place.
    all: bool,
}

impl Ahead {
    /// The run that ends next after a place, and where the one behind it lies.
    pub(super) fn next(
        &mut self,
        connection: &Connection,
        node: i64,
        place: i64,
    ) -> Result<Option<(&Kept, Option<Places>)>> {
        let before = self.0.range((node, i64::MIN)..=(node, place)).next_back();
        let found = before.map(|(key, known)| (*key, known.ended_by(place), known));
        let (key, at) = match found {
            Some((key, at, known)) if known.all || at + 1 < known.runs.len() => (key, at),
            _ => {
                let goes_on = found.is_some_and(|(_, at, known)| known.is_left_at(at, place));
                let ahead = LookedUp::at(connection, node, place, if goes_on { MANY } else { FEW })?;
                if self.0.len() >= REMEMBERED {
                    self.0.clear();
                }
                self.0.insert((node, place), ahead);
                ((node, place), 0)
            }
        };
        let mut runs = self.0.get(&key).into_iter().flat_map(|known| &known.runs[at..]);
        Ok(runs.next().map(|next| (next, runs.next().map(|behind| behind.places))))
    }
}

impl LookedUp {
    fn at(connection: &Connection, node: i64, place: i64, count: u32) -> Result<Self> {
        let mut statement = connection.prepare_cached(NEXT)?;
        let runs = statement.query_map((node, place, count), kept)?.collect::<rusqlite::Result<Vec<_>>>()?;
        Ok(Self { all: runs.len() < count as usize, runs })
    }

    /// How many end at the place or before it.
    fn ended_by(&self, place: i64) -> usize {
        self.runs.partition_point(|kept| kept.places.last <= place)
    }

    /// Whether who is at the place has come by the last of these runs; `at` of them end by then.
    fn is_left_at(&self, at: usize, place: i64) -> bool {
        at > 0 && self.runs[at - 1].places.last == place
    }
}

fn packed(pieces: &[Piece]) -> Vec<u8> {
    pieces
        .iter()
        .flat_map(|piece| {
            let mut bytes = [0; PIECE];
            bytes[..8].copy_from_slice(&piece.at.to_le_bytes());
            bytes[8..].copy_from_slice(&piece.size.to_le_bytes());
            bytes
        })
        .collect()
}

fn unpacked(blob: &[u8]) -> Vec<Piece> {
    let (pieces, _) = blob.as_chunks::<PIECE>();
    pieces
        .iter()
        .map(|&[a, b, c, d, e, f, g, h, i, j, k, l]| Piece {
            at: i64::from_le_bytes([a, b, c, d, e, f, g, h]),
            size: u32::from_le_bytes([i, j, k, l]),
        })
        .collect()
}

/// Keeps a run, unless it is not whole any more.
pub(super) fn keep(
    connection: &Connection,
    appending: &mut Appending<'_>,
    room: i64,
    new: &NewRun,
) -> Result<()> {
    let Some((node, format)) = list(connection, new)? else { return Ok(()) };
    let run = &new.run;
    let place = |seq: u64| format << SEQ_BITS | seq.cast_signed();
    let (since, first, last) = (place(run.since), place(run.first), place(run.last));
    // Nothing comes into a stretch that has been; so it is as it was if it has as many records as then.
    let there = count_each(connection, node, Stretch { first: since + 1, last })?;
    let deflated = new.deflated.as_ref().filter(|_| room > 0);
    if there != i64::from(run.records) || is_kept(connection, node, deflated.is_some(), since, last)? {
        return Ok(());
    }
    connection
        .prepare_cached("DELETE FROM run WHERE node = ?1 AND last > ?2 AND first <= ?3 AND last <= ?4")?
        .execute((node, since, last, reach(connection, node, last)?))?;
    let limit = (room / SHARES).min(LARGEST);
    let kept = deflated.map(|(bytes, _)| appending.append_below(RUNS, last, &[bytes], limit)).transpose()?;
    let crc = deflated.map_or(0, |(_, crc)| *crc);
    connection
        .prepare_cached("INSERT INTO run VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)")?
        .execute((
            node,
            last,
            first,
            since,
            run.records,
            run.size,
            run.but_last,
            packed(&run.pieces),
            kept.map(|piece| piece.at),
            kept.map_or(0, |piece| piece.size),
            crc,
        ))?;
    Ok(())
}

/// The numbers of its set, or of everything, and of its format.
fn list(connection: &Connection, run: &NewRun) -> Result<Option<(i64, i64)>> {
    let number = |names: Names, name: &str| numbers::number(connection, names, name);
    let node = match &run.set {
        Some(set) => number(Names::Node, set.as_str())?,
        None => Some(EVERYTHING),
    };
    Ok(node.zip(number(Names::Format, &run.prefix)?))
}

/// Whether the same run is there already, with as much as this one brings.
fn is_kept(connection: &Connection, node: i64, is_deflated: bool, since: i64, last: i64) -> Result<bool> {
    let mut statement = connection
        .prepare_cached("SELECT at IS NOT NULL FROM run WHERE node = ?1 AND last = ?2 AND since = ?3")?;
    let deflated: Option<bool> = statement.query_row((node, last, since), |row| row.get(0)).optional()?;
    Ok(deflated.is_some_and(|deflated| deflated || !is_deflated))
}

/// The end of the run that ends at `last` or later: runs do not overlap, so only up to it can they touch what ends there.
fn reach(connection: &Connection, node: i64, last: i64) -> Result<i64> {
    let mut statement = connection
        .prepare_cached("SELECT last FROM run WHERE node = ?1 AND last >= ?2 ORDER BY last LIMIT 1")?;
    Ok(statement.query_row((node, last), |row| row.get(0)).optional()?.unwrap_or(last))
}

/// Drops the run of a list that the record at `place` is in, if there is one.
pub(super) fn drop_at(connection: &Connection, node: i64, place: i64) -> Result<()> {
    connection
        .prepare_cached(
            "DELETE FROM run WHERE node = ?1 AND first <= ?2
             AND last = (SELECT last FROM run WHERE node = ?1 AND last >= ?2 ORDER BY last LIMIT 1)",
        )?
        .execute((node, place))?;
    Ok(())
}

/// Gives up the oldest deflated runs until the others have room.
pub(super) fn make_room(connection: &Connection, room: i64, now: Datestamp) -> Result<()> {
    loop {
        let (count, total): (i64, i64) = connection
            .prepare_cached(
                "SELECT count(*), coalesce(sum(size), 0) FROM volume WHERE kind = 0 AND retired IS NULL",
            )?
            .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        if total <= room || count == 0 {
            return Ok(());
        }
        let oldest: i64 = connection
            .prepare_cached("SELECT min(id) FROM volume WHERE kind = 0 AND retired IS NULL")?
            .query_row([], |row| row.get(0))?;
        let (first, end) = (volumes::place(oldest, 0), volumes::place(oldest + 1, 0));
        connection
            .prepare_cached("UPDATE run SET at = NULL WHERE at >= ?1 AND at < ?2")?
            .execute((first, end))?;
        connection
            .prepare_cached("UPDATE volume SET retired = ?2 WHERE id = ?1")?
            .execute((oldest, now.unix()))?;
    }
}

/// Removes the files of volumes that nothing has referred to for longer than any answer takes.
pub(super) fn remove_retired(connection: &Connection, volumes: &Volumes, now: Datestamp) -> Result<()> {
    /// In seconds.
    const LONGER_THAN_ANY_ANSWER: i64 = 10;
    let retired: Vec<i64> = connection
        .prepare_cached("SELECT id FROM volume WHERE retired < ?1 LIMIT 4")?
        .query_map([now.unix() - LONGER_THAN_ANY_ANSWER], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for volume in retired {
        volumes.remove(volume)?;
        connection.prepare_cached("DELETE FROM volume WHERE id = ?1")?.execute([volume])?;
    }
    Ok(())
}
