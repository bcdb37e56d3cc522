//! `sync`: after it the source holds what the folder holds, unless that would delete what nobody meant to delete.

use std::time::Duration;

use windrow::folder::{Confirm, Guard, SyncError, sync};

use super::world::{World, counts, messages};

#[test]
fn files_are_created_changed_deleted_and_put_back() {
    let world = World::new();
    world.article("2022/a.toml", "A");
    world.article("b.toml", "B");
    assert_eq!(counts(&world.sync()), [2, 0, 0, 0, 0]);
    world.article("b.toml", "B2");
    assert_eq!(counts(&world.sync()), [0, 1, 1, 0, 0]);
    world.remove("2022/a.toml");
    assert_eq!(counts(&world.sync()), [0, 0, 1, 1, 0]);
    assert_eq!(world.titles(), ["b=B2", "2022/a=†"]);
    world.article("2022/a.toml", "A");
    assert_eq!(counts(&world.sync()), [1, 0, 1, 0, 0]);
    assert_eq!(world.titles(), ["b=B2", "2022/a=A"]);
}

#[test]
fn synchronising_twice_changes_nothing() {
    let world = World::new();
    world.article("a.toml", "A");
    world.article("b.toml", "B");
    world.sync();
    let before = world.seen();
    world.clock.advance(1_000);
    assert_eq!(counts(&world.sync()), [0, 0, 2, 0, 0]);
    assert_eq!(world.seen(), before);
}

#[test]
fn a_file_with_an_error_leaves_its_record_in_its_last_good_form() {
    let world = World::new();
    world.article("a.toml", "A");
    world.sync();
    world.write("a.toml", "[[title]]\ntext = \"half wri");
    let report = world.sync();
    assert_eq!(counts(&report), [0, 0, 0, 0, 1]);
    assert!(messages(&report).contains("a.toml:2:"), "{}", messages(&report));
    assert_eq!(world.titles(), ["a=A"]);
    world.article("a.toml", "A2");
    assert_eq!(counts(&world.sync()), [0, 1, 0, 0, 0]);
}

#[test]
fn a_file_that_moves_with_its_id_is_the_same_item() {
    let world = World::new();
    world.write("a.toml", "id = \"x\"\n[[title]]\ntext = \"A\"\n");
    world.sync();
    let before = world.seen();
    world.remove("a.toml");
    world.write("elsewhere/b.toml", "id = \"x\"\n[[title]]\ntext = \"A\"\n");
    assert_eq!(counts(&world.sync()), [0, 0, 1, 0, 0]);
    assert_eq!(world.seen(), before);
}

#[test]
fn of_two_files_with_one_identifier_the_later_one_is_told() {
    let world = World::new();
    world.write("b.toml", "id = \"x\"\n[[title]]\ntext = \"B\"\n");
    world.sync();
    world.write("a.toml", "id = \"x\"\n[[title]]\ntext = \"A\"\n");
    let report = world.sync();
    assert_eq!(counts(&report), [0, 0, 1, 0, 1]);
    assert!(
        messages(&report).contains("a.toml: has the same identifier (oai:journal.test:x) as b.toml"),
        "{}",
        messages(&report)
    );
    assert_eq!(world.titles(), ["x=B"]);
}

#[test]
fn hidden_files_and_files_of_other_kinds_are_no_records() {
    let world = World::new();
    world.article("a.toml", "A");
    for name in [".hidden.toml", ".git/x.toml", "README.md", "a.toml~", "notes.txt"] {
        world.write(name, "nonsense");
    }
    assert_eq!(counts(&world.sync()), [1, 0, 0, 0, 0]);
}

#[test]
fn an_emptied_folder_deletes_nothing_until_it_is_confirmed() {
    let world = World::new();
    world.article("a.toml", "A");
    world.article("b.toml", "B");
    world.sync();
    world.remove("a.toml");
    world.remove("b.toml");
    let report = world.sync();
    assert_eq!(counts(&report), [0, 0, 0, 0, 0]);
    let withheld = report.withheld.unwrap();
    assert_eq!((withheld.deletions, withheld.of), (2, 2));
    assert_eq!(world.titles(), ["a=A", "b=B"]);
    assert_eq!(world.try_sync(Confirm::Publish).unwrap().counts.deleted, 2);
    assert_eq!(world.titles(), ["a=†", "b=†"]);
    assert_eq!(world.sync().withheld, None);
}

