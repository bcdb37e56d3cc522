//! Damage is found: by `verify`, when the store is opened, and at the latest when something damaged is asked for.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use rusqlite::Connection;
use tempfile::TempDir;
use windrow::clock::ManualClock;
use windrow::store::sqlite::{Durability, FILE_NAME, Sqlite};
use windrow::store::{
    Access, ErrorKind, Form, Found, Location, Part, Range, Snapshot, Store, StoreError, Wait,
};

use super::bench::{ALL, Bench, LIMIT, NOON, delete, id, put_in, stamp};

const ITEMS: usize = 150;
const PREFIXES: [&str; 2] = ["mods", "oai_dc"];
const SETS: [&str; 3] = ["x", "x:y", "z"];

/// A store with records in two formats and in sets: some changed, some deleted.
pub fn filled(folder: &Path) -> Bench {
    let folder = folder.to_owned();
    let bench =
        Bench::of(move |clock| Arc::new(Sqlite::open_with(&folder, clock, Durability::Scratch).unwrap()));
    let name = |number: usize| format!("item{number}");
    let item = |number: usize, body: &str| {
        put_in(&name(number), sets_of(number), &PREFIXES.map(|prefix| (prefix, body)))
    };
    let changes: Vec<_> = (0..ITEMS).map(|number| item(number, &format!("<a>{number}</a>"))).collect();
    bench.apply(&changes);
    bench.wait();
    bench.snapshot();
    let changes: Vec<_> = (0..ITEMS).step_by(7).map(|number| item(number, "<a>changed</a>")).collect();
    bench.apply(&changes);
    bench.wait();
    bench.snapshot();
    let changes: Vec<_> = (0..ITEMS).step_by(11).map(|number| delete(&name(number))).collect();
    bench.apply(&changes);
    bench.store.put_document("d", "text", 0).unwrap();
    bench.wait();
    bench.snapshot();
    bench
}

/// The sets of the item with this number.
pub fn sets_of(number: usize) -> &'static [&'static str] {
    [&["x:y"][..], &["z"], &["x", "z"], &[]][number % 4]
}

pub fn location(folder: &Path) -> Location {
    Location::new(folder.to_owned(), 0)
}

/// Every question, and its answer or failure.
pub type Answers = BTreeMap<String, Result<String, ErrorKind>>;

pub fn answers(store: &dyn Store) -> Answers {
    let mut answers = Answers::new();
    let mut add = |question: String, answer: Result<String, StoreError>| {
        answers.insert(question, answer.map_err(|error| error.kind));
    };
    let snapshot = match store.snapshot(Wait::Yes) {
        Ok(snapshot) => snapshot,
        Err(error) => {
            add("snapshot".into(), Err(error));
            return answers;
        }
    };
    for prefix in PREFIXES {
        for set in [None, Some(SETS[0]), Some(SETS[1]), Some(SETS[2])] {
            let set = set.map(|set| set.parse().unwrap());
            let range = Range { prefix, set: set.as_ref(), ..ALL };
            add(format!("{prefix} {set:?}"), list(&*snapshot, range));
        }
        for number in 0..ITEMS {
            add(format!("{prefix} {number}"), record(&*snapshot, number, prefix));
        }
    }
    add("d".into(), snapshot.document("d").map(|document| format!("{document:?}")));
    answers
}

fn list(snapshot: &dyn Snapshot, range: Range<'_>) -> Result<String, StoreError> {
    let mut text = format!("{} ", snapshot.count(&range)?);
    let mut after = None;
    loop {
        let mut xml = Vec::new();
        let page = snapshot.page(&Range { after, ..range }, LIMIT, Form::Records, &mut xml)?;
        text += &String::from_utf8_lossy(&xml);
        after = Some(page.last);
        if !page.more {
            return Ok(text);
        }
    }
}

fn record(snapshot: &dyn Snapshot, number: usize, prefix: &str) -> Result<String, StoreError> {
    let mut xml = Vec::new();
    let identifier = id(&format!("item{number}"));
    Ok(match snapshot.record(identifier.as_str(), prefix, &mut xml)? {
        Found::Record => String::from_utf8_lossy(&xml).into_owned(),
        other => format!("{other:?}"),
    })
}

/// The answers of the store in the folder, or the failure to open it.
pub fn reopened(folder: &Path, clock: &Arc<ManualClock>) -> Answers {
    match Sqlite::open_with(folder, clock.clone(), Durability::Scratch) {
        Ok(store) => answers(&store),
        Err(error) => Answers::from([("open".to_owned(), Err(error.kind))]),
    }
}

/// Alters the closed store in the folder as no change of records does.
pub fn alter(folder: &Path, sql: &str) {
    let connection = Connection::open(folder.join(FILE_NAME)).unwrap();
    connection.execute_batch(sql).unwrap();
}

