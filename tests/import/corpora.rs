//! Real files, nasty ones among them: none makes a panic, and whatever is taken can be served.

use std::path::{Path, PathBuf};

use windrow::diagnostics::Severity;
use windrow::import::{Incoming, load_file};

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
