//! Names that occur often are numbers in the other tables.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension};

use crate::store::Result;

/// The tables that number names.
#[derive(Clone, Copy)]
pub(super) enum Names {
    Source,
    Format,
    Node,
    Rendering,
}

impl Names {
    /// How a name is found, and how it is added.
    const fn statements(self) -> (&'static str, &'static str) {
        match self {
            Self::Source => {
                ("SELECT id FROM source WHERE name = ?1", "INSERT INTO source (name) VALUES (?1)")
            }
            Self::Format => {
                ("SELECT id FROM format WHERE name = ?1", "INSERT INTO format (name) VALUES (?1)")
            }
            Self::Node => ("SELECT id FROM node WHERE name = ?1", "INSERT INTO node (name) VALUES (?1)"),
            Self::Rendering => {
                ("SELECT id FROM rendering WHERE name = ?1", "INSERT INTO rendering (name) VALUES (?1)")
            }
        }
    }
}

/// The number of a name, if it has one.
pub(super) fn number(connection: &Connection, names: Names, name: &str) -> Result<Option<i64>> {
    let (find, _) = names.statements();
    Ok(connection.prepare_cached(find)?.query_row([name], |row| row.get(0)).optional()?)
}

/// The number of a name, a new one if it has none.
pub(super) fn named(connection: &Connection, names: Names, name: &str) -> Result<i64> {
    if let Some(id) = number(connection, names, name)? {
        return Ok(id);
    }
    let (_, add) = names.statements();
    connection.prepare_cached(add)?.execute([name])?;
    Ok(connection.last_insert_rowid())
}

/// Numbers of names, each looked up once.
pub(super) struct Numbers<'c> {
    connection: &'c Connection,
    names: Names,
    known: HashMap<String, i64>,
}

impl<'c> Numbers<'c> {
    pub(super) fn of(connection: &'c Connection, names: Names) -> Self {
        Self { connection, names, known: HashMap::new() }
    }

    /// The number of a name, a new one if it has none.
    pub(super) fn number(&mut self, name: &str) -> Result<i64> {
        if let Some(number) = self.known.get(name) {
            return Ok(*number);
        }
        let number = named(self.connection, self.names, name)?;
        self.known.insert(name.to_owned(), number);
        Ok(number)
    }
}
