//! What the repository says of itself: read from the folder, kept in the store.

use std::io;
use std::path::Path;

use super::folder::SyncError;
use super::scan::{REPOSITORY_FILE, unreadable};
use crate::import::{Problem, repository_file};
use crate::model::Identity;
use crate::repository::IDENTITY;
use crate::store::Store;

/// The identity of `repository.toml`, or the last good one if that has an error.
pub(super) fn read_identity(
    store: &dyn Store,
    folder: &Path,
    problems: &mut Vec<Problem>,
) -> Result<Identity, SyncError> {
    let path = Path::new(REPOSITORY_FILE);
    let known = store.document(IDENTITY)?;
    let read = match std::fs::read(folder.join(path)) {
        Ok(bytes) => repository_file::read(path, &bytes),
        Err(error) => Err(vec![no_repository_file(folder, &error)]),
    };
    let errors = match read {
        Ok((identity, warnings)) => {
            problems.extend(warnings);
            let text = serde_json::to_string(&identity).unwrap_or_default();
            if known.as_ref() != Some(&text) {
                store.put_document(IDENTITY, &text)?;
            }
            return Ok(identity);
        }
        Err(errors) => errors,
    };
    match known.and_then(|text| serde_json::from_str(&text).ok()) {
        Some(identity) => {
            problems.extend(errors);
            Ok(identity)
        }
        None => Err(SyncError::NoIdentity(errors)),
    }
}

fn no_repository_file(folder: &Path, error: &io::Error) -> Problem {
    let message = if error.kind() != io::ErrorKind::NotFound {
        unreadable(error)
    } else if folder.is_dir() {
        format!(
            "{} is not there: it must say at least the name of the repository, its namespace and an admin e-mail address",
            folder.join(REPOSITORY_FILE).display()
        )
    } else {
        format!(
            "the records folder {} cannot be read ({error}): is it mounted, and is its name right?",
            folder.display()
        )
    };
    Problem::error(Path::new(REPOSITORY_FILE), message)
}

/// What else than the file itself decides what an item of the folder is.
pub(super) fn context(identity: &Identity) -> String {
    let sets: Vec<_> = identity.sets.iter().map(|set| &set.spec).collect();
    serde_json::to_string(&(&identity.namespace, &identity.rights, &identity.default_sets, sets))
        .unwrap_or_default()
}
