//! The records folder of this repository: what was transcribed from the abstracts page, and nothing else.

use std::path::Path;

use serde_json::Value;
use windrow::folder::read_record;
use windrow::import::repository_file;
use windrow::model::{Article, Content, Identity, Item, Person};

use crate::{lines, outside, render};

/// The records folder.
fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/records"))
}

const FILES: [&str; 2] = ["2022/05/a1.toml", "2022/05/p130.toml"];

fn read_identity() -> (Identity, String) {
    let bytes = std::fs::read(folder().join("repository.toml")).unwrap();
    let (identity, warnings) = repository_file::read(Path::new("repository.toml"), &bytes).unwrap();
    (identity, lines(&warnings))
}

/// A record with all that its folders say of it, and no warning.
fn read(path: &str) -> Item {
    let (item, warnings) = read_record(folder(), Path::new(path), &read_identity().0).unwrap();
    assert_eq!(lines(&warnings), "");
    item
}

fn article(path: &str) -> Article {
    let Content::Article(article) = read(path).content else { panic!("no article") };
    *article
}

/// Words of the model, which no page prints.
const TERMS: [&str; 4] = ["lang", "order", "role", "type"];

/// Every string of a record with the field it stands in, except terms that are not transcribed.
fn strings(path: &str) -> Vec<(String, String)> {
    assert!(render(&read(path)) >= 2);
    let mut strings = Vec::new();
    collect("", &serde_json::to_value(article(path)).unwrap(), &mut strings);
    strings
}

fn collect(field: &str, value: &Value, strings: &mut Vec<(String, String)>) {
    match value {
        Value::String(text) if !TERMS.contains(&field) => strings.push((field.to_owned(), text.clone())),
        Value::Array(values) => values.iter().for_each(|value| collect(field, value, strings)),
        Value::Object(fields) => fields.iter().for_each(|(field, value)| collect(field, value, strings)),
        _ => {}
    }
}

/// What the cataloguer wrote and the page does not have.
const DEVISED: [&str; 2] = [
    "[Space arms control]",
    "Title devised by the cataloguer. The abstract is a fragment: only its end is known.",
];

/// What the page prints, by field; family names are printed in capitals. Abstracts are compared with the page itself.
const PRINTED: [&str; 40] = [
    "国际安全研究",
    "Journal of International Security Studies",
    "2022",
    "5",
    "130",
    "The “Bottom-up” Norm-setting and the Formulation of International Cybersecurity Norms",
    "WANG Lei",
    "Wang",
    "Lei",
    "Post-Doctoral Researcher",
    "Fudan Development Institute",
    "Fudan University",
    "Shanghai",
    "200433",
    "cybersecurity",
    "international norms",
    "bottom-up",
    "multi-stakeholders",
    "United Nations Open-ended Working Group (OEWG)",
    "XU Nengwu",
    "Xu",
    "Nengwu",
    "LONG Kun",
    "Long",
    "Kun",
    "MENG Xin",
    "Meng",
    "Xin",
    "Professor and Doctoral Supervisor",
    "Ph.D. Student",
    "MA Student",
    "College of Basic Military and Political Education",
    "National University of Defense Technology",
    "Changsha",
    "410073",
    "本期英文编辑",
    "张",
    "国帅",
    "高",
    "静",
];

const KEYWORDS: [&str; 5] = [
    "weaponization of space",
    "arms race in space",
    "space arms control",
    "historical practices",
    "development trends",
];

#[test]
fn every_value_was_printed_on_the_page() {
    for path in FILES {
        for (field, text) in strings(path) {
            let long = text
                .starts_with("The use of information and communications technology poses a great threat")
                || text.starts_with("equilibrium in the 1970s and 1980s.");
            let known = PRINTED.contains(&text.as_str()) || KEYWORDS.contains(&text.as_str());
            assert!(long || known || DEVISED.contains(&text.as_str()), "{path}: {field}: {text}");
        }
    }
}

