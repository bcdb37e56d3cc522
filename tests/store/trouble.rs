//! What breaks below the embedded store: told apart, told in time, and over when its cause is.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use rusqlite::Connection;
use tempfile::TempDir;
use windrow::clock::ManualClock;
use windrow::store::sqlite::{Durability, FILE_NAME, Sqlite};
use windrow::store::{ErrorKind, Store};

struct Broken {
    folder: TempDir,
    clock: Arc<ManualClock>,
    store: Sqlite,
}

impl Broken {
    /// A store that has answered once, so that it holds connections.
    fn to_be() -> Self {
        let folder = TempDir::new().unwrap();
        let clock = Arc::new(ManualClock::at("2024-05-01T12:00:00Z".parse().unwrap()));
        let store = Sqlite::open_with(folder.path(), clock.clone(), Durability::Scratch).unwrap();
        drop(store.snapshot().unwrap());
        Self { folder, clock, store }
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join(FILE_NAME)
    }

    /// What reading and writing err with.
    fn fails_with(&self, kind: ErrorKind) {
        self.clock.advance(60);
        let read = self.store.snapshot().map(drop).unwrap_err();
        assert_eq!(read.kind, kind, "{read}");
        assert_eq!(self.store.document("x").unwrap_err().kind, kind);
        assert_eq!(self.store.put_document("x", "y").unwrap_err().kind, kind);
    }

    fn is_well(&self) {
        self.clock.advance(60);
        self.store.put_document("x", "y").unwrap();
        self.store.snapshot().unwrap();
    }
}

#[test]
fn a_store_that_is_taken_away_is_missed_and_well_again_when_it_is_put_back() {
    let broken = Broken::to_be();
    let away = broken.folder.path().join("away");
    std::fs::rename(broken.file(), &away).unwrap();
    broken.fails_with(ErrorKind::Gone);
    assert!(!broken.file().exists(), "an empty store in its place would be served as if all were well");
    std::fs::rename(&away, broken.file()).unwrap();
    broken.is_well();
}

#[test]
fn a_file_in_the_place_of_the_data_folder_is_told_apart_from_a_lack_of_rights() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("data");
    std::fs::write(&file, "").unwrap();
    let clock = Arc::new(ManualClock::at("2024-05-01T12:00:00Z".parse().unwrap()));
    let error = Sqlite::open(&file, clock).map(drop).unwrap_err();
    assert!(error.kind == ErrorKind::NoFolder && error.to_string().contains("--data"), "{error}");
}

#[test]
fn another_store_in_the_place_of_the_one_that_is_open_is_not_taken_for_it() {
    let broken = Broken::to_be();
    let other = Broken::to_be();
    std::fs::rename(other.file(), broken.file()).unwrap();
    broken.fails_with(ErrorKind::Gone);
}

#[test]
fn a_store_that_is_emptied_is_damaged() {
    let broken = Broken::to_be();
    let checkpoint = Connection::open(broken.file()).unwrap();
    checkpoint.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).unwrap();
    std::fs::write(broken.file(), "").unwrap();
    broken.fails_with(ErrorKind::Corrupt);
}

#[test]
fn who_stands_in_line_before_a_locked_store_does_not_wait_for_all_before() {
    const LINE: u32 = 12;
    let broken = Broken::to_be();
    let writer = Connection::open(broken.file()).unwrap();
    writer.execute_batch("BEGIN IMMEDIATE").unwrap();
    broken.clock.advance(60);
    let began = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..LINE {
            scope.spawn(|| assert_eq!(broken.store.snapshot().map(drop).unwrap_err().kind, ErrorKind::Busy));
        }
    });
    assert!(began.elapsed() < Duration::from_secs(5) * LINE / 2, "each waited for those before");
    writer.execute_batch("ROLLBACK").unwrap();
    std::thread::sleep(Duration::from_secs(1));
    broken.is_well();
}

#[test]
#[cfg(unix)]
fn a_store_that_was_read_only_is_well_again_when_it_may_be_written() {
    let broken = Broken::to_be();
    let (folder, clock) = (broken.folder, broken.clock);
    drop(broken.store);
    let file = folder.path().join(FILE_NAME);
    allow_writing(folder.path(), false);
    if std::fs::OpenOptions::new().append(true).open(&file).is_ok() {
        return println!("skipped: this user may write what nobody may write");
    }
    let store = Sqlite::open_with(folder.path(), clock.clone(), Durability::Scratch).unwrap();
    let broken = Broken { folder, clock, store };
    assert_eq!(broken.store.put_document("x", "y").unwrap_err().kind, ErrorKind::Permission);
    allow_writing(broken.folder.path(), true);
    broken.is_well();
}

/// Lets every file in the folder be written, or none.
#[cfg(unix)]
fn allow_writing(folder: &Path, allow: bool) {
    use std::os::unix::fs::PermissionsExt;
    let mode = if allow { 0o644 } else { 0o444 };
    for file in std::fs::read_dir(folder).unwrap() {
        std::fs::set_permissions(file.unwrap().path(), std::fs::Permissions::from_mode(mode)).unwrap();
    }
}
