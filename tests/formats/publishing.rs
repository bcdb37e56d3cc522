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
    let registered = NASTY.replace("10.1000/a<b>%zz]]>&", "10.1000/a<b>[]");
    insta::assert_snapshot!(pretty(&write("crossref", &article(&registered)).unwrap()));
}

#[test]
fn jats_reports_each_required_value_that_is_missing() {
    for (field, value, reason) in [
        ("title", None, "add `title`"),
        ("title", Some(r#"[{"text": "[On x]", "devised": true}]"#), "devised"),
        ("title", Some(r#"[{"text": "\u0003"}]"#), "add `title`"),
        ("published", None, "add `published`"),
        ("journal", None, "an ISSN of the journal"),
        ("journal", Some(r#"{"title": [{"text": "J"}]}"#), "an ISSN of the journal"),
        ("type", None, "`type` is missing"),
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
fn crossref_reports_each_required_value_that_is_missing() {
    let long = format!("\"https://a.org/{}\"", "x".repeat(2048));
    let long_journal = format!(r#"{{"title": [{{"text": "{}"}}], "issn": ["2049-3630"]}}"#, "x".repeat(256));
    for (field, value, reason) in [
        ("doi", None, "add `doi`"),
        ("doi", Some("\"10.1/1\""), "correct `doi`"),
        ("doi", Some("\"10.5555/中文\""), "correct `doi`"),
        ("doi", Some("\"10.5555/a–b\""), "correct `doi`"),
        ("url", None, "add `url`"),
        ("url", Some("\"http://a:b/\""), "correct `url`"),
        ("url", Some(long.as_str()), "correct `url`"),
        ("title", None, "add `title`"),
        ("title", Some(r#"[{"text": "[On x]", "devised": true}]"#), "devised"),
        ("published", None, "add `published`"),
        ("published", Some("\"1399\""), "correct `published`"),
        ("journal", Some(long_journal.as_str()), "add `title` to the journal"),
        ("journal", Some(r#"{"title": [{"text": "J"}]}"#), "no ISSN"),
        ("journal", Some(r#"{"title": [{"text": "J"}], "doi": "10.1000/j"}"#), "no ISSN"),
        ("author", Some(r#"[{"family": "R2 D2"}]"#), "correct the name"),
        ("contributor", Some(r#"[{"name": "?", "role": "editor"}]"#), "correct the name"),
    ] {
        let refused = write("crossref", &minimal_with(field, value)).unwrap_err();
        assert!(refused.len() == 1 && refused[0].contains(reason), "{field}: {refused:?}");
    }
}

/// What stands in each element of this name.
fn each(document: &str, name: &str) -> Vec<String> {
    let begin = format!("<{name}");
    let rests = document.split(&begin).skip(1).filter(|rest| rest.starts_with(['>', ' ']));
    let inner = rests.filter_map(|rest| rest.split_once('>')?.1.split_once(&format!("</{name}>")));
    inner.map(|(inner, _)| inner.to_owned()).collect()
}

#[test]
fn a_reference_has_the_type_that_it_names() {
    let references =
        r#"["A. B[J]. C, 2020.", {"text": "A. B[M]//D. C. 2020.", "doi": "10.5555/1"}, "A. B. C, 2020."]"#;
    let written = write("crossref", &minimal_with("reference", Some(references))).unwrap();
    for start in [
        r#"<citation type="journal_article" key="ref1"><unstructured_citation>"#,
        r#"<citation type="book_chapter" key="ref2"><doi>"#,
        r#"<citation key="ref3"><unstructured_citation>"#,
    ] {
        assert!(written.contains(start), "{start}: {written}");
    }
}

#[test]
fn the_title_in_the_articles_own_language_is_deposited_first() {
    let titles = r#"[{"lang": "en", "text": "E"}, {"lang": "es", "text": "S"}, {"lang": "fr", "text": "F"}]"#;
    for (language, first) in [("es", "S"), ("zh", "E"), ("en", "E")] {
        let mut item = minimal_with("title", Some(titles));
        let Content::Article(article) = &mut item.content else { panic!("an article") };
        article.language = vec![language.parse().unwrap()];
        let written = write("crossref", &item).unwrap();
        let blocks = each(&written, "titles");
        assert_eq!(blocks.len(), 3, "{blocks:?}");
        assert_eq!(blocks[0], format!("<title>{first}</title>"));
        assert!(!written.contains("original_language_title"), "{written}");
    }
}

#[test]
fn the_title_of_the_original_is_deposited_with_a_translation_only() {
    let titles = r#"[{"lang": "en", "text": "E"}, {"lang": "zh", "text": "中"}]"#;
    let mut item = minimal_with("title", Some(titles));
    let Content::Article(article) = &mut item.content else { panic!("an article") };
    article.language = vec!["en".parse().unwrap()];
    article.relations = serde_json::from_str(r#"[{"kind": "translation-of", "doi": "10.1000/2"}]"#).unwrap();
    let blocks = each(&write("crossref", &item).unwrap(), "titles");
    let block = "<title>E</title><original_language_title language=\"zh\">中</original_language_title>";
    assert_eq!(blocks, [block]);
}

#[test]
fn a_guest_editor_is_of_the_issue_and_an_editor_of_the_article() {
    let people = r#"[{"family": "Chen", "given": "Wei", "role": "guest-editor"}, {"family": "Xu", "given": "Lan", "role": "editor"}]"#;
    let mut item = minimal_with("contributor", Some(people));
    let Content::Article(article) = &mut item.content else { panic!("an article") };
    article.issue = Some("5".to_owned());
    let written = write("crossref", &item).unwrap();
    let (issue, article) = (&each(&written, "journal_issue")[0], &each(&written, "journal_article")[0]);
    assert!(issue.contains("<surname>Chen</surname>") && !issue.contains("Xu"), "{issue}");
    assert!(article.contains("<surname>Xu</surname>") && !article.contains("Chen"), "{article}");
}

#[test]
fn similarity_check_and_the_funders_ror_id_are_deposited() {
    let funding = r#"[{"funder": "A", "funder_ror": "https://ror.org/02mhbdp94"}]"#;
    let written = write("crossref", &minimal_with("funding", Some(funding))).unwrap();
    assert!(
        written.contains(r#"<fr:assertion name="ror">https://ror.org/02mhbdp94</fr:assertion>"#),
        "{written}"
    );
    let files = r#"["https://a.org/1.html", "https://a.org/1.pdf"]"#;
    let written = write("crossref", &minimal_with("file", Some(files))).unwrap();
    let crawled = r#"<collection property="crawler-based"><item crawler="iParadigms"><resource>https://a.org/1.pdf</resource>"#;
    assert!(written.contains(crawled), "{written}");
}

#[test]
fn an_affiliation_is_in_the_language_of_the_name() {
    let author = r#"[{"lang": "ar", "family": "بنعلي", "given": "محمد", "variant": [{"lang": "fr", "family": "Benali", "given": "Mohammed"}],
        "affiliation": [{"lang": "ar", "institution": "جامعة", "variant": [{"lang": "fr", "institution": "Université"}]}]}]"#;
    let written = write("crossref", &minimal_with("author", Some(author))).unwrap();
    assert_eq!(each(&written, "institution_name"), ["Université"]);
    assert_eq!(each(&written, "name"), ["محمد بنعلي"]);
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
fn everything_that_is_missing_is_reported_together() {
    let mut xml = Xml::new();
    let nothing = item(Content::Article(Box::default()));
    let reasons = crossref().write(&Source::of(&nothing), &mut xml).map_err(crate::english).unwrap_err();
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
    let refused = crossref().write(&source, &mut Xml::new()).map_err(crate::english).unwrap_err();
    assert!(refused.len() == 1 && refused[0].contains("mend `[crossref]`"), "{refused:?}");
}
