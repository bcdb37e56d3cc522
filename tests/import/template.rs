//! records/TEMPLATE.toml: it shows every field, and each can be used as it is shown.

use std::collections::BTreeSet;
use std::path::Path;

use windrow::import::{record_file, repository_file};
use windrow::model::Identity;

use crate::docs::{TABLES, keys, names};
use crate::lines;

const TEMPLATE: &str = include_str!("../../records/TEMPLATE.toml");

/// The template with every field in use: explanations have a space behind the `#`, fields have none.
fn whole() -> String {
    let line = |line: &'static str| match line.strip_prefix('#') {
        Some(field) if !field.starts_with(' ') => field,
        _ => line,
    };
    TEMPLATE.lines().map(|text| line(text).to_owned() + "\n").collect()
}

fn identity() -> Identity {
    let text = "name = \"Journal\"\nnamespace = \"journal.org\"\nadmin_emails = [\"editor@journal.org\"]\n\
                [[set]]\nspec = \"reviews\"\nname = \"Book reviews\"\n";
    repository_file::read(Path::new("repository.toml"), text.as_bytes()).unwrap().0
}

#[test]
fn with_every_field_in_use_it_is_read_without_a_problem() {
    let text = whole().replace("Title of the article", "Norm-setting");
    let read = record_file::read(Path::new("a.toml"), text.as_bytes(), &identity());
    let problems = read.map_or_else(|problems| problems, |(_, warnings)| warnings);
    assert_eq!(lines(&problems), "");
}

#[test]
fn as_it_is_only_its_title_is_left_to_be_written() {
    let (_, warnings) = record_file::read(Path::new("a.toml"), TEMPLATE.as_bytes(), &identity()).unwrap();
    assert_eq!(warnings.len(), 1, "{}", lines(&warnings));
    assert!(warnings[0].message.contains("title of the template"), "{}", lines(&warnings));
}

#[test]
fn no_field_of_the_model_is_forgotten() {
    let mut shown = BTreeSet::new();
    keys(&toml::Value::Table(whole().parse().unwrap()), &mut shown);
    for (kind, json) in TABLES {
        let missing: Vec<_> = names(kind, json).into_iter().filter(|name| !shown.contains(name)).collect();
        assert!(missing.is_empty(), "{kind}: {missing:?} are not in the template");
    }
    for field in ["id", "identifier", "sets", "rights"] {
        assert!(shown.contains(field) || TEMPLATE.contains(&format!("{field} = ")), "{field}");
    }
}

/// Words that a field takes: an editor cannot guess them.
#[test]
fn the_words_that_a_field_takes_are_named() {
    for (kind, json) in [
        ("role", r#""article":{"author":[{"role":"zzzzzzzzzzzz"}]}"#),
        ("version", r#""article":{"version":"zzzzzzzzzzzz"}"#),
        ("access", r#""article":{"access":"zzzzzzzzzzzz"}"#),
        ("credit", r#""article":{"author":[{"credit":["zzzzzzzzzzzz"]}]}"#),
        ("kind of a statement", r#""article":{"statement":[{"text":"A","kind":"zzzzzzzzzzzz"}]}"#),
        ("stage", r#""article":{"trial":[{"number":"1","stage":"zzzzzzzzzzzz"}]}"#),
        ("kind of an abstract", r#""article":{"abstract":[{"text":"A","kind":"zzzzzzzzzzzz"}]}"#),
        ("kind", r#""article":{"relation":[{"kind":"zzzzzzzzzzzz"}]}"#),
    ] {
        for word in names(kind, json) {
            assert!(TEMPLATE.contains(&format!("\"{word}\"")), "{kind}: {word}");
        }
    }
}

#[test]
fn explanations_and_fields_can_be_told_apart() {
    for line in TEMPLATE.lines().filter(|line| !line.is_empty()) {
        let field = line.strip_prefix('#').unwrap_or(line);
        let is_field =
            field.starts_with('[') || field.split_once(" = ").is_some_and(|(key, _)| !key.contains(' '));
        assert!(is_field || line == "#" || line.starts_with("# "), "{line}");
    }
}
