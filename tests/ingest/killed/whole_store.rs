//! `upgrade`, `backup`, `restore` and `repair`, killed at each step.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use rusqlite::Connection;
use windrow::clock::{Clock, ManualClock, SystemClock};
use windrow::folder::{Confirm, sync};
use windrow::store::{Access, Damage, ErrorKind};

use crate::kill_at::{is_possible, stop_at};
use crate::old_store::{RECORDS, old_store, record};
use crate::program::{Place, article};

use super::contents::{Contents, contents, location, store_in, undated};
use super::steps::{Case, copy};
use super::world::Process;

const ARTICLES: usize = 12;
const LOADED: usize = 60;

/// In a short run about one in so many steps is tried.
const STRIDE: u64 = 10;

/// A repository with articles and loaded items in a store.
fn filled() -> Place {
    let place = Place::with(ARTICLES);
    load(&place, "1", 0..LOADED);
    assert_eq!(place.run(&["sync"]).code, 0);
    place
}

/// Loads items with this title.
fn load(place: &Place, title: &str, items: std::ops::Range<usize>) {
    let line = |number| {
        format!(
            "{{\"identifier\": \"oai:journal.org:l{number}\", \"article\": {{\"title\": [{{\"lang\": \"en\", \"text\": \"{title}\"}}]}}}}\n"
        )
    };
    place.write("items.jsonl", &items.map(line).collect::<String>());
    let said = place.run(&["load", "items.jsonl", "--source", "s"]);
    assert_eq!(said.code, 0, "{said:?}");
}

fn backed_up(place: &Place) {
    let said = place.run(&["backup", "backup"]);
    assert_eq!(said.code, 0, "{said:?}");
}

fn data(place: &Place) -> std::path::PathBuf {
    place.path().join("data")
}

