//! docs/record-format.md: every example on it is accepted, and every field of the model is on it.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;
use windrow::import::{record_file, repository_file};

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
            "toml" => record_file::read(Path::new("a.toml"), text.as_bytes(), &identity())
                .map(|(_, warnings)| warnings),
            "xml" => record_file::read(Path::new("a.xml"), text.as_bytes(), &identity())
                .map(|(_, warnings)| warnings),
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

/// The fields that a type has, as serde tells them to one who names a wrong one.
fn fields(kind: &str, json: &str) -> BTreeSet<String> {
    let wrong = format!("{{\"identifier\":\"oai:a.org:1\",{json}}}");
    let (_, problems) = load("a.jsonl", wrong.as_bytes());
    let message = &problems.first().unwrap_or_else(|| panic!("{kind} takes every field")).message;
    let (_, names) = message.split_once("there are ").unwrap_or_else(|| panic!("{kind}: {message}"));
    names.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn every_field_is_described() {
    let unknown = r#""zzzzzzzzzzzz":1"#;
    let types = [
        ("article", format!(r#""article":{{{unknown}}}"#)),
        ("title", format!(r#""article":{{"title":[{{{unknown}}}]}}"#)),
        ("person", format!(r#""article":{{"author":[{{{unknown}}}]}}"#)),
        ("affiliation", format!(r#""article":{{"author":[{{"affiliation":[{{{unknown}}}]}}]}}"#)),
        ("abstract", format!(r#""article":{{"abstract":[{{{unknown}}}]}}"#)),
        ("keywords", format!(r#""article":{{"keywords":[{{{unknown}}}]}}"#)),
        ("journal", format!(r#""article":{{"journal":{{{unknown}}}}}"#)),
        ("pages", format!(r#""article":{{"pages":{{{unknown}}}}}"#)),
        ("item", unknown.to_owned()),
    ];
    for (kind, json) in types {
        let fields = fields(kind, &json);
        assert!(fields.len() >= 2, "{kind} has {fields:?}");
        for field in fields {
            assert!(DOCUMENT.contains(&format!("`{field}`")), "{kind}: `{field}` is not described");
        }
    }
}

#[test]
fn the_long_examples_have_every_field() {
    let examples = examples(DOCUMENT);
    let article = examples.iter().find(|(kind, _)| *kind == "toml").unwrap().1;
    for field in fields("article", r#""article":{"zzzzzzzzzzzz":1}"#) {
        assert!(
            article.lines().any(
                |line| line.starts_with(&format!("{field} = ")) || line.trim_matches(['[', ']']) == field
            ),
            "`{field}` is not in the example"
        );
    }
    let repository = examples.iter().find(|(kind, _)| *kind == "toml repository").unwrap().1;
    let wrong = format!("zzzzzzzzzzzz = 1\n{repository}");
    let problems = repository_file::read(Path::new("r"), wrong.as_bytes()).unwrap_err();
    let names = problems[0].message.split('`').skip(3).step_by(2);
    for field in names {
        assert!(
            repository.lines().any(
                |line| line.starts_with(&format!("{field} = ")) || line.trim_matches(['[', ']']) == field
            ),
            "`{field}` is not in the example"
        );
    }
}

#[test]
fn the_example_is_read_into_every_field() {
    let text = examples(DOCUMENT)[0].1;
    let (item, _) = record_file::read(Path::new("a.toml"), text.as_bytes(), &identity()).unwrap();
    let value = serde_json::to_value(&item).unwrap();
    assert_eq!(value["identifier"], Value::from("oai:journal.org:2022/05/p130"));
    assert_eq!(value["article"].as_object().unwrap().len(), 19);
}
