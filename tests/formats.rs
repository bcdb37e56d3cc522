//! Metadata formats: what is written for an item, as whole documents and for any content.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "formats/any_article.rs"]
mod any_article;
#[path = "formats/articles.rs"]
mod articles;
#[path = "formats/beside_ojs.rs"]
mod beside_ojs;
#[path = "formats/details.rs"]
mod details;
#[path = "formats/documents.rs"]
mod documents;
#[path = "formats/exports.rs"]
mod exports;
#[path = "formats/hostile.rs"]
mod hostile;
#[path = "formats/library.rs"]
mod library;
#[path = "formats/licences.rs"]
mod licences;
#[path = "formats/mapping.rs"]
mod mapping;
#[path = "formats/matrix.rs"]
mod matrix;
#[path = "support/outside.rs"]
#[allow(dead_code, reason = "others use the rest")]
mod outside;
#[path = "formats/properties.rs"]
mod properties;
#[path = "formats/publishing.rs"]
mod publishing;
#[path = "formats/repository.rs"]
mod repository;
#[path = "formats/retracted.rs"]
mod retracted;
#[path = "formats/types.rs"]
mod types;
#[path = "formats/validity.rs"]
mod validity;
#[path = "support/xml.rs"]
#[allow(dead_code, reason = "others use the rest")]
mod xml;

use std::path::Path;

use windrow::folder::read_record;
use windrow::formats::{self, Reasons, Source};
use windrow::import::{record_file, repository_file};
use windrow::model::{Content, Depositor, Item};
use windrow::xml::Xml;

/// The item in a format.
/// The reasons as sentences in English.
fn english(reasons: Reasons) -> Vec<String> {
    reasons.into_iter().map(|reason| reason.en).collect()
}

fn write(prefix: &str, item: &Item) -> Result<String, Vec<String>> {
    let depositor = Depositor {
        name: "The Journal".to_owned(),
        email: "doi@a.org".to_owned(),
        registrant: "The Press".to_owned(),
    };
    let source = Source { depositor: Some(&depositor), ..Source::of(item) };
    let mut xml = Xml::new();
    formats::by_prefix(prefix).unwrap().write(&source, &mut xml).map_err(english)?;
    Ok(xml.into_string())
}

/// An item of which only the content matters.
fn item(content: Content) -> Item {
    Item::new("oai:a.org:1".parse().unwrap(), content)
}

/// An element a line, for reading.
fn pretty(xml: &str) -> String {
    xml.replace("><", ">\n<")
        .replace(" xmlns:", "\n  xmlns:")
        .replace(" xsi:schemaLocation", "\n  xsi:schemaLocation")
}

/// A record file of this repository.
fn record(path: &str) -> Item {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/records"));
    let bytes = std::fs::read(folder.join("repository.toml")).unwrap();
    let (identity, _) = repository_file::read(Path::new("repository.toml"), &bytes).unwrap();
    read_record(folder, Path::new(path), &identity).unwrap().0
}

/// The example with every field of docs/record-format.md.
fn full_example() -> Item {
    let identity = "name = \"N\"\nnamespace = \"a.org\"\nadmin_emails = [\"a@a.org\"]\nset = [{ spec = \"jiss:2022:05\", name = \"S\" }]";
    let (identity, _) = repository_file::read(Path::new("repository.toml"), identity.as_bytes()).unwrap();
    let document = include_str!("../docs/record-format.md");
    let text = document.split("```toml\n").nth(1).unwrap().split("```").next().unwrap();
    record_file::read(Path::new("a.toml"), text.as_bytes(), &identity).unwrap().0
}
