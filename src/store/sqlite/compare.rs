//! What a change comes to: it is compared with what is there. Writing and rehearsing both go by it, so that what one says is
//! what the other does.

use std::collections::HashMap;

use rusqlite::{CachedStatement, Connection, OptionalExtension};

use crate::model::Identifier;
use crate::store::{Change, NewRecord, Outcome, Put, Result};

/// An item as the store has it.
pub(super) struct Known {
    pub(super) id: i64,
    source: i64,
    pub(super) deleted: bool,
}

/// A record as the store has it.
pub(super) struct Held {
    pub(super) format: i64,
    pub(super) place: i64,
    pub(super) prior: Option<i64>,
    digest: Vec<u8>,
}

impl Held {
    /// Whether it is no tombstone.
    pub(super) const fn is_live(&self) -> bool {
        !self.digest.is_empty()
    }
}

/// What a change comes to.
pub(super) enum Verdict<'p> {
    /// The identifier belongs to this other source.
    Foreign(String),
    /// There is nothing to delete.
    Nothing,
    Put {
        put: &'p Put,
        /// `None` for an item that is not there yet.
        known: Option<Known>,
        /// The records that differ, each with the one it takes the place of.
        written: Vec<(&'p NewRecord, Option<Held>)>,
        /// The records that there are none for any more.
        buried: Vec<Held>,
    },
    Delete {
        identifier: &'p Identifier,
        known: Known,
        buried: Vec<Held>,
    },
}

impl Verdict<'_> {
    pub(super) fn outcome(&self) -> Outcome {
        match self {
            Self::Foreign(owner) => Outcome::Foreign(owner.clone()),
            Self::Nothing => Outcome::Unchanged,
            Self::Put { known, .. } if known.as_ref().is_none_or(|known| known.deleted) => Outcome::Created,
            Self::Put { written, buried, .. } if written.is_empty() && buried.is_empty() => {
                Outcome::Unchanged
            }
            Self::Put { .. } => Outcome::Changed,
            Self::Delete { .. } => Outcome::Deleted,
        }
    }
}

/// Compares the changes of a source.
pub(super) struct Comparing<'c> {
    connection: &'c Connection,
    /// Held for as long as there is something to compare.
    find: CachedStatement<'c>,
    /// `None` for a source that never had anything.
    source: Option<i64>,
    /// The numbers of the formats that were asked for.
    formats: HashMap<String, i64>,
}

impl<'c> Comparing<'c> {
    pub(super) fn of(connection: &'c Connection, source: Option<i64>) -> Result<Self> {
        let find = connection.prepare_cached("SELECT id, source, deleted FROM item WHERE identifier = ?1")?;
        Ok(Self { connection, find, source, formats: HashMap::new() })
    }

    pub(super) fn verdict<'p>(&mut self, change: &'p Change) -> Result<Verdict<'p>> {
        match change {
            Change::Put(put) => self.put(put),
            Change::Delete(identifier) => self.delete(identifier),
        }
    }

    fn put<'p>(&mut self, put: &'p Put) -> Result<Verdict<'p>> {
        let known = self.known(&put.identifier)?;
        if let Some(known) = &known
            && let Some(owner) = self.foreign(known)?
        {
            return Ok(Verdict::Foreign(owner));
        }
        let mut held = match &known {
            Some(known) => self.held(known.id)?,
            None => Vec::new(),
        };
        let mut written = Vec::new();
        for record in &put.records {
            let format = self.format(&record.prefix)?;
            let at = held.iter().position(|held| Some(held.format) == format);
            let current = at.map(|at| held.remove(at));
            if current.as_ref().is_none_or(|held| held.digest != record.digest) {
                written.push((record, current));
            }
        }
        held.retain(Held::is_live);
        Ok(Verdict::Put { put, known, written, buried: held })
    }

    fn delete<'p>(&mut self, identifier: &'p Identifier) -> Result<Verdict<'p>> {
        let Some(known) = self.known(identifier)?.filter(|known| !known.deleted) else {
            return Ok(Verdict::Nothing);
        };
        if let Some(owner) = self.foreign(&known)? {
            return Ok(Verdict::Foreign(owner));
        }
        let mut buried = self.held(known.id)?;
        buried.retain(Held::is_live);
        Ok(Verdict::Delete { identifier, known, buried })
    }

    fn known(&mut self, identifier: &Identifier) -> Result<Option<Known>> {
        let known = self.find.query_row([identifier.as_str()], |row| {
            Ok(Known { id: row.get(0)?, source: row.get(1)?, deleted: row.get(2)? })
        });
        Ok(known.optional()?)
    }

    /// The name of the other source that the item lives in. A deleted item may move to any.
    fn foreign(&self, known: &Known) -> Result<Option<String>> {
        if known.deleted || Some(known.source) == self.source {
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

    /// The number of a format; `None` if no record was ever in it.
    fn format(&mut self, prefix: &str) -> Result<Option<i64>> {
        if let Some(format) = self.formats.get(prefix) {
            return Ok(Some(*format));
        }
        let mut statement = self.connection.prepare_cached("SELECT id FROM format WHERE prefix = ?1")?;
        let format = statement.query_row([prefix], |row| row.get(0)).optional()?;
        self.formats.extend(format.map(|format| (prefix.to_owned(), format)));
        Ok(format)
    }
}
