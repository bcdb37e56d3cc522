//! Items as they are stored, for those who change or render them.

use rusqlite::{Connection, OptionalExtension, Row};

use super::checks::crc_of;
use super::row::{AFTER, LogRow, columns};
use crate::model::{Datestamp, Identifier, Words};
use crate::store::{Base, ErrorKind, IsCurrent, KnownItem, LiveItem, Result, StoreError, StoredItem};

/// Live items, as [`stored`] reads them.
macro_rules! items {
    () => {
        concat!(
            "SELECT ",
            columns!(),
            ", i.id, i.identifier, i.version, s.name, i.origin, i.fingerprint, i.native, i.checksum
             FROM item i JOIN source s ON s.id = i.source
             LEFT JOIN record r ON r.item = i.id AND r.format = (SELECT id FROM format WHERE name = 'oai_dc')
             LEFT JOIN log l ON l.place = r.place WHERE i.deleted = 0"
        )
    };
}

pub(super) fn live_items(connection: &Connection, source: &str) -> Result<Vec<LiveItem>> {
    let mut statement = connection.prepare_cached(
        "SELECT identifier, version, origin, fingerprint FROM item
         WHERE source = (SELECT id FROM source WHERE name = ?1) AND deleted = 0",
    )?;
    let mut rows = statement.query([source])?;
    let mut items = Vec::new();
    while let Some(row) = rows.next()? {
        items.push(LiveItem {
            identifier: identifier(row.get(0)?)?,
            version: row.get(1)?,
            origin: row.get(2)?,
            fingerprint: row.get(3)?,
        });
    }
    Ok(items)
}

pub(super) fn bases(connection: &Connection, identifiers: &[&Identifier]) -> Result<Vec<Base>> {
    let mut statement =
        connection.prepare_cached("SELECT version FROM item WHERE identifier = ?1 AND deleted = 0")?;
    let base = |identifier: &&Identifier| {
        let version = statement.query_row([identifier.as_str()], |row| row.get(0)).optional()?;
        Ok(version.map_or(Base::Absent, Base::Version))
    };
    identifiers.iter().map(base).collect()
}

pub(super) fn known_items(
    connection: &Connection,
    identifiers: &[&Identifier],
) -> Result<Vec<Option<KnownItem>>> {
    let mut statement = connection.prepare_cached(
        "SELECT i.version, i.deleted, s.name, i.origin, i.fingerprint FROM item i JOIN source s ON s.id = i.source
         WHERE i.identifier = ?1",
    )?;
    let known = |identifier: &&Identifier| {
        let known = statement.query_row([identifier.as_str()], |row| {
            let base = if row.get::<_, i64>(1)? == 0 { Base::Version } else { Base::Deleted };
            Ok(KnownItem {
                base: base(row.get(0)?),
                source: row.get(2)?,
                origin: row.get(3)?,
                fingerprint: row.get(4)?,
            })
        });
        Ok(known.optional()?)
    };
    identifiers.iter().map(known).collect()
}

/// Items whose rendering is not current, rendering by rendering, so that an index finds them.
pub(super) fn outdated(
    connection: &Connection,
    is_current: IsCurrent<'_>,
    after: u64,
    limit: usize,
) -> Result<Vec<StoredItem>> {
    let renderings: Vec<(i64, String)> = connection
        .prepare_cached("SELECT id, name FROM rendering")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let others = renderings.into_iter().filter(|(_, name)| !is_current(name)).map(|(id, _)| id);
    let mut statement = connection
        .prepare_cached(concat!(items!(), " AND i.rendering = ?1 AND i.id > ?2 ORDER BY i.id LIMIT ?3"))?;
    let mut items = Vec::new();
    for other in others {
        let mut rows =
            statement.query((other, after.cast_signed(), i64::try_from(limit).unwrap_or(i64::MAX)))?;
        while let Some(row) = rows.next()? {
            items.push(stored(row)?);
        }
    }
    items.sort_by_key(|item| item.number);
    items.truncate(limit);
    Ok(items)
}

pub(super) fn item(connection: &Connection, identifier: &Identifier) -> Result<Option<StoredItem>> {
    let mut statement = connection.prepare_cached(concat!(items!(), " AND i.identifier = ?1"))?;
    let mut rows = statement.query([identifier.as_str()])?;
    rows.next()?.map(stored).transpose()
}

pub(super) fn deletions_since(connection: &Connection, source: &str, since: Datestamp) -> Result<u64> {
    let mut statement = connection.prepare_cached(
        "SELECT count(*) FROM item WHERE source = (SELECT id FROM source WHERE name = ?1) AND deleted > 0 AND deleted >= ?2",
    )?;
    Ok(statement.query_row((source, since.unix()), |row| row.get(0))?)
}

/// The item in a row of `items!`.
fn stored(row: &Row<'_>) -> Result<StoredItem> {
    let (datestamp, oai_dc) = match row.get::<_, Option<i64>>(0)? {
        Some(_) => {
            let row = LogRow::of(row)?;
            (Some(Datestamp::from_unix(row.numbers.stamp)), row.body()?.to_owned())
        }
        None => (None, String::new()),
    };
    let item = StoredItem {
        number: row.get(AFTER)?,
        identifier: identifier(row.get(AFTER + 1)?)?,
        version: row.get(AFTER + 2)?,
        source: row.get(AFTER + 3)?,
        origin: row.get(AFTER + 4)?,
        fingerprint: row.get(AFTER + 5)?,
        native: row.get(AFTER + 6)?,
        datestamp,
        oai_dc,
    };
    let texts = [item.identifier.as_str(), &item.origin, &item.fingerprint, &item.native];
    if row.get::<_, u32>(AFTER + 7)? == crc_of(&texts) {
        return Ok(item);
    }
    Err(StoreError::new(
        ErrorKind::DamagedRecord,
        format!("what is stored of the item {} is damaged", item.identifier),
    ))
}

/// An identifier that the store has accepted before.
pub(super) fn identifier(text: String) -> Result<Identifier> {
    Identifier::try_from(text)
        .map_err(|error| StoreError::new(ErrorKind::Corrupt, Words::unpacked(&error.to_string()).en))
}
