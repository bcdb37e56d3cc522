//! Documents: small texts that every node shares.

use rusqlite::{Connection, OptionalExtension};

use super::checks::crc_of;
use super::state::State;
use crate::store::{Document, ErrorKind, Result, StoreError};

/// A document, checked.
pub(super) fn get(connection: &Connection, name: &str) -> Result<Option<Document>> {
    let mut statement =
        connection.prepare_cached("SELECT text, revision, checksum FROM document WHERE name = ?1")?;
    let found = statement
        .query_row([name], |row| {
            Ok((Document { text: row.get(0)?, revision: row.get(1)? }, row.get::<_, u32>(2)?))
        })
        .optional()?;
    match found {
        Some((document, checksum)) if crc_of(&[name, &document.text]) != checksum => {
            Err(StoreError::new(ErrorKind::Corrupt, format!("the document `{name}` is damaged")))
        }
        found => Ok(found.map(|(document, _)| document)),
    }
}

/// Writes a document whose revision is still `base`, within the transaction that `connection` is in; returns the new
/// revision, and the state after it.
pub(super) fn put(
    connection: &Connection,
    name: &str,
    text: &str,
    base: u64,
) -> Result<(Option<u64>, State)> {
    let mut state = State::read(connection)?;
    let known = get(connection, name)?;
    if known.map_or(0, |known| known.revision) != base {
        return Ok((None, state));
    }
    state.documents += 1;
    connection.execute(
        "INSERT INTO document VALUES (?1, ?2, ?3, ?4) ON CONFLICT (name)
         DO UPDATE SET text = excluded.text, revision = excluded.revision, checksum = excluded.checksum",
        (name, text, state.documents, crc_of(&[name, text])),
    )?;
    state.write(connection)?;
    Ok((Some(state.documents.unsigned_abs()), state))
}
