//! A batch of changes: each compared with what is stored, so that the same content again moves no datestamp.

use rusqlite::{CachedStatement, Connection};

use super::checks::crc_of;
use super::compare::{Comparing, Held, Known, Verdict};
use super::log::{self, Log, Version, joined};
use super::numbers::{Names, Numbers, named};
use super::state::State;
use crate::model::{Datestamp, Identifier};
use crate::store::{Batch, Deletion, NewRecord, Outcome, Put, Result, Tombstone};

/// How many invisible versions a batch removes in addition to its own work.
const PURGE_AT_A_BATCH: u32 = 20_000;

/// Writes a batch within the transaction that `connection` is in; returns what the state is after it.
pub(super) fn apply(
    connection: &Connection,
    clock: Datestamp,
    batch: &Batch<'_>,
) -> Result<(Vec<Outcome>, State)> {
    let mut state = State::read(connection)?;
    log::purge(connection, state.horizon.now, PURGE_AT_A_BATCH)?;
    let mut writing = Writing::begin(connection, &state, state.horizon.stamp(clock), batch.source)?;
    let mut comparing = Comparing::of(connection, batch)?; // the source has a number now
    let mut outcomes = Vec::with_capacity(batch.changes.len());
    for change in batch.changes {
        let verdict = comparing.verdict(change)?;
        outcomes.push(verdict.outcome());
        writing.carry_out(verdict)?;
    }
    writing.finish(&mut state)?;
    state.write(connection)?;
    Ok((outcomes, state))
}

struct Writing<'c> {
    connection: &'c Connection,
    /// Held for as long as the batch lasts, as those of the log are.
    add: CachedStatement<'c>,
    log: Log<'c>,
    renderings: Numbers<'c>,
    source: i64,
    stamp: i64,
    /// By how much the numbers of live and of deleted items change.
    items: i64,
    deleted: i64,
}

impl<'c> Writing<'c> {
    fn begin(connection: &'c Connection, state: &State, stamp: Datestamp, source: &str) -> Result<Self> {
        Ok(Self {
            connection,
            add: connection
                .prepare_cached("INSERT INTO item VALUES (NULL, ?1, ?2, 0, 1, ?3, ?4, ?5, ?6, ?7)")?,
            log: Log::begin(connection, state, stamp)?,
            renderings: Numbers::of(connection, Names::Rendering),
            source: named(connection, Names::Source, source)?,
            stamp: stamp.unix(),
            items: 0,
            deleted: 0,
        })
    }

    fn carry_out(&mut self, verdict: Verdict<'_>) -> Result<()> {
        match verdict {
            Verdict::OwnedByOtherSource(_) | Verdict::Stale => Ok(()),
            Verdict::Put { put, known, written, buried } => self.put(put, known.as_ref(), &written, &buried),
            Verdict::Delete { deletion, known, buried } => self.delete(deletion, &known, &buried),
            Verdict::Late { deletion, known, added } => self.delete_late(deletion, known.as_ref(), added),
        }
    }

    fn put(
        &mut self,
        put: &Put,
        known: Option<&Known>,
        written: &[(&NewRecord, Option<Held>)],
        buried: &[Held],
    ) -> Result<()> {
        let item = match known {
            Some(known) => known.id,
            None => self.insert(put)?,
        };
        let sets = joined(&put.sets);
        for (record, held) in written {
            self.write(item, put, &sets, record, held.as_ref())?;
        }
        for held in buried {
            self.bury(item, &put.identifier, held, &sets)?;
        }
        for reference in &put.rights {
            self.connection
                .prepare_cached("INSERT OR IGNORE INTO rights VALUES (?1)")?
                .execute([reference])?;
        }
        if let Some(known) = known {
            self.update(known.id, put, !written.is_empty() || !buried.is_empty())?;
            self.deleted -= i64::from(known.deleted);
        }
        self.items += i64::from(known.is_none_or(|known| known.deleted));
        Ok(())
    }

    fn write(
        &mut self,
        item: i64,
        put: &Put,
        sets: &str,
        record: &NewRecord,
        held: Option<&Held>,
    ) -> Result<()> {
        let format = self.log.format(&record.prefix)?;
        let (digest, body) = (record.digest.as_slice(), record.body.as_str());
        let identifier = put.identifier.as_str();
        let version = Version { item, format, identifier, sets, digest, body };
        self.log.write(&version, held.map(|held| (held.place, held.prior)))
    }

