//! What changes would come to, and nothing written.

use rusqlite::{Connection, OptionalExtension};

use super::compare::{Comparing, Held, Verdict};
use super::row::body;
use super::volumes::Volumes;
use crate::store::{Change, Fate, Piece, Rehearsed, RehearsedRecord, Result};

/// Tells what each change would come to by itself.
pub(super) fn rehearse(
    connection: &Connection,
    volumes: &Volumes,
    source: &str,
    changes: &[Change],
    bodies: bool,
) -> Result<Vec<Rehearsed>> {
    let view = connection.unchecked_transaction()?; // of one moment
    let source = view
        .prepare_cached("SELECT id FROM source WHERE name = ?1")?
        .query_row([source], |row| row.get(0))
        .optional()?;
    let mut comparing = Comparing::of(&view, source)?;
    changes.iter().map(|change| rehearsed(&view, volumes, &comparing.verdict(change)?, bodies)).collect()
}

fn rehearsed(
    connection: &Connection,
    volumes: &Volumes,
    verdict: &Verdict<'_>,
    bodies: bool,
) -> Result<Rehearsed> {
    let (written, buried) = match verdict {
        Verdict::Put { written, buried, .. } => (&written[..], &buried[..]),
        Verdict::Delete { buried, .. } => (&[][..], &buried[..]),
        Verdict::Foreign(_) | Verdict::Nothing => (&[][..], &[][..]),
    };
    let mut records = Vec::with_capacity(written.len() + buried.len());
    for (record, held) in written {
        let held = held.as_ref().filter(|held| held.is_live());
        let fate = if held.is_some() { Fate::Changed } else { Fate::Created };
        records.push(with_text(connection, volumes, record.prefix.clone(), fate, held.filter(|_| bodies))?);
    }
    for held in buried {
        let mut statement = connection.prepare_cached("SELECT prefix FROM format WHERE id = ?1")?;
        let prefix = statement.query_row([held.format], |row| row.get(0))?;
        records.push(with_text(connection, volumes, prefix, Fate::Deleted, Some(held).filter(|_| bodies))?);
    }
    Ok(Rehearsed { outcome: verdict.outcome(), records })
}

fn with_text(
    connection: &Connection,
    volumes: &Volumes,
    prefix: String,
    fate: Fate,
    held: Option<&Held>,
) -> Result<RehearsedRecord> {
    let (sets, body) = match held {
        Some(held) => {
            let (sets, at, size, head) = connection
                .prepare_cached("SELECT sets, at, size, head FROM log WHERE place = ?1")?
                .query_row([held.place], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
            (sets, body(volumes, Piece { at, size }, head)?)
        }
        None => Default::default(),
    };
    Ok(RehearsedRecord { prefix, fate, sets, body })
}