fn contents_of(place: &Place) -> Contents {
    contents(&data(place)).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn an_upgrade() {
    let found = Place::with(0);
    fs::create_dir(data(&found)).unwrap();
    old_store(&data(&found));
    let xml: Vec<_> = (1..=RECORDS).map(record).collect();
    let is_upgraded = |place: &Place| {
        let contents = contents_of(place);
        assert_eq!(contents.len(), xml.len());
        for (record, xml) in contents.values().zip(&xml) {
            assert!(xml.contains(&record.body) && xml.contains(&record.identifier), "{record:?}");
        }
        assert!(data(place).join("before-upgrade/volumes/000001").exists());
    };
    let is_one_of_both = |place: &Place| match contents(&data(place)) {
        Ok(contents) => assert_eq!(contents.len(), xml.len()),
        Err(error) => {
            assert_eq!(error.kind, ErrorKind::OtherVersion, "{error}");
            is_old_store(&data(place), &xml.concat());
        }
    };
    let arguments = ["upgrade"];
    Case { arguments: &arguments, found: &found, killed: &is_one_of_both, done: &is_upgraded }
        .at_each_step(STRIDE);
}

/// The older version of the program finds everything where it was.
fn is_old_store(data: &Path, volume: &str) {
    let old = Connection::open(store_in(data)).unwrap();
    let number = |sql: &str| old.query_row(sql, [], |row| row.get::<_, u64>(0)).unwrap();
    assert_eq!(number("SELECT user_version FROM pragma_user_version"), 3);
    assert_eq!(number("SELECT count(*) FROM log"), RECORDS);
    assert_eq!(number("SELECT sum(integrity_check = 'ok') FROM pragma_integrity_check"), 1);
    assert_eq!(fs::read_to_string(data.join("volumes/000001")).unwrap(), volume);
}

#[test]
fn a_backup() {
    let found = filled();
    let expected = contents_of(&found);
    let is_unharmed = |place: &Place| {
        assert_eq!(contents_of(place), expected);
        if place.path().join("backup/manifest.json").exists() {
            is_backup_of(place, &expected);
            fs::remove_dir_all(place.path().join("backup")).unwrap(); // so that it can be made again
        } else {
            let said = place.run(&["restore", "backup", "--data", "elsewhere"]);
            assert!(said.code == 1 && !place.path().join("elsewhere").exists(), "{said:?}");
        }
    };
    let is_done = |place: &Place| is_backup_of(place, &expected);
    let arguments = ["backup", "backup"];
    Case { arguments: &arguments, found: &found, killed: &is_unharmed, done: &is_done }.at_each_step(STRIDE);
}

/// Whether the store was closed in order, or its last two processes left at the same moment, or one of them was killed.
#[test]
fn a_backup_that_takes_long_disturbs_no_writer() {
    if !is_possible() {
        return;
    }
    for mode in ["DELETE", "WAL"] {
        for step in [4, 8, 12] {
            let place = filled();
            let store = Connection::open(store_in(&data(&place))).unwrap();
            store.pragma_update(None, "journal_mode", mode).unwrap();
            drop(store);
            let before = undated(&contents_of(&place));
            let mut backup = place.command(&["backup", "backup"]);
            fs::create_dir(place.path().join("backup")).unwrap();
            stop_at(&mut backup, step, &place.path().join("backup"));
            let backup = Process::of(backup.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap());
            wait_until_stopped(backup.id());
            load(&place, "2", 0..LOADED + 100);
            let go_on = Command::new("kill").args(["-CONT", &backup.id().to_string()]).status();
            assert!(go_on.unwrap().success() && backup.output().status.success());
            assert_eq!(place.run(&["restore", "backup", "--data", "restored"]).code, 0);
            assert_eq!(undated(&contents(&place.path().join("restored")).unwrap()), before, "{mode} {step}");
        }
    }
}

fn wait_until_stopped(process: u32) {
    let state = || fs::read_to_string(format!("/proc/{process}/stat")).unwrap();
    while !state().contains(") T ") {
        assert!(!state().contains(") Z "), "it has ended before");
        std::thread::sleep(Duration::from_millis(5));
    }
}

fn is_backup_of(place: &Place, expected: &Contents) {
    let said = place.run(&["restore", "backup", "--data", "restored"]);
    assert_eq!(said.code, 0, "{said:?}");
    assert_eq!(contents(&place.path().join("restored")).unwrap(), *expected);
    fs::remove_dir_all(place.path().join("restored")).unwrap();
}

/// A restoration into a folder without a store. `parts` is left of the one that was there.
fn restored_without_store(parts: &[&str], arguments: &[&str]) {
    let found = filled();
    let expected = contents_of(&found);
    backed_up(&found);
    for entry in fs::read_dir(data(&found)).unwrap().map(Result::unwrap) {
        if !parts.contains(&entry.file_name().to_str().unwrap()) {
            fs::remove_file(entry.path()).unwrap();
        }
    }
    let is_nothing_or_all = |place: &Place| {
        let begun =
            fs::read_dir(data(place)).unwrap().any(|file| file.unwrap().file_name() != "windrow.lock");
        if store_in(&data(place)).exists() {
            assert_eq!(contents_of(place), expected);
        } else if begun {
            let copy = copy(place);
            let said = copy.run(&["sync"]);
            assert!(said.code == 1 && !store_in(&data(&copy)).exists(), "an empty store was made: {said:?}");
        }
    };
    let is_done = |place: &Place| {
        let found = contents_of(place);
        if found != expected {
            assert_eq!(undated(&found), undated(&expected));
        }
    };
    Case { arguments, found: &found, killed: &is_nothing_or_all, done: &is_done }.at_each_step(1);
}

#[test]
fn a_restoration_into_an_empty_folder() {
    restored_without_store(&[], &["restore", "backup"]);
}

#[test]
fn a_restoration_of_a_lost_store() {
    restored_without_store(&["windrow.mark"], &["restore", "backup", "--replace-lost"]);
}

#[test]
fn a_restoration_over_a_store() {
    let found = filled();
    let wanted = contents_of(&found);
    backed_up(&found);
    load(&found, "2", 20..LOADED + 30);
    found.remove(&article(3));
    found.write(&article(4), "[[title]]\nlang = \"en\"\ntext = \"2\"\n");
    assert_eq!(found.run(&["sync"]).code, 0);
    let before = contents_of(&found);
    let (wanted, old) = (undated(&wanted), undated(&before));
    let is_one_of_both = |place: &Place| {
        for (key, record) in undated(&contents_of(place)) {
            let is_known = wanted.get(&key) == Some(&record) || old.get(&key) == Some(&record);
            assert!(is_known || (record.deleted && !wanted.contains_key(&key)), "{record:?}");
        }
    };
    let is_restored = |place: &Place| {
        let mut found = undated(&contents_of(place));
        assert!(old.keys().all(|key| found.contains_key(key)), "a record is gone without a tombstone");
        found.retain(|key, record| wanted.contains_key(key) || !record.deleted);
        assert_eq!(found, wanted);
    };
    let arguments = ["restore", "backup"];
    Case { arguments: &arguments, found: &found, killed: &is_one_of_both, done: &is_restored }
        .at_each_step(STRIDE);
}

#[test]
fn a_repair() {
    let found = filled();
    let expected = contents_of(&found);
    let damaged = Connection::open(store_in(&data(&found))).unwrap();
    damaged
        .execute_batch(
            "UPDATE log SET xml = CAST(replace(CAST(xml AS TEXT), 'e', 'f') AS BLOB) WHERE place % 7 = 0;
             UPDATE tally SET records = records + 1; DELETE FROM batch;",
        )
        .unwrap();
    drop(damaged);
    let damage = found_damage(&found);
    assert!(damage.len() > 10);
    let is_no_worse = |place: &Place| {
        let left = found_damage(place);
        assert!(left.is_empty() || left == damage, "{left:?}");
    };
    let is_repaired = |place: &Place| assert_eq!(contents_of(place), expected);
    let arguments = ["repair"];
    Case { arguments: &arguments, found: &found, killed: &is_no_worse, done: &is_repaired }
        .at_each_step(STRIDE);
}

fn found_damage(place: &Place) -> Vec<Damage> {
    location(&data(place)).verify(&|_, _| ()).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn a_repair_of_the_clock() {
    let found = in_the_future();
    let before = contents_of(&found);
    let is_one_of_both = |place: &Place| {
        let contents = contents_of(place);
        if contents != before {
            is_at_the_clock(&contents, &before);
        }
    };
    let is_done = |place: &Place| {
        is_at_the_clock(&contents_of(place), &before);
        assert_eq!(location(&data(place)).future(&SystemClock).unwrap(), None);
    };
    let arguments = ["repair", "--clock", "--yes"];
    Case { arguments: &arguments, found: &found, killed: &is_one_of_both, done: &is_done }
        .at_each_step(STRIDE);
}

/// A store that was written to while the clock was two years ahead.
fn in_the_future() -> Place {
    let place = Place::with(ARTICLES);
    let clock = Arc::new(ManualClock::at(SystemClock.now().plus(-100)));
    let store = location(&data(&place)).open(Access::ReadWrite, clock.clone()).unwrap();
    let take_up = || sync(&*store, &place.path().join("records"), Confirm::Withhold, &|_, _| {}).unwrap();
    take_up();
    clock.advance(2 * 365 * 86_400);
    place.remove(&article(0));
    for number in 1..5 {
        place.write(&article(number), "[[title]]\nlang = \"en\"\ntext = \"2\"\n");
        take_up();
        clock.advance(60);
    }
    drop(store);
    place
}

fn is_at_the_clock(contents: &Contents, before: &Contents) {
    assert_eq!(undated(contents), undated(before));
    let latest = SystemClock.now().plus(2);
    assert!(contents.values().all(|record| record.datestamp <= latest));
}
