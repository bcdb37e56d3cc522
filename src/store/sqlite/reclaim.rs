//! Making room: a volume of which more than half belongs to nobody gives what is left in it to the end of another, a little
//! with every batch, and is removed. Records keep their places; only where their XML lies is written anew.

use rusqlite::{Connection, OptionalExtension};

use super::append::Appending;
use super::numbers::{Names, number};
use super::runs;
use super::version::{EVERYTHING, paths};
use super::volumes::{self, Volumes};
use crate::model::Datestamp;
use crate::store::{Piece, Result};

/// How many places of the log one step looks at: about a hundredth of a second.
const STEP: u32 = 4_000;

/// A volume that is given up.
struct Worn {
    id: i64,
    kind: i64,
    /// The places still to be looked at.
    next: i64,
    last: i64,
}

/// A record that lies in it.
struct Left {
    place: i64,
    sets: String,
    piece: Piece,
}

/// Moves some of what is left in the most wasteful volume, if there is one worth it.
pub(super) fn step(connection: &Connection, volumes: &Volumes, now: Datestamp) -> Result<()> {
    let Some(worn) = worn(connection)? else { return Ok(()) };
    let (left, looked_at) = left(connection, &worn)?;
    let mut appending = Appending::to(connection, volumes);
    let mut xml = Vec::new();
    for record in left {
        xml.clear();
        volumes.read(&[record.piece], &mut xml)?;
        let piece = appending.append(worn.kind, record.place, &[&xml])?;
        appending.forget(record.piece);
        move_to(connection, &record, worn.kind, piece.at)?;
        drop_runs(connection, &record)?;
    }
    appending.finish()?;
    let done = looked_at.filter(|place| *place < worn.last);
    let (swept, retired) = (done.unwrap_or(worn.last), done.is_none().then_some(now.unix()));
    connection
        .prepare_cached("UPDATE volume SET swept = ?2, retired = ?3 WHERE id = ?1")?
        .execute((worn.id, swept, retired))?;
    Ok(())
}

/// Notes where the XML of a version lies now.
fn move_to(connection: &Connection, record: &Left, format: i64, at: i64) -> Result<()> {
    let identifier: String = connection
        .prepare_cached("UPDATE log SET at = ?2 WHERE place = ?1 RETURNING identifier")?
        .query_row((record.place, at), |row| row.get(0))?;
    connection
        .prepare_cached(
            "UPDATE record SET at = ?4 WHERE item = (SELECT id FROM item WHERE identifier = ?1)
             AND format = ?2 AND place = ?3",
        )?
        .execute((identifier, format, record.place, at))?;
    Ok(())
}

/// A volume that takes no more and is waste for the most part, or that is being given up already.
fn worn(connection: &Connection) -> Result<Option<Worn>> {
    let mut statement = connection.prepare_cached(
        "SELECT id, kind, coalesce(swept + 1, first), last FROM volume AS v
         WHERE kind <> 0 AND retired IS NULL AND (swept IS NOT NULL OR dead > size / 2)
         AND EXISTS (SELECT 1 FROM volume WHERE kind = v.kind AND id > v.id)
         ORDER BY swept IS NULL, dead DESC LIMIT 1",
    )?;
    let worn = statement.query_row([], |row| {
        Ok(Worn { id: row.get(0)?, kind: row.get(1)?, next: row.get(2)?, last: row.get(3)? })
    });
    Ok(worn.optional()?)
}

/// The records of the next places that lie in the volume, and the last place that was looked at, if there was one.
fn left(connection: &Connection, worn: &Worn) -> Result<(Vec<Left>, Option<i64>)> {
    let mut statement = connection.prepare_cached(
        "SELECT place, at, size, sets FROM log WHERE place BETWEEN ?1 AND ?2 ORDER BY place LIMIT ?3",
    )?;
    let mut rows = statement.query((worn.next, worn.last, STEP))?;
    let (mut left, mut looked_at) = (Vec::new(), None);
    let mut seen = 0;
    while let Some(row) = rows.next()? {
        let (place, at): (i64, i64) = (row.get(0)?, row.get(1)?);
        seen += 1;
        looked_at = Some(place);
        if volumes::volume_of(at) == worn.id {
            left.push(Left { place, sets: row.get(3)?, piece: Piece { at, size: row.get(2)? } });
        }
    }
    Ok((left, looked_at.filter(|_| seen == STEP)))
}

fn drop_runs(connection: &Connection, record: &Left) -> Result<()> {
    runs::drop_at(connection, EVERYTHING, record.place)?;
    for spec in paths(&record.sets) {
        if let Some(node) = number(connection, Names::Node, spec)? {
            runs::drop_at(connection, node, record.place)?;
        }
    }
    Ok(())
}
