//! What is derived from the log, made again.

use std::collections::{BTreeSet, HashMap};

use rusqlite::Connection;

use super::super::checks::crc_of;
use super::super::log::{BLOCK_BITS, EVERYTHING, paths};
use super::super::numbers::{Names, Numbers};
use super::super::row::{SEQ_MASK, is_deleted};
use super::super::state::State;
use crate::store::Result;

/// Items whose texts are damaged are read again from their files by the next synchronisation, if they have files.
pub(super) fn items(connection: &Connection, folder_source: &str) -> Result<()> {
    let mut statement = connection.prepare(
        "SELECT i.id, i.identifier, i.origin, i.fingerprint, i.native, i.checksum FROM item i
         WHERE i.source = (SELECT id FROM source WHERE name = ?1) AND i.deleted = 0",
    )?;
    let mut rows = statement.query([folder_source])?;
    while let Some(row) = rows.next()? {
        let texts: [String; 4] = [row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?];
        if row.get::<_, i64>(5)? != i64::from(crc_of(&texts.each_ref().map(String::as_str))) {
            connection
                .prepare_cached(
                    "UPDATE item SET version = version + 1, origin = '', fingerprint = '', native = '', checksum = ?2
                     WHERE id = ?1",
                )?
                .execute((row.get::<_, i64>(0)?, crc_of(&[&texts[0], "", "", ""])))?;
        }
    }
    Ok(())
}

/// Makes references, sets, counts and batches again. Returns the state after it.
pub(super) fn rebuild(connection: &Connection) -> Result<State> {
    let mut state = State::read(connection)?;
    references(connection, state.horizon.now.unix())?;
    members_and_tallies(connection, state.horizon.latest.unix())?;
    batches(connection, &state)?;
    let count = |sql: &str| connection.query_row(sql, [], |row| row.get(0));
    state.items = count("SELECT count(*) FROM item WHERE deleted = 0")?;
    state.deleted = count("SELECT count(*) FROM item WHERE deleted <> 0")?;
    state.write(connection)?;
    Ok(state)
}

/// A record whose digest is lost gets one that no record has, so that it is written again when its item is.
fn references(connection: &Connection, horizon: i64) -> Result<()> {
    connection.execute_batch(concat!(
        "DELETE FROM record WHERE NOT EXISTS (SELECT 1 FROM log l WHERE l.place = record.place AND l.gone IS NULL
            AND l.item = record.item AND l.place >> 40 = record.format AND ",
        is_deleted!(),
        " = (length(record.digest) = 0));
         INSERT OR IGNORE INTO record SELECT item, place >> 40, place, NULL, iif(",
        is_deleted!(),
        ", x'', zeroblob(16)) FROM log l WHERE gone IS NULL;
         UPDATE record SET prior = NULL;",
    ))?;
    connection.execute(
        "UPDATE record SET prior = l.place FROM log l
         WHERE l.gone > ?1 AND l.item = record.item AND l.place >> 40 = record.format",
        [horizon],
    )?;
    Ok(())
}

/// Makes the sets and the counts again; `changed` is the datestamp at which versions of any part of the log may have been replaced.
pub(in super::super) fn members_and_tallies(connection: &Connection, changed: i64) -> Result<()> {
    connection.execute_batch("DELETE FROM member; DELETE FROM tally")?;
    let mut nodes = Numbers::of(connection, Names::Node);
    let mut add = connection.prepare("INSERT OR IGNORE INTO member VALUES (?1, ?2)")?;
    let mut statement = connection.prepare("SELECT place, sets, gone IS NULL FROM log ORDER BY place")?;
    let mut rows = statement.query([])?;
    let (mut block, mut counts) = (0, HashMap::<i64, i64>::new());
    while let Some(row) = rows.next()? {
        let (place, sets, newest): (i64, String, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
        if place >> BLOCK_BITS != block {
            add_tallies(connection, block, &mut counts, changed)?;
            block = place >> BLOCK_BITS;
        }
        for spec in paths(&sets).collect::<BTreeSet<_>>() {
            let node = nodes.number(spec)?;
            add.execute((node, place))?;
            *counts.entry(node).or_default() += newest;
        }
        *counts.entry(EVERYTHING).or_default() += newest;
    }
    add_tallies(connection, block, &mut counts, changed)
}

fn add_tallies(
    connection: &Connection,
    block: i64,
    counts: &mut HashMap<i64, i64>,
    latest: i64,
) -> Result<()> {
    for (node, records) in counts.drain() {
        connection
            .prepare_cached("INSERT INTO tally VALUES (?1, ?2, ?3, ?4)")?
            .execute((node, block, records, latest))?;
    }
    Ok(())
}

/// The datestamps of the parts of the log. Sequence numbers that no version has any more belong to the part after them.
pub(in super::super) fn batches(connection: &Connection, state: &State) -> Result<()> {
    let mut statement =
        connection.prepare("SELECT stamp, max(place & ?1) FROM log GROUP BY stamp ORDER BY stamp")?;
    let ends = statement.query_map([SEQ_MASK], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut ends: Vec<(i64, i64)> = ends.collect::<rusqlite::Result<_>>()?;
    if ends.is_empty() && state.seq > 0 {
        ends.push((state.horizon.latest.unix(), state.seq));
    }
    if let Some((_, last)) = ends.last_mut() {
        *last = state.seq;
    }
    connection.execute("DELETE FROM batch", [])?;
    let mut first = 1;
    for (stamp, last) in ends {
        connection.prepare_cached("INSERT INTO batch VALUES (?1, ?2, ?3)")?.execute((stamp, first, last))?;
        first = last + 1;
    }
    Ok(())
}
