//! Stores of earlier versions are brought forward: version 1 had the bodies of records in the database instead of volumes,
//! version 2 looked up in the log where the XML of a record lies, and named the rendering of each item in full.

use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::append::Appending;
use super::schema::{self, ITEMS, LOG, PAGE};
use super::version::{self, SEQ_BITS, Version};
use super::volumes::Volumes;
use crate::model::Datestamp;
use crate::store::Result;

/// Brings all of it forward or, if it is interrupted, nothing. Nothing that is served changes.
pub(super) fn bring_forward(connection: &mut Connection, volumes: &Volumes) -> Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let version = schema::version(&transaction)?;
    if version == Some(schema::VERSION) {
        return Ok(()); // another process was faster
    }
    tracing::info!("the store is brought into the form of this version");
    if version == Some(1) {
        transaction.execute_batch("ALTER TABLE log RENAME TO log_before; DROP INDEX log_gone;")?;
        transaction.execute_batch(LOG)?;
        move_bodies(&transaction, volumes)?;
        transaction.execute_batch("DROP TABLE log_before")?;
    }
    transaction.execute_batch(ITEMS_AWAY)?;
    transaction.execute_batch(ITEMS)?;
    transaction.execute_batch(ITEMS_BACK)?;
    transaction.pragma_update(None, "user_version", schema::VERSION)?;
    transaction.commit()?;
    if let Err(error) = give_room_back(connection) {
        tracing::info!(%error, "the file of the store keeps its size; the room in it is used again");
    }
    Ok(())
}

fn move_bodies(transaction: &Transaction<'_>, volumes: &Volumes) -> Result<()> {
    let mut appending = Appending::to(transaction, volumes);
    let mut statement = transaction.prepare(
        "SELECT place, stamp, gone, deleted, identifier, sets, body FROM log_before ORDER BY place",
    )?;
    let mut add = transaction.prepare("INSERT INTO log VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (place, stamp): (i64, i64) = (row.get(0)?, row.get(1)?);
        let (gone, deleted): (Option<i64>, bool) = (row.get(2)?, row.get(3)?);
        let (identifier, sets) = (row.get_ref(4)?.as_str().map_err(rusqlite::Error::from)?, row.get_ref(5)?);
        let sets = sets.as_str().map_err(rusqlite::Error::from)?;
        let body = row.get_ref(6)?.as_str().map_err(rusqlite::Error::from)?;
        let digest: &[u8] = if deleted { &[] } else { &[1] };
        let version = Version { item: 0, format: place >> SEQ_BITS, identifier, sets, digest, body };
        let (piece, head) = version::append(&mut appending, &version, place, Datestamp::from_unix(stamp))?;
        add.execute((place, stamp, gone, deleted, identifier, sets, piece.at, head, piece.size))?;
    }
    appending.finish()
}

const ITEMS_AWAY: &str = "
    ALTER TABLE item RENAME TO item_before; DROP INDEX item_of_source;
    ALTER TABLE record RENAME TO record_before;";

const ITEMS_BACK: &str = "
    INSERT INTO rendering (name) SELECT DISTINCT rendering FROM item_before;
    INSERT INTO item SELECT i.id, identifier, source, deleted, origin, fingerprint, r.id, native
        FROM item_before i JOIN rendering r ON r.name = i.rendering ORDER BY i.id;
    INSERT INTO record SELECT r.item, r.format, r.place, r.prior, r.digest, l.stamp, l.at, l.size
        FROM record_before r JOIN log l ON l.place = r.place ORDER BY r.item, r.format;
    DROP TABLE record_before; DROP TABLE item_before;";

/// The file becomes as small as what is left in it, in smaller pages.
fn give_room_back(connection: &Connection) -> Result<()> {
    connection.pragma_update(None, "journal_mode", "DELETE")?;
    let vacuumed =
        connection.pragma_update(None, "page_size", PAGE).and_then(|()| connection.execute_batch("VACUUM"));
    connection.pragma_update(None, "journal_mode", "WAL")?;
    Ok(vacuumed?)
}
