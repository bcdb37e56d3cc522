//! One record file of the folder, read for itself and not taken into the store.

use std::path::{Path, PathBuf};

use super::companions::Companions;
use super::defaults::read_record;
use super::identity::identity_of;
use super::mappings::{FORMATS_FOLDER, mappings};
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

const MAPPING: &str = "is no record; it makes a format";

const COMPANION: &str = "is no record; it goes with the record beside it, of which the formats can be asked";

/// Reads the record file at `path`, relative to `folder`, as a synchronisation would.
///
/// Errs with every problem of the file, or of `repository.toml`, for which there is no item.
pub fn one_item(folder: &Path, path: &Path) -> Result<OneItem, Vec<Problem>> {
    let refused = |why: &str| Err(vec![Problem::error(path, why.to_owned())]);
    if path == Path::new(REPOSITORY_FILE) {
        return refused(NO_RECORD);
    } else if path.starts_with(FORMATS_FOLDER) {
        return refused(MAPPING);
    }
    let (mut identity, _) = identity_of(folder)?;
    let mut of_mappings = Vec::new();
    let mapped = mappings(folder, &identity, &[], &mut of_mappings);
    identity.own_formats.extend(mapped);
    let companions = Companions::take(&mut scan(folder).files, &identity);
    if companions.has(path) {
        return refused(COMPANION);
    }
    let read = read_record(folder, path, &identity);
    let (item, mut warnings) = companions.join(folder, path, &identity, read)?;
    warnings.extend(of_mappings);
    Ok(OneItem { identity, item, warnings })
}

/// The record file of the folder that was probably meant by a path at which there is nothing.
pub fn nearest_file(folder: &Path, path: &Path) -> Option<PathBuf> {
    let files = scan(folder).files;
    let known = files.iter().filter_map(|file| file.to_str());
    nearest(path.to_str()?, known).map(PathBuf::from)
}
