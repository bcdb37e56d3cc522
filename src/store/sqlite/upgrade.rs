//! Brings a store of version 3 to this version. It had the XML of its records in flat files, the volumes.
//!
//! The new store is made beside the old one and takes its name at the end, in one step: a store that is killed at any moment can
//! be opened by one of the two programs. The old files stay in a folder until the next upgrade.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::types::Value;
use rusqlite::{Connection, Row, Transaction};

use super::checks::crc_of;
use super::connection::FILE_NAME;
use super::file_at::read_at;
use super::journal;
use super::mark::Mark;
use super::presence::Presence;
use super::repair::members_and_tallies;
use super::row::{Numbers, WRITE};
use super::schema;
use super::state::State;
use crate::model::Datestamp;
use crate::protocol::record_parts;
use crate::store::backup::sync_folder;
use crate::store::horizon::Horizon;
use crate::store::{ErrorKind, Result, StoreError};

/// The version that is brought forward.
const OLD: i32 = schema::UPGRADABLE;

/// What a store of that version keeps beside its database.
const VOLUMES: &str = "volumes";

/// Where the files of the old store stay.
const BEFORE: &str = "before-upgrade";

/// The new store while it is made.
const NEW: &str = "windrow.sqlite.new";

/// Brings the store in the folder to this version, if there is one and it is older. Returns the version it had.
pub(super) fn upgrade(folder: &Path) -> Result<Option<i32>> {
    let path = folder.join(FILE_NAME);
    if !path.exists() {
        return Ok(None);
    }
    let mut old = journal::open(&path, false)?;
    match schema::version(&old)? {
        Some(OLD) => {}
        Some(schema::VERSION) => {
            drop(old);
            return put_away(folder).map(|()| None);
        }
        _ => return schema::expect_readable(&old).map(|()| None),
    }
    let presence = Presence::alone(folder)?;
    tracing::info!(from = OLD, to = schema::VERSION, "the store is brought to this version");
    let transaction = alone(&mut old)?;
    let state = make_new(&transaction, folder)?;
    keep_old(folder, &path)?;
    fs::rename(folder.join(NEW), &path)
        .and_then(|()| sync_folder(folder))
        .map_err(|error| failed(&path, &error))?;
    drop(transaction);
    drop(old);
    put_away(folder)?;
    Mark::in_folder(folder).set(&state);
    drop(presence);
    tracing::info!("the store has this version; its old files are in {}", folder.join(BEFORE).display());
    Ok(Some(OLD))
}

/// A transaction that excludes every other program, of any version.
fn alone(old: &mut Connection) -> Result<Transaction<'_>> {
    let in_use = |error: rusqlite::Error| {
        let error = StoreError::from(error);
        if error.kind != ErrorKind::Busy {
            return error;
        }
        StoreError::new(ErrorKind::Busy, "another process has the store open")
            .with_remedy("stop the server of the older version, and try again")
    };
    let mode = old.pragma_update_and_check(None, "journal_mode", "DELETE", |row| row.get::<_, String>(0));
    if mode.map_err(in_use)? != "delete" {
        return Err(StoreError::new(ErrorKind::Busy, "another process has the store open")
            .with_remedy("stop the server of the older version, and try again"));
    }
    old.transaction_with_behavior(rusqlite::TransactionBehavior::Exclusive).map_err(in_use)
}

/// Makes the new store in a file of its own, and returns its state.
fn make_new(old: &Connection, folder: &Path) -> Result<State> {
    let path = folder.join(NEW);
    _ = fs::remove_file(&path); // what an upgrade that was killed has left
    let mut new = Connection::open(&path)?;
    new.pragma_update(None, "page_size", schema::PAGE)?;
    new.pragma_update(None, "journal_mode", "OFF")?; // the file is thrown away if this fails
    new.pragma_update(None, "synchronous", "OFF")?;
    let state = state(old)?;
    schema::create(&mut new, &state)?;
    let transaction = new.transaction()?;
    Copy { old, new: &transaction }.all(&mut Volumes::in_folder(folder))?;
    transaction.commit()?;
    new.close().map_err(|(_, error)| error)?;
    File::open(&path).and_then(|file| file.sync_all()).map_err(|error| failed(&path, &error))?;
    Ok(state)
}

fn state(old: &Connection) -> Result<State> {
    let sql = "SELECT key, made, horizon, ticked, latest, seq, items, deleted, documents FROM state";
    let state = old.query_row(sql, [], |row| {
        let moment = |column| row.get(column).map(Datestamp::from_unix);
        let horizon = Horizon { ticked: moment(3)?, latest: moment(4)?, ..Horizon::starting(moment(2)?) };
        Ok(State {
            made: moment(1)?,
            seq: row.get(5)?,
            items: row.get(6)?,
            deleted: row.get(7)?,
            documents: row.get(8)?,
            ..State::starting(row.get(0)?, horizon)
        })
    })?;
    Ok(state)
}

/// Copies the rows of one store into the other.
struct Copy<'c> {
    old: &'c Connection,
    new: &'c Connection,
}

