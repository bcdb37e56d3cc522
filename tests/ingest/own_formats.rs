//! Formats of the repository's own: XML that records bring along, and mapping files.

use windrow::import::Severity;
use windrow::ingest::{Report, refresh};

use super::world::{REPOSITORY, World, counts, seen};

/// A repository that declares the format `toc`.
const DECLARING: &str =
    "[[format]]\nprefix = \"toc\"\nschema = \"https://journal.test/toc.xsd\"\nnamespace = \"urn:toc\"\n";

fn world() -> World {
    let world = World::new();
    world.write("repository.toml", &format!("{REPOSITORY}{DECLARING}"));
    world
}

fn toc(text: &str) -> String {
    format!("<?xml version=\"1.0\"?>\n<toc xmlns=\"urn:toc\">{text}</toc>\n")
}

/// The bodies of the records in a format by the end of the identifier, `†` for a tombstone, in the order of the log.
fn bodies(world: &World, prefix: &str) -> Vec<String> {
    let snapshot = world.store.snapshot().unwrap();
    let body = |name: &str| {
        let mut body = String::new();
        let identifier = format!("oai:journal.test:{name}");
        let each = &mut |record: windrow::store::StoredRecord<'_>| {
            body = if record.deleted { "†".to_owned() } else { record.body.to_owned() };
        };
        snapshot.record(&identifier, prefix, each).unwrap();
        body.split_once("</metadata>")
            .map_or(body.clone(), |(metadata, _)| metadata.replace("<metadata>", ""))
    };
    seen(&*world.store, prefix).iter().map(|(name, ..)| format!("{name}={}", body(name))).collect()
}

/// What is told as an error; that the addresses of the test are no real ones is not.
fn errors(report: &Report) -> String {
    let errors = report.problems.iter().filter(|problem| problem.severity == Severity::Error);
    errors.map(|problem| format!("{problem}\n")).collect()
}

/// When the records of a format changed, by the end of the identifier.
fn datestamps(world: &World, prefix: &str) -> Vec<(String, String)> {
    let seen = seen(&*world.store, prefix);
    seen.into_iter().map(|(name, _, datestamp)| (name, datestamp.to_string())).collect()
}

#[test]
fn a_companion_is_served_as_it_is_and_changes_the_record_in_that_format_only() {
    let world = world();
    world.article("a.toml", "A");
    world.article("b.toml", "B");
    world.write("a.toc.xml", &toc("one &amp; <x/>"));
    let report = world.sync();
    assert_eq!((errors(&report), counts(&report)), (String::new(), [2, 0, 0, 0, 0]));
    assert_eq!(bodies(&world, "toc"), ["a=<toc xmlns=\"urn:toc\">one &amp; <x/></toc>"]);
    let before = datestamps(&world, "oai_dc");

    assert_eq!(counts(&world.sync()), [0, 0, 2, 0, 0], "nothing has changed");
    world.clock.advance(10);
    world.write("a.toc.xml", &toc("two"));
    assert_eq!(counts(&world.sync()), [0, 1, 1, 0, 0]);
    assert_eq!(bodies(&world, "toc"), ["a=<toc xmlns=\"urn:toc\">two</toc>"]);
    assert_eq!(datestamps(&world, "oai_dc"), before);

    world.remove("a.toc.xml");
    assert_eq!(counts(&world.sync()), [0, 1, 1, 0, 0]);
    assert_eq!(bodies(&world, "toc"), ["a=†"]);
    assert_eq!(datestamps(&world, "oai_dc"), before);
}

#[test]
fn a_companion_in_a_format_of_windrows_own_stands_instead_of_what_it_writes() {
    let world = World::new();
    world.article("2024/a.toml", "A");
    let written = {
        world.sync();
        bodies(&world, "oai_qdc")
    };
    let own = "<q:qualifieddc xmlns:q=\"http://terms.library.ualberta.ca/oai_qdc/\">by hand</q:qualifieddc>";
    world.write("2024/a.oai_qdc.xml", own);
    assert_eq!(errors(&world.sync()), "");
    assert_eq!(bodies(&world, "oai_qdc"), [format!("2024/a={own}")]);
    world.remove("2024/a.oai_qdc.xml");
    world.sync();
    assert_eq!(bodies(&world, "oai_qdc"), written, "the crosswalk writes it again");
}

#[test]
fn a_bad_companion_keeps_its_record_as_it_was() {
    let world = world();
    world.article("a.toml", "A");
    world.sync();
    world.article("a.toml", "A changed");
    world.write("a.toc.xml", "<toc xmlns=\"urn:toc\">\n<x></toc>");
    for _ in 0..2 {
        let report = world.sync();
        assert_eq!(counts(&report), [0, 0, 0, 0, 1]);
        assert_eq!(errors(&report), "a.toc.xml:2:4: `</toc>` stands where `</x>` is due; correct the tags\n");
        assert_eq!(world.titles(), ["a=A"]);
    }
    world.write("a.toc.xml", &toc("one"));
    assert_eq!(counts(&world.sync()), [0, 1, 0, 0, 0]);
    assert_eq!(world.titles(), ["a=A changed"]);
}

