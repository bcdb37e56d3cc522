//! Formats of the repository's own: XML that records bring along, and mapping files.

use std::path::Path;

use windrow::diagnostics::Severity;
use windrow::folder::one_item;
use windrow::ingest::{Report, refresh};
use windrow::model::Datestamp;
use windrow::render::Renderer;
use windrow::store::{Found, Wait};

use super::world::{REPOSITORY, World, counts, records, said, seen};

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
    let bodies = records(&*world.store, prefix).into_iter().map(|record| {
        let metadata = record.body.split_once("</metadata>").map_or("†", |(metadata, _)| metadata);
        let name = record.identifier.rsplit(':').next().unwrap();
        format!("{name}={}", metadata.replace("<metadata>", ""))
    });
    bodies.collect()
}

/// What is told as an error; that the addresses of the test are no real ones is not.
fn errors(report: &Report) -> String {
    let errors = report.problems.iter().filter(|problem| problem.severity == Severity::Error);
    errors.map(|problem| said(problem) + "\n").collect()
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
        assert_eq!(
            errors(&report),
            "a.toc.xml:2:4: `</toc>` is wrong here: `</x>` is expected; correct the tags [xml-not-well-formed]\n"
        );
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
    assert!(told.contains("a.toc.xml:2:1: this is not a Dublin Core record"), "{told}");
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
fn a_companion_of_a_format_that_is_declared_no_longer_is_told() {
    let world = world();
    world.article("a.toml", "A");
    world.write("a.toc.xml", &toc("x"));
    world.sync();
    world.write("repository.toml", REPOSITORY);
    let report = world.sync();
    assert_eq!(counts(&report), [0, 0, 0, 0, 1]);
    assert!(errors(&report).contains("a.toc.xml:1:1: the repository has no format `toc`"));
    world.write("repository.toml", &format!("{REPOSITORY}{DECLARING}"));
    assert_eq!(errors(&world.sync()), "");
    assert_eq!(bodies(&world, "toc"), ["a=<toc xmlns=\"urn:toc\">x</toc>"], "and comes back with it");
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

/// The mapping file of docs/formats.md.
fn documented() -> &'static str {
    let document = include_str!("../../docs/formats.md");
    document.split("```toml mapping\n").nth(1).unwrap().split("\n```").next().unwrap()
}

/// A repository with the namespace that the documented mapping speaks of.
fn mapping_world() -> World {
    let world = World::new();
    world.write("repository.toml", &REPOSITORY.replace("journal.test", "journal.org"));
    world
}

/// The records that a mapping writes, as [`bodies`] gives them, without what every root element has.
fn mapped(world: &World) -> Vec<String> {
    refresh(&*world.store).unwrap();
    world.clock.advance(2);
    let root = " xmlns=\"urn:toc\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
                xsi:schemaLocation=\"urn:toc https://journal.test/toc.xsd\"";
    bodies(world, "toc").into_iter().map(|body| body.replace(root, "")).collect()
}

/// A mapping to one element with the title, and an example that says what is expected.
fn mapping(template: &str, expected: &str) -> String {
    format!(
        "prefix = \"toc\"\nschema = \"https://journal.test/toc.xsd\"\nnamespace = \"urn:toc\"\n\
         template = '''\n<toc xmlns=\"urn:toc\">\n{template}\n</toc>\n'''\n\n\
         [[example]]\nrecord = '''\n[[title]]\ntext = \"T\"\n'''\nxml = '''\n<toc xmlns=\"urn:toc\">\n{expected}\n</toc>\n'''\n"
    )
}

#[test]
fn the_documented_mapping_does_what_its_examples_say() {
    let world = mapping_world();
    world.write("formats/toc.toml", documented());
    world.write(
        "a.toml",
        "doi = \"10.1000/183\"\npages = { first = \"1\" }\n[[title]]\ntext = \"A & B\"\nlang = \"en\"\n",
    );
    world.article("b.toml", "No DOI");
    let report = world.sync();
    assert_eq!((errors(&report), counts(&report)), (String::new(), [2, 0, 0, 0, 0]));
    assert_eq!(
        bodies(&world, "toc"),
        [
            "a=<entry xmlns=\"https://journal.org/ns/toc\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
         xsi:schemaLocation=\"https://journal.org/ns/toc https://journal.org/ns/toc.xsd\" id=\"oai:journal.org:a\">\
         <title xml:lang=\"en\">A &amp; B</title><page>1</page><link>https://doi.org/10.1000/183</link></entry>"
        ]
    );
    let snapshot = world.store.snapshot(Wait::Yes).unwrap();
    let found = snapshot.record("oai:journal.org:b", "toc", &mut Vec::new()).unwrap();
    assert_eq!(found, Found::NoSuchFormat, "a record without a DOI");
}

#[test]
fn a_mapping_makes_a_record_of_every_article_and_a_companion_stands_instead_of_it() {
    let world = World::new();
    world.write("formats/toc.toml", &mapping("<t>{{ title[0].text }}</t>", "<t>T</t>"));
    world.article("a.toml", "A");
    world.article("b.toml", "B");
    world.write("b.toc.xml", &toc("by hand"));
    world.write("c.xml", DUBLIN_CORE);
    assert_eq!(errors(&world.sync()), "");
    assert_eq!(mapped(&world), ["a=<toc><t>A</t></toc>", "b=<toc xmlns=\"urn:toc\">by hand</toc>"]);
    assert_eq!(world.titles(), ["a=A", "b=B", "c=X"], "the mapping file is no record");
    world.remove("b.toc.xml");
    world.sync();
    assert_eq!(mapped(&world).last().unwrap(), "b=<toc><t>B</t></toc>");
}

#[test]
fn another_mapping_moves_the_datestamps_of_just_the_records_that_come_out_otherwise() {
    let world = World::new();
    world.write("formats/toc.toml", &mapping("<t>{{ title[0].text }}</t>", "<t>T</t>"));
    world.article("a.toml", "A");
    world.article("b.toml", "B");
    world.sync();
    refresh(&*world.store).unwrap();
    let (dc, before) = (datestamps(&world, "oai_dc"), datestamps(&world, "toc"));
    world.clock.advance(10);
    let template = "<t>{{ title[0].text }}{% if title[0].text == 'A' %}!{% endif %}</t>";
    world.write("formats/toc.toml", &mapping(template, "<t>T</t>"));
    assert_eq!(errors(&world.sync()), "");
    assert_eq!(mapped(&world), ["b=<toc><t>B</t></toc>", "a=<toc><t>A!</t></toc>"]);
    let after = datestamps(&world, "toc");
    assert!(after.contains(&before[1]) && !after.contains(&before[0]), "{before:?} {after:?}");
    assert_eq!(datestamps(&world, "oai_dc"), dc);
}

#[test]
fn a_failing_example_does_not_go_live_and_says_why() {
    let world = World::new();
    world.article("a.toml", "A");
    world.write("formats/toc.toml", &mapping("<t>{{ title[0].text }}</t>", "<t>T</t>\n<u>U</u>"));
    let report = world.sync();
    assert_eq!(
        errors(&report),
        "formats/toc.toml: this mapping is not used, and its format is not offered, until the following problems are corrected [mapping-file]\n\
         formats/toc.toml:18: the record of this example comes out otherwise; line 3 of it should be `<u>U</u>`, and is `</toc>` [mapping-example]\n"
    );
    assert_eq!(counts(&report), [1, 0, 0, 0, 0], "records are taken all the same");
    assert_eq!(mapped(&world), [""; 0]);

    world.write("formats/toc.toml", &mapping("<t>{{ title[0].text }}</t>", "<t>T</t>"));
    assert_eq!(errors(&world.sync()), "");
    assert_eq!(mapped(&world), ["a=<toc><t>A</t></toc>"]);
}

#[test]
fn a_fault_of_the_template_is_told_once_and_not_for_every_example() {
    let world = World::new();
    let example = "[[example]]\nrecord = '''\n[[title]]\ntext = \"U\"\n'''\nxml = \"<toc xmlns='urn:toc'><t>U</t></toc>\"\n";
    world.write(
        "formats/toc.toml",
        &format!("{}{example}", mapping("<t>{{ title[0].text | markdown }}</t>", "<t>T</t>")),
    );
    let told = errors(&world.sync());
    assert_eq!(told.lines().count(), 2, "{told}");
    assert!(
        told.contains(
            "toc.toml:16: nothing comes of the record of this example: its mapping stopped at line 2 of its template: \
             filter markdown is unknown"
        ),
        "{told}"
    );
}

#[test]
fn the_last_good_version_of_a_mapping_stays_in_force() {
    let world = World::new();
    let good = mapping("<t>{{ title[0].text }}</t>", "<t>T</t>");
    world.write("formats/toc.toml", &good);
    world.article("a.toml", "A");
    world.sync();
    for (bad, told) in [
        (
            mapping("<t>{{ title[0].text | upper }}?</t>", "<t>T</t>"),
            "toc.toml:17: the record of this example comes out otherwise; line 2 of it should be `<t>T</t>`, and is `<t>T?</t>`",
        ),
        (
            mapping("<t>{{ titel[0].text }}</t>", "<t>T</t>"),
            "toc.toml:6:1: in the template: no record has a field `titel`: did you mean `title`?",
        ),
        (mapping("<t>\n{% for %}</t>", "<t>T</t>"), "toc.toml:7:1: in the template: syntax error"),
        (
            mapping("<t>{{ doi | required('no DOI') }}</t>", "<t>T</t>"),
            "toc.toml:16: nothing comes of the record of this example: no DOI",
        ),
        (
            mapping("<t>", "<t>T</t>"),
            "toc.toml:16: nothing comes of the record of this example: its mapping stopped: its output is not XML",
        ),
        (
            mapping("<t>T</t>", "<t>"),
            "toc.toml:16: the XML of this example could not come of it: its output is not XML",
        ),
        (good.replace("text = \"T\"", "txt = \"T\""), "toc.toml:13: in the record: there is no field `txt`"),
        (good.replace("[[example]]", "[[exmaple]]"), "there is no field `exmaple`"),
        (good.split("[[example]]").next().unwrap().to_owned(), "toc.toml:1:1: a mapping shows what it does"),
        (good.replace("xml = ", "nonsense = "), "there is no field `nonsense`"),
        (
            good.replace("\nxml = '''", "\nrefused = ['no'] # '''").split("# '''").next().unwrap().to_owned(),
            "the record of this example should be refused, and becomes <toc",
        ),
        (
            good.replace("prefix = \"toc\"", "prefix = \"tic\""),
            "toc.toml:1:10: the file of the format `tic` is called formats/tic.toml",
        ),
        (
            good.replace("urn:toc\"\ntemplate", "toc\"\ntemplate"),
            "toc.toml:3:13: `toc` is not an absolute URI",
        ),
        ("prefix = ".to_owned(), "toc.toml:1:10: this is not TOML"),
    ] {
        world.write("formats/toc.toml", &bad);
        let report = errors(&world.sync());
        assert!(report.contains("and its last good version stays in force"), "{bad}: {report}");
        assert!(report.contains(told), "{bad}: {report}");
        assert_eq!(mapped(&world), ["a=<toc><t>A</t></toc>"], "{bad}");
    }
    world.article("b.toml", "B");
    world.sync();
    assert_eq!(mapped(&world).len(), 2, "it writes what is new, too");
    world.remove("formats/toc.toml");
    assert_eq!(errors(&world.sync()), "");
    assert_eq!(mapped(&world), ["a=†", "b=†"], "without its file there is no format");
}

#[test]
fn examples_may_stand_in_files_of_their_own() {
    let world = World::new();
    let toml = "prefix = \"toc\"\nschema = \"https://journal.test/toc.xsd\"\nnamespace = \"urn:toc\"\n\
                template = '<toc xmlns=\"urn:toc\">{{ title[0].text }}</toc>'\n\
                [[example]]\nrecord = \"2022/a.toml\"\nxml = \"formats/a.xml\"\n";
    world.write("formats/toc.toml", toml);
    world.article("2022/a.toml", "A");
    let told = errors(&world.sync());
    assert!(told.contains("formats/toc.toml:7: formats/a.xml cannot be read"), "{told}");
    world.write("formats/a.xml", "<x:toc xmlns:x=\"urn:toc\">A</x:toc>");
    let told = errors(&world.sync());
    assert!(told.contains("formats/toc.toml:7: the record of this example comes out otherwise; line 1 of it should be `<x:toc"), "{told}");
    world.write("formats/a.xml", "<toc xmlns=\"urn:toc\">A</toc>");
    assert_eq!(errors(&world.sync()), "");
    assert_eq!(mapped(&world), ["2022/a=<toc>A</toc>"]);
    world.write("formats/toc.toml", &toml.replace("2022/a.toml", "../secret.toml"));
    assert!(errors(&world.sync()).contains("formats/toc.toml:6: in the record: this is not TOML"));
}

#[test]
fn a_prefix_is_declared_in_one_place() {
    let world = world();
    world.write("formats/toc.toml", &mapping("<t>{{ title[0].text }}</t>", "<t>T</t>"));
    world.write("formats/oai_dc.toml", &mapping("<t/>", "<t/>").replace("\"toc\"", "\"oai_dc\""));
    let told = errors(&world.sync());
    assert!(
        told.contains("formats/toc.toml:1:10: the format `toc` is also declared in repository.toml"),
        "{told}"
    );
    assert!(told.contains("formats/oai_dc.toml:1:10: `oai_dc` is a built-in format of Windrow"), "{told}");
}

#[test]
fn a_broken_repository_file_leaves_the_mappings_as_they_were() {
    let world = World::new();
    world.write("formats/toc.toml", &mapping("<t>{{ title[0].text }}</t>", "<t>T</t>"));
    world.article("a.toml", "A");
    world.sync();
    world.write("repository.toml", "name = 1");
    world.remove("formats/toc.toml");
    world.sync();
    assert_eq!(mapped(&world), ["a=<toc><t>A</t></toc>"]);
}

#[test]
fn one_record_is_asked_for_with_what_it_brings_along_and_with_mappings() {
    let world = world();
    world.article("a.toml", "A");
    world.write("a.toc.xml", &toc("x"));
    world.write(
        "formats/tic.toml",
        &mapping("<t>{{ title[0].text }}</t>", "<t>T</t>").replace("\"toc\"", "\"tic\""),
    );
    let read = |path: &str| one_item(&world.records(), Path::new(path));
    let one = read("a.toml").unwrap();
    let written = Renderer::new(Some(&one.identity), Datestamp::from_unix(0)).explain(&one.item);
    let of = |prefix: &str| written.iter().find(|(name, _)| name == prefix).unwrap().1.clone().unwrap();
    assert_eq!(of("toc"), "<toc xmlns=\"urn:toc\">x</toc>");
    assert!(of("tic").ends_with("<t>A</t></toc>"), "{}", of("tic"));
    for (path, why) in
        [("a.toc.xml", "it goes with the record beside it"), ("formats/tic.toml", "it makes a format")]
    {
        let problems = read(path).unwrap_err();
        assert!(problems.len() == 1 && problems[0].message.contains(why), "{problems:?}");
    }
    world.write("a.toc.xml", "");
    assert_eq!(read("a.toml").unwrap_err()[0].place.file, Path::new("a.toc.xml"));
}
