//! What was probably meant by a name that does not exist.

use crate::diagnostics::suggest::nearest;
use std::path::{Path, PathBuf};

use super::layout::RECORDS;
use super::root::Root;
use super::scan::scan;
use crate::model::Identifier;
use crate::store::{Store, StoreError};

/// The record file of the folder that was probably meant by a path that does not exist.
pub fn nearest_file(folder: &Path, path: &Path) -> Option<PathBuf> {
    let files = scan(&Root::new(folder)).files;
    let known = files.iter().filter_map(|file| file.to_str());
    nearest(path.to_str()?, known).map(PathBuf::from)
}

/// The identifier of the records folder that was probably meant by one that does not exist.
pub fn nearest_item(store: &dyn Store, identifier: &Identifier) -> Result<Option<Identifier>, StoreError> {
    let live_items = store.live_items(RECORDS)?;
    let known = live_items.iter().map(|item| item.identifier.as_str());
    Ok(nearest(identifier.as_str(), known).and_then(|text| text.parse().ok()))
}
