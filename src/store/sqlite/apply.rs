//! A batch of changes: each compared with what is there, so that the same content again moves no datestamp.

use rusqlite::{Connection, OptionalExtension};

use super::horizon::State;
use super::version::{self, Log, Names, Version, joined, named};
use crate::model::{Datestamp, Identifier};
use crate::store::{Change, Outcome, Put, Result};

/// How many versions that nobody sees any more a batch removes beside its own work.
const PURGE_AT_A_BATCH: u32 = 20_000;

/// Writes a batch within the transaction that `connection` is in.
pub(super) fn apply(
    connection: &Connection,
    clock: Datestamp,
    source: &str,
    changes: &[Change],
) -> Result<Vec<Outcome>> {
    let state = State::read(connection)?;
    version::purge(connection, state.horizon, PURGE_AT_A_BATCH)?;
    let log = Log::begin(connection, state.horizon, state.stamp(clock))?;
    let source = named(connection, Names::Source, source)?;
    let mut batch = Batch { connection, log, source, items: 0, deleted: 0 };
    let outcomes = changes
        .iter()
        .map(|change| match change {
            Change::Put(put) => batch.put(put),
            Change::Delete(identifier) => batch.delete(identifier),
        })
        .collect::<Result<Vec<_>>>()?;
    batch.finish()?;
    Ok(outcomes)
}

struct Batch<'c> {
    connection: &'c Connection,
    log: Log<'c>,
    source: i64,
    /// By how much the numbers of live and of deleted items change.
    items: i64,
    deleted: i64,
}

/// An item as the store has it.
struct Known {
    id: i64,
    source: i64,
    deleted: bool,
}

/// A record as the store has it.
struct Held {
    format: i64,
    place: i64,
    prior: Option<i64>,
    digest: Vec<u8>,
}

