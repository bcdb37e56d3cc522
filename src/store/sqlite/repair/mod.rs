//! Makes again what can be made again: references, sets and counts from the log, records from their items.

mod derived;
mod records;

use std::path::Path;

use rusqlite::TransactionBehavior;

pub(super) use self::derived::{batches, members_and_tallies};
use self::records::{Records, Render};
use super::checking::verify_file;
use super::connection::FILE_NAME;
use super::journal;
use super::mark::Mark;
use super::presence::Presence;
use super::schema;
use super::state::State;
use crate::store::{Damage, Part, Put, Repaired, Result};

/// Repairs the store in the folder, which no other process may have open. `folder_source` is the source whose items the next
/// synchronisation reads again from their files. Returns the changes that are to be applied to the repaired store, too.
pub fn repair(
    folder: &Path,
    folder_source: &str,
    render: Render<'_>,
    progress: &dyn Fn(u64, Option<u64>),
) -> Result<(Repaired, Vec<(String, Put)>)> {
    let path = folder.join(FILE_NAME);
    let _presence = Presence::alone(folder)?;
    let mark = Mark::in_folder(folder);
    let found = verify_file(&path, None, progress)?;
    mark.discard_if_damaged();
    let mut repaired = Repaired { found, ..Repaired::default() };
    if repaired.found.is_empty() {
        mark.check(|| State::read(&journal::open_read_only(&path)?))?;
        return Ok((repaired, Vec::new()));
    }
    let (state, again) = repair_file(&path, &mark, folder_source, render, &repaired.found)
        .map_err(|error| error.at(path.display()))?;
    mark.set(&state);
    repaired.left = verify_file(&path, None, progress)?;
    Ok((repaired, again))
}

/// Repairs in one transaction: all of it or nothing.
fn repair_file(
    path: &Path,
    mark: &Mark,
    folder_source: &str,
    render: Render<'_>,
    found: &[Damage],
) -> Result<(State, Vec<(String, Put)>)> {
    journal::refuse_stale_log(path)?;
    let mut connection = journal::open(path, false)?;
    schema::expect_readable(&connection)?;
    mark.check(|| State::read(&connection))?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if found.iter().any(|damage| damage.part == Part::Store) {
        transaction.execute_batch("REINDEX")?;
    }
    derived::items(&transaction, folder_source)?;
    let again = Records::of(&transaction, folder_source, render).repair()?;
    let state = derived::rebuild(&transaction)?;
    transaction.commit()?;
    journal::put_away_log(&mut connection);
    Ok((state, again))
}