#[test]
fn every_value_is_on_the_page_letter_by_letter() {
    let Some(path) = outside::shared("seed/abstracts-page.txt") else { return };
    let page = std::fs::read_to_string(path).unwrap().lines().collect::<Vec<_>>().join(" ");
    for path in FILES {
        for (field, text) in strings(path) {
            let printed = if field == "family" { text.to_uppercase() } else { text.clone() };
            assert!(page.contains(&printed) || DEVISED.contains(&text.as_str()), "{path}: {field}: {text}");
        }
    }
    for text in PRINTED.iter().chain(&KEYWORDS) {
        let upper = text.to_uppercase();
        assert!(page.contains(text) || page.contains(&upper), "{text}");
    }
    let editors = read_identity().0.sets[1].descriptions[0].text.clone();
    assert!(page.contains(&format!("({editors})")), "{editors}");
}

#[test]
fn the_first_article_has_a_devised_title_and_the_end_of_an_abstract() {
    let item = read(FILES[0]);
    assert_eq!(item.identifier.as_str(), "oai:jiss.example:2022/05/a1");
    assert_eq!(item.sets.iter().map(ToString::to_string).collect::<Vec<_>>(), ["jiss:2022-05"]);
    let article = article(FILES[0]);
    assert!(!article.has_real_title());
    assert!(article.titles.iter().all(|title| title.devised && title.is_bracketed()));
    assert!(article.abstracts[0].fragment);
    assert_eq!(article.abstracts[0].mark(), "[…] ");
    assert!(article.abstracts[0].text.starts_with("equilibrium in"));
    assert_eq!(article.pages, None);
    assert_eq!(
        article.authors.iter().map(|author| author.inverted()).collect::<Vec<_>>(),
        ["Xu, Nengwu", "Long, Kun", "Meng, Xin"]
    );
}

#[test]
fn who_edited_the_english_text_of_the_issue_is_a_contributor_and_no_author() {
    let printed = |person: &Person| (person.inverted(), person.role_printed.clone().unwrap());
    for path in FILES {
        let article = article(path);
        let editors: Vec<_> = article.contributors.iter().map(printed).collect();
        let role = "本期英文编辑".to_owned();
        assert_eq!(editors, [("张国帅".to_owned(), role.clone()), ("高静".to_owned(), role)]);
        assert!(article.authors.iter().all(|author| author.own_name().is_latin()));
    }
}

#[test]
fn what_the_page_does_not_say_is_absent() {
    for path in FILES {
        let said = serde_json::to_value(article(path)).unwrap();
        for unknown in
            ["volume", "doi", "url", "file", "language", "license", "access", "copyright", "received"]
        {
            assert_eq!(said.get(unknown), None, "{path}");
        }
        let journal = said["journal"].as_object().unwrap();
        assert_eq!(journal.keys().collect::<Vec<_>>(), ["title"], "{path}");
    }
    assert_eq!(article(FILES[1]).pages.unwrap().last, None);
}

#[test]
fn the_romanised_names_stand_in_the_order_in_which_they_are_printed() {
    for author in FILES.iter().flat_map(|path| article(path).authors) {
        let name = author.own_name();
        assert!(name.is_family_first());
        let printed = format!("{} {}", name.family.unwrap().to_uppercase(), name.given.unwrap());
        assert_eq!(name.printed, Some(printed.as_str()));
    }
}

#[test]
fn a_record_file_says_only_what_is_its_own() {
    for path in FILES {
        let text = std::fs::read_to_string(folder().join(path)).unwrap();
        let fields = text.parse::<toml::Table>().unwrap();
        for common in ["journal", "issue", "published", "sets", "type", "contributor"] {
            assert!(!fields.contains_key(common), "{path}: {common}");
        }
    }
}

#[test]
fn the_placeholders_of_the_repository_are_warned_of() {
    let (identity, warnings) = read_identity();
    assert_eq!(warnings.lines().count(), 2, "{warnings}");
    assert!(warnings.lines().all(|line| line.contains("before you register")), "{warnings}");
    assert_eq!(identity.sets.len(), 2);
}
