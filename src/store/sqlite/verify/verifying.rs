//! A store while it is read, and what was found damaged in it.

use rusqlite::{Connection, Params, Row};

use super::super::state::State;
use crate::store::damage::{Damage, Part};
use crate::store::{ErrorKind, Result, StoreError};

/// How much damage is listed.
const LISTED: usize = 10_000;

/// Called with the number of records read, and of how many.
pub(in super::super) type Progress<'p> = &'p dyn Fn(u64, Option<u64>);

/// A store while it is read.
pub(super) struct Verifying<'c> {
    pub(super) connection: &'c Connection,
    pub(super) progress: Progress<'c>,
    pub(super) found: Vec<Damage>,
}

impl<'c> Verifying<'c> {
    pub(super) const fn of(connection: &'c Connection, progress: Progress<'c>) -> Self {
        Self { connection, progress, found: Vec::new() }
    }

    pub(super) fn add(&mut self, damage: Damage) {
        if self.found.len() < LISTED {
            self.found.push(damage);
        }
    }

    /// Something cannot be read: that is damage, unless it is only not possible at the moment.
    pub(super) fn note(&mut self, what: &str, error: StoreError) -> Result<()> {
        match error.kind {
            ErrorKind::Corrupt | ErrorKind::DamagedRecord | ErrorKind::Other => {
                self.add(Damage::new(Part::Store, format!("{what} cannot be read: {}", error.message)));
                Ok(())
            }
            _ => Err(error),
        }
    }

    pub(super) fn state(&self) -> Result<State> {
        State::read(self.connection)
    }

    pub(super) fn number(&self, sql: &str, parameters: impl Params) -> Result<i64> {
        Ok(self.connection.prepare_cached(sql)?.query_row(parameters, |row| row.get(0))?)
    }

    /// Adds what `check` finds in each row of the answer.
    pub(super) fn each(
        &mut self,
        sql: &str,
        mut check: impl FnMut(&Row<'_>) -> Result<Option<Damage>>,
    ) -> Result<()> {
        let mut statement = self.connection.prepare(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            if let Some(damage) = check(row)? {
                self.add(damage);
            }
        }
        Ok(())
    }
}
