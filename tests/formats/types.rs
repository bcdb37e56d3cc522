//! The types of articles, in the terms of every vocabulary.

use std::fmt::Write as _;

use windrow::formats::{Source, article_types, export_by_name, is_article_type};
use windrow::model::{Article, Content, Item};

use crate::repository::{rich, written};

fn of_types(types: &[&str]) -> Article {
    Article { types: types.iter().map(|&kind| kind.to_owned()).collect(), ..rich() }
}

/// What stands between the two texts, each time.
fn between(document: &str, begin: &str, end: &str) -> String {
    let found: Vec<&str> =
        document.split(begin).skip(1).filter_map(|rest| Some(rest.split_once(end)?.0)).collect();
    found.join(", ")
}

fn schema_org(article: &Article) -> String {
    let content = Content::Article(Box::new(article.clone()));
    let item = Item::new("oai:a.org:1".parse().unwrap(), content);
    export_by_name("schema_org").unwrap().write(&Source::of(&item)).unwrap()
}

/// The types of the article in the formats that have a place for them.
fn everywhere(article: &Article) -> String {
    let document = |prefix: &str| written(prefix, article, &[]).unwrap();
    let schema_org = schema_org(article);
    let pages: String = schema_org.lines().skip(1).take_while(|line| !line.contains("@id")).collect();
    [
        ("oai_dc", between(&document("oai_dc"), "<dc:type>", "</dc:type>")),
        ("oai_openaire", between(&document("oai_openaire"), "<oaire:resourceType ", "</oaire:resourceType>")),
        ("datacite", between(&document("datacite"), "<resourceType ", "</resourceType>")),
        ("marcxml", between(&document("marcxml"), "tag=\"655\"", "</datafield>")),
        ("mods", between(&document("mods"), "<genre", "</genre>")),
        ("jats", between(&document("jats"), " article-type=\"", "\"")),
        ("schema_org", pages.split_whitespace().collect()),
    ]
    .iter()
    .fold(String::new(), |mut all, (prefix, types)| {
        let _ = writeln!(all, "  {prefix}: {types}");
        all
    })
}

#[test]
fn every_type_has_its_terms_in_every_format() {
    let mut table = String::new();
    for label in article_types() {
        let _ = write!(table, "{label}\n{}", everywhere(&of_types(&[label])));
    }
    insta::assert_snapshot!(table);
}

#[test]
fn a_word_of_the_editors_own_is_a_journal_article_in_every_format() {
    for word in ["journal artcle", "Rapid review", "简报"] {
        assert!(!is_article_type(word));
        let (own, known) = (of_types(&[word]), of_types(&["journal article"]));
        for prefix in ["oai_openaire", "datacite", "oai_datacite", "jats", "crossref"] {
            assert_eq!(
                written(prefix, &own, &[]).unwrap(),
                written(prefix, &known, &[]).unwrap(),
                "{prefix}"
            );
        }
        for prefix in ["oai_dc", "marcxml", "mods"] {
            let document = written(prefix, &own, &[]).unwrap();
            assert!(document.contains(word), "{prefix}: {document}");
        }
    }
}

#[test]
fn no_word_or_term_is_served_as_the_notice_of_a_correction_unless_it_means_one() {
    let notices = ["corrigendum", "erratum", "correction"];
    let words =
        ["other", "Other", "info:eu-repo/semantics/other", "http://purl.org/coar/resource_type/c_1843"];
    for word in article_types().chain(words).filter(|word| !notices.contains(word)) {
        let terms = everywhere(&of_types(&[word]));
        for wrong in ["corrigendum", "c_7acd", "jats: correction"] {
            assert!(!terms.contains(wrong), "{word} is served as {wrong}: {terms}");
        }
    }
}
