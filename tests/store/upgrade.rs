//! A store of version 3 is brought to this version: whole, or not at all.

use std::path::Path;
use std::sync::Arc;

use rusqlite::Connection;
use tempfile::TempDir;
use windrow::clock::ManualClock;
use windrow::store::sqlite::{Durability, FILE_NAME, Sqlite};
use windrow::store::{ErrorKind, Form, Found, Limit, Range, Store, Wait};

use super::bench::{NOON, stamp};

/// The tables of version 3, with what this version needs of them.
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
    CREATE TABLE log (
        place INTEGER PRIMARY KEY, stamp INTEGER NOT NULL, gone INTEGER, deleted INTEGER NOT NULL,
        identifier TEXT NOT NULL, sets TEXT NOT NULL, at INTEGER NOT NULL, head INTEGER NOT NULL, size INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE rendering (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE item (
        id INTEGER PRIMARY KEY, identifier TEXT NOT NULL UNIQUE, source INTEGER NOT NULL, deleted INTEGER NOT NULL,
        origin TEXT NOT NULL, fingerprint TEXT NOT NULL, rendering INTEGER NOT NULL, native TEXT NOT NULL
    ) STRICT;
    CREATE TABLE record (
        item INTEGER NOT NULL, format INTEGER NOT NULL, place INTEGER NOT NULL, prior INTEGER, digest BLOB NOT NULL,
        stamp INTEGER NOT NULL, at INTEGER NOT NULL, size INTEGER NOT NULL, PRIMARY KEY (item, format)
    ) STRICT, WITHOUT ROWID;
    PRAGMA application_id = 0x57494E44;
    PRAGMA user_version = 3;
";

const RECORDS: u64 = 5;

/// A store of version 3 with five records, the last of which is a tombstone.
fn old_store(folder: &Path) {
    let now = stamp(NOON).unix();
    let connection = Connection::open(folder.join(FILE_NAME)).unwrap();
    connection.pragma_update(None, "journal_mode", "WAL").unwrap();
    connection.execute_batch(TABLES).unwrap();
    let state = "INSERT INTO state VALUES (1, ?1, ?2, ?2, ?2, ?2, 5, 4, 1, 2)";
    connection.execute(state, ([7_u8; 32].as_slice(), now)).unwrap();
    connection
        .execute_batch(&format!(
            "INSERT INTO document VALUES ('identity', '{{\"name\":\"old\"}}'), ('rendering', 'r');
             INSERT INTO source VALUES (1, 's'); INSERT INTO format VALUES (1, 'oai_dc');
             INSERT INTO node VALUES (1, 'a'); INSERT INTO rendering VALUES (1, 'r');
             INSERT INTO rights VALUES ('http://x.example/r'); INSERT INTO batch VALUES ({now}, 1, 5);"
        ))
        .unwrap();
    std::fs::create_dir(folder.join("volumes")).unwrap();
    let mut volume = String::new();
    for seq in 1..=RECORDS {
        add_record(&connection, &mut volume, seq, now);
    }
    std::fs::write(folder.join("volumes/000001"), volume).unwrap();
}

fn add_record(connection: &Connection, volume: &mut String, seq: u64, now: i64) {
    let deleted = seq == RECORDS;
    let xml = record(seq);
    let head = xml.find("</header>\n").unwrap() + "</header>\n".len();
    let (at, place) = ((1 << 32) + volume.len() as u64, (1 << 40) + seq);
    let identifier = format!("oai:x.example:{seq}");
    connection
        .execute(
            "INSERT INTO log VALUES (?1, ?2, NULL, ?3, ?4, 'a', ?5, ?6, ?7)",
            (place, now, deleted, &identifier, at, head, xml.len()),
        )
        .unwrap();
    let item = "INSERT INTO item VALUES (?1, ?2, 1, ?3, 'a.toml', 'f', 1, '{}')";
    connection.execute(item, (seq, &identifier, deleted)).unwrap();
    let digest: &[u8] = if deleted { &[] } else { &[1] };
    let row = "INSERT INTO record VALUES (?1, 1, ?2, NULL, ?3, ?4, ?5, ?6)";
    connection.execute(row, (seq, place, digest, now, at, xml.len())).unwrap();
    connection.execute("INSERT INTO member VALUES (1, ?1)", [place]).unwrap();
    for node in [0, 1] {
        let count = "INSERT INTO tally VALUES (?1, ?2, 1) ON CONFLICT DO UPDATE SET records = records + 1";
        connection.execute(count, (node, place >> 10)).unwrap();
    }
    volume.push_str(&xml);
}

fn record(seq: u64) -> String {
    let (status, body) = match seq {
        RECORDS => (" status=\"deleted\"", String::new()),
        _ => ("", format!("<metadata>{seq}</metadata>")),
    };
    format!(
        "<record><header{status}><identifier>oai:x.example:{seq}</identifier><datestamp>{NOON}</datestamp>\
         <setSpec>a</setSpec></header>\n{body}</record>\n"
    )
}

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
    assert_eq!(store.outdated("r", 0, 9).unwrap(), []);
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
