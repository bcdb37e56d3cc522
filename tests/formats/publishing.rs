//! JATS and Crossref: a rich bilingual article as whole documents, and what is refused.

use std::path::{Path, PathBuf};
use std::process::Command;

use windrow::formats::{self, Format, Source};
use windrow::model::{Article, Content, Depositor, Item};
use windrow::xml::Xml;

use crate::{item, pretty, write};

/// A Chinese article with all that the model knows.
const RICH: &str = include_str!("rich.json");

/// What both formats demand, and no more.
const MINIMAL: &str = r#"{
    "title": [{"text": "T"}], "published": "2022", "type": ["article"], "doi": "10.1000/1", "url": "https://a.org/1",
    "journal": {"title": [{"text": "J"}], "issn": ["2049-3630"]}
}"#;

/// Every character that has ever broken a page, markup that is none, and values at their limits.
const NASTY: &str = include_str!("nasty.json");

fn article(json: &str) -> Item {
    let article: Article = serde_json::from_str(json).unwrap();
    Item {
        identifier: "oai:jiss.example:2022/05/p130".parse().unwrap(),
        ..item(Content::Article(Box::new(article)))
    }
}

/// The minimal article without a field, or with another value of it.
fn minimal_with(field: &str, value: Option<&str>) -> Item {
    let mut json: serde_json::Value = serde_json::from_str(MINIMAL).unwrap();
    let object = json.as_object_mut().unwrap();
    match value {
        Some(value) => object.insert(field.to_owned(), serde_json::from_str(value).unwrap()),
        None => object.remove(field),
    };
    article(&json.to_string())
}

#[test]
fn a_rich_article_in_jats() {
    insta::assert_snapshot!(pretty(&write("jats", &article(RICH)).unwrap()));
}

#[test]
fn a_rich_article_in_crossref() {
    insta::assert_snapshot!(pretty(&write("crossref", &article(RICH)).unwrap()));
}

#[test]
fn a_minimal_article_in_jats() {
    insta::assert_snapshot!(pretty(&write("jats", &article(MINIMAL)).unwrap()));
}

#[test]
fn a_minimal_article_in_crossref() {
    insta::assert_snapshot!(pretty(&write("crossref", &article(MINIMAL)).unwrap()));
}

#[test]
fn a_nasty_article_in_jats() {
    insta::assert_snapshot!(pretty(&write("jats", &article(NASTY)).unwrap()));
}

#[test]
fn a_nasty_article_in_crossref() {
    insta::assert_snapshot!(pretty(&write("crossref", &article(NASTY)).unwrap()));
}

