//! A store of version 3 is brought to this version: whole, or not at all.

use std::path::Path;
use std::sync::Arc;

use rusqlite::Connection;
use tempfile::TempDir;
use windrow::clock::ManualClock;
use windrow::store::sqlite::{Durability, FILE_NAME, Sqlite};
use windrow::store::{ErrorKind, Form, Found, Limit, Range, Store, Wait};

use super::bench::{NOON, stamp};
use super::old_store::{RECORDS, old_store, record};

fn clock() -> Arc<ManualClock> {
    Arc::new(ManualClock::at(stamp(NOON).plus(10)))
}

fn opened(folder: &Path) -> Sqlite {
    Sqlite::open_with(folder, clock(), Durability::Scratch).unwrap()
}

/// Everything that a harvester gets of the list.
fn list(store: &Sqlite, set: Option<&str>) -> String {
    let set = set.map(|set| set.parse().unwrap());
    let range = Range { prefix: "oai_dc", from: None, until: None, set: set.as_ref(), after: None };
    let snapshot = store.snapshot(Wait::Yes).unwrap();
    assert_eq!(snapshot.count(&range).unwrap(), RECORDS);
    let mut xml = Vec::new();
    snapshot.page(&range, Limit { records: 100, bytes: 1 << 20 }, Form::Records, &mut xml).unwrap();
    String::from_utf8(xml).unwrap()
}

fn is_whole(folder: &Path) {
    let store = opened(folder);
    let expected: String = (1..=RECORDS).map(record).collect();
    assert_eq!(list(&store, None), expected);
    assert_eq!(list(&store, Some("a")), expected);
    let snapshot = store.snapshot(Wait::Yes).unwrap();
    let mut xml = Vec::new();
    assert_eq!(snapshot.record("oai:x.example:2", "oai_dc", &mut xml).unwrap(), Found::Record);
    assert_eq!(xml, record(2).into_bytes());
    assert_eq!(snapshot.key().unwrap(), [7; 32], "tokens of the old store are accepted");
    assert_eq!(snapshot.rights().unwrap(), ["http://x.example/r"]);
    assert_eq!(snapshot.document("identity").unwrap().unwrap().text, "{\"name\":\"old\"}");
    assert_eq!(store.live_items("s").unwrap().len(), 4);
    assert_eq!(store.deletions_since("s", stamp(NOON)).unwrap(), 1);
    assert_eq!(
        store.item(&"oai:x.example:2".parse().unwrap()).unwrap().unwrap().oai_dc,
        "<metadata>2</metadata>"
    );
    assert_eq!(store.outdated(&|name| name == "r", 0, 9).unwrap(), []);
}

#[test]
fn everything_comes_along_and_the_old_files_stay() {
    let folder = TempDir::new().unwrap();
    old_store(folder.path());
    assert_eq!(Sqlite::upgrade(folder.path()).unwrap(), Some(3));
    is_whole(folder.path());
    let before = folder.path().join("before-upgrade");
    assert!(before.join(FILE_NAME).exists() && before.join("volumes/000001").exists());
    assert!(!folder.path().join("volumes").exists());
    assert_eq!(Sqlite::upgrade(folder.path()).unwrap(), None, "once is enough");
}

#[test]
fn no_other_command_upgrades_and_both_versions_are_named() {
    let folder = TempDir::new().unwrap();
    old_store(folder.path());
    for error in [
        Sqlite::open_with(folder.path(), clock(), Durability::Scratch).map(drop).unwrap_err(),
        Sqlite::open_read_only(folder.path(), clock()).map(drop).unwrap_err(),
    ] {
        assert_eq!(error.kind, ErrorKind::OtherVersion);
        let message = error.to_string();
        assert!(message.contains("version 3") && message.contains("version 5"), "{message}");
        assert!(message.contains("windrow upgrade"), "{message}");
    }
    assert_eq!(Sqlite::upgrade(folder.path()).unwrap(), Some(3), "and it was left as it was");
}

#[test]
fn a_store_that_another_process_has_open_is_not_upgraded() {
    let folder = TempDir::new().unwrap();
    old_store(folder.path());
    let other = Connection::open(folder.path().join(FILE_NAME)).unwrap();
    other.query_row("SELECT count(*) FROM log", [], |row| row.get::<_, i64>(0)).unwrap();
    let error = Sqlite::upgrade(folder.path()).unwrap_err();
    assert!(error.kind == ErrorKind::Busy && error.to_string().contains("stop the server"), "{error}");
    drop(other);
    Sqlite::upgrade(folder.path()).unwrap();
    is_whole(folder.path());
}

#[test]
fn an_upgrade_that_fails_leaves_the_old_store() {
    let folder = TempDir::new().unwrap();
    old_store(folder.path());
    let volume = folder.path().join("volumes/000001");
    let whole = std::fs::read(&volume).unwrap();
    let mut damaged = whole.clone();
    damaged[300] = 0;
    for (bytes, kind) in [(&whole[..whole.len() - 1], ErrorKind::Corrupt), (&damaged, ErrorKind::Corrupt)] {
        std::fs::write(&volume, bytes).unwrap();
        assert_eq!(Sqlite::upgrade(folder.path()).unwrap_err().kind, kind);
    }
    std::fs::remove_file(&volume).unwrap();
    assert_eq!(Sqlite::upgrade(folder.path()).unwrap_err().kind, ErrorKind::Gone);
    std::fs::write(&volume, &whole).unwrap();
    let old = Connection::open(folder.path().join(FILE_NAME)).unwrap();
    let version: i32 = old.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
    assert_eq!(version, 3);
    drop(old);
    Sqlite::upgrade(folder.path()).unwrap();
    is_whole(folder.path());
}

/// What an upgrade leaves behind that is killed after each of its steps.
#[test]
fn an_upgrade_that_was_killed_is_finished_by_the_next_one() {
    type Step = fn(&Path);
    let half_made: Step = |folder| std::fs::write(folder.join("windrow.sqlite.new"), "half").unwrap();
    let linked: Step = |folder| {
        std::fs::create_dir(folder.join("before-upgrade")).unwrap();
        std::fs::hard_link(folder.join(FILE_NAME), folder.join("before-upgrade").join(FILE_NAME)).unwrap();
    };
    for steps in [&[half_made][..], &[linked], &[half_made, linked]] {
        let folder = TempDir::new().unwrap();
        old_store(folder.path());
        steps.iter().for_each(|step| step(folder.path()));
        assert_eq!(Sqlite::upgrade(folder.path()).unwrap(), Some(3));
        is_whole(folder.path());
    }
    let renamed = TempDir::new().unwrap();
    old_store(renamed.path());
    Sqlite::upgrade(renamed.path()).unwrap();
    std::fs::rename(renamed.path().join("before-upgrade/volumes"), renamed.path().join("volumes")).unwrap();
    std::fs::remove_file(renamed.path().join("windrow.mark")).unwrap();
    is_whole(renamed.path());
    assert_eq!(Sqlite::upgrade(renamed.path()).unwrap(), None);
    assert!(!renamed.path().join("volumes").exists());
}
