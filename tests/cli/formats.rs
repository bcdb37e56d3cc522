//! `windrow formats`: what a record is available in, why not in the rest, and its documents.

use crate::program::{Place, REPOSITORY, Said};

const ARTICLE: &str = "doi = \"10.1000/182\"\npublished = \"2022\"\n\n[[title]]\nlang = \"en\"\ntext = \"Norms &amp; <i>more</i>\"\n\n\
    [[author]]\nfamily = \"Wang\"\ngiven = \"Lei\"\n";

const DUBLIN_CORE: &str = r#"<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Old</dc:title></oai_dc:dc>"#;

/// A folder with an article and a record of unqualified Dublin Core.
fn place() -> Place {
    let place = Place::with(0);
    place.write("records/wang.toml", ARTICLE);
    place.write("records/old.xml", DUBLIN_CORE);
    place
}

fn done(said: &Said) -> &str {
    assert_eq!((said.code, said.err.as_str()), (0, ""), "{said:?}");
    &said.out
}

/// What is said of one format: its line and those of its reasons.
fn of_format<'s>(list: &'s str, name: &str) -> Vec<&'s str> {
    let begins = |line: &&str| line.split_whitespace().next() == Some(name);
    let mut lines = list.lines().skip_while(|line| !begins(line));
    let first = lines.next().unwrap_or_else(|| panic!("{name} is not in {list}"));
    std::iter::once(first).chain(lines.take_while(|line| line.starts_with("     "))).collect()
}

#[test]
fn a_record_file_is_explained_before_anything_is_stored() {
    let place = place();
    for record in ["records/wang.toml", "wang.toml", "./records/../records/wang.toml"] {
        let said = place.run(&["formats", record]);
        let list = done(&said);
        assert!(list.starts_with("oai:journal.org:wang\n"), "{list}");
        for name in ["oai_dc", "oai_qdc", "schema_org", "bibtex", "ris", "csl_json"] {
            assert!(of_format(list, name)[0].contains("  available"), "{list}");
        }
    }
    assert!(!place.path().join("data").exists(), "a look makes no store");
}

#[test]
fn the_reasons_why_a_format_is_not_available_are_on_separate_lines() {
    let place = place();
    let said = place.run(&["formats", "records/old.xml"]);
    let list = done(&said);
    assert!(of_format(list, "oai_dc")[0].ends_with("  available"), "{list}");
    for name in ["oai_qdc", "bibtex"] {
        let lines = of_format(list, name);
        assert!(lines[0].ends_with("  not available:"), "{list}");
        assert!(lines[1].contains("only as unqualified Dublin Core"), "{list}");
    }
}

#[test]
fn a_stored_record_is_explained_like_its_file() {
    let place = place();
    place.run(&["sync"]);
    for (file, identifier) in [("wang.toml", "oai:journal.org:wang"), ("old.xml", "oai:journal.org:old")] {
        assert_eq!(done(&place.run(&["formats", identifier])), done(&place.run(&["formats", file])));
        let of_store = place.run(&["formats", identifier, "--as", "oai_dc"]);
        assert_eq!(done(&of_store), done(&place.run(&["formats", file, "--as", "oai_dc"])));
    }
}

