//! The official schemas, and what they find wrong: many documents of a format in one go.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use windrow::ingest::Renderer;

use crate::articles::Named;
use crate::{full_example, write};

/// The schema that holds for the documents of each metadataPrefix, in `../shared/spec/schemas`. libxml2 takes one schema
/// only, so it is one that imports those of all the namespaces that a format has.
const SCHEMAS: &[(&str, &str)] = &[
    ("oai_dc", "drivers/oai_dc.xsd"),
    ("oai_qdc", "drivers/oai_qdc.xsd"),
    ("oai_openaire", "drivers/oai_openaire.xsd"),
    ("oai_datacite", "drivers/datacite.xsd"),
    ("datacite", "drivers/datacite.xsd"),
    ("marcxml", "drivers/marc21.xsd"),
    ("mods", "drivers/mods.xsd"),
    ("jats", "drivers/jats.xsd"),
    ("crossref", "crossref/crossref5.3.1.xsd"),
];

/// Whether what needs more than this repository is to be checked.
pub fn are_wanted() -> bool {
    let wanted = std::env::var_os("WINDROW_TEST_OUTSIDE").is_some_and(|value| value == "1");
    if !wanted {
        println!("skipped: the schemas in ../shared/spec/schemas are read only with WINDROW_TEST_OUTSIDE=1");
    }
    wanted
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/spec/schemas").canonicalize().unwrap()
}

/// What the schemas of all formats find wrong with what is made of the items.
pub fn faults(renderer: &Renderer, items: Vec<Named>) -> Vec<String> {
    let mut documents = BTreeMap::<String, Vec<(String, String)>>::new();
    for Named { name, item } in items {
        for (prefix, written) in renderer.explain(&item) {
            documents
                .entry(prefix)
                .or_default()
                .extend(written.ok().map(|document| (name.clone(), document)));
        }
    }
    documents.into_iter().flat_map(|(prefix, documents)| faults_of_format(&prefix, documents)).collect()
}

/// What is wrong with the documents of a format, each with a name.
fn faults_of_format(prefix: &str, documents: Vec<(String, String)>) -> Vec<String> {
    assert!(!documents.is_empty(), "no article is in {prefix}");
    let schema = SCHEMAS.iter().find(|(known, _)| *known == prefix);
    let (_, schema) = schema.unwrap_or_else(|| panic!("no schema for {prefix} is named in this file"));
    let schema = folder().join(schema);
    assert!(schema.is_file(), "{} is not there", schema.display());
    let place = tempfile::TempDir::new().unwrap();
    let mut command = Command::new("xmllint");
    command.env("XML_CATALOG_FILES", folder().join("catalog.xml")).current_dir(place.path());
    command.args(["--nonet", "--huge", "--noout", "--schema"]).arg(schema);
    let count = documents.len();
    for (name, document) in documents {
        let file = format!("{name}.xml");
        std::fs::write(place.path().join(&file), document).unwrap();
        command.arg(file);
    }
    let checked = command.output();
    let checked =
        checked.unwrap_or_else(|error| panic!("xmllint (Debian: libxml2-utils) is needed: {error}"));
    let said = String::from_utf8_lossy(&checked.stderr).into_owned();
    let good = said.lines().filter(|line| line.ends_with(" validates")).count();
    if checked.status.success() && good == count {
        return Vec::new();
    }
    let told = said.lines().filter(|line| line.contains("error") || line.contains("fails to"));
    let mut told: Vec<_> = told.map(|line| format!("{prefix}: {line}")).collect();
    told.push(format!("{prefix}: {good} of {count} validate"));
    told
}

/// A check that finds nothing would be of no use.
#[test]
fn what_is_not_valid_is_found() {
    if !are_wanted() {
        return;
    }
    let document = write("oai_dc", &full_example()).unwrap();
    let wrong = document.replace("dc:creator", "dc:author");
    let found = faults_of_format("oai_dc", vec![("good".to_owned(), document), ("wrong".to_owned(), wrong)]);
    assert!(found.iter().any(|line| line.contains("wrong.xml") && line.contains("author")), "{found:?}");
    assert!(found.last().unwrap().ends_with("1 of 2 validate"), "{found:?}");
}
