//! Backups: complete or not there, whoever writes meanwhile; and what is restored from them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rusqlite::Connection;
use tempfile::TempDir;
use windrow::clock::ManualClock;
use windrow::model::Datestamp;
use windrow::store::sqlite::FILE_NAME;
use windrow::store::{Access, ErrorKind, Manifest, RULES, Range, Restored, Result, Store, Wait};

use super::bench::{ALL, Bench, NOON, Seen, delete, put, put_in, records, stamp, with};
use super::verify::{Answers, answers, filled, location};

fn clock() -> Arc<ManualClock> {
    Arc::new(ManualClock::at(stamp(NOON).plus(3_600)))
}

fn back_up(store: &Path, into: &Path) -> Result<Manifest> {
    location(store).backup(into, &*clock(), &|_, _| ())
}

fn restore(from: &Path, store: &Path, replace_lost: bool) -> Result<Restored> {
    location(store).restore(from, replace_lost, clock(), &|_, _| ())
}

fn opened(folder: &Path) -> Arc<dyn Store> {
    location(folder).open(Access::ReadWrite, clock()).unwrap()
}

fn all_answers(folder: &Path) -> Answers {
    let answers = answers(&*opened(folder));
    assert!(answers.values().all(std::result::Result::is_ok), "{answers:?}");
    answers
}

/// A folder with a store, and one with a backup of it.
fn backed_up() -> (TempDir, TempDir) {
    let (store, backup) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    drop(filled(store.path()));
    back_up(store.path(), backup.path()).unwrap();
    (store, backup)
}

fn files(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_backup_is_one_plain_file_and_a_manifest() {
    let (store, backup) = backed_up();
    assert_eq!(files(backup.path()), ["manifest.json", FILE_NAME]);
    let manifest = Manifest::read(backup.path()).unwrap();
    let figures = opened(store.path()).figures().unwrap();
    assert_eq!((manifest.items, manifest.records), (figures.items, 300));
    assert_eq!(manifest.size, fs::metadata(backup.path().join(FILE_NAME)).unwrap().len());
    let connection = Connection::open(backup.path().join(FILE_NAME)).unwrap();
    let mode: String = connection.query_row("PRAGMA journal_mode", [], |row| row.get(0)).unwrap();
    assert_eq!(mode, "delete");
}

#[test]
fn a_backup_is_not_overwritten_and_a_store_is_not_taken_for_one() {
    let (store, backup) = backed_up();
    let error = back_up(store.path(), backup.path()).unwrap_err();
    assert!(error.remedy.contains("another folder"), "{error}");
    let before = fs::read(store.path().join(FILE_NAME)).unwrap();
    back_up(store.path(), store.path()).unwrap_err();
    assert!(fs::read(store.path().join(FILE_NAME)).unwrap() == before);
}

#[test]
fn a_backup_that_was_killed_at_any_step_is_not_restored_and_can_be_made_again() {
    let (store, complete) = backed_up();
    let file = fs::read(complete.path().join(FILE_NAME)).unwrap();
    let steps: [&[(&str, &[u8])]; 5] = [
        &[("backup.partial", b"")],
        &[("backup.partial", b""), ("windrow.sqlite.partial", &file[..9_000])],
        &[("backup.partial", b""), ("windrow.sqlite.partial", &file)],
        &[("backup.partial", b""), (FILE_NAME, &file)],
        &[("backup.partial", b""), (FILE_NAME, &file), ("manifest.json.partial", b"{")],
    ];
    for step in steps {
        let backup = TempDir::new().unwrap();
        for (name, content) in step {
            fs::write(backup.path().join(name), content).unwrap();
        }
        let data = TempDir::new().unwrap();
        assert_eq!(restore(backup.path(), data.path(), false).unwrap_err().kind, ErrorKind::Missing);
        back_up(store.path(), backup.path()).unwrap();
        assert_eq!(files(backup.path()), ["manifest.json", FILE_NAME]);
        restore(backup.path(), data.path(), false).unwrap();
    }
}

#[test]
fn a_backup_made_while_others_write_has_every_batch_whole() {
    let folder = TempDir::new().unwrap();
    let bench = filled(folder.path());
    let stopped = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let (store, stopped, clock) = (&bench.store, &stopped, &bench.clock);
        let rules = bench.rules();
        scope.spawn(move || {
            for round in 0..100_000 {
                if stopped.load(Ordering::SeqCst) {
                    return;
                }
                let changes: Vec<_> = (0..20).map(|n| put(&format!("w{n}"), &round.to_string())).collect();
                apply(&**store, rules, &changes);
                clock.advance(1);
            }
        });
        for _ in 0..5 {
            let backup = TempDir::new().unwrap();
            back_up(folder.path(), backup.path()).unwrap();
            assert_eq!(location(backup.path()).verify(&|_, _| ()).unwrap(), []);
            let data = TempDir::new().unwrap();
            restore(backup.path(), data.path(), false).unwrap();
            let store = opened(data.path());
            let snapshot = store.snapshot(Wait::Yes).unwrap();
            let shown = records(&*snapshot, &ALL).into_iter().map(|shown| shown.seen());
            let bodies: Vec<_> =
                shown.filter(|(name, ..)| name.starts_with('w')).map(|seen| seen.1).collect();
            assert!(bodies.is_empty() || bodies.len() == 20, "{bodies:?}");
            assert!(bodies.windows(2).all(|pair| pair[0] == pair[1]), "{bodies:?}");
        }
        stopped.store(true, Ordering::SeqCst);
    });
}

