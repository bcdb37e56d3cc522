//! What a change comes to: it is compared with what is stored. Writing and the dry run both use it, so that the dry run reports
//! what writing would do.

use std::collections::HashMap;

use rusqlite::{CachedStatement, Connection, OptionalExtension};

use super::numbers::{Names, number};
use crate::model::Identifier;
use crate::store::{Base, Batch, Change, Deletion, NewRecord, Outcome, Put, RULES, Result, Tombstone};

/// An item as the store has it.
pub(super) struct Known {
    pub(super) id: i64,
    source: i64,
    pub(super) deleted: bool,
    version: u64,
}

/// A record as the store has it.
pub(super) struct Held {
    pub(super) format: i64,
    pub(super) place: i64,
    pub(super) prior: Option<i64>,
    digest: Vec<u8>,
}

impl Held {
    /// Whether it is not a tombstone.
    pub(super) const fn is_live(&self) -> bool {
        !self.digest.is_empty()
    }
}

/// What a change comes to.
pub(super) enum Verdict<'p> {
    /// The identifier belongs to this other source.
    OwnedByOtherSource(String),
    /// The change was based on something that has changed since.
    Stale,
    Put {
        put: &'p Put,
        /// `None` for an item that is not there yet.
        known: Option<Known>,
        /// The records that differ, each with the one it replaces.
        written: Vec<(&'p NewRecord, Option<Held>)>,
        /// The live records that the change does not have.
        buried: Vec<Held>,
    },
    Delete {
        deletion: &'p Deletion,
        known: Known,
        buried: Vec<Held>,
    },
    /// The deletion of an item that is not live: it was deleted before the store knew it.
    Late {
        deletion: &'p Deletion,
        known: Option<Known>,
        /// The tombstone to be written.
        added: Option<&'p Tombstone>,
    },
}

impl Verdict<'_> {
    pub(super) fn outcome(&self) -> Outcome {
        match self {
            Self::OwnedByOtherSource(owner) => Outcome::OwnedByOtherSource(owner.clone()),
            Self::Stale => Outcome::Stale,
            Self::Late { added: None, .. } => Outcome::Unchanged,
            Self::Put { known, .. } if known.as_ref().is_none_or(|known| known.deleted) => Outcome::Created,
            Self::Put { written, buried, .. } if written.is_empty() && buried.is_empty() => {
                Outcome::Unchanged
            }
            Self::Put { .. } => Outcome::Changed,
            Self::Delete { .. } | Self::Late { .. } => Outcome::Deleted,
        }
    }
}

/// Compares the changes of a batch.
pub(super) struct Comparing<'c> {
    connection: &'c Connection,
    /// Held for as long as there is something to compare.
    find: CachedStatement<'c>,
    /// `None` for a source that never had anything.
    source: Option<i64>,
    /// Whether the rules are those that the batch was rendered by.
    rules_hold: bool,
    /// The numbers of the formats that were asked for.
    formats: HashMap<String, i64>,
}

impl<'c> Comparing<'c> {
    pub(super) fn of(connection: &'c Connection, batch: &Batch<'_>) -> Result<Self> {
        let find = connection
            .prepare_cached("SELECT id, source, deleted, version FROM item WHERE identifier = ?1")?;
        let source = number(connection, Names::Source, batch.source)?;
        let rules: Option<u64> = connection
            .prepare_cached("SELECT revision FROM document WHERE name = ?1")?
            .query_row([RULES], |row| row.get(0))
            .optional()?;
        let rules_hold = rules.unwrap_or(0) == batch.rules;
        Ok(Self { connection, find, source, rules_hold, formats: HashMap::new() })
    }

    pub(super) fn verdict<'p>(&mut self, change: &'p Change) -> Result<Verdict<'p>> {
        if !self.rules_hold {
            return Ok(Verdict::Stale);
        }
        let known = self.known(change.identifier())?;
        if let Some(owner) = self.other_owner(known.as_ref())? {
            return Ok(Verdict::OwnedByOtherSource(owner));
        }
        if !holds(change.base(), known.as_ref()) {
            return Ok(Verdict::Stale);
        }
        match change {
            Change::Put(put) => self.put(put, known),
            Change::Delete(deletion) => self.delete(deletion, known),
        }
    }

    fn put<'p>(&mut self, put: &'p Put, known: Option<Known>) -> Result<Verdict<'p>> {
        let mut held = match &known {
            Some(known) => self.held(known.id)?,
            None => Vec::new(),
        };
        let mut written = Vec::new();
        for record in &put.records {
            let format = self.format(&record.prefix)?;
            let at = held.iter().position(|held| Some(held.format) == format);
            let current = at.map(|at| held.remove(at));
            if put.is_anew || current.as_ref().is_none_or(|held| held.digest != record.digest) {
                written.push((record, current));
            }
        }
        held.retain(Held::is_live);
        Ok(Verdict::Put { put, known, written, buried: held })
    }

    fn delete<'p>(&mut self, deletion: &'p Deletion, known: Option<Known>) -> Result<Verdict<'p>> {
        match known {
            Some(known) if !known.deleted => {
                let mut buried = self.held(known.id)?;
                buried.retain(Held::is_live);
                Ok(Verdict::Delete { deletion, known, buried })
            }
            known => {
                let added = deletion.tombstone.as_ref();
                let has_record = match (&known, added) {
                    (Some(known), Some(tombstone)) => self.has_record(known.id, &tombstone.prefix)?,
                    _ => false,
                };
                Ok(Verdict::Late { deletion, known, added: added.filter(|_| !has_record) })
            }
        }
    }

    /// Whether the item has a record in the format, or a tombstone.
    fn has_record(&mut self, item: i64, prefix: &str) -> Result<bool> {
        let format = self.format(prefix)?;
        Ok(self.held(item)?.iter().any(|held| Some(held.format) == format))
    }

    fn known(&mut self, identifier: &Identifier) -> Result<Option<Known>> {
        let known = self.find.query_row([identifier.as_str()], |row| {
            let deleted = row.get::<_, i64>(2)? != 0;
            Ok(Known { id: row.get(0)?, source: row.get(1)?, deleted, version: row.get(3)? })
        });
        Ok(known.optional()?)
    }

    /// The name of the other source that the live item belongs to. A deleted item may move to any.
    fn other_owner(&self, known: Option<&Known>) -> Result<Option<String>> {
        let Some(known) = known.filter(|known| !known.deleted && Some(known.source) != self.source) else {
            return Ok(None);
        };
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

    /// The number of a format; `None` if no record was ever in it.
    fn format(&mut self, prefix: &str) -> Result<Option<i64>> {
        if let Some(format) = self.formats.get(prefix) {
            return Ok(Some(*format));
        }
        let format = number(self.connection, Names::Format, prefix)?;
        self.formats.extend(format.map(|format| (prefix.to_owned(), format)));
        Ok(format)
    }
}

/// Whether the item is in the state that a change was based on.
fn holds(base: Base, known: Option<&Known>) -> bool {
    let live = known.filter(|known| !known.deleted);
    match base {
        Base::Absent => live.is_none(),
        Base::New => known.is_none(),
        Base::Deleted(version) => known.is_some_and(|known| known.deleted && known.version == version),
        Base::Version(version) => live.is_some_and(|live| live.version == version),
    }
}
