//! The files beside the database: room that is wasted is given back, what an older version wrote is taken over, and what
//! is missing or broken is told.

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use rusqlite::Connection;
use tempfile::TempDir;
use windrow::clock::ManualClock;
use windrow::store::sqlite::{Durability, FILE_NAME, Sqlite};
use windrow::store::{Change, ErrorKind, Outcome, Range, Store, StoredRecord};

use super::bench::{ALL, Bench, NOON, put, put_in, stamp};

/// A store whose folder can be looked into.
fn bench(folder: &Path) -> Bench {
    let clock = Arc::new(ManualClock::at(stamp(NOON)));
    let (path, time) = (folder.to_owned(), clock.clone());
    let reopen = move || -> Arc<dyn Store> {
        Arc::new(Sqlite::open_with(&path, time.clone(), Durability::Scratch).unwrap())
    };
    Bench { store: reopen(), clock, reopen: Box::new(reopen) }
}

/// The names and sizes of the volumes.
fn volumes(folder: &Path) -> Vec<(String, u64)> {
    let mut volumes: Vec<_> = std::fs::read_dir(folder.join("volumes"))
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| (entry.file_name().into_string().unwrap(), entry.metadata().unwrap().len()))
        .collect();
    volumes.sort();
    volumes
}

#[test]
fn the_room_of_versions_that_nobody_sees_is_given_back() {
    let folder = TempDir::new().unwrap();
    let bench = bench(folder.path());
    let body = |item: usize, version: usize| format!("{item}.{version} ").repeat(20_000);
    let all =
        |version| (0..60).map(|item| put(&format!("{item:02}"), &body(item, version))).collect::<Vec<_>>();
    for version in 0..12 {
        // Some stay as they are from the beginning, so that every volume has something left in it.
        let changes = all(version).into_iter().skip(if version == 0 { 0 } else { 6 }).collect::<Vec<_>>();
        bench.apply(&changes);
        bench.clock.advance(60);
        bench.get("00");
    }
    let whole: u64 = volumes(folder.path()).iter().map(|(_, size)| size).sum();
    let seen = bench.list(ALL);
    assert_eq!(seen.len(), 60);
    for (name, text, _) in &seen {
        let item: usize = name.parse().unwrap();
        assert!(*text == body(item, if item < 6 { 0 } else { 11 }), "{name} has another text");
    }
    let live: u64 = seen.iter().map(|(_, text, _)| text.len() as u64).sum();
    assert!(whole < 4 * live, "{whole} bytes for {live}: {:?}", volumes(folder.path()));
    assert!(volumes(folder.path()).iter().all(|(name, _)| name != "000001"), "the first volume is gone");
    for (name, text, _) in seen {
        assert!(bench.get(&name) == Some(text), "{name} is found where it has been moved to");
    }
}

#[test]
fn records_that_lie_far_apart_are_read_together_as_they_are_one_by_one() {
    let folder = TempDir::new().unwrap();
    let bench = bench(folder.path());
    let far = "so long that the next one is far away ".repeat(10_000);
    let item = |number: usize| match number % 3 {
        0 => put(&number.to_string(), &far),
        _ => put_in(&number.to_string(), &["some"], &[("oai_dc", &format!("text {number}"))]),
    };
    bench.apply(&(0..12).map(item).collect::<Vec<_>>());
    bench.wait();
    let some = "some".parse().unwrap();
    let snapshot = bench.store.snapshot().unwrap();
    let mut pieces = Vec::new();
    let range = Range { set: Some(&some), ..ALL };
    let each = &mut |record: StoredRecord<'_>| {
        pieces.push(record.piece);
        ControlFlow::Continue(())
    };
    snapshot.walk(&range, false, each).unwrap();
    assert_eq!(pieces.len(), 8);
    assert!(pieces.windows(2).any(|pair| pair[1].at - pair[0].at > 300_000), "{pieces:?}");
    let (mut together, mut by_one) = (Vec::new(), Vec::new());
    snapshot.read(&pieces, &mut together).unwrap();
    pieces.iter().for_each(|piece| snapshot.read(&[*piece], &mut by_one).unwrap());
    let together = String::from_utf8(together).unwrap();
    assert_eq!(together, String::from_utf8(by_one).unwrap());
    assert_eq!(together.matches("<record>").count(), 8);
    assert!(together.contains("text 11"), "{together}");
}

