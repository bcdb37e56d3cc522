//! Real records from many repositories, nasty ones among them: all that `load` takes is served, and every page of it is
//! valid against the official schemas.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use windrow::clock::ManualClock;
use windrow::formats::FORMATS;
use windrow::ingest;
use windrow::protocol::Arguments;
use windrow::repository::{Repository, Settings};
use windrow::store::Store;
use windrow::store::memory::Memory;

use crate::support::{items, outside, written};

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name();
    let entries = entries.into_iter().map(|entry| entry.unwrap());
    entries.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path).collect()
}

/// A store with all that is taken of the files, and how many records that was.
fn loaded(files: &[PathBuf]) -> (Arc<dyn Store>, u64) {
    let clock = Arc::new(ManualClock::at("2024-05-01T12:00:00Z".parse().unwrap()));
    let store = Memory::new(clock.clone());
    written::put_identity(&store, &items::identity());
    let counts = ingest::load(&store, "corpora", files, &mut |_| (), &|_, _| ()).unwrap();
    clock.advance(60);
    (Arc::new(store), counts.created)
}

/// The pages of every list, by the metadataPrefix; of what has none by oai_dc.
fn pages(repository: &Repository) -> BTreeMap<&'static str, Vec<(String, String)>> {
    let mut pages = BTreeMap::<_, Vec<_>>::new();
    let mut walk = |prefix, query: &str| {
        let mut next = query.to_owned();
        loop {
            let reply = repository.answer(&Arguments::decode(next.as_bytes(), b""), false).unwrap();
            let text = reply.body.text().unwrap();
            let token = text.rsplit_once("</resumptionToken>").and_then(|(head, _)| head.rsplit('>').next());
            let verb = query.split('&').next().unwrap_or_default();
            next = token.map(|token| format!("{verb}&resumptionToken={token}")).unwrap_or_default();
            let last = token.is_none_or(str::is_empty);
            let pages = pages.entry(prefix).or_default();
            pages.push((pages.len().to_string(), text.to_owned()));
            if last {
                return;
            }
        }
    };
    for format in FORMATS {
        let prefix = format.metadata_prefix();
        walk(prefix, &format!("verb=ListRecords&metadataPrefix={prefix}"));
        walk(prefix, &format!("verb=ListIdentifiers&metadataPrefix={prefix}"));
    }
    walk("oai_dc", "verb=ListSets");
    walk("oai_dc", "verb=Identify");
    pages
}

#[test]
fn whatever_is_taken_of_the_corpora_is_served_and_validates() {
    let Some(corpora) = outside::shared("corpora") else { return };
    let files = files(&corpora);
    let (store, created) = loaded(&files);
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
    for (prefix, pages) in pages(&Repository::new(store, settings)) {
        records += pages.iter().map(|(_, page)| page.matches("<record>").count()).sum::<usize>();
        all.extend(outside::faults(prefix, &pages));
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
