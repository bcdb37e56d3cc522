//! Names: those that are not records, and those that look like another one.

use std::path::Path;

use windrow::diagnostics::Severity;
use windrow::folder::one_item;
use windrow::import::record_file;
use windrow::ingest::Report;
use windrow::render::{Renderer, stored_identity};
use windrow::store::{Base, Batch, Change};

use super::world::{World, counts, messages, remarks};

/// The lines of the report that are about this file.
fn about(report: &Report, file: &str) -> String {
    let about = report.problems.iter().filter(|problem| problem.place.file == Path::new(file));
    about.map(|problem| format!("{problem}\n")).collect()
}

#[test]
fn what_systems_and_editors_keep_in_a_folder_is_passed_over_in_silence() {
    let world = World::new();
    world.article("a.toml", "A");
    world.article("b.toml", "B");
    for name in [
        ".git/x.toml",
        "lost+found/x.toml",
        "2022/lost+found/x.toml",
        "System Volume Information/x.toml",
        "$RECYCLE.BIN/x.toml",
        "@eaDir/x.toml",
        "#recycle/x.toml",
        "#snapshot/x.toml",
        "__MACOSX/x.toml",
        "~$a.toml",
        "#a.toml#",
        "a.toml~",
        "a.toml.swp",
        "a.toml.tmp",
        ".~lock.a.toml#",
        "._a.toml",
        "lost+found/issue.toml",
        "formats/.x.toml",
        "formats/~$x.toml",
    ] {
        world.write(name, "nonsense");
    }
    let report = world.sync();
    assert_eq!((counts(&report), remarks(&report)), ([2, 0, 0, 0, 0], vec![]));
    world.remove("b.toml");
    let report = world.sync();
    assert_eq!((report.counts.deleted, report.withheld), (1, None));
}

#[test]
fn copies_that_tools_make_are_reported_and_are_not_records() {
    let world = World::new();
    world.article("p130.toml", "A");
    let copies = [
        "p130.sync-conflict-20261127-204400-ABCDEF7.toml",
        "p130 (conflicted copy 2026-11-27).toml",
        "p130 (Wang Lei's conflicted copy 2026-11-27).toml",
        "p130 (conflicted copy 2026-11-27 123456).toml",
        "p130.orig.toml",
        "p130_REMOTE_1234.toml",
        "issue (conflicted copy 2026-11-27).toml",
    ];
    copies.iter().for_each(|copy| world.article(copy, "B"));
    let report = world.sync();
    assert_eq!(counts(&report), [1, 0, 0, 0, 0], "{}", messages(&report));
    for copy in copies {
        assert!(about(&report, copy).contains("is ignored"), "{copy}: {}", messages(&report));
    }
    assert_eq!(remarks(&report).len(), copies.len(), "{}", messages(&report));
    assert!(report.problems.iter().all(|problem| problem.severity == Severity::Warning));
    for silent in [".hidden.toml", "~$p130.toml", "lost+found/p130.toml"] {
        world.article(silent, "B");
        let refused = one_item(&world.records(), Path::new(silent)).unwrap_err();
        assert!(refused[0].message.contains("is ignored"), "{}", refused[0]);
    }
    let refused = one_item(&world.records(), Path::new(copies[0])).unwrap_err();
    assert!(refused[0].message.contains("is ignored"), "{}", refused[0]);
}

/// Has the store an item of this file, as a version before this one published it.
fn published_before(world: &World, file: &str, identifier: &str) {
    let text = format!("identifier = \"{identifier}\"\n[[title]]\ntext = \"B\"\n");
    let identity = stored_identity(&*world.store).unwrap().unwrap();
    let (item, _) = record_file::read(Path::new("any.toml"), text.as_bytes(), &identity.identity).unwrap();
    let renderer = Renderer::of_store(&*world.store).unwrap();
    let put = renderer.put(&item, Base::Absent, file.to_owned(), String::new()).unwrap();
    let batch = Batch { source: "records", rules: renderer.rules(), changes: &[Change::Put(put)] };
    world.store.apply(&batch).unwrap();
    world.clock.advance(2);
}

/// Identifiers are permanent.
#[test]
fn what_was_published_from_a_copy_stays_until_the_copy_is_removed() {
    let world = World::new();
    world.article("p130.toml", "A");
    world.sync();
    for copy in [
        "p130.orig.toml",
        "p130 (conflicted copy 2026-11-27).toml",
        "2022 (conflicted copy 2026-11-27)/p130.toml",
    ] {
        published_before(&world, copy, &format!("oai:journal.test:{}", copy.len()));
        world.article(copy, "B");
        let report = world.sync();
        assert_eq!((report.counts.deleted, report.withheld.as_ref()), (0, None), "{}", messages(&report));
        assert!(remarks(&report)[0].contains("stays until it is removed"), "{}", messages(&report));
        world.remove(copy);
        let report = world.sync();
        assert_eq!(report.counts.deleted, 1, "{copy}: {report:?}");
    }
}

#[test]
fn a_record_published_under_a_name_in_nfd_keeps_its_identifier() {
    let (composed, decomposed) = ("caf\u{e9}.toml", "cafe\u{301}.toml");
    for name in [composed, decomposed] {
        let world = World::new();
        world.article("a.toml", "A");
        world.sync();
        published_before(&world, decomposed, "oai:journal.test:cafe%CC%81");
        for title in ["B2", "B3"] {
            world.article(name, title);
            assert_eq!(counts(&world.sync()), [0, 1, 1, 0, 0]);
            assert_eq!(world.titles()[1], format!("cafe%CC%81={title}"));
        }
    }
}

