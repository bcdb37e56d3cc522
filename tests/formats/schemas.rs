//! What is written is valid against the official schemas.

use std::io::Write as _;
use std::path::Path;
use std::process::Command;

use windrow::formats::FORMATS;

use crate::library::bilingual;
use crate::{full_example, record, write};

/// The driver of the schemas for a prefix, where it is not called after it.
fn driver(prefix: &str) -> &str {
    match prefix {
        "marcxml" => "marc21",
        "oai_datacite" => "datacite",
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
            let mut file = tempfile::NamedTempFile::new().unwrap();
            file.write_all(written.as_bytes()).unwrap();
            let checked = Command::new("xmllint")
                .env("XML_CATALOG_FILES", schemas.join("catalog.xml"))
                .args(["--nonet", "--noout", "--schema"])
                .arg(schemas.join(format!("drivers/{}.xsd", driver(prefix))))
                .arg(file.path())
                .output()
                .expect("xmllint (Debian: libxml2-utils) is needed for this check");
            assert!(checked.status.success(), "{prefix}: {}", String::from_utf8_lossy(&checked.stderr));
        }
    }
}
