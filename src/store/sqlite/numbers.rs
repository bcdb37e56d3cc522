//! Names that come again and again stand in the tables as numbers.

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

/// The number of a name, if it has one.
pub(super) fn number(connection: &Connection, names: Names, name: &str) -> Result<Option<i64>> {
    let find = match names {
        Names::Source => "SELECT id FROM source WHERE name = ?1",
        Names::Format => "SELECT id FROM format WHERE prefix = ?1",
        Names::Node => "SELECT id FROM node WHERE spec = ?1",
        Names::Rendering => "SELECT id FROM rendering WHERE name = ?1",
    };
    Ok(connection.prepare_cached(find)?.query_row([name], |row| row.get(0)).optional()?)
}

/// The number of a name, a new one if it has none.
pub(super) fn named(connection: &Connection, names: Names, name: &str) -> Result<i64> {
    if let Some(id) = number(connection, names, name)? {
        return Ok(id);
    }
    let add = match names {
        Names::Source => "INSERT INTO source (name) VALUES (?1)",
        Names::Format => "INSERT INTO format (prefix) VALUES (?1)",
        Names::Node => "INSERT INTO node (spec) VALUES (?1)",
        Names::Rendering => "INSERT INTO rendering (name) VALUES (?1)",
    };
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