#[test]
fn a_volume_that_is_gone_is_missed_and_well_again_when_it_is_put_back() {
    let folder = TempDir::new().unwrap();
    let bench = bench(folder.path());
    bench.apply(&[put("a", "1")]);
    bench.wait();
    let (volume, away) = (folder.path().join("volumes/000001"), folder.path().join("away"));
    std::fs::rename(&volume, &away).unwrap();
    let store = (bench.reopen)();
    let read = |store: &dyn Store| {
        let snapshot = store.snapshot().unwrap();
        snapshot.walk(&ALL, true, &mut |_| ControlFlow::Continue(()))
    };
    let error = read(&*store).unwrap_err();
    assert_eq!(error.kind, ErrorKind::Gone);
    assert!(error.message.contains("volumes/000001"), "{error}");
    std::fs::rename(&away, &volume).unwrap();
    read(&*store).unwrap();
    std::fs::write(&volume, b"<record>").unwrap();
    assert_eq!(read(&*store).unwrap_err().kind, ErrorKind::Corrupt, "it is too short");
    std::fs::write(&volume, [0; 4096]).unwrap();
    assert_eq!(read(&*store).unwrap_err().kind, ErrorKind::Corrupt, "there is no record in it");
}

#[test]
fn what_a_writer_that_was_killed_left_behind_is_written_over() {
    let folder = TempDir::new().unwrap();
    let bench = bench(folder.path());
    bench.apply(&[put("a", "1")]);
    bench.wait();
    let volume = folder.path().join("volumes/000001");
    let mut bytes = std::fs::read(&volume).unwrap();
    bytes.extend_from_slice(&[b'x'; 10_000]);
    std::fs::write(&volume, bytes).unwrap();
    bench.apply(&[put("b", "2"), put("c", "3")]);
    bench.wait();
    assert_eq!(bench.bodies(ALL), ["a=1", "b=2", "c=3"]);
}

/// Makes tables of version 2 those of version 1, as far as records are concerned.
const VERSION_1: &str = "
    DROP TABLE log; DROP TABLE run; DROP TABLE volume;
    CREATE TABLE log (
        place INTEGER PRIMARY KEY, stamp INTEGER NOT NULL, gone INTEGER, deleted INTEGER NOT NULL,
        identifier TEXT NOT NULL, sets TEXT NOT NULL, body TEXT NOT NULL
    ) STRICT;
    CREATE INDEX log_gone ON log (gone) WHERE gone IS NOT NULL;
    PRAGMA user_version = 1;";

/// Makes tables of today those of version 2.
const VERSION_2: &str = "
    ALTER TABLE record DROP COLUMN stamp; ALTER TABLE record DROP COLUMN at; ALTER TABLE record DROP COLUMN size;
    ALTER TABLE item RENAME TO item_after; DROP INDEX item_of_source;
    CREATE TABLE item (
        id INTEGER PRIMARY KEY, identifier TEXT NOT NULL UNIQUE, source INTEGER NOT NULL, deleted INTEGER NOT NULL,
        origin TEXT NOT NULL, fingerprint TEXT NOT NULL, rendering TEXT NOT NULL, native TEXT NOT NULL
    ) STRICT;
    CREATE INDEX item_of_source ON item (source) WHERE deleted = 0;
    INSERT INTO item SELECT i.id, identifier, source, deleted, origin, fingerprint, r.name, native
        FROM item_after i JOIN rendering r ON r.id = i.rendering;
    DROP TABLE item_after; DROP TABLE rendering;
    PRAGMA user_version = 2;";

