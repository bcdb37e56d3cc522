//! The store as one file in another folder, and back.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use rusqlite::Connection;

use super::connection::FILE_NAME;
use super::journal;
use super::mark::{MARK_NAME, Mark};
use super::presence::Presence;
use super::schema;
use super::state::State;
use crate::model::Datestamp;
use crate::store::backup::{Manifest, expect_room, failed, finish, hash, partial, prepare, remove, settle};
use crate::store::{ErrorKind, Result, StoreError};

/// How often the size of a growing file is looked at.
const POLLED: Duration = Duration::from_millis(100);

/// How many bytes are copied before progress is shown.
const PIECE: u64 = 8 << 20;

/// Called with the number of bytes done, and of how many.
type Progress<'p> = &'p dyn Fn(u64, u64);

/// Writes the store as it is at one moment into another folder, while others read and write it.
pub fn backup(folder: &Path, into: &Path, now: Datestamp, progress: Progress<'_>) -> Result<Manifest> {
    let presence = Presence::shared(folder, false)?;
    let store = folder.join(FILE_NAME);
    drop(opened(&store)?); // an older store stays as it is
    let log = journal::keep_log(&store);
    let connection = opened(&store)?;
    Mark::in_folder(folder).check(|| State::read(&connection))?;
    prepare(into, FILE_NAME)?;
    let path = into.join(FILE_NAME);
    let partial = partial(&path);
    let needed = connection.query_row(
        "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size",
        [],
        |row| row.get(0),
    )?;
    expect_room(into, needed)?;
    vacuum_into(connection, &partial, &|done| progress(done, needed))?;
    let manifest = described(&partial, now)?;
    settle(&partial, &path)?;
    manifest.check(into, &|_, _| ())?;
    manifest.write(into)?;
    finish(into)?;
    if let Some(mut log) = log.filter(|_| presence.try_alone()) {
        journal::put_away_log(&mut log);
    }
    Ok(manifest)
}

/// The store in a file, which this version can read.
fn opened(path: &Path) -> Result<Connection> {
    if !path.exists() {
        return Err(StoreError::new(ErrorKind::Missing, format!("there is no store at {}", path.display())));
    }
    journal::refuse_stale_log(path)?;
    let connection = journal::open_read_only(path)?;
    schema::expect_readable(&connection)?;
    Ok(connection)
}

/// Copies what a read transaction shows; meanwhile the size of the copy is reported.
fn vacuum_into(connection: Connection, path: &Path, progress: &dyn Fn(u64)) -> Result<()> {
    let name = path.to_str().ok_or_else(|| {
        StoreError::new(ErrorKind::Other, format!("{} is not UTF-8", path.display()))
            .with_remedy("name another folder")
    })?;
    thread::scope(|scope| {
        let copying = scope.spawn(move || connection.execute("VACUUM INTO ?1", [name]));
        while !copying.is_finished() {
            progress(fs::metadata(path).map_or(0, |file| file.len()));
            thread::sleep(POLLED);
        }
        let copied = copying.join().map_err(|_| StoreError::new(ErrorKind::Other, "the copy failed"))?;
        copied.map(|_| ()).map_err(|error| StoreError::from(error).at(path.display()))
    })
}

/// Opens the copy as a store, and describes it.
fn described(path: &Path, made: Datestamp) -> Result<Manifest> {
    let connection = opened(path)?;
    let text = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, String>(0));
    if text("PRAGMA quick_check")? != "ok" || text("PRAGMA journal_mode")? != "delete" {
        return Err(StoreError::new(ErrorKind::Corrupt, format!("{} is damaged", path.display()))
            .with_remedy("run `windrow verify`, and make the backup on another disk"));
    }
    let state = State::read(&connection)?;
    let records = connection.query_row("SELECT count(*) FROM record", [], |row| row.get(0))?;
    drop(connection);
    let (size, sha256) = hash(path, &|_| ())?;
    Ok(Manifest {
        format: Manifest::FORMAT,
        store_version: schema::VERSION,
        records,
        items: state.items.unsigned_abs(),
        seq: state.seq.unsigned_abs(),
        horizon: state.horizon.now.to_string(),
        made: made.to_string(),
        file: FILE_NAME.to_owned(),
        size,
        sha256,
    })
}

/// Makes the file of a backup the store of a folder that has none. `replace_lost` says whether the folder may have parts of
/// a store that was lost; they are renamed. `progress` is called with the number of bytes copied, and of how many.
///
/// The copy is there under another name before the parts are renamed: it shows that a restoration has begun, so that no
/// program makes an empty store in the meantime.
pub fn copy_back(
    from: &Path,
    manifest: &Manifest,
    folder: &Path,
    replace_lost: bool,
    progress: Progress<'_>,
) -> Result<()> {
    fs::create_dir_all(folder).map_err(|error| failed(folder, &error))?;
    let _presence = Presence::alone(folder)?;
    let path = folder.join(FILE_NAME);
    if path.exists() {
        return Err(StoreError::new(ErrorKind::Busy, format!("{} has just been made", path.display())));
    }
    if !replace_lost {
        refuse_parts(folder)?;
    }
    let partial = partial(&path);
    remove(&partial)?;
    expect_room(folder, manifest.size)?;
    copy(&from.join(&manifest.file), &partial, &|done| progress(done, manifest.size))?;
    if hash(&partial, &|_| ())? != (manifest.size, manifest.sha256.clone()) {
        let message = format!("{} is not as it was written", partial.display());
        return Err(StoreError::new(ErrorKind::Corrupt, message));
    }
    let state = State::read(&opened(&partial)?)?;
    put_parts_aside(folder)?;
    settle(&partial, &path)?;
    Mark::in_folder(folder).set(&state);
    Ok(())
}

/// Copies a file piece by piece.
fn copy(from: &Path, to: &Path, progress: &dyn Fn(u64)) -> Result<()> {
    let copied = || -> io::Result<()> {
        let (mut source, mut target) = (File::open(from)?, File::create(to)?);
        let mut done = 0;
        loop {
            match io::copy(&mut (&mut source).take(PIECE), &mut target)? {
                0 => return Ok(()),
                copied => done += copied,
            }
            progress(done);
        }
    };
    copied().map_err(|error| failed(to, &error))
}

/// What is left of a lost store, and would be taken for a part of the restored one.
fn parts(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let names = [MARK_NAME, "windrow.sqlite-wal", "windrow.sqlite-shm", "windrow.sqlite-journal", "volumes"];
    names.map(|name| folder.join(name)).into_iter().filter(|part| part.exists())
}

fn refuse_parts(folder: &Path) -> Result<()> {
    let Some(part) = parts(folder).next() else { return Ok(()) };
    let message = format!(
        "{FILE_NAME} is missing, but {} is left: harvesters may hold records that are newer than the backup",
        part.display()
    );
    Err(StoreError::new(ErrorKind::Gone, message).with_remedy(
        "put the store back; or, if it is lost, restore the backup with `windrow restore --replace-lost`",
    ))
}

fn put_parts_aside(folder: &Path) -> Result<()> {
    for part in parts(folder) {
        let mut aside = part.as_os_str().to_owned();
        aside.push(".lost");
        fs::rename(&part, &aside).map_err(|error| failed(&part, &error))?;
    }
    Ok(())
}
