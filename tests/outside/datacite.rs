//! What DataCite's own client and another reader make of our DataCite records: the values that went in.

use std::io::Write as _;
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use windrow::formats::{self, Source};
use windrow::model::{Article, Content, Item, RelationKind, Role};
use windrow::xml::Xml;

use crate::Harvester;

const CHECK: &str =
    "import sys; sys.path.insert(0, sys.prefix + '/commonmeta'); import datacite.schema45, commonmeta";

/// The rich article of the formats' tests, without what only kernel 4.6 and 4.7 can tell: the client knows 4.5.
fn article() -> Article {
    let mut article: Article = toml::from_str(include_str!("../formats/repository/rich.toml")).unwrap();
    article.contributors.retain(|person| person.role != Some(Role::Translator));
    let is_newer = |kind| matches!(kind, RelationKind::Translation | RelationKind::Erratum);
    article.relations.retain(|relation| !relation.kind.is_some_and(is_newer));
    article
}

fn written(article: Article) -> String {
    let item = Item::new("oai:a.org:1".parse().unwrap(), Content::Article(Box::new(article)));
    let mut xml = Xml::new();
    formats::by_prefix("datacite").unwrap().write(&Source::of(&item), &mut xml).unwrap();
    xml.into_string()
}

/// What the script prints for the record.
fn read(program: &str, record: &str) -> Value {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/outside/read_datacite.py");
    let mut python = Command::new(program)
        .arg(script)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    python.stdin.take().unwrap().write_all(record.as_bytes()).unwrap();
    let output = python.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn a_datacite_record_is_what_datacite_expects_and_gives_its_values_back() {
    let python = Harvester::python(CHECK, "read_datacite.py");
    if !python.is_there() {
        return;
    }
    let record = written(article());
    let said = read(&python.program, &record);
    assert_eq!(said["refused"], json!([]));
    // The client does not write the language of the publisher; all else it writes as we do.
    let others = said["rewritten"].as_array().unwrap().iter().map(|line| line.as_str().unwrap());
    assert_eq!(
        others.filter(|line| !line.contains("/resource/publisher")).collect::<Vec<_>>(),
        Vec::<&str>::new()
    );

    let wang = json!({
        "id": "https://orcid.org/0000-0002-1825-0097",
        "family_name": "Wang",
        "given_name": "Lei",
        "affiliations": [{
            "identifier": "https://ror.org/013q1eq08",
            "identifier_type": "ROR",
            "name": "Development Institute, Example University",
        }],
    });
    let people = said["read"]["contributors"].as_array().unwrap();
    let roles: Vec<_> = people.iter().map(|person| person["roles"][0].as_str().unwrap()).collect();
    assert_eq!(roles, ["Author", "Author", "Author", "Editor", "ContactPerson", "RightsHolder"]);
    assert_eq!(people[0]["person"], wang);
    assert_eq!(people[1]["organization"]["name"], "Norms Working Group");
    assert_eq!(people[3]["person"], json!({ "family_name": "张", "given_name": "国帅" }));

    let mut values = said["read"].clone();
    values.as_object_mut().unwrap().remove("contributors");
    let expected = json!({
        "id": "https://doi.org/10.5555/example.2022.5.130", // it compares DOIs in lower case
        "type": "JournalArticle",
        "title": "“自下而上”的规范制定",
        "titles": ["H2O 的研究", "Bottom-up Norm-setting", "A Study of H2O"],
        "published": "2022-09-15",
        "dates": { "submitted": "2022-01-10", "accepted": "2022-06" },
        "publisher": { "name": "示例出版社" },
        "subjects": ["网络安全", "国际规范", "cybersecurity", "CO2", "D815", "国际安全", "327.1"],
        "description": "第一段。 第二段。",
        "funding": [
            {
                "funder_id": "https://doi.org/10.13039/501100001809",
                "funder_name": "Example Fund",
                "award_id": "https://fund.example.org/19BGJ001",
                "award_title": "Norms of Cyberspace",
                "award_number": "19BGJ001",
            },
            { "funder_name": "Example University" },
        ],
        "language": "zh-Hans",
        "license": "CC-BY-4.0",
        "volume": "40",
        "issue": "5",
        "pages": ["130", "145"],
    });
    assert_eq!(values, expected);
}

#[test]
fn a_record_that_says_what_datacite_does_not_know_is_found_out() {
    let python = Harvester::python(CHECK, "read_datacite.py");
    if !python.is_there() {
        return;
    }
    let wrong = written(article()).replace("JournalArticle", "Article");
    let said = read(&python.program, &wrong);
    assert_ne!(said["refused"], json!([]), "{said}");
}