impl Batch<'_> {
    fn put(&mut self, put: &Put) -> Result<Outcome> {
        let known = self.known(&put.identifier)?;
        if let Some(known) = &known
            && let Some(owner) = self.foreign(known)?
        {
            return Ok(Outcome::Foreign(owner));
        }
        let (item, held) = match &known {
            Some(known) => (known.id, self.held(known.id)?),
            None => (self.insert(put)?, Vec::new()),
        };
        let changed = self.write_records(item, put, &held)?;
        for reference in &put.rights {
            self.connection
                .prepare_cached("INSERT OR IGNORE INTO rights VALUES (?1)")?
                .execute([reference])?;
        }
        match known {
            None => {
                self.items += 1;
                Ok(Outcome::Created)
            }
            Some(known) => {
                self.update(item, put)?;
                if known.deleted {
                    self.items += 1;
                    self.deleted -= 1;
                    return Ok(Outcome::Created);
                }
                Ok(if changed { Outcome::Changed } else { Outcome::Unchanged })
            }
        }
    }

    /// Writes the records that differ from those held, and a tombstone for each held one that there is none for now.
    fn write_records(&mut self, item: i64, put: &Put, held: &[Held]) -> Result<bool> {
        let sets = joined(&put.sets);
        let mut changed = false;
        let mut kept = Vec::with_capacity(put.records.len());
        for record in &put.records {
            let format = named(self.connection, Names::Format, &record.prefix)?;
            kept.push(format);
            let current = held.iter().find(|held| held.format == format);
            if current.is_some_and(|held| held.digest == record.digest) {
                continue;
            }
            changed = true;
            let (digest, body) = (record.digest.as_slice(), record.body.as_str());
            let identifier = put.identifier.as_str();
            let version = Version { item, format, identifier, sets: &sets, digest, body };
            self.log.write(&version, current.map(|held| (held.place, held.prior)))?;
        }
        for held in held.iter().filter(|held| !held.digest.is_empty() && !kept.contains(&held.format)) {
            changed = true;
            self.bury(item, &put.identifier, held, &sets)?;
        }
        Ok(changed)
    }

    fn delete(&mut self, identifier: &Identifier) -> Result<Outcome> {
        let Some(known) = self.known(identifier)?.filter(|known| !known.deleted) else {
            return Ok(Outcome::Unchanged);
        };
        if let Some(owner) = self.foreign(&known)? {
            return Ok(Outcome::Foreign(owner));
        }
        for held in self.held(known.id)?.iter().filter(|held| !held.digest.is_empty()) {
            // The tombstone keeps the sets, so that harvesters of a set learn of it (§2.5.1).
            let sets: String = self
                .connection
                .prepare_cached("SELECT sets FROM log WHERE place = ?1")?
                .query_row([held.place], |row| row.get(0))?;
            self.bury(known.id, identifier, held, &sets)?;
        }
        self.connection
            .prepare_cached("UPDATE item SET deleted = 1, native = '', fingerprint = '' WHERE id = ?1")?
            .execute([known.id])?;
        self.items -= 1;
        self.deleted += 1;
        Ok(Outcome::Deleted)
    }

    fn bury(&mut self, item: i64, identifier: &Identifier, held: &Held, sets: &str) -> Result<()> {
        let tombstone = Version {
            item,
            format: held.format,
            identifier: identifier.as_str(),
            sets,
            digest: &[],
            body: "",
        };
        self.log.write(&tombstone, Some((held.place, held.prior)))
    }

    fn known(&self, identifier: &Identifier) -> Result<Option<Known>> {
        let mut statement =
            self.connection.prepare_cached("SELECT id, source, deleted FROM item WHERE identifier = ?1")?;
        let known = statement.query_row([identifier.as_str()], |row| {
            Ok(Known { id: row.get(0)?, source: row.get(1)?, deleted: row.get(2)? })
        });
        Ok(known.optional()?)
    }

    /// The name of the other source that the item lives in. A deleted item may move to any.
    fn foreign(&self, known: &Known) -> Result<Option<String>> {
        if known.deleted || known.source == self.source {
            return Ok(None);
        }
        let mut statement = self.connection.prepare_cached("SELECT name FROM source WHERE id = ?1")?;
        Ok(statement.query_row([known.source], |row| row.get(0)).optional()?)
    }

    fn held(&self, item: i64) -> Result<Vec<Held>> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT format, place, prior, digest FROM record WHERE item = ?1")?;
        let held = statement.query_map([item], |row| {
            Ok(Held { format: row.get(0)?, place: row.get(1)?, prior: row.get(2)?, digest: row.get(3)? })
        })?;
        Ok(held.collect::<rusqlite::Result<_>>()?)
    }

    fn insert(&self, put: &Put) -> Result<i64> {
        self.connection
            .prepare_cached("INSERT INTO item VALUES (NULL, ?1, ?2, 0, ?3, ?4, ?5, ?6)")?
            .execute((
                put.identifier.as_str(),
                self.source,
                &put.origin,
                &put.fingerprint,
                &put.rendering,
                &put.native,
            ))?;
        Ok(self.connection.last_insert_rowid())
    }

    fn update(&self, item: i64, put: &Put) -> Result<()> {
        self.connection
            .prepare_cached(
                "UPDATE item SET source = ?2, deleted = 0, origin = ?3, fingerprint = ?4, rendering = ?5, native = ?6
                 WHERE id = ?1 AND (source, deleted, origin, fingerprint, rendering, native)
                       <> (?2, 0, ?3, ?4, ?5, ?6)",
            )?
            .execute((item, self.source, &put.origin, &put.fingerprint, &put.rendering, &put.native))?;
        Ok(())
    }

    fn finish(self) -> Result<()> {
        self.log.finish()?;
        self.connection.execute(
            "UPDATE state SET items = items + ?1, deleted = deleted + ?2",
            (self.items, self.deleted),
        )?;
        Ok(())
    }
}
