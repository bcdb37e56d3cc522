//! Files that somebody is still writing: half a file is not published, and nothing else waits for it.

use std::fs::File;
use std::io::Write as _;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime};

use windrow::folder::{Confirm, Guard, sync};
use windrow::ingest::Report;

use super::watch::{wait_for, watched};
use super::world::{World, counts, messages, remarks};

const FIRST_HALF: &str = "[[title]]\ntext = \"half\"\n";

/// Synchronises as the command does.
fn synchronise(world: &World) -> Report {
    let guard = Guard::new(Confirm::Withhold, Duration::from_secs(86_400));
    let report = sync(&*world.store, &world.records(), guard, &|_, _| {}).unwrap();
    world.clock.advance(2);
    report
}

/// Ends the writing also if the test fails.
struct Written<'d>(&'d AtomicBool);

impl Drop for Written<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Does something while another thread writes on in a file.
fn while_written<T>(file: &mut File, act: impl FnOnce() -> T) -> T {
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let _written = Written(&done);
        scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                file.write_all(b"# more\n").unwrap();
                std::thread::sleep(Duration::from_millis(5));
            }
        });
        act()
    })
}

#[test]
fn a_file_that_does_not_stand_still_is_reported_and_keeps_its_last_version() {
    for name in ["a.toml", "new.toml", "issue.toml", "a.oai_dc.xml"] {
        let world = World::new();
        world.article("a.toml", "A");
        synchronise(&world);
        world.article("b/b.toml", "B");
        let mut file = File::create(world.records().join(name)).unwrap();
        let half = if name == "issue.toml" { "published = \"1999\"\n" } else { FIRST_HALF };
        file.write_all(half.as_bytes()).unwrap();
        let report = while_written(&mut file, || synchronise(&world));
        let told = messages(&report);
        assert!(told.contains(&format!("{name}: is still being written")), "{told}");
        assert!(world.titles().contains(&"a=A".to_owned()), "{name}: {:?}", world.titles());
        assert_eq!(report.withheld, None);
        if name != "issue.toml" {
            assert!(world.titles().contains(&"b/b=B".to_owned()), "{:?}", world.titles());
        }
        drop(file);
        if name != "a.oai_dc.xml" {
            assert_eq!(remarks(&synchronise(&world)), [""; 0]);
        }
    }
}

#[test]
fn a_repository_file_that_is_being_written_leaves_the_last_good_one() {
    let world = World::new();
    world.article("a.toml", "A");
    synchronise(&world);
    let mut file = File::options().append(true).open(world.records().join("repository.toml")).unwrap();
    file.write_all(b"# a remark\n").unwrap();
    world.article("b.toml", "B");
    let report = while_written(&mut file, || synchronise(&world));
    assert!(messages(&report).contains("repository.toml: is still being written"), "{}", messages(&report));
    assert_eq!(world.titles(), ["a=A", "b=B"]);
}

/// The folder is read after the wait, not before.
#[test]
fn what_another_process_publishes_during_the_wait_is_not_deleted() {
    let world = World::new();
    world.article("a.toml", "A");
    synchronise(&world);
    let mut file = File::create(world.records().join("slow.toml")).unwrap();
    let records: Vec<String> = (0..20).map(|number| format!("{number}.toml")).collect();
    while_written(&mut file, || {
        std::thread::scope(|scope| {
            let waiting = scope.spawn(|| synchronise(&world));
            for name in &records {
                world.article(name, "T");
                sync(&*world.store, &world.records(), Confirm::Withhold, &|_, _| {}).unwrap();
                std::thread::sleep(Duration::from_millis(10));
            }
            assert_eq!(waiting.join().unwrap().counts.deleted, 0);
        });
    });
    assert!(!world.titles().iter().any(|title| title.ends_with('†')), "{:?}", world.titles());
}

/// A clock that is wrong elsewhere, or an archive.
#[test]
fn a_file_from_the_future_is_read() {
    let world = World::new();
    world.article("a.toml", "A");
    let file = File::options().append(true).open(world.records().join("a.toml")).unwrap();
    file.set_modified(SystemTime::now() + Duration::from_secs(86_400)).unwrap();
    for expected in [[1, 0, 0, 0, 0], [0, 0, 1, 0, 0]] {
        let report = synchronise(&world);
        assert_eq!((counts(&report), remarks(&report)), (expected, vec![]));
    }
}

#[test]
fn what_is_being_written_is_served_when_it_is_whole_and_the_rest_before() {
    watched(Some(Duration::from_secs(3_600)), |records, store| {
        let mut file = File::create(records.join("slow.toml")).unwrap();
        file.write_all(FIRST_HALF.as_bytes()).unwrap();
        while_written(&mut file, || {
            std::fs::write(records.join("a.toml"), "[[title]]\ntext = \"A\"\n").unwrap();
            wait_for(store, &[("a", "A")]);
            std::fs::write(records.join("b.toml"), "[[title]]\ntext = \"B\"\n").unwrap();
            wait_for(store, &[("a", "A"), ("b", "B")]);
        });
        drop(file);
        wait_for(store, &[("a", "A"), ("b", "B"), ("slow", "half")]);
    });
}
