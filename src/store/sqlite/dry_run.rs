//! What changes would come to; nothing is written.

use rusqlite::Connection;

use super::compare::{Comparing, Held, Verdict};
use super::row::{AFTER, LogRow, columns};
use crate::store::{Batch, DryRun, DryRunRecord, Fate, Result};

/// Reports what each change would come to by itself.
pub(super) fn dry_run(connection: &Connection, batch: &Batch<'_>, bodies: bool) -> Result<Vec<DryRun>> {
    let view = connection.unchecked_transaction()?; // of one moment
    let mut comparing = Comparing::of(&view, batch)?;
    batch.changes.iter().map(|change| reported(&view, &comparing.verdict(change)?, bodies)).collect()
}

fn reported(connection: &Connection, verdict: &Verdict<'_>, bodies: bool) -> Result<DryRun> {
    let (written, buried) = match verdict {
        Verdict::Put { written, buried, .. } => (&written[..], &buried[..]),
        Verdict::Delete { buried, .. } => (&[][..], &buried[..]),
        Verdict::OwnedByOtherSource(_) | Verdict::Stale | Verdict::Late { .. } => (&[][..], &[][..]),
    };
    let mut records = Vec::with_capacity(written.len() + buried.len());
    for (record, held) in written {
        let held = held.as_ref().filter(|held| held.is_live());
        let fate = if held.is_some() { Fate::Changed } else { Fate::Created };
        records.push(with_text(connection, record.prefix.clone(), fate, held.filter(|_| bodies))?);
    }
    for held in buried {
        let mut statement = connection.prepare_cached("SELECT name FROM format WHERE id = ?1")?;
        let prefix = statement.query_row([held.format], |row| row.get(0))?;
        records.push(with_text(connection, prefix, Fate::Deleted, Some(held).filter(|_| bodies))?);
    }
    if let Verdict::Late { added: Some(tombstone), .. } = verdict {
        records.push(with_text(connection, tombstone.prefix.clone(), Fate::Deleted, None)?);
    }
    Ok(DryRun { outcome: verdict.outcome(), records })
}

fn with_text(
    connection: &Connection,
    prefix: String,
    fate: Fate,
    held: Option<&Held>,
) -> Result<DryRunRecord> {
    let (sets, body) = match held {
        Some(held) => published(connection, held.place)?,
        None => Default::default(),
    };
    Ok(DryRunRecord { prefix, fate, sets, body })
}

/// The sets and the body of the version at a place.
fn published(connection: &Connection, place: i64) -> Result<(String, String)> {
    let mut statement = connection.prepare_cached(concat!(
        "SELECT ",
        columns!(),
        ", l.sets FROM log l WHERE l.place = ?1"
    ))?;
    let mut rows = statement.query([place])?;
    let row = rows.next()?.ok_or(rusqlite::Error::QueryReturnedNoRows)?;
    Ok((row.get(AFTER)?, LogRow::of(row)?.body()?.to_owned()))
}
