//! What lies outside the repository, which only `WINDROW_TEST_OUTSIDE=1` asks for: the folder `../shared`, and xmllint with
//! the official schemas in it. Asked for, it must be there.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The schemas of each metadataPrefix, in `drivers`: libxml2 takes one schema only, so a driver imports those of all the
/// namespaces that a format has, and that of answers.
const DRIVERS: [(&str, &str); 11] = [
    ("oai_dc", "oai_dc.xsd"),
    ("oai_qdc", "oai_qdc.xsd"),
    ("oai_openaire", "oai_openaire.xsd"),
    ("oai_datacite", "datacite.xsd"),
    ("datacite", "datacite.xsd"),
    ("marcxml", "marc21.xsd"),
    ("mods", "mods.xsd"),
    ("jats", "jats.xsd"),
    ("crossref", "crossref-5.4.0.xsd"),
    ("jpcoar", "jpcoar-2.0.xsd"),
    ("doaj", "../doaj/doajArticles.xsd"), // not for answers: it has no namespace
];

/// How many documents one process is given.
const AT_ONCE: usize = 400;

/// Whether what is outside is asked for.
pub fn is_asked_for() -> bool {
    std::env::var_os("WINDROW_TEST_OUTSIDE").is_some_and(|value| value == "1")
}

/// A folder of `../shared`, if it is asked for; otherwise it is told that a check is skipped.
pub fn shared(below: &str) -> Option<PathBuf> {
    if !is_asked_for() {
        println!("skipped: ../shared/{below} is read only with WINDROW_TEST_OUTSIDE=1");
        return None;
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(below);
    Some(path.canonicalize().unwrap_or_else(|error| panic!("{} is needed: {error}", path.display())))
}

/// What the schemas find wrong with documents, each with a name, that are in this format or are answers with records in it.
pub fn faults(prefix: &str, documents: &[(String, String)]) -> Vec<String> {
    let Some(schemas) = shared("spec/schemas") else { return Vec::new() };
    let folder = tempfile::TempDir::new().unwrap();
    let driver = match DRIVERS.iter().find(|(known, _)| *known == prefix) {
        Some((_, driver)) => schemas.join("drivers").join(driver),
        None => panic!("no schema for {prefix} is named in {}", file!()),
    };
    documents
        .chunks(AT_ONCE)
        .flat_map(|some| faults_of(prefix, some, &schemas, &driver, folder.path()))
        .collect()
}

fn faults_of(
    prefix: &str,
    documents: &[(String, String)],
    schemas: &Path,
    driver: &Path,
    folder: &Path,
) -> Vec<String> {
    let mut command = Command::new("xmllint");
    command.env("XML_CATALOG_FILES", schemas.join("catalog.xml")).current_dir(folder);
    command.args(["--nonet", "--huge", "--noout", "--schema"]).arg(driver);
    for (name, document) in documents {
        let file = format!("{name}.xml");
        std::fs::write(folder.join(&file), document).unwrap();
        command.arg(file);
    }
    let checked = command.output();
    let checked =
        checked.unwrap_or_else(|error| panic!("xmllint (Debian: libxml2-utils) is needed: {error}"));
    let said = String::from_utf8_lossy(&checked.stderr);
    let good = said.lines().filter(|line| line.ends_with(" validates")).count();
    if checked.status.success() && good == documents.len() {
        return Vec::new();
    }
    let told = said.lines().filter(|line| line.contains("error") || line.contains("fails to"));
    let told = told.map(|line| format!("{prefix}: {line}"));
    told.chain([format!("{prefix}: {good} of {} validate", documents.len())]).collect()
}
