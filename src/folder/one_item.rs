//! One record file of the folder, read on its own and not put into the store.

use crate::diagnostics::Problem;
use std::path::Path;

use super::defaults::read_in;
use super::identity::identity_of;
use super::known::Known;
use super::layout::{FORMATS_FOLDER, REPOSITORY_FILE};
use super::mappings::mappings;
use super::review::Review;
use super::root::Root;
use super::scan::scan;
use super::sidecars::Sidecars;
use super::spelling::{misnamed, origin, right_name};
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

const IGNORED: &str = "is not a record: what has such a name, or is in a folder of such a name, is ignored";

/// Reads the record file at `path`, relative to `folder`, as a synchronisation would.
///
/// Errs with every problem of the file, or of `repository.toml`, because of which there is no item.
pub fn one_item(folder: &Path, path: &Path) -> Result<OneItem, Vec<Problem>> {
    let refused = |why: &str| Err(vec![Problem::of_file(path, why.to_owned())]);
    if path == Path::new(REPOSITORY_FILE) {
        return refused(NO_RECORD);
    } else if path.starts_with(FORMATS_FOLDER) {
        return refused(MAPPING);
    }
    let root = &Root::new(folder);
    let (mut identity, _) = identity_of(root)?;
    let mut of_mappings = Vec::new();
    let mapped = mappings(root, &identity, &[], &mut of_mappings);
    identity.own_formats.extend(mapped);
    let mut scan = scan(root);
    let mut review = Review::of(root, &mut scan, &Known::new(&[]));
    let sidecars = Sidecars::take(&mut scan.files, &identity);
    if sidecars.has(path) {
        return refused(SIDECAR);
    }
    if let Some(right) = right_name(path) {
        return refused(&misnamed(&right));
    }
    let is_ignored = scan.ignored.iter().any(|ignored| path.starts_with(&ignored.path))
        || review.kept.have(&origin(path))
        || review.hidden.have(&origin(path));
    review.problems.retain(|problem| path.starts_with(&problem.place.file));
    if is_ignored {
        return if review.problems.is_empty() { refused(IGNORED) } else { Err(review.problems) };
    }
    let read = read_in(root, path, &identity);
    let (item, mut warnings) = sidecars.join(root, path, &identity, read)?;
    warnings.extend(review.problems);
    warnings.extend(of_mappings);
    Ok(OneItem { identity, item, warnings })
}
