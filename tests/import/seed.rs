//! The records folder of this repository: what was transcribed from the abstracts page, and nothing else.

use std::path::Path;

use serde_json::Value;
use windrow::import::{record_file, repository_file};
use windrow::model::{Content, Identity};

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

/// Every string of a record with the field it stands in, except codes that are not transcribed.
fn strings(path: &str) -> Vec<(String, String)> {
    let bytes = std::fs::read(folder().join(path)).unwrap();
    let (item, warnings) = record_file::read(Path::new(path), &bytes, &read_identity().0).unwrap();
    assert_eq!(lines(&warnings), "");
    assert!(render(&item) >= 2);
    let Content::Article(article) = item.content else { panic!("no article") };
    let mut strings = Vec::new();
    collect("", &serde_json::to_value(article).unwrap(), &mut strings);
    strings
}

fn collect(field: &str, value: &Value, strings: &mut Vec<(String, String)>) {
    match value {
        Value::String(text) if !matches!(field, "lang") => strings.push((field.to_owned(), text.clone())),
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
const PRINTED: [&str; 35] = [
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
    let Some(path) = outside("seed/abstracts-page.txt") else { return };
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
    let bytes = std::fs::read(folder().join(FILES[0])).unwrap();
    let (item, _) = record_file::read(Path::new(FILES[0]), &bytes, &read_identity().0).unwrap();
    assert_eq!(item.identifier.as_str(), "oai:jiss.example:2022/05/a1");
    assert_eq!(item.sets.iter().map(ToString::to_string).collect::<Vec<_>>(), ["jiss:2022-05"]);
    let Content::Article(article) = item.content else { panic!("no article") };
    assert!(!article.has_real_title());
    assert!(article.titles.iter().all(|title| title.devised && title.is_bracketed()));
    assert!(article.abstracts[0].fragment);
    assert!(article.abstracts[0].marked().starts_with("[…] equilibrium in"));
    assert_eq!(article.pages, None);
    assert_eq!(
        article.authors.iter().map(|author| author.inverted()).collect::<Vec<_>>(),
        ["Xu, Nengwu", "Long, Kun", "Meng, Xin"]
    );
    assert_eq!(article.contributors, []);
}

#[test]
fn the_placeholders_of_the_repository_are_warned_of() {
    let (identity, warnings) = read_identity();
    assert_eq!(warnings.lines().count(), 2, "{warnings}");
    assert!(warnings.lines().all(|line| line.contains("before you register")), "{warnings}");
    assert_eq!(identity.sets.len(), 2);
}
