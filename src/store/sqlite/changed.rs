//! The items that changed lately, for what is derived from them.

use rusqlite::Connection;

use super::items::identifier;
use super::row::{SEQ_BITS, SEQ_MASK, seq};
use super::state::State;
use crate::store::{ChangedItems, Result};

/// The items of the records after a sequence number, in the order of the log. One transaction reads all of it.
pub(super) fn changed_items(
    connection: &Connection,
    after: Option<u64>,
    limit: usize,
) -> Result<ChangedItems> {
    let transaction = connection.unchecked_transaction()?;
    let newest = State::read(&transaction)?.seq.unsigned_abs();
    let Some(after) = after.filter(|after| *after < newest) else {
        return Ok(ChangedItems { identifiers: Vec::new(), seq: newest });
    };
    let (after, limit) = (after.cast_signed(), limit.max(1));
    let mut records = Vec::new();
    for format in formats(&transaction)? {
        records.extend(records_after(&transaction, format, after, limit)?);
    }
    records.sort_unstable();
    let seq = if records.len() < limit { newest } else { records[limit - 1].0 };
    records.truncate(limit);
    let identifiers = records.into_iter().map(|(_, name)| identifier(name)).collect::<Result<_>>()?;
    Ok(ChangedItems { identifiers, seq })
}

fn formats(connection: &Connection) -> Result<Vec<i64>> {
    let mut statement = connection.prepare_cached("SELECT id FROM format")?;
    let formats = statement.query_map([], |row| row.get(0))?;
    Ok(formats.collect::<rusqlite::Result<_>>()?)
}

/// The sequence numbers and identifiers of the first records of a format after a sequence number.
fn records_after(
    connection: &Connection,
    format: i64,
    after: i64,
    limit: usize,
) -> Result<Vec<(u64, String)>> {
    let first = format << SEQ_BITS;
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let mut statement = connection.prepare_cached(
        "SELECT l.place, i.identifier FROM log l JOIN item i ON i.id = l.item
         WHERE l.place > ?1 AND l.place <= ?2 ORDER BY l.place LIMIT ?3",
    )?;
    let records = statement
        .query_map((first | after, first | SEQ_MASK, limit), |row| Ok((seq(row.get(0)?), row.get(1)?)))?;
    Ok(records.collect::<rusqlite::Result<_>>()?)
}
