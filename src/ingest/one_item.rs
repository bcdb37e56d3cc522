//! One record file of the folder, read for itself and not taken into the store.

use std::path::{Path, PathBuf};

use super::defaults::read_record;
use super::identity::identity_of;
use super::scan::{REPOSITORY_FILE, scan};
use crate::import::{Problem, nearest};
use crate::model::{Identity, Item};

/// An item with the repository that it would belong to.
#[derive(Debug)]
pub struct OneItem {
    pub identity: Identity,
    pub item: Item,
    /// What is wrong with the file, though not so much that it would be rejected.
    pub warnings: Vec<Problem>,
}

const NO_RECORD: &str = "is no record; it says what the repository is";

/// Reads the record file at `path`, relative to `folder`, as a synchronisation would.
///
/// Errs with every problem of the file, or of `repository.toml`, for which there is no item.
pub fn one_item(folder: &Path, path: &Path) -> Result<OneItem, Vec<Problem>> {
    if path == Path::new(REPOSITORY_FILE) {
        return Err(vec![Problem::error(path, NO_RECORD.to_owned())]);
    }
    let (identity, _) = identity_of(folder)?;
    let (item, warnings) = read_record(folder, path, &identity)?;
    Ok(OneItem { identity, item, warnings })
}

/// The record file of the folder that was probably meant by a path at which there is nothing.
pub fn nearest_file(folder: &Path, path: &Path) -> Option<PathBuf> {
    let files = scan(folder).files;
    let known = files.iter().filter_map(|file| file.to_str());
    nearest(path.to_str()?, known).map(PathBuf::from)
}