fn apply(store: &dyn Store, rules: u64, changes: &[windrow::store::Change]) {
    let identifiers: Vec<_> = changes.iter().map(windrow::store::Change::identifier).collect();
    let bases = store.bases(&identifiers).unwrap();
    let mut changes = changes.to_vec();
    changes.iter_mut().zip(bases).for_each(|(change, base)| change.rebase(base));
    store.apply(&windrow::store::Batch { source: "s", rules, changes: &changes }).unwrap();
}

#[test]
fn an_empty_folder_gets_the_same_records_datestamps_deletions_and_key() {
    let (store, backup) = backed_up();
    let data = TempDir::new().unwrap();
    fs::write(data.path().join("windrow.sqlite.partial"), "what a restoration that was killed has left")
        .unwrap();
    assert!(restore(backup.path(), data.path(), false).unwrap().copied);
    assert!(data.path().join("windrow.mark").exists());
    assert_eq!(all_answers(data.path()), all_answers(store.path()));
    let key = |folder: &Path| opened(folder).snapshot(Wait::Yes).unwrap().key().unwrap();
    assert_eq!(key(data.path()), key(store.path()));
}

#[test]
fn a_damaged_backup_is_not_restored() {
    let (_, backup) = backed_up();
    let path = backup.path().join(FILE_NAME);
    let mut file = fs::read(&path).unwrap();
    file[50_000] ^= 1;
    fs::write(&path, &file).unwrap();
    let data = TempDir::new().unwrap();
    assert_eq!(restore(backup.path(), data.path(), false).unwrap_err().kind, ErrorKind::Corrupt);
    assert_eq!(files(data.path()), [""; 0]);
}

#[test]
fn parts_of_a_lost_store_are_replaced_only_on_request() {
    let (store, backup) = backed_up();
    for part in ["windrow.mark", "windrow.sqlite-wal"] {
        let data = TempDir::new().unwrap();
        fs::write(data.path().join(part), "left").unwrap();
        let error = restore(backup.path(), data.path(), false).unwrap_err();
        assert!(error.kind == ErrorKind::Gone && error.remedy.contains("--replace-lost"), "{error}");
        restore(backup.path(), data.path(), true).unwrap();
        assert_eq!(fs::read(data.path().join(format!("{part}.lost"))).unwrap(), b"left");
        assert_eq!(all_answers(data.path()), all_answers(store.path()));
    }
}

/// The copy of a harvester, and the responseDate from which it goes on.
#[derive(Default)]
struct Copy {
    records: BTreeMap<String, (String, Datestamp)>,
    from: Option<Datestamp>,
}

impl Copy {
    fn harvest(&mut self, bench: &Bench) {
        let snapshot = bench.snapshot();
        for shown in records(&*snapshot, &Range { from: self.from, ..ALL }) {
            let (name, body, datestamp): Seen = shown.seen();
            self.records.insert(name, (body, datestamp));
        }
        self.from = Some(snapshot.now());
    }
}

#[test]
fn a_store_in_use_is_changed_until_it_holds_the_backup_and_harvesters_learn_of_it() {
    let (folder, backup) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let bench = filled(folder.path());
    bench.store.put_document(RULES, "rules then", 0).unwrap();
    bench.apply(&[put_in("shared", &["z"], &[("oai_dc", "1"), ("mods", "1")])]);
    bench.wait();
    let mut then = Copy::default();
    then.harvest(&bench);
    location(folder.path()).backup(backup.path(), &*bench.clock, &|_, _| ()).unwrap();

    bench.store.put_document(RULES, "rules now", bench.rules()).unwrap();
    bench.apply(&[put("new", "1"), delete("item1"), put_in("item2", &["x"], &[("oai_dc", "other")])]);
    bench.apply(&[with(put_in("item3", &[], &[("oai_dc", "x")]), |put| put.rendering = "2".into())]);
    bench.apply(&[delete("shared")]);
    bench.apply_from("t", &[put("shared", "of another source")]);
    bench.wait();
    let mut copy = Copy::default();
    copy.harvest(&bench);
    let restore =
        || location(folder.path()).restore(backup.path(), false, bench.clock.clone(), &|_, _| ()).unwrap();
    let restored = restore();
    assert_eq!((restored.written, restored.deleted, restored.copied), (4, 1, false));
    bench.wait();
    copy.harvest(&bench);
    assert_eq!(bodies(&copy), bodies(&then), "except for what was created after the backup");
    let unchanged = copy.records.iter().filter(|(name, record)| then.records.get(*name) == Some(record));
    assert_eq!(unchanged.count(), then.records.len() - 4, "the others keep their datestamps");
    assert_eq!(bench.store.document(RULES).unwrap().unwrap().text, "rules then");
    assert_eq!(bench.list(Range { prefix: "mods", ..ALL }).len(), 151, "other formats come back, too");
    assert_eq!((restore().written, restore().deleted), (0, 0), "what is restored stays as it is");
}

fn bodies(copy: &Copy) -> BTreeMap<&str, &str> {
    let live = copy.records.iter().filter(|(name, _)| *name != "new");
    live.map(|(name, (body, _))| (name.as_str(), body.as_str())).collect()
}

#[test]
fn a_backup_of_another_store_is_refused_where_a_store_is() {
    let (_, backup) = backed_up();
    let (other, _) = backed_up();
    let before = all_answers(other.path());
    let error = restore(backup.path(), other.path(), false).unwrap_err();
    assert!(error.message.contains("another store"), "{error}");
    assert_eq!(all_answers(other.path()), before);
}