#[test]
fn a_missing_folder_deletes_nothing_even_if_confirmed() {
    let world = World::new();
    world.article("a.toml", "A");
    world.sync();
    std::fs::rename(world.records(), world.path("away")).unwrap();
    for confirm in [Confirm::Withhold, Confirm::Publish] {
        let report = world.try_sync(confirm).unwrap();
        let withheld = report.withheld.as_ref().unwrap();
        assert_eq!(withheld.deletions, 1);
        assert!(!withheld.to_string().contains("--confirm-deletions"), "it would not help: {withheld}");
        assert!(messages(&report).contains("mount it"), "{}", messages(&report));
        assert!(messages(&report).lines().all(|line| !line.starts_with(':')), "{}", messages(&report));
        assert_eq!(world.titles(), ["a=A"]);
    }
    std::fs::rename(world.path("away"), world.records()).unwrap();
    assert_eq!(counts(&world.sync()), [0, 0, 1, 0, 0]);
}

/// More than 20 records, and more than a fifth of the source.
#[test]
fn many_deletions_wait_and_what_else_changed_does_not() {
    for (files, removed, withheld) in [(100, 21, true), (100, 20, false), (106, 21, false), (40, 20, false)] {
        let world = World::new();
        (0..files).for_each(|number| world.article(&format!("{number}.toml"), "T"));
        world.sync();
        (0..removed).for_each(|number| world.remove(&format!("{number}.toml")));
        world.article("new.toml", "N");
        let report = world.sync();
        assert_eq!(report.counts.created, 1);
        assert_eq!(report.withheld.is_some(), withheld, "{removed} of {files}");
        assert_eq!(report.counts.deleted, if withheld { 0 } else { removed });
    }
}

fn folder_of(files: u64) -> World {
    let world = World::new();
    (0..files).for_each(|number| world.article(&format!("{number}.toml"), "T"));
    world.sync();
    world
}

#[test]
fn deletions_before_the_time_span_are_not_counted() {
    for (hours, deleted) in [(1, 10), (3, 0)] {
        let world = folder_of(30);
        let guard = Guard::new(Confirm::Withhold, Duration::from_secs(hours * 3_600));
        let removed = |files: std::ops::Range<u64>| {
            files.for_each(|number| world.remove(&format!("{number}.toml")));
            let report = sync(&*world.store, &world.records(), guard, &|_, _| {}).unwrap();
            world.clock.advance(2 * 3_600);
            report.counts.deleted
        };
        assert_eq!(removed(0..15), 15);
        assert_eq!(removed(15..25), deleted, "within {hours} hours");
    }
}

/// Removes files one at a time, with a synchronisation after each; returns how many deletions were published.
fn remove_one_by_one(world: &World, files: std::ops::Range<u64>) -> u64 {
    let deleted = |number| {
        world.remove(&format!("{number}.toml"));
        world.sync().counts.deleted
    };
    files.map(deleted).sum()
}

/// 20 records, or a fifth of the source.
#[test]
fn deletions_one_by_one_wait_as_those_at_once_do() {
    for (files, removed, published) in [(100, 60, 20), (120, 119, 24), (20, 19, 19)] {
        let world = folder_of(files);
        assert_eq!(remove_one_by_one(&world, 0..removed), published, "{removed} of {files}");
        let report = world.sync();
        assert_eq!(report.withheld.map_or(0, |withheld| withheld.deletions), removed - published);
        let tombstones = world.seen().iter().filter(|(_, title, _)| title == "†").count();
        assert_eq!(tombstones as u64, published);
    }
}

#[test]
fn once_many_deletions_are_confirmed_single_ones_pass_again() {
    let world = folder_of(100);
    assert_eq!(remove_one_by_one(&world, 0..40), 20);
    let confirmed = world.try_sync(Confirm::Publish).unwrap();
    assert_eq!((confirmed.counts.deleted, confirmed.withheld), (20, None));
    assert_eq!(remove_one_by_one(&world, 40..41), 1);
    world.clock.advance(10);
    assert_eq!(remove_one_by_one(&world, 41..99), 19, "and are counted from then on");
}

