//! What is noticed before a store is served: lost and foreign parts, and damage on the disk.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use tempfile::TempDir;
use windrow::clock::ManualClock;
use windrow::model::Datestamp;
use windrow::store::sqlite::{Durability, FILE_NAME, Sqlite};
use windrow::store::{Batch, ErrorKind, Store, StoreError, Wait};

use super::bench::{NOON, put, stamp};

fn clock() -> Arc<ManualClock> {
    Arc::new(ManualClock::at(stamp(NOON)))
}

fn open(folder: &Path) -> Result<Sqlite, StoreError> {
    Sqlite::open_with(folder, clock(), Durability::Scratch)
}

fn refusal(folder: &Path) -> StoreError {
    open(folder).map(drop).unwrap_err()
}

/// A folder with a closed store of one record.
fn closed() -> TempDir {
    let folder = TempDir::new().unwrap();
    let store = open(folder.path()).unwrap();
    store.apply(&Batch { source: "s", rules: 0, changes: &[put("a", "1")] }).unwrap();
    drop(store);
    folder
}

fn file(folder: &TempDir, name: &str) -> PathBuf {
    folder.path().join(name)
}

fn files(folder: &TempDir) -> Vec<String> {
    let entries = std::fs::read_dir(folder.path()).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_closed_store_is_one_file_with_a_lock_and_a_mark() {
    assert_eq!(files(&closed()), ["windrow.lock", "windrow.mark", FILE_NAME]);
}

#[test]
fn a_new_store_has_large_pages_and_a_write_ahead_log() {
    let folder = TempDir::new().unwrap();
    let store = open(folder.path()).unwrap();
    let look = rusqlite::Connection::open(file(&folder, FILE_NAME)).unwrap();
    let pragma = |name: &str| {
        look.pragma_query_value(None, name, |row| row.get::<_, rusqlite::types::Value>(0)).unwrap()
    };
    assert_eq!(pragma("page_size"), 16_384_i64.into());
    assert_eq!(pragma("journal_mode"), "wal".to_owned().into());
    drop(store);
}

#[test]
fn a_store_without_its_database_is_not_begun_anew() {
    let folder = closed();
    let away = file(&folder, "away");
    std::fs::rename(file(&folder, FILE_NAME), &away).unwrap();
    let error = refusal(folder.path());
    assert!(error.kind == ErrorKind::Gone && error.to_string().contains("windrow restore"), "{error}");
    assert!(!file(&folder, FILE_NAME).exists());
    std::fs::rename(&away, file(&folder, FILE_NAME)).unwrap();
    open(folder.path()).unwrap();
    let volumes = TempDir::new().unwrap();
    std::fs::create_dir(volumes.path().join("volumes")).unwrap();
    assert_eq!(refusal(volumes.path()).kind, ErrorKind::Gone);
}

#[test]
fn a_store_that_has_lost_published_changes_is_refused() {
    let folder = closed();
    let before = std::fs::read(file(&folder, FILE_NAME)).unwrap();
    let store = open(folder.path()).unwrap();
    store.apply(&Batch { source: "s", rules: 0, changes: &[put("b", "1")] }).unwrap();
    drop(store);
    std::fs::write(file(&folder, FILE_NAME), before).unwrap();
    let error = refusal(folder.path());
    assert!(error.kind == ErrorKind::Gone && error.to_string().contains("older than"), "{error}");
}

#[test]
fn another_store_in_its_place_is_refused() {
    let (folder, other) = (closed(), closed());
    std::fs::copy(file(&other, FILE_NAME), file(&folder, FILE_NAME)).unwrap();
    assert_eq!(refusal(folder.path()).kind, ErrorKind::Gone);
}

#[test]
fn a_write_ahead_log_of_another_store_is_refused() {
    let folder = closed();
    std::fs::write(file(&folder, "windrow.sqlite-wal"), "left behind").unwrap();
    let error = refusal(folder.path());
    assert!(error.kind == ErrorKind::Gone && error.to_string().contains("-wal"), "{error}");
    std::fs::remove_file(file(&folder, "windrow.sqlite-wal")).unwrap();
    open(folder.path()).unwrap();
    std::fs::remove_file(file(&folder, FILE_NAME)).unwrap();
    std::fs::remove_file(file(&folder, "windrow.mark")).unwrap();
    std::fs::write(file(&folder, "windrow.sqlite-wal"), "left behind").unwrap();
    assert_eq!(refusal(folder.path()).kind, ErrorKind::Gone);
}

#[test]
fn a_damaged_mark_is_reported() {
    let folder = closed();
    let mut mark = std::fs::read(file(&folder, "windrow.mark")).unwrap();
    mark[12] ^= 1;
    std::fs::write(file(&folder, "windrow.mark"), mark).unwrap();
    assert_eq!(refusal(folder.path()).kind, ErrorKind::Corrupt);
}

#[test]
fn reading_only_changes_nothing() {
    let folder = closed();
    let before = std::fs::read(file(&folder, FILE_NAME)).unwrap();
    let clock = clock();
    clock.advance(3 * 365 * 86_400);
    let store = Sqlite::open_read_only(folder.path(), clock).unwrap();
    store.snapshot(Wait::Yes).unwrap();
    assert_eq!(store.live_items("s").unwrap().len(), 1);
    let error = store.apply(&Batch { source: "s", rules: 0, changes: &[put("b", "1")] }).unwrap_err();
    assert_eq!(error.kind, ErrorKind::ReadOnly);
    drop(store);
    assert_eq!(std::fs::read(file(&folder, FILE_NAME)).unwrap(), before);
    assert_eq!(files(&folder), ["windrow.lock", "windrow.mark", FILE_NAME]);
    let nothing = TempDir::new().unwrap();
    let error = Sqlite::open_read_only(nothing.path(), self::clock()).map(drop).unwrap_err();
    assert!(error.kind == ErrorKind::Missing && files(&nothing).is_empty());
}

#[test]
fn a_reader_beside_a_writer_sees_what_it_writes() {
    let folder = closed();
    let store = open(folder.path()).unwrap();
    let reader = Sqlite::open_read_only(folder.path(), clock()).unwrap();
    store.apply(&Batch { source: "s", rules: 0, changes: &[put("b", "1")] }).unwrap();
    assert_eq!(reader.live_items("s").unwrap().len(), 2);
    drop(store);
    assert_eq!(reader.live_items("s").unwrap().len(), 2);
}

#[test]
fn a_damaged_record_fails_alone_and_is_reported() {
    let folder = TempDir::new().unwrap();
    let clock = clock();
    let store = Sqlite::open_with(folder.path(), clock.clone(), Durability::Scratch).unwrap();
    store.apply(&Batch { source: "s", rules: 0, changes: &[put("a", "1"), put("b", "1")] }).unwrap();
    clock.advance(2);
    let damage = rusqlite::Connection::open(file(&folder, FILE_NAME)).unwrap();
    let changed = "UPDATE log SET xml = CAST(replace(CAST(xml AS TEXT), '1</record>', '7</record>') AS BLOB) WHERE item = 1";
    assert_eq!(damage.execute(changed, []).unwrap(), 1);
    let snapshot = store.snapshot(Wait::Yes).unwrap();
    let record = |name: &str| snapshot.record(&format!("oai:x.example:{name}"), "oai_dc", &mut Vec::new());
    assert_eq!(record("a").unwrap_err().kind, ErrorKind::DamagedRecord);
    assert!(record("b").is_ok());
    let problems = store.problems();
    assert!(
        problems.iter().any(|problem| problem.message.contains("oai:x.example:a in oai_dc")),
        "{problems:?}"
    );
}

#[test]
fn a_store_of_a_later_version_is_refused_and_both_versions_are_named() {
    let folder = closed();
    let later = rusqlite::Connection::open(file(&folder, FILE_NAME)).unwrap();
    later.pragma_update(None, "user_version", 99).unwrap();
    drop(later);
    let message = refusal(folder.path()).to_string();
    assert!(message.contains("version 99") && message.contains("version 5"), "{message}");
}

/// A clock that is years ahead once is reported, at a start and while the store is open.
#[test]
fn a_forward_jump_of_the_clock_is_reported_after_a_restart_too() {
    let folder = closed();
    let clock = clock();
    clock.set(Datestamp::from_unix(stamp(NOON).unix() + 3 * 365 * 86_400));
    let store = Sqlite::open_with(folder.path(), clock.clone(), Durability::Scratch).unwrap();
    store.snapshot(Wait::Yes).unwrap();
    assert!(store.problems().iter().any(|problem| problem.kind == ErrorKind::Clock));
    drop(store);
    let store = Sqlite::open_with(folder.path(), clock, Durability::Scratch).unwrap();
    assert!(store.problems().iter().any(|problem| problem.kind == ErrorKind::Clock));
}