#[test]
fn nothing_is_found_in_a_store_that_is_intact_and_in_use() {
    let folder = TempDir::new().unwrap();
    let bench = filled(folder.path());
    assert_eq!(location(folder.path()).verify(&|_, _| ()).unwrap(), []);
    bench.apply(&[delete("item1"), put_in("item2", &["z"], &[("oai_dc", "new")])]);
    assert_eq!(location(folder.path()).verify(&|_, _| ()).unwrap(), []);
    drop(bench);
    assert_eq!(location(folder.path()).verify(&|_, _| ()).unwrap(), []);
}

/// What verify finds after the store was altered.
fn found(sql: &str) -> (TempDir, Vec<(Part, String)>) {
    let folder = TempDir::new().unwrap();
    drop(filled(folder.path()));
    alter(folder.path(), sql);
    let found = location(folder.path()).verify(&|_, _| ()).unwrap();
    (folder, found.into_iter().map(|damage| (damage.part, damage.name())).collect())
}

#[test]
fn a_damaged_record_is_named_and_the_others_are_served() {
    let place =
        "(SELECT place FROM record JOIN item i ON i.id = item WHERE identifier LIKE '%item5' AND format = 1)";
    for damage in ["xml = zeroblob(400)", "stamp = stamp + 1", "seal = seal + 1"] {
        let (folder, found) = found(&format!("UPDATE log SET {damage} WHERE place = {place}"));
        assert_eq!(found.len(), 1, "{damage}: {found:?}");
        assert_eq!(found[0].0, Part::Record, "{damage}");
        assert!(found[0].1.starts_with("oai:x.example:item5 in "), "{damage}: {found:?}");
        let clock = Arc::new(ManualClock::at(stamp(NOON).plus(3_600)));
        let store = location(folder.path()).open(Access::ReadWrite, clock).unwrap();
        let problems = store.problems();
        assert!(problems.iter().any(|problem| problem.message.contains(&found[0].1)), "{problems:?}");
        let failed = answers(&*store).into_iter().filter(|(_, answer)| answer.is_err()).count();
        assert!(
            (1..=3).contains(&failed),
            "the record, and the lists that it is in, but not {failed} answers"
        );
    }
}

#[test]
fn other_damage_is_found_and_the_store_is_not_opened() {
    for (sql, part) in [
        ("UPDATE state SET seq = seq + 1", Part::Store),
        ("UPDATE document SET text = 'other'", Part::Store),
        ("UPDATE item SET native = 'other' WHERE id = 9", Part::Item),
        ("UPDATE item SET identifier = 'oai:x.example:other' WHERE id = 9", Part::Item),
        ("DELETE FROM member WHERE place = (SELECT min(place) FROM member)", Part::Index),
        ("INSERT INTO member VALUES (1, 77)", Part::Index),
        ("UPDATE tally SET records = records + 1 WHERE node = 0", Part::Index),
        ("INSERT INTO tally VALUES (1, 77, 1, 0)", Part::Index),
        ("UPDATE batch SET last = last - 1 WHERE first = 1", Part::Index),
        ("UPDATE record SET place = place + 1 WHERE item = 9", Part::Index),
        ("DELETE FROM record WHERE item = 9", Part::Index),
        ("DELETE FROM log WHERE item = 9", Part::Index),
        ("DROP INDEX log_gone", Part::Store),
    ] {
        let (folder, found) = found(sql);
        assert!(found.iter().any(|(found, _)| *found == part), "{sql}: {found:?}");
        let clock = Arc::new(ManualClock::at(stamp(NOON).plus(3_600)));
        let error = location(folder.path()).open(Access::ReadWrite, clock).map(drop).unwrap_err();
        assert_eq!(error.kind, ErrorKind::Corrupt, "{sql}: {error}");
        assert!(error.remedy.contains("windrow repair"), "{error}");
    }
}

#[test]
fn a_large_store_is_checked_while_it_is_used() {
    let folder = TempDir::new().unwrap();
    let bench = filled(folder.path());
    bench.store.put_document("large", &"x".repeat(70 << 20), 0).unwrap();
    drop(bench);
    let clock = Arc::new(ManualClock::at(stamp(NOON).plus(3_600)));
    let open = || location(folder.path()).open(Access::ReadWrite, clock.clone()).unwrap();
    drop(open()); // closing does not wait for the check
    let until = |is_found: &dyn Fn(&dyn Store) -> bool| {
        let store = open();
        while !is_found(&*store) {
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
    };
    alter(
        folder.path(),
        "UPDATE log SET xml = zeroblob(400) WHERE gone IS NULL AND item = 9 AND place >> 40 = 1",
    );
    until(&|store| store.problems().iter().any(|problem| problem.kind == ErrorKind::DamagedRecord));
    alter(folder.path(), "UPDATE document SET text = 'other' WHERE name = 'd'");
    until(&|store| store.problems().iter().any(|problem| problem.kind == ErrorKind::Corrupt));
    let store = open();
    while store.snapshot(Wait::Yes).is_ok() {
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
}
