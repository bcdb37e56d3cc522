//! What is damaged is repaired as far as it can be, and the rest is reported.

use std::path::Path;
use std::sync::Arc;

use tempfile::TempDir;
use windrow::clock::{Clock, ManualClock};
use windrow::store::{
    Access, Change, ErrorKind, Part, Put, Range, Repaired, Result, Store, StoredItem, Wait,
};

use super::bench::{ALL, NOON, Seen, Shown, delete, put_in, records, stamp};
use super::verify::{Answers, alter, answers, filled, location, sets_of};

fn clock() -> Arc<ManualClock> {
    Arc::new(ManualClock::at(stamp(NOON).plus(3_600)))
}

/// A closed store, and its answers.
fn made() -> (TempDir, Answers) {
    let folder = TempDir::new().unwrap();
    drop(filled(folder.path()));
    let answers = answers(&*opened(folder.path()));
    (folder, answers)
}

fn opened(folder: &Path) -> Arc<dyn Store> {
    location(folder).open(Access::ReadWrite, clock()).unwrap()
}

fn repair(folder: &Path, render: &dyn Fn(&StoredItem) -> Option<Put>) -> Result<Repaired> {
    location(folder).repair("s", render, clock(), &|_, _| ())
}

/// The item with this body, as it was rendered.
fn rendered(item: &StoredItem, body: &str) -> Put {
    let name = item.identifier.as_str().rsplit(':').next().unwrap();
    let number = name.strip_prefix("item").unwrap().parse().unwrap();
    let Change::Put(put) = put_in(name, sets_of(number), &[("mods", body), ("oai_dc", body)]) else {
        panic!()
    };
    put
}

fn as_it_was(item: &StoredItem) -> Option<Put> {
    let number = item.identifier.as_str().strip_prefix("oai:x.example:item").unwrap();
    Some(rendered(item, &format!("<a>{number}</a>")))
}

fn damage_to(item: usize, how: &str) -> String {
    format!(
        "UPDATE log SET {how} WHERE place = (SELECT place FROM record JOIN item i ON i.id = item
         WHERE identifier = 'oai:x.example:item{item}' AND format = 1)"
    )
}

#[test]
fn what_is_derived_from_records_is_made_again() {
    for sql in [
        "DELETE FROM member WHERE place = (SELECT min(place) FROM member)",
        "INSERT INTO member VALUES (1, 77)",
        "UPDATE tally SET records = records + 1",
        "INSERT INTO tally VALUES (1, 77, 1, 0)",
        "UPDATE batch SET last = last - 1 WHERE first = 1",
        "DELETE FROM batch WHERE first = 1",
        "UPDATE record SET place = place + 1 WHERE item = 9",
        "DELETE FROM record WHERE item = 9",
    ] {
        let (folder, expected) = made();
        alter(folder.path(), sql);
        let repaired = repair(folder.path(), &|_| None).unwrap();
        assert!(!repaired.found.is_empty() && repaired.left.is_empty(), "{sql}: {repaired:?}");
        assert_eq!(answers(&*opened(folder.path())), expected, "{sql}");
    }
}

#[test]
fn a_damaged_record_gets_back_its_text_and_its_datestamp() {
    for how in
        ["xml = zeroblob(400)", "stamp = stamp + 1", "gone = 5", "seal = 3", "sets = 'other'", "item = 3"]
    {
        for item in [5, 11] {
            let (folder, expected) = made();
            alter(folder.path(), &damage_to(item, how)); // 11 is deleted
            let repaired = repair(folder.path(), &as_it_was).unwrap();
            assert_eq!((repaired.left.as_slice(), repaired.rewritten), (&[][..], 0), "{item}, {how}");
            assert!(!repaired.found.is_empty());
            assert_eq!(answers(&*opened(folder.path())), expected, "{item}, {how}");
        }
    }
}

#[test]
fn a_record_that_is_rendered_otherwise_now_gets_a_new_datestamp() {
    let (folder, expected) = made();
    alter(folder.path(), &damage_to(5, "xml = zeroblob(400)"));
    let repaired = repair(folder.path(), &|item| Some(rendered(item, "<a>other</a>"))).unwrap();
    assert_eq!((repaired.left.as_slice(), repaired.rewritten), (&[][..], 1));
    let later = Arc::new(ManualClock::at(stamp(NOON).plus(3_700)));
    let now = answers(&*location(folder.path()).open(Access::ReadWrite, later).unwrap());
    for prefix in ["mods", "oai_dc"] {
        let record = now[&format!("{prefix} 5")].clone().unwrap();
        assert!(record.contains("<a>other</a>") && record.contains("T13:"), "{record}");
    }
    let same = now.iter().filter(|(question, answer)| expected[*question] == **answer).count();
    assert!(same >= 298, "the other records are as they were: {same}");
}

