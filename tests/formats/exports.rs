//! The formats that are for files and pages: whole documents, and what holds for any content.

use proptest::prelude::*;
use windrow::formats::{EXPORTS, Export, Source, export_by_name};
use windrow::model::{Abstract, Article, Content, Item, Keywords, Person, Text, Title};

use crate::{full_example, item, record};

/// A bilingual article with a value in every field that an export has a place for.
const RICH: &str = include_str!("rich_article.json");

fn rich() -> Item {
    item(Content::Article(serde_json::from_str(RICH).unwrap()))
}

/// The exports that an article with a title has: all but the file for DOAJ, which demands more.
fn citations() -> impl Iterator<Item = &'static dyn Export> {
    EXPORTS.iter().copied().filter(|export| export.name() != "doaj")
}

/// The item in an export.
fn write(name: &str, item: &Item) -> Result<String, Vec<String>> {
    export_by_name(name).unwrap().write(&Source::of(item)).map_err(crate::english)
}

#[test]
fn a_rich_bilingual_article_in_schema_org() {
    insta::assert_snapshot!(write("schema_org", &rich()).unwrap());
}

#[test]
fn a_rich_bilingual_article_in_bibtex() {
    insta::assert_snapshot!(write("bibtex", &rich()).unwrap());
}

#[test]
fn a_rich_bilingual_article_in_ris() {
    insta::assert_snapshot!(write("ris", &rich()).unwrap().replace('\r', "␍"));
}

#[test]
fn a_rich_bilingual_article_in_csl_json() {
    insta::assert_snapshot!(write("csl_json", &rich()).unwrap());
}

#[test]
fn a_rich_bilingual_article_for_doaj() {
    insta::assert_snapshot!(write("doaj", &rich()).unwrap().replace("><", ">\n<"));
}

#[test]
fn an_article_of_the_seed_in_every_export() {
    let seed = record("2022/05/p130.toml");
    let written = citations().map(|export| export.write(&Source::of(&seed)).unwrap());
    insta::assert_snapshot!(written.collect::<Vec<_>>().join("\n").replace('\r', ""));
}

fn article(json: &str) -> Item {
    item(Content::Article(serde_json::from_str(json).unwrap()))
}

#[test]
fn what_is_not_known_is_absent() {
    let only_a_title = article(r#"{"title": [{"text": "Norms"}]}"#);
    let written = citations().map(|export| export.write(&Source::of(&only_a_title)).unwrap());
    insta::assert_snapshot!(written.collect::<Vec<_>>().join("\n").replace('\r', ""));
}

#[test]
fn an_article_without_a_title_is_refused_with_the_remedy() {
    for json in ["{}", r#"{"title": [{"text": " \u0003\n"}]}"#] {
        for export in citations() {
            assert_eq!(
                export.write(&Source::of(&article(json))).map_err(crate::english).unwrap_err(),
                ["no title; add `title`"]
            );
        }
    }
}

#[test]
fn a_devised_title_is_a_title() {
    let devised = article(r#"{"title": [{"text": "[A letter]", "devised": true}]}"#);
    assert!(write("ris", &devised).unwrap().contains("TI  - [A letter]\r\n"));
}

#[test]
fn unqualified_dublin_core_is_refused() {
    let json = r#"{"identifier": "oai:a.org:1", "dc": [{"element": "title", "value": "A"}]}"#;
    let item: Item = serde_json::from_str(json).unwrap();
    for export in EXPORTS {
        let reasons = export.write(&Source::of(&item)).map_err(crate::english).unwrap_err().join(" ");
        assert!(reasons.contains("only as unqualified Dublin Core"), "{reasons}");
    }
}

#[test]
fn an_export_is_found_by_its_name_and_its_names_are_its_own() {
    for export in EXPORTS {
        assert_eq!(export_by_name(export.name()).unwrap().extension(), export.extension());
        assert_eq!(EXPORTS.iter().filter(|other| other.extension() == export.extension()).count(), 1);
        assert!(
            windrow::formats::by_prefix(export.name()).is_none(),
            "{} is a metadataPrefix",
            export.name()
        );
    }
}

#[test]
fn the_list_of_exports_is_documented() {
    let document = include_str!("../../docs/formats.md");
    for export in EXPORTS {
        let row = format!("`{}` | `{}` | `.{}` |", export.name(), export.media_type(), export.extension());
        assert!(document.contains(&row), "{row}");
    }
}

#[test]
fn the_same_article_makes_the_same_documents() {
    for item in [rich(), full_example()] {
        for export in EXPORTS {
            assert_eq!(export.write(&Source::of(&item)), export.write(&Source::of(&item)));
        }
    }
}

/// Texts of which many are nasty.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[ -~]{1,20}",
        "[国عб“\u{0}\u{b}\u{fffe}{}\\\\&<>%$#~^_@\"\r\n\u{85}\u{2028}𝄞,;]{1,12}"
    ]
}