impl Copy<'_> {
    fn all(&self, volumes: &mut Volumes) -> Result<()> {
        self.same("source", "SELECT id, name FROM source", 2)?;
        self.same("format", "SELECT id, prefix FROM format", 2)?;
        self.same("node", "SELECT id, spec FROM node", 2)?;
        self.same("rendering", "SELECT id, name FROM rendering", 2)?;
        self.same("rights", "SELECT ref FROM rights", 1)?;
        self.same("batch", "SELECT stamp, first, last FROM batch", 3)?;
        self.same("record", "SELECT item, format, place, prior, digest FROM record", 5)?;
        self.items()?;
        self.documents()?;
        self.log(volumes)?;
        members_and_tallies(self.new, 0)
    }

    /// Rows that are the same in both versions, except for the names of columns.
    fn same(&self, table: &str, select: &str, columns: usize) -> Result<()> {
        let places: Vec<_> = (1..=columns).map(|column| format!("?{column}")).collect();
        let mut add = self.new.prepare(&format!("INSERT INTO {table} VALUES ({})", places.join(", ")))?;
        let mut select = self.old.prepare(select)?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            let values = (0..columns)
                .map(|column| row.get::<_, Value>(column))
                .collect::<rusqlite::Result<Vec<_>>>()?;
            add.execute(rusqlite::params_from_iter(values))?;
        }
        Ok(())
    }

    /// A deletion has the datestamp of the item's tombstones.
    fn items(&self) -> Result<()> {
        let mut select = self.old.prepare(
            "SELECT id, identifier, source,
                    CASE deleted WHEN 0 THEN 0
                    ELSE coalesce((SELECT max(stamp) FROM record WHERE item = item.id), 1) END,
                    rendering, origin, fingerprint, native
             FROM item",
        )?;
        let mut add = self.new.prepare("INSERT INTO item VALUES (?1, ?2, ?3, ?4, 1, ?5, ?6, ?7, ?8, ?9)")?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            let (identifier, deleted) = (text(row, 1)?, row.get::<_, i64>(3)?);
            let origin = if deleted == 0 { text(row, 5)? } else { String::new() };
            let (fingerprint, native) = (text(row, 6)?, text(row, 7)?);
            let checksum = crc_of(&[&identifier, &origin, &fingerprint, &native]);
            let (id, source, rendering) =
                (row.get::<_, i64>(0)?, row.get::<_, i64>(2)?, row.get::<_, i64>(4)?);
            add.execute((id, identifier, source, deleted, rendering, checksum, origin, fingerprint, native))?;
        }
        Ok(())
    }

    /// All but a flag that is found by query now.
    fn documents(&self) -> Result<()> {
        let mut select = self.old.prepare("SELECT name, text FROM document WHERE name <> 'rendering'")?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            let (name, text) = (text(row, 0)?, text(row, 1)?);
            let checksum = crc_of(&[&name, &text]);
            self.new.execute("INSERT INTO document VALUES (?1, ?2, 1, ?3)", (name, text, checksum))?;
        }
        Ok(())
    }

    fn log(&self, volumes: &mut Volumes) -> Result<()> {
        let mut select = self.old.prepare(
            "SELECT l.place, l.stamp, l.gone, i.id, l.sets, l.at, l.size, l.identifier
             FROM log l JOIN item i ON i.identifier = l.identifier ORDER BY l.place",
        )?;
        let mut write = self.new.prepare(WRITE)?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            let xml = volumes.record(row.get(5)?, row.get(6)?, &text(row, 7)?)?;
            let numbers =
                Numbers { place: row.get(0)?, stamp: row.get(1)?, gone: row.get(2)?, item: row.get(3)? };
            numbers.write(&mut write, &text(row, 4)?, &xml)?;
        }
        Ok(())
    }
}

fn text(row: &Row<'_>, column: usize) -> rusqlite::Result<String> {
    row.get(column)
}

/// The flat files of the old store.
struct Volumes {
    folder: PathBuf,
    open: HashMap<i64, File>,
}

impl Volumes {
    fn in_folder(folder: &Path) -> Self {
        Self { folder: folder.join(VOLUMES), open: HashMap::new() }
    }

    /// The record at a place: the number of the volume, and 32 bits of where it begins there.
    fn record(&mut self, at: i64, size: usize, identifier: &str) -> Result<Vec<u8>> {
        let (volume, offset) = (at >> 32, at & 0xFFFF_FFFF);
        let path = self.folder.join(format!("{volume:06}"));
        let file = match self.open.entry(volume) {
            Entry::Occupied(open) => open.into_mut(),
            Entry::Vacant(new) => new.insert(File::open(&path).map_err(|error| failed(&path, &error))?),
        };
        let mut xml = vec![0; size];
        read_at(file, &mut xml, offset.unsigned_abs()).map_err(|error| failed(&path, &error))?;
        if !xml.contains(&0) && str::from_utf8(&xml).ok().and_then(record_parts).is_some() {
            return Ok(xml);
        }
        let message = format!("{}: a record of {identifier} is damaged", path.display());
        Err(StoreError::new(ErrorKind::Corrupt, message)
            .with_remedy("restore a backup of the old store, and upgrade that"))
    }
}

/// Links the old database into the folder where it stays.
fn keep_old(folder: &Path, path: &Path) -> Result<()> {
    let before = folder.join(BEFORE);
    let kept = || -> io::Result<()> {
        if before.exists() {
            fs::remove_dir_all(&before)?;
        }
        fs::create_dir(&before)?;
        let kept = before.join(FILE_NAME);
        fs::hard_link(path, &kept).or_else(|_| fs::copy(path, &kept).map(|_| ()))
    };
    kept().map_err(|error| failed(&before, &error))
}

/// Moves the volumes to the old database; also those that an upgrade which was killed has left.
fn put_away(folder: &Path) -> Result<()> {
    let (volumes, before) = (folder.join(VOLUMES), folder.join(BEFORE));
    if volumes.exists() && before.exists() {
        fs::rename(&volumes, before.join(VOLUMES)).map_err(|error| failed(&volumes, &error))?;
    }
    Ok(())
}

fn failed(path: &Path, error: &io::Error) -> StoreError {
    let kind = match error.kind() {
        io::ErrorKind::NotFound => ErrorKind::Gone,
        _ => ErrorKind::of(error),
    };
    StoreError::new(kind, format!("{}: {error}", path.display()))
}