#[test]
fn a_document_is_printed_as_it_is_served() {
    let place = place();
    let said = place.run(&["formats", "wang.toml", "--as", "oai_dc"]);
    let document = done(&said);
    assert!(document.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<oai_dc:dc "), "{document}");
    place.run(&["sync"]);
    let serving = place.serve(&[]);
    let target = "/oai?verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:journal.org:wang";
    let metadata = document.split_once('\n').unwrap().1.trim_end();
    let begun = std::time::Instant::now();
    while !serving.get(target).contains(metadata) {
        assert!(begun.elapsed() < std::time::Duration::from_secs(30), "{metadata} is not served");
        std::thread::yield_now(); // a record becomes visible at its datestamp
    }
    let said = place.run(&["formats", "wang.toml", "--as", "bibtex"]);
    assert!(done(&said).contains("  title = {Norms \\& \\emph{more}},\n"), "{said:?}");
}

#[test]
fn a_document_that_cannot_be_written_is_refused_with_the_reasons() {
    let place = place();
    let said = place.run(&["formats", "old.xml", "--as", "bibtex"]);
    assert_eq!((said.code, said.out.as_str()), (1, ""));
    assert!(said.err.contains("not available in bibtex:\n- the item exists only as unqualified"), "{said:?}");
}

#[test]
fn a_format_that_is_not_offered_is_distinguished_from_an_unknown_one() {
    let place = place();
    let said = place.run(&["formats", "wang.toml", "--as", "bibtx"]);
    assert!(said.code == 2 && said.err.contains("did you mean `bibtex`?"), "{said:?}");
    let said = place.run(&["formats", "wang.toml", "--as", "weather"]);
    assert!(said.code == 2 && said.err.contains("there are `oai_dc`"), "{said:?}");
    place.write("records/repository.toml", &format!("{REPOSITORY}formats = [\"oai_dc\"]\n"));
    let said = place.run(&["formats", "wang.toml", "--as", "oai_qdc"]);
    assert!(said.code == 2 && said.err.contains("does not offer oai_qdc; `formats`"), "{said:?}");
}

#[test]
fn a_missing_record_is_reported_in_plain_words() {
    let place = place();
    for (record, words) in [
        (
            "records/wong.toml",
            "there is no file records/wong.toml, here or in the records folder records; did you mean records/wang.toml?",
        ),
        ("weather.toml", "give the path of a record file, or the identifier of a stored record"),
        ("records", "is a folder"),
        ("records/repository.toml", "is not a record"),
        ("oai:journal.org:wang", "there is no store in data yet; run `windrow sync`"),
    ] {
        let said = place.run(&["formats", record]);
        assert!(said.code == 1 && said.err.contains(words), "{record}: {said:?}");
    }
    place.write("elsewhere.toml", ARTICLE);
    let said = place.run(&["formats", "elsewhere.toml"]);
    assert!(said.code == 1 && said.err.contains("is not in the records folder records"), "{said:?}");
    assert_eq!(place.run(&["formats"]).code, 2);
}

#[test]
fn an_unknown_identifier_is_reported_with_the_nearest_or_as_deleted() {
    let place = place();
    place.run(&["sync"]);
    let said = place.run(&["formats", "oai:journal.org:wong"]);
    assert!(said.code == 1 && said.err.contains("did you mean oai:journal.org:wang?"), "{said:?}");
    place.remove("records/wang.toml");
    place.run(&["sync"]);
    let begun = std::time::Instant::now();
    while !place.run(&["formats", "oai:journal.org:wang"]).err.contains("oai:journal.org:wang was deleted") {
        assert!(
            begun.elapsed() < std::time::Duration::from_secs(30),
            "a deletion is visible at its datestamp"
        );
    }
}

#[test]
fn a_file_with_an_error_is_reported_with_its_position() {
    let place = place();
    place.write("records/wang.toml", "doi = \"11\"\n[[title]]\ntext = \"T\"\n");
    let said = place.run(&["formats", "wang.toml"]);
    assert_eq!((said.code, said.out.as_str()), (1, ""));
    assert!(said.err.starts_with("error: wang.toml:1:") && said.err.contains("not a DOI"), "{said:?}");
    assert!(
        said.err.ends_with("windrow: wang.toml would be rejected, for the reason shown above\n"),
        "{said:?}"
    );
}

#[test]
fn what_openaire_would_miss_is_listed() {
    let place = place();
    let said = place.run(&["formats", "wang.toml"]);
    let missing = done(&said).split("for OpenAIRE").nth(1).unwrap();
    assert!(missing.contains("add `access`") && !missing.contains("`author`"), "{missing}");
    place.write("records/wang.toml", &format!("access = \"open\"\ntype = [\"article\"]\n{ARTICLE}"));
    let said = place.run(&["formats", "wang.toml"]);
    assert!(done(&said).ends_with("all mandatory fields are present\n"), "{said:?}");
}