/// A row of its log.
type Row = (i64, i64, Option<i64>, bool, String, String, String);

#[test]
fn a_store_of_version_1_shows_the_same_as_before() {
    let folder = TempDir::new().unwrap();
    let made = bench(folder.path());
    made.apply(&[put("a", "1"), put_in("b", &["x:y"], &[("oai_dc", "2"), ("marcxml", "3")]), put("c", "ü")]);
    made.wait();
    made.apply(&[Change::Delete(super::bench::id("a"))]);
    made.wait();
    let (before, marcxml) = (made.list(ALL), made.list(windrow::store::Range { prefix: "marcxml", ..ALL }));
    let rows: Vec<Row> = {
        let connection = Connection::open(folder.path().join(FILE_NAME)).unwrap();
        let mut statement = connection
            .prepare("SELECT place, stamp, gone, deleted, identifier, sets FROM log ORDER BY place")
            .unwrap();
        let rows = statement.query_map([], |row| {
            let (identifier, deleted): (String, bool) = (row.get(4)?, row.get(3)?);
            let local = identifier.rsplit(':').next().unwrap();
            let body = match (local, row.get::<_, i64>(0)? >> 40) {
                _ if deleted => "",
                ("a", _) => "1",
                ("b", 1) => "2",
                ("b", _) => "3",
                _ => "ü",
            };
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, deleted, identifier, row.get(5)?, body.to_owned()))
        });
        rows.unwrap().collect::<Result<_, _>>().unwrap()
    };
    let Bench { store, clock, reopen } = made;
    drop(store);
    std::fs::remove_dir_all(folder.path().join("volumes")).unwrap();
    let connection = Connection::open(folder.path().join(FILE_NAME)).unwrap();
    connection.execute_batch(VERSION_2).unwrap();
    connection.execute_batch(VERSION_1).unwrap();
    for row in rows {
        connection.execute("INSERT INTO log VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)", row).unwrap();
    }
    drop(connection);
    let after = Bench { store: reopen(), clock, reopen };
    assert_eq!(after.list(ALL), before);
    assert_eq!(after.list(windrow::store::Range { prefix: "marcxml", ..ALL }), marcxml);
    assert_eq!(after.counted(ALL), before);
    for (name, text, _) in &before {
        assert_eq!(after.get(name).as_ref(), Some(text));
    }
    after.apply(&[put("d", "4")]);
    after.wait();
    assert_eq!(after.list(ALL).len(), before.len() + 1);
}

#[test]
fn a_store_of_version_2_gives_the_same_records_as_before() {
    let folder = TempDir::new().unwrap();
    let made = bench(folder.path());
    made.apply(&[put("a", "1"), put_in("b", &["x:y"], &[("marcxml", "3"), ("oai_dc", "2")]), put("c", "3")]);
    made.wait();
    made.list(ALL); // What was never shown would be gone at once.
    made.apply(&[Change::Delete(super::bench::id("a")), put("c", "4")]);
    let Bench { store, clock, reopen } = made;
    drop(store);
    let connection = Connection::open(folder.path().join(FILE_NAME)).unwrap();
    connection.execute_batch(VERSION_2).unwrap();
    drop(connection);
    let after = Bench { store: reopen(), clock, reopen };
    let all = || ["a", "b", "c"].map(|name| after.get(name).unwrap());
    assert_eq!(all(), ["1", "2", "3"], "what was written last is not visible yet");
    after.wait();
    assert_eq!(all(), ["†", "2", "4"]);
    assert_eq!(after.apply(&[put("c", "4")]), [Outcome::Unchanged]);
    assert!(after.store.outdated("1", None, 9).unwrap().is_empty());
    assert_eq!(after.store.outdated("2", None, 9).unwrap().len(), 2);
}
