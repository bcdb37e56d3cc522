//! The tables, and how a file becomes a store.

use rusqlite::{Connection, TransactionBehavior};

use super::state::State;
use crate::model::Datestamp;
use crate::store::horizon::Horizon;
use crate::store::{ErrorKind, Result, StoreError};

/// `WIND`: marks a file as a store of Windrow.
const APPLICATION_ID: i32 = 0x5749_4E44;

/// Increases with every change of the tables.
pub(super) const VERSION: i32 = 5;

/// The version that can be brought to this one; no version between them was released.
pub(super) const UPGRADABLE: i32 = 3;

/// - `state`: one row. `horizon` is the last second that any responseDate may name, `ticked` what the clock showed when it
///   was set, `latest` the greatest datestamp given, `seq` the greatest sequence number, `documents` the number of changes
///   of documents, `jump_from` and `jump_to` the last forward jump of the clock.
/// - `item`: `deleted` is 0 for a live item, otherwise the datestamp of the deletion; `version` increases with every change of
///   the row; `checksum` is that of the texts in it.
/// - `log`: every version of every record that an answer may still show. `place` is `format << 40 | seq`, so that the log of
///   one format is a consecutive range; `gone` is the datestamp of the next version, if there is one. `xml` is the record as it
///   is in every answer, `seal` a hash of it and of the numbers in the row (`row`).
/// - `record`: where the newest version is in the log, and the one before it (visible until the newest one's datestamp is
///   reached). An empty digest is a tombstone.
/// - `batch`: which part of the log has which datestamp: how `from` and `until` become sequence numbers.
/// - `member`: the places of each set, ancestors included. `tally`: for each set (0 for all records) and block of 128 places,
///   how many newest versions it has, and the datestamp at which a version in it was replaced last.
pub(super) const TABLES: &str = "
    CREATE TABLE state (
        one INTEGER PRIMARY KEY CHECK (one = 1), key BLOB NOT NULL, made INTEGER NOT NULL,
        horizon INTEGER NOT NULL, ticked INTEGER NOT NULL, latest INTEGER NOT NULL, seq INTEGER NOT NULL,
        items INTEGER NOT NULL, deleted INTEGER NOT NULL, documents INTEGER NOT NULL,
        jump_from INTEGER NOT NULL, jump_to INTEGER NOT NULL, seal INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE document (
        name TEXT PRIMARY KEY, text TEXT NOT NULL, revision INTEGER NOT NULL, checksum INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE source (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE format (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE node (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE rendering (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE rights (ref TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
    CREATE TABLE item (
        id INTEGER PRIMARY KEY, identifier TEXT NOT NULL UNIQUE, source INTEGER NOT NULL, deleted INTEGER NOT NULL,
        version INTEGER NOT NULL, rendering INTEGER NOT NULL, checksum INTEGER NOT NULL,
        origin TEXT NOT NULL, fingerprint TEXT NOT NULL, native TEXT NOT NULL
    ) STRICT;
    CREATE INDEX live_of_source ON item (source) WHERE deleted = 0;
    CREATE INDEX live_of_rendering ON item (rendering) WHERE deleted = 0;
    CREATE INDEX deleted_of_source ON item (source, deleted) WHERE deleted > 0;
    CREATE TABLE record (
        item INTEGER NOT NULL, format INTEGER NOT NULL, place INTEGER NOT NULL, prior INTEGER, digest BLOB NOT NULL,
        PRIMARY KEY (item, format)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE log (
        place INTEGER PRIMARY KEY, stamp INTEGER NOT NULL, gone INTEGER, item INTEGER NOT NULL, seal INTEGER NOT NULL,
        sets TEXT NOT NULL, xml BLOB NOT NULL
    ) STRICT;
    CREATE INDEX log_gone ON log (gone) WHERE gone IS NOT NULL;
    CREATE TABLE batch (stamp INTEGER PRIMARY KEY, first INTEGER NOT NULL, last INTEGER NOT NULL) STRICT;
    CREATE TABLE member (node INTEGER NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (node, place)) STRICT, WITHOUT ROWID;
    CREATE TABLE tally (
        node INTEGER NOT NULL, block INTEGER NOT NULL, records INTEGER NOT NULL, changed INTEGER NOT NULL,
        PRIMARY KEY (node, block)
    ) STRICT, WITHOUT ROWID;
";

/// How many bytes of the file are read and written at once: a page of 100 records is read in few steps then.
pub(super) const PAGE: i32 = 16_384;

/// Makes the tables in an empty file; a store of this version stays as it is.
pub(super) fn prepare(connection: &mut Connection, now: Datestamp) -> Result<()> {
    if version(connection)?.is_some() {
        return Ok(());
    }
    let mut key = [0_u8; 32];
    getrandom::fill(&mut key)
        .map_err(|error| StoreError::new(ErrorKind::Other, format!("no random key: {error}")))?;
    connection.pragma_update(None, "page_size", PAGE)?;
    create(connection, &State::starting(key, Horizon::starting(now)))
}

/// Makes the tables of a store in this state, unless another process was faster.
pub(super) fn create(connection: &mut Connection, state: &State) -> Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if version(&transaction)?.is_some() {
        return Ok(());
    }
    transaction.execute_batch(TABLES)?;
    state.insert(&transaction)?;
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", VERSION)?;
    Ok(transaction.commit()?)
}

/// Fails if the file is a store that this version cannot read.
pub(super) fn expect_readable(connection: &Connection) -> Result<()> {
    match version(connection)? {
        None | Some(VERSION) => Ok(()),
        Some(older) if older < VERSION && older != UPGRADABLE => Err(StoreError::new(
            ErrorKind::OtherVersion,
            format!("its tables are of version {older}, which no released Windrow has; this Windrow needs version {VERSION}"),
        )
        .with_remedy("move the data folder away, and make the store again with `windrow sync` and `windrow load`")),
        Some(older) if older < VERSION => Err(StoreError::new(
            ErrorKind::OtherVersion,
            format!("its tables are of version {older}, this Windrow needs version {VERSION}"),
        )
        .with_remedy("stop the server, make a backup, and run `windrow upgrade` (or start `windrow serve`)")),
        Some(newer) => Err(StoreError::new(
            ErrorKind::OtherVersion,
            format!("its tables are of version {newer}, this Windrow knows version {VERSION}"),
        )
        .with_remedy("run the version of Windrow that made the store, or a later one")),
    }
}

/// The version of the store; `None` for an empty file, an error for anything else.
pub(super) fn version(connection: &Connection) -> Result<Option<i32>> {
    let pragma = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i32>(0));
    let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_master", [], |row| row.get(0))?;
    match (pragma("application_id")?, pragma("user_version")?) {
        (APPLICATION_ID, version) => Ok(Some(version)),
        (0, 0) if tables == 0 => Ok(None),
        _ => Err(StoreError::new(ErrorKind::Corrupt, "the file is a database, but not a store of Windrow")
            .with_remedy("choose another data folder with --data, or move the file away")),
    }
}
