//! One record file of the folder, read on its own and not put into the store.

use crate::diagnostics::{Message, Problem, say};
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

fn describes_repository() -> Message {
    say!(
        FILE_NOT_RECORD,
        "is not a record; it describes the repository",
        "不是记录，而是仓储的说明；请指定记录文件"
    )
}

fn is_mapping() -> Message {
    say!(
        FILE_NOT_RECORD,
        "is not a record; it makes a format",
        "不是记录，而是元数据格式的映射文件；请指定记录文件"
    )
}

fn is_sidecar() -> Message {
    say!(
        FILE_NOT_RECORD,
        "is not a record; it goes with the record beside it; name that file",
        "不是记录，而是旁边那条记录附带的文件；请指定那条记录的文件"
    )
}

fn is_ignored_name() -> Message {
    say!(
        FILE_NOT_RECORD,
        "is not a record: what has such a name, or is in a folder of such a name, is ignored",
        "不是记录：这种名称的文件，或在这种名称的文件夹中的文件，都会忽略；请改名"
    )
}

/// Reads the record file at `path`, relative to `folder`, as a synchronisation would.
///
/// Errs with every problem of the file, or of `repository.toml`, because of which there is no item.
pub fn one_item(folder: &Path, path: &Path) -> Result<OneItem, Vec<Problem>> {
    let refused = |why: Message| Err(vec![Problem::of_file(path, why)]);
    if path == Path::new(REPOSITORY_FILE) {
        return refused(describes_repository());
    } else if path.starts_with(FORMATS_FOLDER) {
        return refused(is_mapping());
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
        return refused(is_sidecar());
    }
    if let Some(right) = right_name(path) {
        return refused(misnamed(&right));
    }
    let is_ignored = scan.ignored.iter().any(|ignored| path.starts_with(&ignored.path))
        || review.kept.have(&origin(path))
        || review.hidden.have(&origin(path));
    review.problems.retain(|problem| path.starts_with(&problem.place.file));
    if is_ignored {
        return if review.problems.is_empty() { refused(is_ignored_name()) } else { Err(review.problems) };
    }
    let read = read_in(root, path, &identity);
    let (item, mut warnings) = sidecars.join(root, path, &identity, read)?;
    warnings.extend(review.problems);
    warnings.extend(of_mappings);
    Ok(OneItem { identity, item, warnings })
}
