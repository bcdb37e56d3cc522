//! What a store holds, as changes that would make another store hold it.

use rusqlite::{Connection, Row};

use super::items::identifier;
use super::row::{AFTER, LogRow, columns};
use crate::model::{Identifier, InvalidSetSpec, SetSpec};
use crate::store::{Base, ErrorKind, NewRecord, Put, Result, StoreError};

/// A live item: its number, its source, and the change that writes it.
pub struct Content {
    pub number: u64,
    pub source: String,
    pub put: Put,
}

/// Live items in the order of their numbers, after the number `after`, at most `limit` of them.
pub(super) fn contents(connection: &Connection, after: u64, limit: usize) -> Result<Vec<Content>> {
    let mut statement = connection.prepare_cached(
        "SELECT i.id, s.name, i.identifier, i.origin, i.fingerprint, d.name, i.native
         FROM item i JOIN source s ON s.id = i.source JOIN rendering d ON d.id = i.rendering
         WHERE i.deleted = 0 AND i.id > ?1 ORDER BY i.id LIMIT ?2",
    )?;
    let mut rows = statement.query((after.cast_signed(), i64::try_from(limit).unwrap_or(i64::MAX)))?;
    let mut contents = Vec::new();
    while let Some(row) = rows.next()? {
        contents.push(content(connection, row)?);
    }
    Ok(contents)
}

fn content(connection: &Connection, row: &Row<'_>) -> Result<Content> {
    let number: i64 = row.get(0)?;
    let identifier: Identifier = identifier(row.get(2)?)?;
    let (sets, records) = records(connection, number).map_err(|error| error.at(&identifier))?;
    let put = Put {
        identifier,
        base: Base::Absent,
        origin: row.get(3)?,
        fingerprint: row.get(4)?,
        rendering: row.get(5)?,
        native: row.get(6)?,
        sets,
        rights: Vec::new(),
        is_anew: false,
        records,
    };
    Ok(Content { number: number.unsigned_abs(), source: row.get(1)?, put })
}

/// The live records of an item, and the sets that they are in.
fn records(connection: &Connection, item: i64) -> Result<(Vec<SetSpec>, Vec<NewRecord>)> {
    let mut statement = connection.prepare_cached(concat!(
        "SELECT ",
        columns!(),
        ", l.sets, f.name, r.digest FROM record r JOIN log l ON l.place = r.place JOIN format f ON f.id = r.format
         WHERE r.item = ?1 AND r.digest <> x''"
    ))?;
    let mut rows = statement.query([item])?;
    let (mut sets, mut records) = (String::new(), Vec::new());
    while let Some(row) = rows.next()? {
        sets = row.get(AFTER)?;
        let digest: Vec<u8> = row.get(AFTER + 2)?;
        let digest = digest
            .try_into()
            .map_err(|_| StoreError::new(ErrorKind::Corrupt, "the digest of a record is damaged"))?;
        records.push(NewRecord {
            prefix: row.get(AFTER + 1)?,
            body: LogRow::of(row)?.body()?.to_owned(),
            digest,
        });
    }
    let parsed = sets.split_ascii_whitespace().map(|spec| {
        spec.parse().map_err(|error: InvalidSetSpec| StoreError::new(ErrorKind::Corrupt, error.to_string()))
    });
    Ok((parsed.collect::<Result<_>>()?, records))
}

/// The names of the documents.
pub(super) fn document_names(connection: &Connection) -> Result<Vec<String>> {
    let mut statement = connection.prepare_cached("SELECT name FROM document ORDER BY name")?;
    let names = statement.query_map([], |row| row.get(0))?;
    Ok(names.collect::<rusqlite::Result<_>>()?)
}
