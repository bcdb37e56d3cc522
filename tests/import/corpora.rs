//! Real files, nasty ones among them: none makes a panic, and whatever is taken can be served.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use windrow::diagnostics::Severity;
use windrow::import::foreign::read;
use windrow::import::{Incoming, load_file};

use crate::foreign::Got;
use crate::{outside, render};

/// Every file below a folder, sorted.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name();
    entries
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| entry.into_path())
        .collect()
}

#[test]
fn every_file_of_the_corpora_is_read_and_what_is_taken_can_be_served() {
    let Some(folder) = outside::shared("corpora") else { return };
    let identity =
        windrow::model::Identity::new("Corpora".to_owned(), "corpora.example".parse().unwrap(), Vec::new());
    let (mut records, mut deletions, mut errors, mut warnings, mut rendered) = (0, 0, 0, 0, 0);
    let files = files(&folder);
    assert!(files.len() > 1000, "{} files", files.len());
    for path in &files {
        let file = std::fs::File::open(path).unwrap();
        let mut last = String::new();
        load_file(path, file, Some(&identity), &mut |incoming| match incoming {
            Ok(Incoming::Item(item, _)) => {
                records += 1;
                rendered += render(&item);
            }
            Ok(Incoming::Deleted(_)) => deletions += 1,
            Ok(Incoming::Rejected(_)) => {}
            Err(problem) => {
                match problem.severity {
                    Severity::Error => errors += 1,
                    _ => warnings += 1,
                }
                last = problem.to_string();
            }
        });
        if path.components().any(|part| part.as_os_str() == "oai_dc") && !last.is_empty() {
            println!("{last}");
        }
    }
    println!(
        "{} files: {records} items, {deletions} deletions, {errors} errors, {warnings} warnings; {rendered} records rendered",
        files.len()
    );
    assert!(records > 2000, "{records} items");
}

/// What no importer recognises is refused; nothing panics, and each kind of file is read by its own importer.
#[test]
fn every_file_of_the_corpora_is_imported_or_refused() {
    let Some(folder) = outside::shared("corpora") else { return };
    let mut counts: BTreeMap<&str, (usize, usize, usize)> = BTreeMap::new();
    for path in files(&folder) {
        let mut got = Got::default();
        let importer = read(&path, std::fs::File::open(&path).unwrap(), None, &mut got).unwrap();
        let count = counts.entry(importer.map_or("nothing", |importer| importer.name())).or_default();
        let problems =
            got.problems.len() + got.drafts.iter().map(|draft| draft.problems.len()).sum::<usize>();
        *count = (count.0 + 1, count.1 + got.drafts.len(), count.2 + problems);
        let is_of_sheets = path.components().any(|part| part.as_os_str() == "csv");
        if !is_of_sheets && importer.is_some_and(|importer| importer.name() == "sheet") {
            println!("{} is read as a sheet", path.display());
        }
    }
    for (importer, (files, drafts, problems)) in &counts {
        println!("{importer}: {files} files, {drafts} drafts, {problems} problems");
    }
    assert!(counts["sheet"].1 > 3000, "{counts:?}");
}
