//! Whole files of the data folder that are lost, cut, exchanged or unreadable: answers stay as they were, or the store is
//! refused with a remedy and left as it is.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use tempfile::TempDir;
use windrow::clock::ManualClock;
use windrow::store::Store;
use windrow::store::sqlite::{Durability, Sqlite};

use super::bench::{Bench, NOON, delete, put_in, stamp};
use super::verify::{Answers, answers, filled, location};

/// The files of a data folder, and what is in them.
#[derive(Clone)]
pub struct Files(BTreeMap<String, Vec<u8>>);

impl Files {
    fn read(folder: &Path) -> Self {
        let read = |entry: fs::DirEntry| {
            (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap_or_default())
        };
        Self(fs::read_dir(folder).unwrap().map(|entry| read(entry.unwrap())).collect())
    }

    /// A new folder with these files.
    pub fn written(&self) -> TempDir {
        let folder = TempDir::new().unwrap();
        for (name, bytes) in &self.0 {
            fs::write(folder.path().join(name), bytes).unwrap();
        }
        folder
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.0.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
    }

    pub fn size(&self, name: &str) -> usize {
        self.0[name].len()
    }

    /// The same with something else in one of them.
    pub fn with(&self, name: &str, alter: impl FnOnce(&mut Vec<u8>)) -> Self {
        let mut files = self.clone();
        alter(files.0.get_mut(name).unwrap());
        files
    }
}

/// A store that was closed.
pub fn closed() -> Files {
    let folder = TempDir::new().unwrap();
    drop(filled(folder.path()));
    Files::read(folder.path())
}

/// A store that was left open by a process that was killed: a part of it is in the write-ahead log.
pub fn killed() -> Files {
    let folder = closed().written();
    let path = folder.path().to_owned();
    let bench = Bench::of(move |clock| {
        clock.set(stamp(NOON).plus(600));
        Arc::new(Sqlite::open_with(&path, clock, Durability::Scratch).unwrap())
    });
    let item =
        |number: usize| put_in(&format!("item{number}"), &["z"], &[("oai_dc", "<a>late</a>"), ("mods", "m")]);
    bench.apply(&(20..60).map(item).collect::<Vec<_>>());
    bench.wait();
    bench.snapshot();
    bench.apply(&[delete("item3"), delete("item21")]);
    assert_eq!(bench.store.put_document("d", "late", 1).unwrap(), Some(2));
    bench.wait();
    bench.snapshot();
    Files::read(folder.path())
}

/// What happens to a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    Missing,
    Half,
    Empty,
    /// The file of the same name of another store, in the same state.
    OfAnotherStore,
    Folder,
}

const FATES: [Fate; 5] = [Fate::Missing, Fate::Half, Fate::Empty, Fate::OfAnotherStore, Fate::Folder];

fn suffer(path: &Path, fate: Fate, other: &[u8]) {
    let bytes = fs::read(path).unwrap();
    fs::remove_file(path).unwrap();
    match fate {
        Fate::Missing => {}
        Fate::Half => fs::write(path, &bytes[..bytes.len() / 2]).unwrap(),
        Fate::Empty => fs::write(path, "").unwrap(),
        Fate::OfAnotherStore => fs::write(path, other).unwrap(),
        Fate::Folder => fs::create_dir(path).unwrap(),
    }
}

/// The files that SQLite or Windrow make anew at every start.
const MADE_ANEW: [&str; 2] = ["windrow.lock", "windrow.sqlite-shm"];

#[test]
fn a_file_that_is_lost_or_changed_changes_no_answer_or_the_store_is_refused_and_stays_as_it_is() {
    for (state, make) in [("closed", closed as fn() -> Files), ("killed", killed)] {
        let (files, other) = (make(), make());
        let expected = opened(files.written().path()).unwrap();
        for (name, _) in files.iter() {
            for fate in FATES {
                let what = format!("{state} store, {name}: {fate:?}");
                let folder = files.written();
                suffer(&folder.path().join(name), fate, &other.0[name]);
                let before = Files::read(folder.path());
                match opened(folder.path()) {
                    Ok(answers) => assert_eq!(answers, expected, "{what}"),
                    Err(remedy) => is_refused(&what, &remedy, &before, folder.path()),
                }
            }
        }
    }
}

/// A store that is refused can still be put right: nothing in its folder has changed.
fn is_refused(what: &str, remedy: &str, before: &Files, folder: &Path) {
    assert!(!remedy.is_empty(), "{what}");
    let after = Files::read(folder);
    for (name, bytes) in before.iter().filter(|(name, _)| !MADE_ANEW.contains(name)) {
        assert!(after.0.get(name).is_some_and(|after| after == bytes), "{what}: {name} is changed");
    }
    let found = location(folder).verify(&|_, _| ());
    assert!(found.map_or(true, |found| !found.is_empty()), "{what}: verify finds nothing");
}

/// The answers of the store, or the remedy if it cannot be opened.
fn opened(folder: &Path) -> Result<Answers, String> {
    let clock = Arc::new(ManualClock::at(stamp(NOON).plus(3_600)));
    let store = Sqlite::open_with(folder, clock, Durability::Scratch).map_err(|error| error.remedy)?;
    Ok(answers(&store as &dyn Store))
}
