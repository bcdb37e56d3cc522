//! Real records from many repositories, nasty ones among them: all that `load` takes is served, and every page of it is
//! valid against the official schemas.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use tempfile::TempDir;
use windrow::clock::ManualClock;
use windrow::formats::FORMATS;
use windrow::ingest;
use windrow::protocol::Arguments;
use windrow::repository::{IDENTITY, Repository, Settings};
use windrow::store::Store;
use windrow::store::sqlite::{Durability, Sqlite};

use crate::support::items;

/// The folder beside the repository, if outside checks are asked for.
fn shared() -> Option<PathBuf> {
    if std::env::var("WINDROW_TEST_OUTSIDE").is_ok_and(|value| value == "1") {
        return Some(Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"));
    }
    println!("skipped: only WINDROW_TEST_OUTSIDE=1 asks for ../shared/corpora and xmllint");
    None
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name();
    let entries = entries.into_iter().map(|entry| entry.unwrap());
    entries.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path).collect()
}

/// A store with all that is taken of the files, and how many records that was.
fn loaded(folder: &TempDir, files: &[PathBuf]) -> (Arc<dyn Store>, u64) {
    let clock = Arc::new(ManualClock::at("2024-05-01T12:00:00Z".parse().unwrap()));
    let store = Sqlite::open_with(folder.path(), clock.clone(), Durability::Scratch).unwrap();
    store.put_document(IDENTITY, &serde_json::to_string(&items::identity()).unwrap()).unwrap();
    let counts = ingest::load(&store, "corpora", files, &mut |_| (), &|_, _| ()).unwrap();
    clock.advance(60);
    (Arc::new(store), counts.created)
}

/// The pages of every list, by the driver that knows their formats.
fn pages(repository: &Repository) -> BTreeMap<&'static str, Vec<String>> {
    let mut pages = BTreeMap::<_, Vec<_>>::new();
    let mut walk = |driver, query: &str| {
        let mut next = query.to_owned();
        loop {
            let reply = repository.answer(&Arguments::decode(next.as_bytes(), b"")).unwrap();
            let token =
                reply.xml.rsplit_once("</resumptionToken>").and_then(|(head, _)| head.rsplit('>').next());
            let verb = query.split('&').next().unwrap_or_default();
            next = token.map(|token| format!("{verb}&resumptionToken={token}")).unwrap_or_default();
            let last = token.is_none_or(str::is_empty);
            pages.entry(driver).or_default().push(reply.xml);
            if last {
                return;
            }
        }
    };
    for format in FORMATS {
        let prefix = format.metadata_prefix();
        let driver = match prefix {
            "oai_qdc" => "oai_qdc.xsd",
            "oai_openaire" => "oai_openaire.xsd",
            "oai_datacite" | "datacite" => "datacite.xsd",
            _ => "oai_dc.xsd",
        };
        walk(driver, &format!("verb=ListRecords&metadataPrefix={prefix}"));
        walk(driver, &format!("verb=ListIdentifiers&metadataPrefix={prefix}"));
    }
    walk("oai_dc.xsd", "verb=ListSets");
    walk("oai_dc.xsd", "verb=Identify");
    pages
}

/// What xmllint has against the pages.
fn complaints(shared: &Path, driver: &str, pages: &[String]) -> Vec<String> {
    let folder = TempDir::new().unwrap();
    let names: Vec<_> = (0..pages.len()).map(|number| format!("{number}.xml")).collect();
    for (name, page) in names.iter().zip(pages) {
        std::fs::write(folder.path().join(name), page).unwrap();
    }
    let schemas = shared.join("spec/schemas").canonicalize().unwrap();
    let output = Command::new("xmllint")
        .args(["--noout", "--nonet", "--huge", "--schema"])
        .arg(schemas.join("drivers").join(driver))
        .args(&names)
        .env("XML_CATALOG_FILES", schemas.join("catalog.xml"))
        .current_dir(folder.path())
        .output()
        .expect("xmllint, which WINDROW_TEST_OUTSIDE=1 demands, runs");
    let report = String::from_utf8_lossy(&output.stderr);
    let is_complaint =
        |line: &&str| !line.ends_with(" validates") && !line.contains(": Skipping import of schema ");
    report.lines().filter(is_complaint).map(str::to_owned).collect()
}

#[test]
fn whatever_is_taken_of_the_corpora_is_served_and_validates() {
    let Some(shared) = shared() else { return };
    let folder = TempDir::new().unwrap();
    let files = files(&shared.join("corpora"));
    let (store, created) = loaded(&folder, &files);
    assert!(files.len() > 1_000 && created > 1_500, "{created} records of {} files", files.len());
    let settings = Settings {
        base_url: None,
        default_base_url: "http://localhost/oai".to_owned(),
        page_size: 1_000,
        page_bytes: 64 << 20,
        token_lifetime: 86_400,
        compressions: Vec::new(),
    };
    let mut all = Vec::new();
    let mut records = 0;
    for (driver, pages) in pages(&Repository::new(store, settings)) {
        records += pages.iter().map(|page| page.matches("<record>").count()).sum::<usize>();
        all.extend(complaints(&shared, driver, &pages));
    }
    println!("{} files, {created} items, {records} records served", files.len());
    assert!(records as u64 >= created);
    assert!(
        all.is_empty(),
        "{} complaints:\n{}",
        all.len(),
        all.iter().take(50).map(String::as_str).collect::<Vec<_>>().join("\n")
    );
}
