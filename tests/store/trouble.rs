//! What breaks below the embedded store: told apart, told in time, and over when its cause is.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use rusqlite::Connection;
use tempfile::TempDir;
use windrow::clock::{Clock, ManualClock};
use windrow::model::Datestamp;
use windrow::store::sqlite::{Durability, FILE_NAME, Sqlite};
use windrow::store::{Batch, ErrorKind, Store, Wait};

use super::bench::{id, put};

/// After a failure the store tries again to move the horizon only after so long.
const RESPITE: Duration = Duration::from_millis(1_100);

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
        drop(store.snapshot(Wait::Yes).unwrap());
        Self { folder, clock, store }
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join(FILE_NAME)
    }

    /// What reading and writing err with.
    fn fails_with(&self, kind: ErrorKind) {
        self.clock.advance(60);
        let read = self.store.snapshot(Wait::Yes).map(drop).unwrap_err();
        assert_eq!(read.kind, kind, "{read}");
        assert_eq!(self.store.document("x").unwrap_err().kind, kind);
        assert_eq!(self.store.put_document("x", "y", 0).unwrap_err().kind, kind);
    }

    fn now(&self) -> Datestamp {
        self.store.snapshot(Wait::Yes).unwrap().now()
    }

    /// What becomes of a document and of a batch that are written.
    fn written(&self) -> [Option<ErrorKind>; 2] {
        let base = self.store.document("x").unwrap().map_or(0, |document| document.revision);
        let document = self.store.put_document("x", "y", base).map(|revision| assert!(revision.is_some()));
        let identifier = id("a");
        let mut change = put("a", "1");
        change.rebase(self.store.bases(&[&identifier]).unwrap()[0]);
        let batch = self.store.apply(&Batch { source: "s", rules: 0, changes: &[change] });
        [document.err(), batch.err()].map(|error| error.map(|error| error.kind))
    }

    /// Nothing can be written, and answers go on as of the moment before.
    fn answers_as_of(&self, before: Datestamp, kind: ErrorKind) {
        for _ in 0..3 {
            self.clock.advance(60);
            assert_eq!(self.now(), before);
            assert_eq!(self.store.snapshot(Wait::Yes).unwrap().document("x").unwrap(), None);
            assert_eq!(self.written(), [Some(kind); 2]);
        }
    }

    fn is_well(&self) {
        std::thread::sleep(RESPITE);
        self.clock.advance(60);
        assert_eq!(self.written(), [None; 2]);
        self.clock.advance(60);
        assert_eq!(self.now(), self.clock.now());
        assert_eq!(self.store.problems(), []);
    }

    /// Makes every write fail, in this process and in others, as a full disk does; or lets them through again.
    fn set_full(&self, full: bool) {
        let connection = Connection::open(self.file()).unwrap();
        let statement = if full {
            "CREATE TRIGGER full BEFORE UPDATE ON state BEGIN SELECT RAISE(ABORT, 'as if the disk were full'); END"
        } else {
            "DROP TRIGGER full"
        };
        connection.execute_batch(statement).unwrap();
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
fn a_store_that_cannot_be_written_answers_as_of_the_last_moment_and_reports_it() {
    let broken = Broken::to_be();
    let before = broken.now();
    broken.set_full(true);
    broken.answers_as_of(before, ErrorKind::Other);
    let problems = broken.store.problems();
    assert_eq!(problems.len(), 1, "{problems:?}");
    let problem = problems[0].to_string();
    assert!(
        problem.contains("nothing can be written") && problem.contains("as if the disk were full"),
        "{problem}"
    );
    broken.set_full(false);
    broken.is_well();
}

#[test]
fn readers_of_a_store_that_another_process_locks_get_the_last_moment_and_do_not_wait_one_after_the_other() {
    const LINE: u32 = 12;
    let broken = Broken::to_be();
    let before = broken.now();
    let writer = Connection::open(broken.file()).unwrap();
    writer.execute_batch("BEGIN IMMEDIATE").unwrap();
    broken.clock.advance(60);
    let began = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..LINE {
            scope.spawn(|| assert_eq!(broken.now(), before));
        }
    });
    assert!(began.elapsed() < Duration::from_secs(1) * LINE / 2, "each waited for those before");
    writer.execute_batch("ROLLBACK").unwrap();
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
    assert_eq!(broken.store.put_document("x", "y", 0).unwrap_err().kind, ErrorKind::Permission);
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
