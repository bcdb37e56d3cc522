//! Damaged versions of records: written again as they were, if they can be.

use rusqlite::{Connection, OptionalExtension};

use super::super::checks::crc_of;
use super::super::header;
use super::super::items::identifier;
use super::super::log::{joined, remove};
use super::super::row::{AFTER, LogRow, Numbers, WRITE, columns, seq};
use crate::model::{Datestamp, Identifier};
use crate::protocol::{Header, RECORD_END, record_head};
use crate::store::{Base, NewRecord, Put, Result, StoredItem};

/// Renders an item again, as the repository does now; `None` if it cannot be read back.
pub(super) type Render<'r> = &'r dyn Fn(&StoredItem) -> Option<Put>;

/// A digest that no record has, so that the record is written again when its item is.
const NO_DIGEST: [u8; 16] = [0; 16];

/// Repairs damaged versions.
pub(super) struct Records<'r> {
    connection: &'r Connection,
    folder_source: &'r str,
    render: Render<'r>,
}

/// The newest version of a record.
struct Newest {
    place: i64,
    item: i64,
    prefix: String,
    identifier: Identifier,
    digest: Vec<u8>,
    /// As its header has them or, if that is damaged, the row of the log.
    sets: String,
}

impl<'r> Records<'r> {
    pub(super) const fn of(connection: &'r Connection, folder_source: &'r str, render: Render<'r>) -> Self {
        Self { connection, folder_source, render }
    }

    /// Repairs what can be repaired. Returns the items whose records are not what they were, with their sources: they are to
    /// be written again.
    pub(super) fn repair(&self) -> Result<Vec<(String, Put)>> {
        let mut again = Vec::new();
        for (place, sets) in self.damaged()? {
            match self.newest(place, &sets)? {
                Some(newest) => again.extend(self.repair_newest(&newest)?),
                // No answer shows it from the next second on.
                None => remove(self.connection, place, &sets)?,
            }
        }
        Ok(again)
    }

    /// The places of damaged versions, and their sets.
    fn damaged(&self) -> Result<Vec<(i64, String)>> {
        let mut statement = self.connection.prepare(concat!(
            "SELECT ",
            columns!(),
            ", l.sets FROM log l ORDER BY l.place"
        ))?;
        let mut rows = statement.query([])?;
        let mut damaged = Vec::new();
        while let Some(row) = rows.next()? {
            let sets: String = row.get(AFTER)?;
            match LogRow::of(row).and_then(|version| version.header().map(header::sets)) {
                Ok(of_header) if of_header == sets => {}
                of_header => damaged.push((row.get(0)?, of_header.unwrap_or(sets))),
            }
        }
        Ok(damaged)
    }

    fn newest(&self, place: i64, sets: &str) -> Result<Option<Newest>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT r.item, f.name, i.identifier, r.digest FROM log l JOIN record r ON r.place = l.place
             JOIN item i ON i.id = r.item JOIN format f ON f.id = r.format WHERE l.place = ?1 AND l.place >> 40 = r.format",
        )?;
        let found = statement
            .query_row([place], |row| Ok((row.get(0)?, row.get(1)?, row.get::<_, String>(2)?, row.get(3)?)));
        let Some((item, prefix, name, digest)) = found.optional()? else { return Ok(None) };
        let identifier = identifier(name)?;
        Ok(Some(Newest { place, item, prefix, identifier, digest, sets: sets.to_owned() }))
    }

    fn repair_newest(&self, newest: &Newest) -> Result<Option<(String, Put)>> {
        if newest.digest.is_empty() {
            self.write(newest, &newest.sets, "")?;
            return Ok(None);
        }
        let Some(item) = self.item(newest)? else { return Ok(None) };
        let Some(put) = (self.render)(&item) else {
            self.give_up(newest, &item)?;
            return Ok(None);
        };
        match put.records.iter().find(|record| record.prefix == newest.prefix) {
            Some(NewRecord { digest, body, .. }) if digest.as_slice() == newest.digest => {
                self.write(newest, &joined(&put.sets), body)?;
                Ok(None)
            }
            _ => Ok(Some((item.source, Put { base: Base::Version(item.version), ..put }))),
        }
    }

    /// Writes the version with the datestamp that it had.
    fn write(&self, newest: &Newest, sets: &str, body: &str) -> Result<()> {
        let stamp: i64 = self
            .connection
            .prepare_cached(
                "SELECT coalesce((SELECT stamp FROM batch WHERE ?1 BETWEEN first AND last),
                                 (SELECT stamp FROM log WHERE place = ?2))",
            )?
            .query_row((seq(newest.place).cast_signed(), newest.place), |row| row.get(0))?;
        let head = record_head(&Header {
            identifier: newest.identifier.to_string(),
            datestamp: Datestamp::from_unix(stamp),
            sets: sets.to_owned(),
            deleted: newest.digest.is_empty(),
        });
        let numbers = Numbers { place: newest.place, stamp, gone: None, item: newest.item };
        let mut write = self.connection.prepare_cached(WRITE)?;
        numbers.write(&mut write, sets, [&head, body, RECORD_END].concat().as_bytes())
    }

    /// The item of a record, unless it is damaged itself.
    fn item(&self, newest: &Newest) -> Result<Option<StoredItem>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT i.id, i.version, s.name, i.origin, i.fingerprint, i.native, i.checksum FROM item i
             JOIN source s ON s.id = i.source WHERE i.id = ?1 AND i.deleted = 0",
        )?;
        let found = statement.query_row([newest.item], |row| {
            let item = StoredItem {
                datestamp: None,
                number: row.get(0)?,
                identifier: newest.identifier.clone(),
                version: row.get(1)?,
                source: row.get(2)?,
                origin: row.get(3)?,
                fingerprint: row.get(4)?,
                native: row.get(5)?,
                oai_dc: String::new(),
            };
            Ok((item, row.get::<_, u32>(6)?))
        });
        let Some((item, checksum)) = found.optional()? else { return Ok(None) };
        let texts = [item.identifier.as_str(), &item.origin, &item.fingerprint, &item.native];
        let intact = crc_of(&texts) == checksum;
        Ok(intact.then_some(StoredItem { oai_dc: self.oai_dc(newest.item)?, ..item }))
    }

    /// The body of the item's oai_dc record; empty if that is damaged.
    fn oai_dc(&self, item: i64) -> Result<String> {
        let mut statement = self.connection.prepare_cached(concat!(
            "SELECT ",
            columns!(),
            " FROM record r JOIN log l ON l.place = r.place
             WHERE r.item = ?1 AND r.format = (SELECT id FROM format WHERE name = 'oai_dc')"
        ))?;
        let mut rows = statement.query([item])?;
        let Some(row) = rows.next()? else { return Ok(String::new()) };
        let body = LogRow::of(row).and_then(|version| version.body().map(str::to_owned));
        Ok(body.unwrap_or_default())
    }

    /// The next synchronisation reads the file of the item, and writes the record again.
    fn give_up(&self, newest: &Newest, item: &StoredItem) -> Result<()> {
        if item.source != self.folder_source {
            return Ok(());
        }
        let checksum = crc_of(&[item.identifier.as_str(), &item.origin, "", &item.native]);
        self.connection
            .prepare_cached(
                "UPDATE item SET version = version + 1, fingerprint = '', checksum = ?2 WHERE id = ?1",
            )?
            .execute((newest.item, checksum))?;
        self.connection
            .prepare_cached("UPDATE record SET digest = ?2 WHERE place = ?1")?
            .execute((newest.place, NO_DIGEST.as_slice()))?;
        Ok(())
    }
}