#[test]
fn jats_says_of_each_thing_that_it_demands_that_it_is_not_there() {
    for (field, value, reason) in [
        ("title", None, "add `title`"),
        ("title", Some(r#"[{"text": "[On x]", "devised": true}]"#), "devised"),
        ("title", Some(r#"[{"text": "\u0003"}]"#), "add `title`"),
        ("published", None, "add `published`"),
        ("journal", None, "no ISSN"),
        ("journal", Some(r#"{"title": [{"text": "J"}]}"#), "no ISSN"),
        ("type", None, "add `type`"),
        ("type", Some(r#"["Peer-reviewed Article"]"#), "add `type`"),
    ] {
        let refused = write("jats", &minimal_with(field, value)).unwrap_err();
        assert!(refused.len() == 1 && refused[0].contains(reason), "{field}: {refused:?}");
    }
    let nothing = item(Content::Article(Box::default()));
    assert_eq!(write("jats", &nothing).unwrap_err().len(), 4);
}

#[test]
fn jats_is_written_without_what_it_can_do_without() {
    for field in ["doi", "url"] {
        write("jats", &minimal_with(field, None)).unwrap();
    }
}

#[test]
fn crossref_says_of_each_thing_that_it_demands_that_it_is_not_there() {
    let long = format!("\"https://a.org/{}\"", "x".repeat(2048));
    let long_journal = format!(r#"{{"title": [{{"text": "{}"}}], "issn": ["2049-3630"]}}"#, "x".repeat(256));
    for (field, value, reason) in [
        ("doi", None, "add `doi`"),
        ("doi", Some("\"10.1/1\""), "mend `doi`"),
        ("url", None, "add `url`"),
        ("url", Some("\"http://a:b/\""), "mend `url`"),
        ("url", Some(long.as_str()), "mend `url`"),
        ("title", None, "add `title`"),
        ("title", Some(r#"[{"text": "[On x]", "devised": true}]"#), "devised"),
        ("published", None, "add `published`"),
        ("published", Some("\"1399\""), "mend `published`"),
        ("journal", Some(long_journal.as_str()), "add `title` to the journal"),
        ("journal", Some(r#"{"title": [{"text": "J"}]}"#), "no ISSN"),
        ("journal", Some(r#"{"title": [{"text": "J"}], "doi": "10.1000/j"}"#), "no ISSN"),
        ("author", Some(r#"[{"family": "R2 D2"}]"#), "mend the name"),
        ("contributor", Some(r#"[{"name": "?", "role": "editor"}]"#), "mend the name"),
    ] {
        let refused = write("crossref", &minimal_with(field, value)).unwrap_err();
        assert!(refused.len() == 1 && refused[0].contains(reason), "{field}: {refused:?}");
    }
}

#[test]
fn crossref_takes_the_doi_of_a_journal_instead_of_its_issn() {
    let journal = r#"{"title": [{"text": "J"}], "doi": "10.1000/j", "url": "https://a.org/"}"#;
    let written = write("crossref", &minimal_with("journal", Some(journal))).unwrap();
    let data =
        "<doi_data><doi>10.1000/j</doi><resource>https://a.org/</resource></doi_data></journal_metadata>";
    assert!(written.contains(data), "{written}");
}

#[test]
fn all_that_is_missing_is_told_at_once() {
    let mut xml = Xml::new();
    let nothing = item(Content::Article(Box::default()));
    let reasons = crossref().write(&Source::of(&nothing), &mut xml).unwrap_err();
    assert_eq!(reasons.len(), 7, "{reasons:?}");
    assert!(reasons[0].contains("[crossref]"), "{reasons:?}");
}

fn crossref() -> &'static dyn Format {
    formats::by_prefix("crossref").unwrap()
}

#[test]
fn a_deposit_differs_from_another_of_its_record_by_the_moment_only() {
    let depositor = |name: &str| Depositor {
        name: name.to_owned(),
        email: "doi@a.org".to_owned(),
        registrant: "R".to_owned(),
    };
    let (item, one) = (article(MINIMAL), depositor("D"));
    let written = |moment: &str| {
        let source = Source { depositor: Some(&one), moment: moment.parse().ok(), ..Source::of(&item) };
        let mut xml = Xml::new();
        crossref().write(&source, &mut xml).unwrap();
        xml.into_string()
    };
    assert!(crossref().is_dated());
    let dated = written("2026-11-23T01:02:03Z");
    assert!(dated.contains("<timestamp>20261123010203</timestamp>"), "{dated}");
    assert_eq!(dated.replace("20261123010203", "00000000000000"), written(""));

    let nobody = depositor(&"x".repeat(131));
    let source = Source { depositor: Some(&nobody), ..Source::of(&item) };
    let refused = crossref().write(&source, &mut Xml::new()).unwrap_err();
    assert!(refused.len() == 1 && refused[0].contains("mend `[crossref]`"), "{refused:?}");
}

fn schemas() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/spec/schemas").canonicalize().unwrap()
}

/// Validates a file; the message of xmllint if it is not valid.
fn validate(schema: &Path, file: &Path) -> Result<(), String> {
    let checked = Command::new("xmllint")
        .env("XML_CATALOG_FILES", schemas().join("catalog.xml"))
        .args(["--nonet", "--noout", "--schema"])
        .args([schema, file])
        .output()
        .unwrap_or_else(|error| panic!("xmllint (Debian: libxml2-utils) is needed for this check: {error}"));
    if checked.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&checked.stderr).into_owned()) }
}

/// An answer of ListRecords with these records: ids must differ among them.
fn answer(prefix: &str, records: &[String]) -> String {
    let records: String = records
        .iter()
        .enumerate()
        .map(|(at, metadata)| {
            format!(
                "<record><header><identifier>oai:a.org:{at}</identifier><datestamp>2022-01-01T00:00:00Z</datestamp>\
                 </header><metadata>{metadata}</metadata></record>"
            )
        })
        .collect();
    format!(
        "<OAI-PMH xmlns=\"http://www.openarchives.org/OAI/2.0/\"><responseDate>2022-01-01T00:00:00Z</responseDate>\
         <request verb=\"ListRecords\" metadataPrefix=\"{prefix}\">https://a.org/oai</request>\
         <ListRecords>{records}</ListRecords></OAI-PMH>"
    )
}

#[test]
fn jats_and_crossref_are_valid_against_their_schemas_alone_and_in_an_answer() {
    if std::env::var_os("WINDROW_TEST_OUTSIDE").is_none_or(|value| value != "1") {
        println!("skipped: the schemas in ../shared/spec/schemas are read only with WINDROW_TEST_OUTSIDE=1");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let both = folder.path().join("crossref-in-oai.xsd"); // xmllint takes one schema: this is the two together
    let driver = format!(
        "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\">\
         <xs:import namespace=\"http://www.openarchives.org/OAI/2.0/\" schemaLocation=\"{0}/oai-pmh/OAI-PMH.xsd\"/>\
         <xs:import namespace=\"http://www.crossref.org/schema/5.3.1\" schemaLocation=\"{0}/crossref/crossref5.3.1.xsd\"/>\
         </xs:schema>",
        schemas().display()
    );
    std::fs::write(&both, driver).unwrap();
    let jats = schemas().join("drivers/jats.xsd");
    for (prefix, alone, within) in
        [("jats", &jats, &jats), ("crossref", &schemas().join("crossref/crossref5.3.1.xsd"), &both)]
    {
        let file = folder.path().join("document.xml");
        let mut records = Vec::new();
        for (at, json) in [RICH, MINIMAL, NASTY].into_iter().enumerate() {
            let identifier = format!("oai:jiss.example:{at}").parse().unwrap();
            let written = write(prefix, &Item { identifier, ..article(json) }).unwrap();
            std::fs::write(&file, &written).unwrap();
            validate(alone, &file)
                .unwrap_or_else(|problem| panic!("{prefix}: {problem}\n{}", pretty(&written)));
            records.push(written);
        }
        std::fs::write(&file, answer(prefix, &records)).unwrap();
        validate(within, &file).unwrap_or_else(|problem| panic!("{prefix} in an answer: {problem}"));
    }
}
