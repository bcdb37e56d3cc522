//! Reads everything in a store, and reports what is not as it was written. Nothing is written, and however large the store
//! is, little of it is in memory.

mod tables;
mod verifying;
mod versions;

use rusqlite::Connection;

use self::verifying::{Progress, Verifying};
use crate::store::Result;
use crate::store::damage::Damage;

/// Reads one part of a store.
type Check = fn(&mut Verifying<'_>) -> Result<()>;

/// What is damaged in the store as it is now.
pub(super) fn verify(connection: &Connection, progress: Progress<'_>) -> Result<Vec<Damage>> {
    let moment = connection.unchecked_transaction()?;
    let mut verifying = Verifying::of(&moment, progress);
    let checks: [(&str, Check); 7] = [
        ("the file", tables::file),
        ("the definition of the tables", tables::definitions),
        ("the documents", tables::documents),
        ("the items", tables::items),
        ("the references to records", tables::references),
        ("the datestamps of batches", tables::batches),
        ("the records", versions::versions),
    ];
    for (what, check) in checks {
        check(&mut verifying).or_else(|error| verifying.note(what, error))?;
    }
    Ok(verifying.found)
}