    fn delete(&mut self, deletion: &Deletion, known: &Known, buried: &[Held]) -> Result<()> {
        let Deletion { identifier, fingerprint, .. } = deletion;
        for held in buried {
            // The tombstone keeps the sets, so that harvesters of a set learn of it (§2.5.1).
            let sets: String = self
                .connection
                .prepare_cached("SELECT sets FROM log WHERE place = ?1")?
                .query_row([held.place], |row| row.get(0))?;
            self.bury(known.id, identifier, held, &sets)?;
        }
        self.connection
            .prepare_cached(
                "UPDATE item SET deleted = ?2, version = version + 1, checksum = ?3, origin = '', fingerprint = ?4, native = ''
                 WHERE id = ?1",
            )?
            .execute((known.id, self.stamp, checksum_deleted(deletion), fingerprint))?;
        self.items -= 1;
        self.deleted += 1;
        Ok(())
    }

    /// Writes the tombstone of an item that is not live, and keeps the fingerprint of its deletion.
    fn delete_late(
        &mut self,
        deletion: &Deletion,
        known: Option<&Known>,
        added: Option<&Tombstone>,
    ) -> Result<()> {
        let item = match (known, added) {
            (Some(known), _) => known.id,
            (None, Some(_)) => self.insert_deleted(deletion)?,
            (None, None) => return Ok(()),
        };
        if let Some(Tombstone { prefix, sets }) = added {
            let (format, sets) = (self.log.format(prefix)?, joined(sets));
            let identifier = deletion.identifier.as_str();
            let tombstone = Version { item, format, identifier, sets: &sets, digest: &[], body: "" };
            self.log.write(&tombstone, None)?;
        }
        self.connection
            .prepare_cached(
                "UPDATE item SET version = version + 1, checksum = ?3, fingerprint = ?4
                 WHERE id = ?1 AND source = ?5 AND (?2 OR fingerprint <> ?4)",
            )?
            .execute((
                item,
                known.is_some() && added.is_some(),
                checksum_deleted(deletion),
                &deletion.fingerprint,
                self.source,
            ))?;
        Ok(())
    }

    /// Adds an item that was deleted before the store learnt of it.
    fn insert_deleted(&mut self, deletion: &Deletion) -> Result<i64> {
        let Deletion { identifier, fingerprint, .. } = deletion;
        let rendering = self.renderings.number("")?;
        let identifier = identifier.as_str();
        let checksum = checksum_deleted(deletion);
        let item = self.add.insert((identifier, self.source, rendering, checksum, "", fingerprint, ""))?;
        self.connection
            .prepare_cached("UPDATE item SET deleted = ?2 WHERE id = ?1")?
            .execute((item, self.stamp))?;
        self.deleted += 1;
        Ok(item)
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

    fn insert(&mut self, put: &Put) -> Result<i64> {
        let rendering = self.renderings.number(&put.rendering)?;
        let Put { identifier, origin, fingerprint, native, .. } = put;
        let identifier = identifier.as_str();
        Ok(self.add.insert((
            identifier,
            self.source,
            rendering,
            checksum(put),
            origin,
            fingerprint,
            native,
        ))?)
    }

    /// Brings the row of the item up to date; its version increases if anything of the item has changed.
    fn update(&mut self, item: i64, put: &Put, has_new_records: bool) -> Result<()> {
        let rendering = self.renderings.number(&put.rendering)?;
        self.connection
            .prepare_cached(
                "UPDATE item SET source = ?2, deleted = 0, version = version + 1, rendering = ?3, checksum = ?4,
                                 origin = ?5, fingerprint = ?6, native = ?7
                 WHERE id = ?1 AND (?8 OR (source, deleted, rendering, origin, fingerprint, native)
                                       <> (?2, 0, ?3, ?5, ?6, ?7))",
            )?
            .execute((
                item,
                self.source,
                rendering,
                checksum(put),
                &put.origin,
                &put.fingerprint,
                &put.native,
                has_new_records,
            ))?;
        Ok(())
    }

    fn finish(self, state: &mut State) -> Result<()> {
        self.log.finish(state)?;
        state.items += self.items;
        state.deleted += self.deleted;
        Ok(())
    }
}

/// The checksum of the texts in the row of a deleted item.
fn checksum_deleted(Deletion { identifier, fingerprint, .. }: &Deletion) -> u32 {
    crc_of(&[identifier.as_str(), "", fingerprint, ""])
}

/// The checksum of the texts in the row of an item.
fn checksum(put: &Put) -> u32 {
    crc_of(&[put.identifier.as_str(), &put.origin, &put.fingerprint, &put.native])
}
