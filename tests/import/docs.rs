//! docs/record-format.md: every example on it is accepted, and every field of the model is on it.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;
use windrow::import::{Defaults, record_file, repository_file};

use crate::{identity, lines, load};

const DOCUMENT: &str = include_str!("../../docs/record-format.md");
const EDITORS: &str = include_str!("../../records/README.md");

/// The fenced examples with what stands behind the fence.
fn examples(document: &str) -> Vec<(&str, &str)> {
    let parts: Vec<&str> = document.split("\n```").collect();
    parts.iter().skip(1).step_by(2).filter_map(|part| part.split_once('\n')).collect()
}

#[test]
fn every_example_is_accepted() {
    let mut read = 0;
    for (kind, text) in examples(DOCUMENT).into_iter().chain(examples(EDITORS)) {
        let text = text.replace("\"jiss:2022-05\"", "\"jiss:2022:05\"");
        let problems = match kind {
            "toml" | "toml short" => record_file::read(Path::new("a.toml"), text.as_bytes(), &identity())
                .map(|(_, warnings)| warnings),
            "xml" => record_file::read(Path::new("a.xml"), text.as_bytes(), &identity())
                .map(|(_, warnings)| warnings),
            "toml defaults" => {
                let identity = identity();
                let above = Defaults::of(&identity);
                Defaults::read(Path::new("issue.toml"), text.as_bytes(), &identity, &above)
                    .map(|(_, warnings)| warnings)
            }
            "toml repository" => repository_file::read(Path::new("repository.toml"), text.as_bytes())
                .map(|(_, warnings)| warnings),
            "json" => Ok(load("a.jsonl", text.as_bytes()).1),
            "text" => continue,
            other => panic!("an example in {other}"),
        };
        read += 1;
        assert_eq!(lines(&problems.unwrap_or_else(|problems| problems)), "", "in {text}");
    }
    assert!(read >= 9, "{read} examples");
}