#[test]
fn deletions_of_another_day_are_not_counted() {
    let world = folder_of(100);
    assert_eq!(remove_one_by_one(&world, 0..20), 20);
    assert_eq!(remove_one_by_one(&world, 20..21), 0);
    world.clock.advance(86_400);
    assert_eq!(world.sync().counts.deleted, 1);
    assert_eq!(remove_one_by_one(&world, 21..40), 19);
}

/// Identifiers are for ever, and one word in `repository.toml` is in all of them.
#[test]
fn another_namespace_changes_nothing_until_it_is_confirmed() {
    let world = World::new();
    world.article("a.toml", "A");
    world.article("b.toml", "B");
    world.sync();
    let before = world.seen();
    world.write("repository.toml", &super::world::REPOSITORY.replace("\"journal.test\"", "\"other.test\""));
    for _ in 0..2 {
        let report = world.sync();
        assert_eq!(counts(&report), [0, 0, 2, 0, 0]);
        assert!(
            messages(&report).starts_with("repository.toml: the namespace was `journal.test`"),
            "{}",
            messages(&report)
        );
        assert_eq!(world.seen(), before);
    }
    let report = world.try_sync(Confirm::Publish).unwrap();
    assert_eq!(counts(&report), [2, 0, 0, 2, 0]);
    assert_eq!(world.titles(), ["a=A", "b=B", "a=†", "b=†"]);
    assert_eq!(counts(&world.sync()), [0, 0, 2, 0, 0]);
}

#[test]
fn a_bad_repository_file_is_told_and_the_last_good_one_holds() {
    let world = World::new();
    world.article("a.toml", "A");
    world.sync();
    world.write("repository.toml", "name = ");
    world.article("b.toml", "B");
    let report = world.sync();
    assert_eq!(counts(&report), [1, 0, 1, 0, 0]);
    assert!(messages(&report).starts_with("repository.toml:1:"), "{}", messages(&report));
}

#[test]
fn without_any_repository_file_there_is_nothing_to_serve_and_that_is_said() {
    let world = World::new();
    world.remove("repository.toml");
    match world.try_sync(Confirm::Withhold) {
        Err(SyncError::NoIdentity(problems)) => {
            assert!(
                problems[0].message.contains("create a records folder with `windrow init DIR`"),
                "{}",
                problems[0]
            );
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_set_that_all_are_put_into_moves_every_datestamp() {
    let world = World::new();
    world.article("a.toml", "A");
    world.sync();
    let before = world.seen();
    world.write("repository.toml", &format!("default_sets = [\"a\"]\n{}", super::world::REPOSITORY));
    assert_eq!(counts(&world.sync()), [0, 1, 0, 0, 0]);
    assert!(world.seen()[0].2 > before[0].2);
}

#[test]
fn the_items_of_other_sources_are_left_alone() {
    let world = World::new();
    let loaded = world.path("x.jsonl");
    std::fs::write(
        &loaded,
        r#"{"identifier": "oai:journal.test:b", "dc": [{"element": "title", "value": "L"}]}"#,
    )
    .unwrap();
    windrow::ingest::load(&*world.store, "other", &[loaded], &mut |problem| panic!("{problem}"), &|_, _| {})
        .unwrap();
    world.article("a.toml", "A");
    world.article("b.toml", "B");
    let report = world.sync();
    assert_eq!(counts(&report), [1, 0, 0, 0, 1]);
    assert!(messages(&report).contains("belongs to the source `other`"), "{}", messages(&report));
    assert_eq!(world.titles(), ["b=L", "a=A"]);
}

#[test]
#[cfg(target_os = "linux")]
fn a_name_that_is_not_utf_8_is_told_and_kept_in_the_report() {
    use std::os::unix::ffi::OsStrExt;
    let world = World::new();
    let gbk = std::ffi::OsStr::from_bytes(b"\xCE\xC4\xD5\xC2.toml");
    std::fs::write(world.records().join(gbk), "[[title]]\ntext = \"T\"\n").unwrap();
    world.article("a.toml", "A");
    let report = world.sync();
    assert_eq!(counts(&report), [1, 0, 0, 0, 1]);
    assert!(messages(&report).contains("is not UTF-8"), "{}", messages(&report));
    let kept = windrow::ingest::last_report(&*world.store, windrow::folder::RECORDS).unwrap().unwrap();
    assert_eq!((kept.counts, kept.problems.len()), (report.counts, report.problems.len()));
}
