//! The file, and every table except the log.

use rusqlite::Connection;

use super::super::checks::crc_of;
use super::super::row::is_deleted;
use super::super::schema;
use super::verifying::Verifying;
use crate::store::Result;
use crate::store::damage::{Damage, Part};

/// SQLite's own check: pages, order, and whether indexes agree with their tables.
pub(super) fn file(verifying: &mut Verifying<'_>) -> Result<()> {
    verifying.each("PRAGMA integrity_check", |row| {
        let message: String = row.get(0)?;
        Ok((message != "ok").then(|| Damage::new(Part::Store, format!("the file is damaged: {message}"))))
    })
}

/// The tables are those that this version makes.
pub(super) fn definitions(verifying: &mut Verifying<'_>) -> Result<()> {
    let expected = Connection::open_in_memory()?;
    expected.execute_batch(schema::TABLES)?;
    if defined(&expected)? != defined(verifying.connection)? {
        verifying.add(Damage::new(Part::Store, "the definition of the tables is damaged"));
    }
    Ok(())
}

fn defined(connection: &Connection) -> Result<Vec<[Option<String>; 4]>> {
    let mut statement =
        connection.prepare("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name")?;
    let rows = statement.query_map([], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?]))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(super) fn documents(verifying: &mut Verifying<'_>) -> Result<()> {
    let changes = verifying.state()?.documents;
    verifying.each("SELECT name, text, revision, checksum FROM document", |row| {
        let (name, text): (String, String) = (row.get(0)?, row.get(1)?);
        let intact = row.get::<_, i64>(3)? == i64::from(crc_of(&[&name, &text]))
            && (1..=changes).contains(&row.get::<_, i64>(2)?);
        Ok((!intact).then(|| Damage::new(Part::Store, format!("the document `{name}` is damaged"))))
    })
}

/// The texts of items, and how many there are.
pub(super) fn items(verifying: &mut Verifying<'_>) -> Result<()> {
    let (mut live, mut deleted) = (0, 0);
    verifying.each(
        "SELECT i.identifier, i.origin, i.fingerprint, i.native, i.checksum, i.deleted, s.id, r.id
         FROM item i LEFT JOIN source s ON s.id = i.source LEFT JOIN rendering r ON r.id = i.rendering",
        |row| {
            let texts: [String; 4] = [row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?];
            *(if row.get::<_, i64>(5)? == 0 { &mut live } else { &mut deleted }) += 1;
            let named = row.get::<_, Option<i64>>(6)?.is_some() && row.get::<_, Option<i64>>(7)?.is_some();
            let intact =
                row.get::<_, i64>(4)? == i64::from(crc_of(&texts.each_ref().map(String::as_str))) && named;
            let [identifier, ..] = texts;
            let what = "what the item is rendered from is not as it was written";
            Ok((!intact).then(|| Damage::of(Part::Item, what, Some(identifier), None)))
        },
    )?;
    let state = verifying.state()?;
    if (state.items, state.deleted) != (live, deleted) {
        let what = format!(
            "the numbers of items are wrong: {live} live and {deleted} deleted ones are there, {} and {} are noted",
            state.items, state.deleted
        );
        verifying.add(Damage::new(Part::Index, what));
    }
    Ok(())
}

/// Each entry of `record` refers to the newest version of its record, and to an older one of the same record or to one that
/// was removed. (That each version is referred to is checked where versions are read.)
pub(super) fn references(verifying: &mut Verifying<'_>) -> Result<()> {
    verifying.each(
        concat!(
            "SELECT i.identifier, f.name,
                l.item = r.item AND l.place >> 40 = r.format AND (length(r.digest) = 0) = ",
            is_deleted!(),
            " AND ifnull(p.item = r.item AND p.place >> 40 = r.format
                AND p.place < l.place, 1) AND i.id IS NOT NULL AND f.id IS NOT NULL
         FROM record r LEFT JOIN log l ON l.place = r.place LEFT JOIN log p ON p.place = r.prior
         LEFT JOIN item i ON i.id = r.item LEFT JOIN format f ON f.id = r.format"
        ),
        |row| {
            let intact = row.get::<_, Option<bool>>(2)?.unwrap_or_default();
            let what = "the reference to the newest version is wrong";
            Ok((!intact).then_some(Damage::of(Part::Index, what, row.get(0)?, row.get(1)?)))
        },
    )
}

/// Batches follow each other without a gap, up to the last sequence number.
pub(super) fn batches(verifying: &mut Verifying<'_>) -> Result<()> {
    let state = verifying.state()?;
    let mut end = 0;
    verifying.each("SELECT stamp, first, last FROM batch ORDER BY stamp", |row| {
        let (first, last): (i64, i64) = (row.get(1)?, row.get(2)?);
        let intact =
            first == end + 1 && last >= first && row.get::<_, i64>(0)? <= state.horizon.latest.unix();
        end = last;
        Ok((!intact).then(wrong_batches))
    })?;
    if end != state.seq {
        verifying.add(wrong_batches());
    }
    Ok(())
}

fn wrong_batches() -> Damage {
    Damage::new(Part::Index, "it is not as it was written which datestamps the parts of the log have")
}