fn any_article() -> impl Strategy<Value = Article> {
    let texts = || proptest::collection::vec(text(), 0..3);
    let some = || proptest::option::of(text());
    (texts(), texts(), texts(), (some(), some(), some()), any::<bool>()).prop_map(
        |(titles, names, words, (volume, given, doi), is_organization)| Article {
            titles: titles
                .iter()
                .map(|text| Title {
                    lang: None,
                    text: text.clone(),
                    subtitle: volume.clone(),
                    devised: false,
                })
                .collect(),
            authors: names
                .into_iter()
                .map(|name| match is_organization {
                    true => Person { organization: Some(name), ..Person::default() },
                    false => Person { family: Some(name), given: given.clone(), ..Person::default() },
                })
                .collect(),
            abstracts: titles
                .into_iter()
                .map(|text| Abstract { lang: "en".parse().ok(), text, fragment: is_organization, kind: None })
                .collect(),
            notes: words.iter().map(|word| Text { lang: None, text: word.clone() }).collect(),
            keywords: vec![Keywords {
                lang: None,
                scheme: None,
                words: words.into_iter().map(Into::into).collect(),
            }],
            volume,
            doi: doi.and_then(|doi| format!("10.1/{doi}").parse().ok()),
            ..Article::default()
        },
    )
}

/// Whether every brace is closed, and none before it was opened.
fn is_balanced(text: &str) -> bool {
    let mut depth = 0_i32;
    text.chars().all(|character| {
        depth += match character {
            '{' => 1,
            '}' => -1,
            _ => 0,
        };
        depth >= 0
    }) && depth == 0
}

fn nothing_is_empty(value: &serde_json::Value) -> bool {
    match value {
        serde_json::Value::String(text) => !text.trim().is_empty(),
        serde_json::Value::Array(values) => !values.is_empty() && values.iter().all(nothing_is_empty),
        serde_json::Value::Object(members) => !members.is_empty() && members.values().all(nothing_is_empty),
        _ => true,
    }
}

proptest! {
    #[test]
    fn whatever_an_article_says_its_documents_are_sound(article in any_article()) {
        let item = item(Content::Article(Box::new(article)));
        let Ok(bibtex) = write("bibtex", &item) else { return Ok(()) }; // it has no title
        let lines: Vec<&str> = bibtex.trim_end().split('\n').collect();
        let framed = lines[0].starts_with("@article{") && lines[lines.len() - 1] == "}";
        prop_assert!(framed, "{bibtex}");
        for line in &lines[1..lines.len() - 1] {
            prop_assert!(line.starts_with("  ") && line.contains(" = ") && is_balanced(line), "{line:?}");
            let empty = line.contains("{}");
            prop_assert!(!empty, "{line:?}");
        }
        for line in write("ris", &item).unwrap().trim_end_matches("\r\n").split("\r\n") {
            prop_assert!(line.get(2..6) == Some("  - ") && !line.contains(char::is_control), "{line:?}");
            prop_assert!(line.len() > 6 || line == "ER  - ", "{line:?}");
        }
        for name in ["csl_json", "schema_org"] {
            let document = write(name, &item).unwrap();
            prop_assert!(nothing_is_empty(&serde_json::from_str(&document).unwrap()), "{document}");
        }
    }
}