#[test]
fn a_plain_copy_is_published_and_named_with_its_original() {
    let world = World::new();
    world.article("2022/p130.toml", "A");
    for copy in
        ["2022/p130 copy.toml", "2022/p130 - Copy.toml", "2022/p130 (1).toml", "2022/p130 - 副本.toml"]
    {
        world.article(copy, "A");
    }
    world.article("2022/another copy.toml", "it has no original");
    let report = world.sync();
    assert_eq!(report.counts.created, 6);
    let copies: Vec<_> =
        report.problems.iter().filter(|problem| problem.message.contains("copy of 2022/p130.toml")).collect();
    assert_eq!(copies.len(), 4, "{}", messages(&report));
}

#[test]
fn a_name_in_either_normalisation_form_is_the_same_record() {
    let (composed, decomposed) = ("\u{ac01}-caf\u{e9}.toml", "\u{1100}\u{1161}\u{11a8}-cafe\u{301}.toml");
    for (before, after) in [(composed, decomposed), (decomposed, composed)] {
        let world = World::new();
        world.article(before, "A");
        world.sync();
        let first = world.seen();
        assert_eq!(first[0].0, "%EA%B0%81-caf%C3%A9");
        std::fs::rename(world.records().join(before), world.records().join(after)).unwrap();
        assert_eq!(counts(&world.sync())[..4], [0, 0, 1, 0]);
        assert_eq!(world.seen(), first);
    }
}

/// A sidecar goes with its record, whichever form either name is in.
#[test]
fn a_sidecar_in_another_normalisation_form_is_found() {
    let world = World::new();
    world.article("caf\u{e9}.toml", "A");
    world.write("cafe\u{301}.oai_dc.xml", DC);
    assert_eq!(counts(&world.sync()), [1, 0, 0, 0, 0]);
    assert_eq!(world.titles(), ["caf%C3%A9=of the sidecar"]);
}

const DC: &str = r#"<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>of the sidecar</dc:title></oai_dc:dc>"#;

#[test]
fn of_two_names_that_differ_in_normalisation_form_neither_is_read() {
    let (composed, decomposed) = ("caf\u{e9}.toml", "cafe\u{301}.toml");
    let world = World::new();
    world.article(composed, "A");
    world.article("b.toml", "B");
    world.sync();
    world.article(decomposed, "C");
    world.article(composed, "A2");
    world.remove("b.toml");
    let report = world.sync();
    assert_eq!(counts(&report), [0, 0, 0, 1, 2]);
    let told = messages(&report);
    assert!(told.contains("`cafe\\u{301}.toml`") && told.contains("`caf\\u{e9}.toml`"), "{told}");
    assert_eq!(world.titles(), ["caf%C3%A9=A", "b=†"]);
    world.remove(composed);
    assert_eq!(counts(&world.sync()), [0, 1, 0, 0, 0]);
    assert_eq!(world.titles(), ["b=†", "caf%C3%A9=C"]);
}

#[test]
fn names_that_differ_in_capitals_only_are_reported_and_published() {
    let world = World::new();
    world.article("2022/A1.toml", "A");
    world.article("2022/a1.toml", "B");
    world.article("b.toml", "B");
    if counts(&world.sync())[0] == 2 {
        return; // the file system takes them for one
    }
    world.write("b.xml", "the ending does not count");
    let report = world.sync();
    assert!(
        about(&report, "2022/a1.toml").contains("differs from 2022/A1.toml only in capital letters"),
        "{}",
        messages(&report)
    );
    let alike = remarks(&report).iter().filter(|remark| remark.contains("capital letters")).count();
    assert_eq!((alike, world.titles().len()), (1, 3), "{}", messages(&report));
}

#[test]
fn a_file_with_the_wrong_ending_is_told_the_right_one() {
    let world = World::new();
    world.article("a.toml", "A");
    for (name, right) in [
        ("2022/x.toml.txt", "rename it to x.toml"),
        ("x.xml.txt", "rename it to x.xml"),
        ("CASE.XML", "rename it to CASE.xml"),
        ("X.TOML", "rename it to X.toml"),
        ("JOURNAL.TOML", "rename it to journal.toml"),
    ] {
        world.article(name, "T");
        let report = world.sync();
        assert!(about(&report, name).contains(right), "{}", messages(&report));
        assert_eq!(world.titles(), ["a=A"]);
        let refused = one_item(&world.records(), Path::new(name)).unwrap_err();
        assert!(refused.iter().any(|problem| problem.message.contains(right)), "{name}: {refused:?}");
    }
}

#[test]
fn one_warning_is_about_all_identifiers_that_some_harvesters_cannot_ask_for() {
    let world = World::new();
    world.article("a-1_2.3.toml", "A");
    assert_eq!(remarks(&world.sync()), [""; 0]);
    for name in
        ["with space.toml", "pl+us.toml", "a&b.toml", "a#b.toml", "100%.toml", "文章.toml", "论文.toml"]
    {
        world.article(name, "T");
    }
    for _ in 0..2 {
        let report = world.sync();
        assert_eq!(remarks(&report).len(), 1, "{}", messages(&report));
        let told = messages(&report);
        assert!(told.contains("100%.toml, a#b.toml, a&b.toml and 4 more"), "{told}");
        assert!(report.problems.iter().all(|problem| problem.severity == Severity::Warning));
    }
}

#[test]
fn a_change_of_capitals_is_reported_as_a_deletion_and_a_new_record() {
    let world = World::new();
    world.article("2022/p130.toml", "A");
    world.article("b.toml", "B");
    world.sync();
    world.remove("2022/p130.toml");
    world.remove("b.toml");
    world.article("2022/P130.toml", "A");
    let report = world.sync();
    assert_eq!(counts(&report), [1, 0, 0, 2, 0]);
    let told = about(&report, "2022/P130.toml");
    assert!(told.contains("was called 2022/p130.toml") && told.contains("id = \"2022/p130\""), "{told}");
}
