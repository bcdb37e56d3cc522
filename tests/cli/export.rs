//! `windrow export`: records as files.

use crate::program::Place;

const GOOD: &str =
    "doi = \"10.5555/1\"\npublished = \"2024\"\n[[title]]\nlang = \"en\"\ntext = \"On Trust\"\n";

fn journal() -> Place {
    let place = Place::with(0);
    std::fs::create_dir_all(place.path().join("records/2024/1")).unwrap();
    place.write("records/2024/1/p1.toml", GOOD);
    place
        .write("records/2024/1/p9.toml", "[[title]]\nlang = \"en\"\ntext = \"[A letter]\"\ndevised = true\n");
    place
}

fn file(place: &Place, name: &str) -> String {
    std::fs::read_to_string(place.path().join(name)).unwrap_or_default()
}

#[test]
fn each_record_is_written_as_it_is_served_with_and_without_a_store() {
    let place = journal();
    let said = place.run(&["export", "out", "--format", "oai_dc"]);
    assert_eq!(
        (said.code, said.out.as_str()),
        (0, "2 files written, 0 records not available in oai_dc\n"),
        "{}",
        said.err
    );
    assert!(!place.path().join("data").exists(), "nothing but the files is written");
    let without = file(&place, "out/2024/1/p1.oai_dc.xml");
    assert!(
        without.starts_with("<?xml") && without.contains("<dc:title xml:lang=\"en\">On Trust</dc:title>"),
        "{without}"
    );
    place.run(&["sync"]);
    assert_eq!(place.run(&["export", "again", "--format", "oai_dc"]).code, 0);
    assert_eq!(file(&place, "again/2024/1/p1.oai_dc.xml"), without);
}

#[test]
fn what_a_format_cannot_have_is_reported_with_the_reason() {
    let place = journal();
    let said = place.run(&["export", "out", "--format", "jats"]);
    assert_eq!(said.code, 3);
    assert!(said.err.contains("oai:journal.org:2024/1/p9: no title, or only a devised one"), "{}", said.err);
    assert!(
        place
            .run(&["export", "out", "--format", "jats", "--lang", "zh"])
            .err
            .contains("没有题名，或只有自拟题名")
    );
}

#[test]
fn citations_are_written_with_their_ending() {
    let place = journal();
    assert_eq!(place.run(&["export", "out", "--format", "bibtex"]).code, 0);
    assert!(file(&place, "out/2024/1/p1.bib").contains("On Trust"));
}

#[test]
fn a_format_that_there_is_not_is_refused() {
    let said = journal().run(&["export", "out", "--format", "oai_cd"]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("this repository has no format `oai_cd`"), "{}", said.err);
}
