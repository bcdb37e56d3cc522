//! A batch of changes: each compared with what is there, so that the same content again moves no datestamp.

use rusqlite::{CachedStatement, Connection};

use super::compare::{Comparing, Held, Known, Verdict};
use super::horizon::State;
use super::numbers::{Names, Numbers, named};
use super::version::{self, Log, Version, joined};
use super::volumes::Volumes;
use super::{reclaim, runs};
use crate::model::{Datestamp, Identifier};
use crate::store::{Change, NewRecord, Outcome, Put, Result};

/// How many versions that nobody sees any more a batch removes beside its own work.
const PURGE_AT_A_BATCH: u32 = 20_000;

/// Writes a batch within the transaction that `connection` is in.
pub(super) fn apply(
    connection: &Connection,
    volumes: &Volumes,
    clock: Datestamp,
    source: &str,
    changes: &[Change],
) -> Result<Vec<Outcome>> {
    let state = State::read(connection)?;
    version::purge(connection, volumes, state.horizon, PURGE_AT_A_BATCH)?;
    reclaim::step(connection, volumes, state.horizon)?;
    runs::remove_retired(connection, volumes, state.horizon)?;
    let log = Log::begin(connection, volumes, state.horizon, state.stamp(clock))?;
    let source = named(connection, Names::Source, source)?;
    let add = connection.prepare_cached("INSERT INTO item VALUES (NULL, ?1, ?2, 0, ?3, ?4, ?5, ?6)")?;
    let renderings = Numbers::of(connection, Names::Rendering);
    let mut batch = Batch { connection, add, log, renderings, source, items: 0, deleted: 0 };
    let mut comparing = Comparing::of(connection, Some(source))?;
    let outcomes = changes
        .iter()
        .map(|change| {
            let verdict = comparing.verdict(change)?;
            let outcome = verdict.outcome();
            batch.carry_out(verdict)?;
            Ok(outcome)
        })
        .collect::<Result<Vec<_>>>()?;
    batch.finish()?;
    Ok(outcomes)
}

struct Batch<'c> {
    connection: &'c Connection,
    /// Held for as long as the batch lasts, as those of the log are.
    add: CachedStatement<'c>,
    log: Log<'c>,
    renderings: Numbers<'c>,
    source: i64,
    /// By how much the numbers of live and of deleted items change.
    items: i64,
    deleted: i64,
}

impl Batch<'_> {
    fn carry_out(&mut self, verdict: Verdict<'_>) -> Result<()> {
        match verdict {
            Verdict::Foreign(_) | Verdict::Nothing => Ok(()),
            Verdict::Put { put, known, written, buried } => self.put(put, known.as_ref(), &written, &buried),
            Verdict::Delete { identifier, known, buried } => self.delete(identifier, &known, &buried),
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
            self.update(known.id, put)?;
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

    fn delete(&mut self, identifier: &Identifier, known: &Known, buried: &[Held]) -> Result<()> {
        for held in buried {
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
        Ok(())
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
        let identifier = put.identifier.as_str();
        let rendering = self.renderings.number(&put.rendering)?;
        let Put { origin, fingerprint, native, .. } = put;
        Ok(self.add.insert((identifier, self.source, origin, fingerprint, rendering, native))?)
    }

    fn update(&mut self, item: i64, put: &Put) -> Result<()> {
        let rendering = self.renderings.number(&put.rendering)?;
        self.connection
            .prepare_cached(
                "UPDATE item SET source = ?2, deleted = 0, origin = ?3, fingerprint = ?4, rendering = ?5, native = ?6
                 WHERE id = ?1 AND (source, deleted, origin, fingerprint, rendering, native)
                       <> (?2, 0, ?3, ?4, ?5, ?6)",
            )?
            .execute((item, self.source, &put.origin, &put.fingerprint, rendering, &put.native))?;
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