/// The names that may stand somewhere, as serde tells them to one who writes a wrong one.
pub fn names(kind: &str, json: &str) -> BTreeSet<String> {
    let wrong = format!("{{\"identifier\":\"oai:a.org:1\",{json}}}");
    let (_, problems) = load("a.jsonl", wrong.as_bytes());
    let message = &problems.first().unwrap_or_else(|| panic!("{kind} takes everything")).message;
    let (_, names) = message.split_once("there are ").unwrap_or_else(|| panic!("{kind}: {message}"));
    names.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The tables that an article is made of, each with a field that it does not have.
pub const TABLES: [(&str, &str); 22] = [
    ("article", r#""article":{"zzzzzzzzzzzz":1}"#),
    ("title", r#""article":{"title":[{"zzzzzzzzzzzz":1}]}"#),
    ("person", r#""article":{"author":[{"zzzzzzzzzzzz":1}]}"#),
    ("name", r#""article":{"author":[{"variant":[{"zzzzzzzzzzzz":1}]}]}"#),
    ("affiliation", r#""article":{"author":[{"affiliation":[{"zzzzzzzzzzzz":1}]}]}"#),
    ("abstract", r#""article":{"abstract":[{"zzzzzzzzzzzz":1}]}"#),
    ("keywords", r#""article":{"keywords":[{"zzzzzzzzzzzz":1}]}"#),
    ("word", r#""article":{"keywords":[{"words":[{"zzzzzzzzzzzz":1}]}]}"#),
    ("classification", r#""article":{"classification":[{"zzzzzzzzzzzz":1}]}"#),
    ("journal", r#""article":{"journal":{"zzzzzzzzzzzz":1}}"#),
    ("pages", r#""article":{"pages":{"zzzzzzzzzzzz":1}}"#),
    ("other_identifier", r#""article":{"other_identifier":[{"zzzzzzzzzzzz":1}]}"#),
    ("file", r#""article":{"file":[{"zzzzzzzzzzzz":1}]}"#),
    ("supplement", r#""article":{"supplement":[{"zzzzzzzzzzzz":1}]}"#),
    ("conference", r#""article":{"conference":{"zzzzzzzzzzzz":1}}"#),
    ("coverage", r#""article":{"coverage":{"zzzzzzzzzzzz":1}}"#),
    ("license", r#""article":{"license":{"zzzzzzzzzzzz":1}}"#),
    ("funding", r#""article":{"funding":[{"zzzzzzzzzzzz":1}]}"#),
    ("statement", r#""article":{"statement":[{"zzzzzzzzzzzz":1}]}"#),
    ("trial", r#""article":{"trial":[{"zzzzzzzzzzzz":1}]}"#),
    ("reference", r#""article":{"reference":[{"zzzzzzzzzzzz":1}]}"#),
    ("relation", r#""article":{"relation":[{"zzzzzzzzzzzz":1}]}"#),
];

/// Fields that take one of some words, each with a word that it does not take.
const WORDS: [(&str, &str); 11] = [
    ("role", r#""article":{"author":[{"role":"zzzzzzzzzzzz"}]}"#),
    ("order", r#""article":{"author":[{"order":"zzzzzzzzzzzz"}]}"#),
    ("version", r#""article":{"version":"zzzzzzzzzzzz"}"#),
    ("access", r#""article":{"access":"zzzzzzzzzzzz"}"#),
    ("kind", r#""article":{"relation":[{"kind":"zzzzzzzzzzzz"}]}"#),
    ("kind of an abstract", r#""article":{"abstract":[{"text":"A","kind":"zzzzzzzzzzzz"}]}"#),
    ("kind of a statement", r#""article":{"statement":[{"text":"A","kind":"zzzzzzzzzzzz"}]}"#),
    ("stage", r#""article":{"trial":[{"number":"1","stage":"zzzzzzzzzzzz"}]}"#),
    ("credit", r#""article":{"author":[{"credit":["zzzzzzzzzzzz"]}]}"#),
    ("scheme of an identifier", r#""article":{"other_identifier":[{"scheme":"zzzzzzzzzzzz","value":"1"}]}"#),
    ("scheme of a class", r#""article":{"classification":[{"scheme":"zzzzzzzzzzzz","code":"1"}]}"#),
];

#[test]
fn every_field_and_every_word_is_described() {
    let item = [("item", r#""zzzzzzzzzzzz":1"#)];
    for (kind, json) in TABLES.into_iter().chain(WORDS).chain(item) {
        let names = names(kind, json);
        assert!(names.len() >= 2, "{kind} has {names:?}");
        for name in names {
            assert!(DOCUMENT.contains(&format!("`{name}`")), "{kind}: `{name}` is not described");
        }
    }
}

/// The example of an article with everything.
fn whole_article() -> &'static str {
    examples(DOCUMENT).into_iter().find(|(kind, _)| *kind == "toml").unwrap().1
}

/// Every key at any depth.
pub fn keys(value: &toml::Value, found: &mut BTreeSet<String>) {
    match value {
        toml::Value::Table(table) => table.iter().for_each(|(key, value)| {
            found.insert(key.clone());
            keys(value, found);
        }),
        toml::Value::Array(list) => list.iter().for_each(|value| keys(value, found)),
        _ => {}
    }
}

#[test]
fn the_long_examples_have_every_field() {
    let mut written = BTreeSet::new();
    keys(&toml::Value::Table(whole_article().parse().unwrap()), &mut written);
    for (kind, json) in TABLES {
        let missing: Vec<_> = names(kind, json).into_iter().filter(|name| !written.contains(name)).collect();
        assert!(missing.is_empty(), "{kind}: {missing:?} are not in the example");
    }
    let repository = examples(DOCUMENT).into_iter().find(|(kind, _)| *kind == "toml repository").unwrap().1;
    let written: toml::Table = repository.parse().unwrap();
    let wrong = format!("zzzzzzzzzzzz = 1\n{repository}");
    let problems = repository_file::read(Path::new("r"), wrong.as_bytes()).unwrap_err();
    for field in problems[0].message.split('`').skip(3).step_by(2) {
        assert!(written.contains_key(field), "`{field}` is not in the example");
    }
}

#[test]
fn the_example_is_read_into_every_field() {
    let (item, _) = record_file::read(Path::new("a.toml"), whole_article().as_bytes(), &identity()).unwrap();
    let value = serde_json::to_value(&item).unwrap();
    assert_eq!(value["identifier"], Value::from("oai:journal.org:2022/05/p130"));
    let fields = value["article"].as_object().unwrap().keys().cloned().collect::<BTreeSet<_>>();
    assert_eq!(fields, names("article", TABLES[0].1));
}

/// The rows of the page's tables that have an example: the first field of the row, and the example.
fn rows() -> Vec<(&'static str, &'static str)> {
    let rows = DOCUMENT.lines().filter_map(|line| line.strip_prefix("| `")?.strip_suffix("` |"));
    let of_row = |row: &'static str| Some((row.split_once('`')?.0, row.rsplit_once("| `")?.1));
    let is_toml = |(_, example): &(_, &str)| example.starts_with('[') || example.contains(" = ");
    rows.filter_map(of_row).filter(is_toml).collect()
}

#[test]
fn every_example_in_a_table_is_of_its_field_and_can_stand_in_a_file() {
    let rows = rows();
    assert!(rows.len() > 60, "{} rows", rows.len());
    for (field, example) in rows {
        let named = match example.strip_prefix('[') {
            Some(heading) => heading.trim_matches(['[', ']']).rsplit('.').next(),
            None => example.split(' ').next(),
        };
        assert_eq!(named, Some(field), "{example}");
        assert!(example.parse::<toml::Table>().is_ok(), "{example}");
    }
}