#[test]
fn what_cannot_be_rendered_is_read_again_from_its_file() {
    for (sql, part) in [
        (damage_to(5, "xml = zeroblob(400)"), Some(Part::Record)),
        ("UPDATE item SET native = 'other' WHERE identifier = 'oai:x.example:item5'".to_owned(), None),
    ] {
        let (folder, _) = made();
        alter(folder.path(), &sql);
        let repaired = repair(folder.path(), &|_| None).unwrap();
        assert_eq!(repaired.left.first().map(|damage| damage.part), part, "{sql}");
        let store = opened(folder.path());
        let items = store.live_items("s").unwrap();
        let cleared: Vec<_> = items.iter().filter(|item| item.fingerprint.is_empty()).collect();
        assert_eq!(cleared.len(), 1, "the next synchronisation reads its file");
        assert_eq!(cleared[0].identifier.as_str(), "oai:x.example:item5");
        let item = store.item(&cleared[0].identifier);
        assert!(item.is_ok() || part.is_some());
    }
}

#[test]
fn a_store_in_use_is_not_repaired() {
    let folder = TempDir::new().unwrap();
    let _bench = filled(folder.path());
    assert_eq!(repair(folder.path(), &|_| None).unwrap_err().kind, ErrorKind::Busy);
}

#[test]
fn an_intact_store_stays_as_it_is() {
    let (folder, expected) = made();
    assert_eq!(repair(folder.path(), &|_| None).unwrap(), Repaired::default());
    assert_eq!(answers(&*opened(folder.path())), expected);
}

#[test]
fn a_damaged_mark_is_discarded_if_the_store_is_intact() {
    let (folder, expected) = made();
    std::fs::write(folder.path().join("windrow.mark"), "damaged").unwrap();
    location(folder.path()).open(Access::ReadWrite, clock()).map(drop).unwrap_err();
    repair(folder.path(), &|_| None).unwrap();
    assert_eq!(answers(&*opened(folder.path())), expected);
}

#[test]
fn a_store_in_the_future_is_brought_back_to_the_clock() {
    let folder = TempDir::new().unwrap();
    let bench = filled(folder.path());
    let before = bench.list(ALL);
    let right = bench.clock.now();
    bench.clock.advance(400 * 86_400);
    bench.snapshot();
    bench.apply(&[delete("item1"), put_in("item2", &["z"], &[("oai_dc", "1"), ("mods", "1")])]);
    bench.wait();
    bench.snapshot();
    bench.apply(&[
        put_in("item2", &["x"], &[("oai_dc", "2")]),
        put_in("item4", &["x"], &[("oai_dc", "waits")]),
    ]);
    bench.wait();
    let mut expected = bench.list(ALL);
    bench.apply(&[put_in("item2", &["x"], &[("oai_dc", "3")])]); // still waits for its datestamp when the store is closed
    expected.iter_mut().filter(|seen| seen.0 == "item2").for_each(|seen| seen.1 = "3".to_owned());
    let clock = bench.clock.clone();
    drop(bench);
    clock.set(right);
    let location = location(folder.path());
    let future = location.future(&*clock).unwrap().unwrap();
    assert!(future.horizon > right.plus(399 * 86_400) && future.records == 6, "{future:?}");
    location.reset_clock(&*clock).unwrap();
    assert_eq!(location.future(&*clock).unwrap(), None);
    assert_eq!(location.verify(&|_, _| ()).unwrap(), []);
    clock.advance(2);
    let store = location.open(Access::ReadWrite, clock.clone()).unwrap();
    let snapshot = store.snapshot(Wait::Yes).unwrap();
    assert_eq!(snapshot.now(), right.plus(2), "responseDate is that of the clock again");
    let now: Vec<_> = records(&*snapshot, &ALL).into_iter().map(Shown::seen).collect();
    let bodies = |seen: &[Seen]| {
        seen.iter().map(|seen| (seen.0.clone(), seen.1.clone())).collect::<std::collections::BTreeMap<_, _>>()
    };
    assert_eq!((bodies(&now), now.len()), (bodies(&expected), expected.len()));
    for seen in &now {
        let stays = before.contains(seen);
        assert!(stays || seen.2 == right.plus(1), "{seen:?}");
    }
    let since = Range { from: Some(right.plus(1)), ..ALL };
    assert_eq!(
        records(&*snapshot, &since).len(),
        3,
        "who asks from the right time on gets what was in the future"
    );
    drop(snapshot);
    drop(store);
    drop(location.open(Access::ReadWrite, clock).unwrap());
}

#[test]
fn a_clock_repair_that_is_killed_leaves_a_store_that_can_be_repaired() {
    let (folder, _) = made();
    let early = ManualClock::at(stamp(NOON).plus(2));
    std::fs::remove_file(folder.path().join("windrow.mark")).unwrap(); // before the commit
    location(folder.path()).reset_clock(&early).unwrap();
    std::fs::remove_file(folder.path().join("windrow.mark")).unwrap(); // after it
    assert_eq!(location(folder.path()).verify(&|_, _| ()).unwrap(), []);
    assert_eq!(location(folder.path()).future(&early).unwrap(), None);
}