#[test]
fn the_faults_of_a_record_and_of_its_companions_are_told_together() {
    let world = world();
    world.write("a.toml", "titel = 1\n");
    world.write("a.toc.xml", "");
    world.write("a.nothing.xml", "");
    let told = errors(&world.sync());
    for file in
        ["a.toml:1:1: ", "a.toc.xml:1:1: ", "a.nothing.xml:1:1: the repository has no format `nothing`"]
    {
        assert!(told.contains(file), "{told}");
    }
}

const DUBLIN_CORE: &str = "<oai_dc:dc xmlns:oai_dc=\"http://www.openarchives.org/OAI/2.0/oai_dc/\" \
                           xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>X</dc:title></oai_dc:dc>";

#[test]
fn a_name_with_a_dot_is_a_record_of_its_own_where_it_has_no_neighbour() {
    let world = world();
    world.write("a.toc.xml", DUBLIN_CORE);
    world.write("2022.05.xml", DUBLIN_CORE);
    assert_eq!(errors(&world.sync()), "");
    assert_eq!(world.titles(), ["2022.05=X", "a.toc=X"]);
}

#[test]
fn what_was_a_record_stays_until_somebody_says_what_it_is() {
    let world = world();
    world.write("2022.05.xml", DUBLIN_CORE);
    world.sync();
    world.article("2022.toml", "The year");
    for _ in 0..2 {
        let report = world.sync();
        assert_eq!(counts(&report), [0, 0, 0, 0, 1]);
        assert!(errors(&report).starts_with("2022.05.xml:1:1: the repository has no format `05`"));
        assert_eq!(world.titles(), ["2022.05=X"]);
    }
}

#[test]
fn a_companion_without_its_record_is_told_so() {
    let world = world();
    world.write("a.toc.xml", &toc("x"));
    let told = errors(&world.sync());
    assert!(told.contains("a.toc.xml:2:1: this is no Dublin Core record"), "{told}");
    assert!(told.contains("that record, a.toml or a.xml, is not there"), "{told}");
}

#[test]
fn of_several_ways_to_read_a_name_the_one_that_names_a_format_counts() {
    let world = world();
    world.article("a.toml", "A");
    world.article("a.b.toml", "B");
    world.write("a.b.toc.xml", &toc("of b"));
    assert_eq!(errors(&world.sync()), "");
    assert_eq!(bodies(&world, "toc"), ["a.b=<toc xmlns=\"urn:toc\">of b</toc>"]);
    world.write(
        "repository.toml",
        &format!("{REPOSITORY}{DECLARING}{}", DECLARING.replace("\"toc\"", "\"b.toc\"")),
    );
    world.remove("a.b.toml");
    assert_eq!(errors(&world.sync()), "");
    assert_eq!(bodies(&world, "b.toc"), ["a=<toc xmlns=\"urn:toc\">of b</toc>"]);
}

#[test]
fn a_companion_of_a_format_that_is_declared_no_longer_is_told_and_changes_nothing() {
    let world = world();
    world.article("a.toml", "A");
    world.write("a.toc.xml", &toc("x"));
    world.sync();
    world.write("repository.toml", REPOSITORY);
    let report = world.sync();
    assert_eq!(counts(&report), [0, 0, 0, 0, 1]);
    assert!(errors(&report).contains("a.toc.xml:1:1: the repository has no format `toc`"));
    world.write("repository.toml", &format!("{REPOSITORY}{DECLARING}"));
    let before = datestamps(&world, "toc");
    assert_eq!(errors(&world.sync()), "");
    assert_eq!(datestamps(&world, "toc"), before);
}

#[test]
fn dublin_core_with_an_oai_dc_of_another_hand_is_rendered_again_from_what_it_is() {
    let world = World::new();
    world.write("a.xml", DUBLIN_CORE);
    world.write("a.oai_dc.xml", &DUBLIN_CORE.replace(">X<", ">By hand<"));
    assert_eq!(errors(&world.sync()), "");
    world.write("repository.toml", &format!("{REPOSITORY}{DECLARING}"));
    world.sync();
    refresh(&*world.store).unwrap();
    world.clock.advance(2);
    assert_eq!(world.titles(), ["a=By hand"]);
    world.remove("a.oai_dc.xml");
    world.sync();
    assert_eq!(world.titles(), ["a=X"]);
}
