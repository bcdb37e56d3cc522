//! No id occurs twice in an answer, whatever records bring along, and every reference still leads to it.

use std::collections::BTreeSet;

use windrow::xml::raw_attributes;

use super::world::{World, bodies, counts, seen};

/// XML of each format that has ids, the same for every record.
const SUPPLIED: [(&str, &str); 4] = [
    (
        "jats",
        "<article xmlns=\"http://www.ncbi.nlm.nih.gov/JATS1\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"><front>\
         <aff id=\"aff1\"/><aff id=\"aff2\"/><xref rid=\"aff1 aff2\"/><ext-link xlink:href=\"#aff1\"/></front></article>",
    ),
    (
        "mods",
        "<mods xmlns=\"http://www.loc.gov/mods/v3\" ID=\"MODS0001\"><titleInfo ID=\"t\"><title>T</title></titleInfo></mods>",
    ),
    (
        "marcxml",
        "<m:record xmlns:m=\"http://www.loc.gov/MARC21/slim\" id=\"r1\"><m:leader id=\"l\">00000nam a2200000 a 4500</m:leader></m:record>",
    ),
    ("toc", "<toc xmlns=\"urn:toc\"><p xml:id=\"p\"/><see target=\"#p\"/></toc>"),
];

const REPOSITORY: &str = "name = \"Test\"\nnamespace = \"journal.test\"\nadmin_emails = [\"oai@journal.test\"]\n\
    [[format]]\nprefix = \"toc\"\nschema = \"https://journal.test/toc.xsd\"\nnamespace = \"urn:toc\"\n";

/// Checks the records of a format: ids are unique, and what refers to one refers to one of the same record. Returns their number.
fn check(bodies: &[String]) -> usize {
    let mut ids = BTreeSet::new();
    for body in bodies {
        let attributes = raw_attributes(body);
        let is_id = |name: &str| ["id", "ID", "xml:id"].contains(&name);
        let own: BTreeSet<_> =
            attributes.iter().filter(|attribute| is_id(attribute.name)).map(|id| id.value).collect();
        for id in &own {
            assert!(ids.insert((*id).to_owned()), "{id} occurs twice");
        }
        for attribute in attributes.iter().filter(|it| ["rid", "xlink:href", "target"].contains(&it.name)) {
            for word in attribute.value.split(' ') {
                assert!(own.contains(word.trim_start_matches('#')), "{attribute:?} of {body}");
            }
        }
    }
    ids.len()
}

#[test]
fn an_id_occurs_once_in_an_answer_and_references_lead_to_it() {
    let world = World::new();
    world.write("repository.toml", REPOSITORY);
    for name in ["a", "b", "c"] {
        world.article(&format!("{name}.toml"), name);
        for (prefix, xml) in SUPPLIED {
            world.write(&format!("{name}.{prefix}.xml"), xml);
        }
    }
    let report = world.sync();
    assert_eq!(counts(&report), [3, 0, 0, 0, 0], "{:?}", report.problems);
    for ((prefix, xml), ids) in SUPPLIED.into_iter().zip([6, 6, 6, 3]) {
        let bodies = bodies(&*world.store, prefix);
        assert_eq!(check(&bodies), ids, "{prefix}");
        assert!(bodies[0].len() > xml.len());
    }
    let before: Vec<_> = SUPPLIED.iter().map(|(prefix, _)| seen(&*world.store, prefix)).collect();
    assert_eq!(counts(&world.sync()), [0, 0, 3, 0, 0]);
    world.write("a.toc.xml", &format!("{}\n", SUPPLIED[3].1));
    assert_eq!(counts(&world.sync()), [0, 0, 3, 0, 0], "the same again");
    let after: Vec<_> = SUPPLIED.iter().map(|(prefix, _)| seen(&*world.store, prefix)).collect();
    assert_eq!(before, after);
}

#[test]
fn ids_of_loaded_items_are_their_own_too() {
    let world = World::new();
    let mods = SUPPLIED[1].1.replace('"', "\\\"");
    let line = |id: &str| {
        format!(
            "{{\"identifier\": \"oai:x.test:{id}\", \"dc\": [{{\"element\": \"title\", \"value\": \"T\"}}], \
             \"native\": {{\"mods\": \"{mods}\"}}}}\n"
        )
    };
    let path = world.path("r.jsonl");
    std::fs::write(&path, format!("{}{}", line("1"), line("2"))).unwrap();
    windrow::ingest::load(&*world.store, "s", &[path], &mut |problem| panic!("{problem}"), &|_, _| {})
        .unwrap();
    world.clock.advance(2);
    assert_eq!(check(&bodies(&*world.store, "mods")), 4);
}
