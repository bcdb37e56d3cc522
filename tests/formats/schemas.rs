//! What is written is valid against the official schemas.

use std::io::Write as _;
use std::path::Path;
use std::process::Command;

use windrow::formats::FORMATS;
use windrow::model::Access;

use crate::library::bilingual;
use crate::repository::{rich, written};
use crate::{full_example, record, write};

/// The driver of the schemas for a prefix, where it is not called after it.
fn driver(prefix: &str) -> &str {
    match prefix {
        "marcxml" => "marc21",
        "oai_datacite" => "datacite",
        "crossref" => "../crossref/crossref5.3.1", // no driver: alone it is valid against its schema itself
        prefix => prefix,
    }
}

#[test]
fn every_format_is_valid_against_its_schema() {
    if std::env::var_os("WINDROW_TEST_OUTSIDE").is_none_or(|value| value != "1") {
        println!("skipped: the schemas in ../shared/spec/schemas are read only with WINDROW_TEST_OUTSIDE=1");
        return;
    }
    let schemas =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/spec/schemas").canonicalize().unwrap();
    for item in [record("2022/05/p130.toml"), record("2022/05/a1.toml"), full_example(), bilingual()] {
        for prefix in FORMATS.iter().map(|format| format.metadata_prefix()) {
            let Ok(written) = write(prefix, &item) else { continue };
            assert_valid(prefix, &written, &schemas);
        }
    }
    let mut embargoed = rich();
    embargoed.access = Some(Access::Embargoed);
    embargoed.embargo_end = "2030-01-31".parse().ok();
    for article in [rich(), embargoed] {
        for prefix in FORMATS.iter().map(|format| format.metadata_prefix()) {
            assert_valid(prefix, &written(prefix, &article, &["openaire"]).unwrap(), &schemas);
        }
    }
}

fn assert_valid(prefix: &str, xml: &str, schemas: &Path) {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(xml.as_bytes()).unwrap();
    let checked = Command::new("xmllint")
        .env("XML_CATALOG_FILES", schemas.join("catalog.xml"))
        .args(["--nonet", "--noout", "--schema"])
        .arg(schemas.join(format!("drivers/{}.xsd", driver(prefix))))
        .arg(file.path())
        .output()
        .unwrap_or_else(|error| panic!("xmllint (Debian: libxml2-utils) is needed for this check: {error}"));
    assert!(checked.status.success(), "{prefix}: {}", String::from_utf8_lossy(&checked.stderr));
}
