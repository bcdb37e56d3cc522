//! A row of the log, and which ones a snapshot shows.

use rusqlite::Row;

use super::version::SEQ_MASK;
use super::volumes::Volumes;
use crate::model::Datestamp;
use crate::protocol::RECORD_END;
use crate::store::{ErrorKind, Piece, Result, StoreError, StoredRecord};

/// The columns that [`stored`] reads.
macro_rules! columns {
    () => {
        "l.place, l.identifier, l.stamp, l.sets, l.deleted, l.at, l.size, l.head"
    };
}
pub(super) use columns;

/// What is visible at horizon ?1: what has come, and has no successor that has come.
macro_rules! visible {
    () => {
        "l.stamp <= ?1 AND (l.gone IS NULL OR l.gone > ?1)"
    };
}
pub(super) use visible;

/// The sequence number in a place.
pub(super) const fn seq(place: i64) -> u64 {
    (place & SEQ_MASK).unsigned_abs()
}

/// A row, and how many bytes of its XML come before the body.
pub(super) fn stored<'r>(row: &'r Row<'_>) -> rusqlite::Result<(StoredRecord<'r>, u32)> {
    let text = |column: usize| -> rusqlite::Result<&'r str> { Ok(row.get_ref(column)?.as_str()?) };
    let record = StoredRecord {
        seq: seq(row.get(0)?),
        identifier: text(1)?,
        datestamp: Datestamp::from_unix(row.get(2)?),
        sets: text(3)?,
        deleted: row.get(4)?,
        piece: Piece { at: row.get(5)?, size: row.get(6)? },
        body: "",
    };
    Ok((record, row.get(7)?))
}

/// What stands between the header and the end of the record at `piece`.
pub(super) fn body(volumes: &Volumes, piece: Piece, head: u32) -> Result<String> {
    let mut xml = Vec::new();
    volumes.read(&[piece], &mut xml)?;
    let end = xml.len().saturating_sub(RECORD_END.len());
    let whole = xml.get(head as usize..end).filter(|_| xml.ends_with(RECORD_END.as_bytes()));
    let text = whole.and_then(|body| str::from_utf8(body).ok()).map(str::to_owned);
    text.ok_or_else(|| {
        StoreError::new(ErrorKind::Corrupt, "a volume has something else than a record where one should be")
    })
}
