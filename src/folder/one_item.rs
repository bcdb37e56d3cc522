//! One record file of the folder, read on its own and not put into the store.

use std::path::Path;

use super::defaults::read_record;
use super::identity::identity_of;
use super::layout::{FORMATS_FOLDER, REPOSITORY_FILE};
use super::mappings::mappings;
use super::scan::scan;
use super::sidecars::Sidecars;
use crate::import::Problem;
use crate::model::{Identity, Item};

/// An item with the repository that it would belong to.
#[derive(Debug)]
pub struct OneItem {
    pub identity: Identity,
    pub item: Item,
    /// Problems of the file that do not make it rejected.
    pub warnings: Vec<Problem>,
}

const NO_RECORD: &str = "is no record; it says what the repository is";

const MAPPING: &str = "is no record; it makes a format";

const SIDECAR: &str = "is no record; it goes with the record beside it, of which the formats can be asked";

/// Reads the record file at `path`, relative to `folder`, as a synchronisation would.
///
/// Errs with every problem of the file, or of `repository.toml`, because of which there is no item.
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
    let sidecars = Sidecars::take(&mut scan(folder).files, &identity);
    if sidecars.has(path) {
        return refused(SIDECAR);
    }
    let read = read_record(folder, path, &identity);
    let (item, mut warnings) = sidecars.join(folder, path, &identity, read)?;
    warnings.extend(of_mappings);
    Ok(OneItem { identity, item, warnings })
}
