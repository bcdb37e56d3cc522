//! The tables, and how a file becomes a store.

use rusqlite::{Connection, TransactionBehavior};

use super::upgrade;
use super::volumes::Volumes;
use crate::model::Datestamp;
use crate::store::{ErrorKind, Result, StoreError};

/// `WIND`: tells a store of ours from any other SQLite file.
const APPLICATION_ID: i32 = 0x5749_4E44;

/// Goes up with every change of the tables.
pub(super) const VERSION: i32 = 3;

/// - `state`: one row. `horizon` is the last second that any responseDate may name, `ticked` what the clock showed
///   when it was set, `latest` the greatest datestamp given, `seq` the greatest sequence number.
/// - `log`: every visible version of every record. `place` is `format << 40 | seq`, so that the log of one format is a
///   consecutive stretch; `gone` is the datestamp of the version that follows, if there is one. Its XML lies at `at` in a
///   volume, `size` bytes, `head` of which come before the body.
/// - `volume`: the files that hold the XML (`volumes`): of which format, or 0 for runs; how many bytes, and how many of them
///   belong to nobody any more; the least and the greatest place with XML in it; how far making room has come
///   (`reclaim`), and since which second nothing refers to it.
/// - `run`: consecutive records of a list as answers can have them in one piece (`runs`): derived, never the truth.
/// - `batch`: which stretch of the log bears which datestamp: how `from` and `until` become sequence numbers.
/// - `record`: where the newest version stands, and the one before it (visible until the newest one's datestamp has
///   come). An empty digest is a tombstone. What GetRecord needs of the newest version stands here as it does in the log.
/// - `member`: the places of each set, ancestors included; `tally`: how many newest versions a block of 1024 places
///   holds, of each set, and of all under set 0.
const TABLES: &str = "
    CREATE TABLE state (
        one INTEGER PRIMARY KEY CHECK (one = 1), key BLOB NOT NULL, made INTEGER NOT NULL,
        horizon INTEGER NOT NULL, ticked INTEGER NOT NULL, latest INTEGER NOT NULL, seq INTEGER NOT NULL,
        items INTEGER NOT NULL, deleted INTEGER NOT NULL, documents INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE document (name TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE source (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE format (id INTEGER PRIMARY KEY, prefix TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE node (id INTEGER PRIMARY KEY, spec TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE rights (ref TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
    CREATE TABLE batch (stamp INTEGER PRIMARY KEY, first INTEGER NOT NULL, last INTEGER NOT NULL) STRICT;
    CREATE TABLE member (node INTEGER NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (node, place)) STRICT, WITHOUT ROWID;
    CREATE TABLE tally (
        node INTEGER NOT NULL, block INTEGER NOT NULL, records INTEGER NOT NULL, PRIMARY KEY (node, block)
    ) STRICT, WITHOUT ROWID;
";

/// The log, and what came to be with the volumes.
pub(super) const LOG: &str = "
    CREATE TABLE log (
        place INTEGER PRIMARY KEY, stamp INTEGER NOT NULL, gone INTEGER, deleted INTEGER NOT NULL,
        identifier TEXT NOT NULL, sets TEXT NOT NULL, at INTEGER NOT NULL, head INTEGER NOT NULL, size INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE volume (
        id INTEGER PRIMARY KEY AUTOINCREMENT, kind INTEGER NOT NULL, size INTEGER NOT NULL, dead INTEGER NOT NULL,
        first INTEGER NOT NULL, last INTEGER NOT NULL, swept INTEGER, retired INTEGER
    ) STRICT;
    CREATE INDEX volume_of_kind ON volume (kind, id);
    CREATE TABLE run (
        node INTEGER NOT NULL, last INTEGER NOT NULL, first INTEGER NOT NULL, since INTEGER NOT NULL,
        records INTEGER NOT NULL, size INTEGER NOT NULL, but_last INTEGER NOT NULL, pieces BLOB NOT NULL,
        at INTEGER, deflated INTEGER NOT NULL, crc INTEGER NOT NULL, PRIMARY KEY (node, last)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX run_at ON run (at) WHERE at IS NOT NULL;
    CREATE INDEX log_gone ON log (gone) WHERE gone IS NOT NULL;
";

/// Items and their records, as of version 3.
pub(super) const ITEMS: &str = "
    CREATE TABLE rendering (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE item (
        id INTEGER PRIMARY KEY, identifier TEXT NOT NULL UNIQUE, source INTEGER NOT NULL, deleted INTEGER NOT NULL,
        origin TEXT NOT NULL, fingerprint TEXT NOT NULL, rendering INTEGER NOT NULL, native TEXT NOT NULL
    ) STRICT;
    CREATE INDEX item_of_source ON item (source) WHERE deleted = 0;
    CREATE TABLE record (
        item INTEGER NOT NULL, format INTEGER NOT NULL, place INTEGER NOT NULL, prior INTEGER, digest BLOB NOT NULL,
        stamp INTEGER NOT NULL, at INTEGER NOT NULL, size INTEGER NOT NULL, PRIMARY KEY (item, format)
    ) STRICT, WITHOUT ROWID;
";

/// How many bytes of the file are read and written at once: little, for rows are small and asked for one by one.
pub(super) const PAGE: i32 = 4_096;

/// Makes the tables in a new file, and makes sure of an old one.
pub(super) fn prepare(connection: &mut Connection, volumes: &Volumes, now: Datestamp) -> Result<()> {
    match version(connection)? {
        Some(VERSION) => return Ok(()),
        Some(_) => return upgrade::bring_forward(connection, volumes),
        None => {}
    }
    connection.pragma_update(None, "page_size", PAGE)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if version(&transaction)?.is_some() {
        return Ok(()); // another process was faster
    }
    let mut key = [0_u8; 32];
    getrandom::fill(&mut key)
        .map_err(|error| StoreError::new(ErrorKind::Other, format!("no random key: {error}")))?;
    transaction.execute_batch(TABLES)?;
    transaction.execute_batch(LOG)?;
    transaction.execute_batch(ITEMS)?;
    transaction.execute(
        "INSERT INTO state VALUES (1, ?1, ?2, ?2, ?2, ?2, 0, 0, 0, 0)",
        (key.as_slice(), now.unix()),
    )?;
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", VERSION)?;
    Ok(transaction.commit()?)
}

/// Of which version the store is; `None` for an empty file, an error for anything else.
pub(super) fn version(connection: &Connection) -> Result<Option<i32>> {
    let pragma = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i32>(0));
    let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_master", [], |row| row.get(0))?;
    match (pragma("application_id")?, pragma("user_version")?) {
        (APPLICATION_ID, version @ 1..=VERSION) => Ok(Some(version)),
        (APPLICATION_ID, newer) => Err(StoreError::new(
            ErrorKind::TooNew,
            format!("it has tables of version {newer}, this Windrow knows version {VERSION}"),
        )),
        (0, 0) if tables == 0 => Ok(None),
        _ => Err(StoreError::new(ErrorKind::Corrupt, "the file is a database, but no store of Windrow's")),
    }
}
