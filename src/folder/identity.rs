//! The identity of the repository: read from the folder, kept in the store.

use crate::diagnostics::{Message, Problem, say};
use std::io::ErrorKind;
use std::path::Path;

use super::guard::Confirm;
use super::layout::REPOSITORY_FILE;
use super::mappings::mappings;
use super::obstacle::Obstacle;
use super::root::Root;
use super::sync_error::SyncError;
use crate::import::repository_file;
use crate::model::{Identity, OwnFormat};
use crate::render::{StoredIdentity, stored_identity};
use crate::store::{LiveItem, RULES, Store, StoreError};

/// The identity of `repository.toml`, or the last good one if that has an error.
pub(super) fn read_identity(
    store: &dyn Store,
    root: &Root,
    live_items: &[LiveItem],
    confirm: Confirm,
    problems: &mut Vec<Problem>,
) -> Result<StoredIdentity, SyncError> {
    let path = Path::new(REPOSITORY_FILE);
    let known = stored_identity(store)?;
    match (identity_of(root), known) {
        (Ok((identity, _)), Some(known))
            if confirm == Confirm::Withhold && renames(&known.identity, &identity, live_items) =>
        {
            problems.push(Problem::of_file(path, another_namespace(&known.identity)));
            Ok(known)
        }
        (Ok((mut identity, warnings)), known) => {
            problems.extend(warnings);
            let last = last_mapped(known.as_ref().map(|known| &known.identity));
            let mapped = mappings(root, &identity, &last, problems);
            identity.own_formats.extend(mapped);
            Ok(keep(store, identity, known)?)
        }
        (Err(errors), Some(known)) => {
            problems.extend(errors);
            Ok(known)
        }
        (Err(errors), None) => Err(SyncError::NoIdentity(errors)),
    }
}

/// Stores the identity if it differs from the stored one. If another process stores one at the same moment, the revision is
/// not the newest any more: what is written by it is stale, and the folder is read again.
fn keep(
    store: &dyn Store,
    identity: Identity,
    known: Option<StoredIdentity>,
) -> Result<StoredIdentity, StoreError> {
    if let Some(known) = known.as_ref().filter(|known| known.identity == identity) {
        return Ok(known.clone());
    }
    let base = known.map_or(0, |known| known.revision);
    let revision = store.put_document(RULES, &StoredIdentity::text(&identity), base)?.unwrap_or(base);
    Ok(StoredIdentity { identity, revision })
}

/// The formats of mapping files that are in force.
fn last_mapped(known: Option<&Identity>) -> Vec<OwnFormat> {
    let formats = known.into_iter().flat_map(|known| &known.own_formats);
    formats.filter(|format| format.template.is_some()).cloned().collect()
}

/// The identity of `repository.toml` with its warnings, or everything that is wrong with it.
pub(super) fn identity_of(root: &Root) -> Result<(Identity, Vec<Problem>), Vec<Problem>> {
    let path = Path::new(REPOSITORY_FILE);
    match root.read(path) {
        Ok(bytes) => repository_file::read(path, &bytes),
        Err(obstacle) => Err(vec![no_repository_file(&root.path, &obstacle)]),
    }
}

/// Whether the new identity gives served records another identifier, which deletes them all.
fn renames(known: &Identity, new: &Identity, live_items: &[LiveItem]) -> bool {
    let prefix = known.namespace.prefix();
    known.namespace != new.namespace
        && live_items.iter().any(|item| item.identifier.as_str().starts_with(&prefix))
}

fn another_namespace(known: &Identity) -> Message {
    say!(
        NAMESPACE_CHANGED,
        "the namespace was `{before}`; another one deletes every record and makes it anew under another identifier, so nothing of this \
         file is taken up. Put the old one back; or, if no harvester has come yet, stop Windrow and remove the data folder; \
         or, if it is meant, run `windrow sync --confirm-deletions`",
        "命名空间原为“{before}”；改用另一个会删除所有记录，并以新的标识符重建，因此本文件的内容都未采用。请恢复原来的命名空间；如果还没有收割程序来过，请停止 Windrow \
         并删除数据文件夹；如果确实要改，请运行 windrow sync --confirm-deletions",
        before = known.namespace
    )
}

fn no_repository_file(folder: &Path, obstacle: &Obstacle) -> Problem {
    let file = folder.join(REPOSITORY_FILE);
    let message = match obstacle {
        Obstacle::Io(error) if error.kind() == ErrorKind::NotFound && folder.is_dir() => say!(
            REPOSITORY_MISSING,
            "{file} does not exist; create a records folder with `windrow init DIR`, or name another folder with --records (in a container, mount the records: `-v /path/of/the/records:/records:ro`)",
            "{file} 不存在；请用 windrow init DIR 创建记录文件夹，或用 --records 指定另一个文件夹（在容器中请挂载记录：-v /path/of/the/records:/records:ro）",
            file = file.display()
        ),
        Obstacle::Io(error) if error.kind() == ErrorKind::NotFound => say!(
            REPOSITORY_MISSING,
            "the records folder {folder} cannot be read ({error}); create it with `windrow init DIR`, or name the right one with --records (in a container, mount it: \
             `-v /path/of/the/records:/records:ro`)",
            "记录文件夹 {folder} 无法读取（{error}）；请用 windrow init DIR 创建，或用 --records 指定正确的文件夹（在容器中请挂载：-v \
             /path/of/the/records:/records:ro）",
            folder = folder.display()
        ),
        obstacle => obstacle.message(),
    };
    Problem::of_file(Path::new(REPOSITORY_FILE), message)
}

/// What decides about an item of the folder besides its file. Sets given by rules are left out: they belong to
/// rendering.
pub(super) fn context(identity: &Identity) -> String {
    let declared: Vec<_> = identity.declared_sets().collect();
    let formats: Vec<_> =
        identity.own_formats.iter().map(|format| (&format.prefix, &format.namespace)).collect();
    serde_json::to_string(&(&identity.namespace, &identity.rights, &identity.default_sets, declared, formats))
        .unwrap_or_default()
}
