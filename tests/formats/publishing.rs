//! JATS and Crossref: a rich bilingual article as whole documents, and what is refused.

use windrow::formats::{self, Format, Source};
use windrow::model::{Article, Content, Depositor, Item};
use windrow::xml::Xml;

use crate::{item, pretty, write};

/// A Chinese article with all that the model knows.
pub const RICH: &str = include_str!("rich.json");

/// What both formats demand, and no more.
pub const MINIMAL: &str = r#"{
    "title": [{"text": "T"}], "published": "2022", "type": ["article"], "doi": "10.1000/1", "url": "https://a.org/1",
    "journal": {"title": [{"text": "J"}], "issn": ["2049-3630"]}
}"#;

/// Every character that has ever broken a page, markup that is none, and values at their limits.
pub const NASTY: &str = include_str!("nasty.json");

pub fn article(json: &str) -> Item {
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
    assert!(crossref().about().is_dated);
    let dated = written("2026-11-23T01:02:03Z");
    assert!(dated.contains("<timestamp>20261123010203</timestamp>"), "{dated}");
    assert_eq!(dated.replace("20261123010203", "00000000000000"), written(""));

    let nobody = depositor(&"x".repeat(131));
    let source = Source { depositor: Some(&nobody), ..Source::of(&item) };
    let refused = crossref().write(&source, &mut Xml::new()).unwrap_err();
    assert!(refused.len() == 1 && refused[0].contains("mend `[crossref]`"), "{refused:?}");
}
