//! The official schemas, applied by xmllint to every answer that a test saw: with `WINDROW_TEST_OUTSIDE=1` only, and
//! then xmllint and the schemas must be there.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::endpoint::SEEN;

/// How many files one process is given.
const AT_ONCE: usize = 400;

/// Validates what this thread has seen since the last call.
pub fn validate_seen() {
    let seen = SEEN.take();
    if std::env::var("WINDROW_TEST_OUTSIDE").is_ok_and(|value| value == "1") {
        let mut by_driver = BTreeMap::<_, Vec<_>>::new();
        for answer in &seen {
            by_driver.entry(driver(answer)).or_default().push(answer);
        }
        for (driver, answers) in by_driver {
            validate(&answers, driver);
        }
    }
}

/// The namespaces of formats, and the driver that has the schemas of an answer in which one of them is declared. The first
/// that is declared decides: a format may use the namespace of one below it.
const DRIVERS: [(&str, &str); 7] = [
    ("http://terms.library.ualberta.ca/oai_qdc/", "oai_qdc.xsd"),
    ("http://namespace.openaire.eu/schema/oaire/", "oai_openaire.xsd"),
    ("http://schema.datacite.org/oai/oai-1.1/", "datacite.xsd"),
    ("http://datacite.org/schema/kernel-4", "datacite.xsd"),
    ("http://www.loc.gov/MARC21/slim", "marc21.xsd"),
    ("http://www.loc.gov/mods/v3", "mods.xsd"),
    ("http://www.ncbi.nlm.nih.gov/JATS1", "jats.xsd"),
];

fn driver(answer: &str) -> &'static str {
    let declared = DRIVERS.iter().find(|(namespace, _)| answer.contains(&format!("=\"{namespace}\"")));
    declared.map_or("oai_dc.xsd", |(_, driver)| *driver)
}

/// The schema folder beside the repository.
fn schemas() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/spec/schemas")
}

fn validate(answers: &[&String], driver: &str) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (number, answer) in answers.iter().enumerate() {
        std::fs::write(folder.path().join(format!("{number}.xml")), answer).expect("an answer written");
    }
    let files: Vec<_> = (0..answers.len()).map(|number| format!("{number}.xml")).collect();
    for files in files.chunks(AT_ONCE) {
        let output = Command::new("xmllint")
            .args(["--noout", "--nonet", "--huge", "--schema"])
            .arg(schemas().join("drivers").join(driver))
            .args(files)
            .env("XML_CATALOG_FILES", schemas().join("catalog.xml"))
            .current_dir(folder.path())
            .output()
            .expect("xmllint, which WINDROW_TEST_OUTSIDE=1 demands, runs");
        let report = String::from_utf8_lossy(&output.stderr);
        let complaints: Vec<_> = report.lines().filter(|line| !line.ends_with(" validates")).collect();
        assert!(output.status.success(), "{}\n{}", complaints.join("\n"), first_invalid(&report, answers));
    }
}

/// The text of the first file that does not validate.
fn first_invalid<'a>(report: &str, answers: &[&'a String]) -> &'a str {
    let number =
        report.lines().find_map(|line| line.strip_suffix(" fails to validate")?.strip_suffix(".xml"));
    let answer = number.and_then(|number| number.parse().ok()).and_then(|number: usize| answers.get(number));
    answer.map_or("", |answer| answer.as_str())
}

#[test]
fn the_validator_refuses_what_is_invalid() {
    if std::env::var("WINDROW_TEST_OUTSIDE").is_ok_and(|value| value == "1") {
        let invalid =
            "<OAI-PMH xmlns=\"http://www.openarchives.org/OAI/2.0/\"><request>x</request></OAI-PMH>"
                .to_owned();
        let verdict = std::panic::catch_unwind(|| validate(&[&invalid], "oai_dc.xsd"));
        assert!(verdict.is_err(), "a document without responseDate passed");
    }
}
