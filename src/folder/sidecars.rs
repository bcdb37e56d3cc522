//! Sidecars: files beside a record file with the record's XML for a format.
//!
//! `NAME.PREFIX.xml` beside `NAME.toml` or `NAME.xml` is one; without such a neighbour it is a record of its own.

use crate::diagnostics::{Message, Problem, codes, say};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::layout::DEFAULTS_FILES;
use super::root::Root;
use super::spelling::origin;
use crate::import::native;
use crate::model::{Identity, InWords as _, InvalidMetadataPrefix, Item, MetadataPrefix};

/// The result of reading a record file: the item with its warnings, or all problems.
type Read = Result<(Item, Vec<Problem>), Vec<Problem>>;

/// A sidecar: the prefix in its name, and where it is.
struct Sidecar {
    prefix: String,
    path: PathBuf,
}

/// The sidecars of a folder, by the path of their record file without its extension.
pub(super) struct Sidecars {
    of: HashMap<PathBuf, Vec<Sidecar>>,
}

impl Sidecars {
    /// Takes the sidecars out of the files of a folder.
    pub(super) fn take(files: &mut Vec<PathBuf>, identity: &Identity) -> Self {
        let records = records(files);
        let mut of: HashMap<PathBuf, Vec<Sidecar>> = HashMap::new();
        files.retain(|path| {
            let mut splits: Vec<_> =
                splits(path).into_iter().filter(|(record, _)| records.contains(record)).collect();
            if splits.is_empty() {
                return true;
            }
            let declared = splits.iter().position(|(_, prefix)| native::is_format(prefix, identity));
            let (record, prefix) = splits.swap_remove(declared.unwrap_or_default());
            of.entry(record).or_default().push(Sidecar { prefix, path: path.clone() });
            false
        });
        Self { of }
    }

    /// Whether the file is one of them.
    pub(super) fn has(&self, path: &Path) -> bool {
        self.of.values().flatten().any(|sidecar| sidecar.path == path)
    }

    fn of(&self, record: &Path) -> &[Sidecar] {
        self.of.get(&key(&record.with_extension(""))).map_or(&[], Vec::as_slice)
    }

    /// Files that would be records of their own without a neighbour, although they name no format; items that came from them stay.
    pub(super) fn strays<'c>(&'c self, identity: &'c Identity) -> impl Iterator<Item = &'c Path> {
        let all = self.of.values().flatten();
        all.filter(|sidecar| !native::is_format(&sidecar.prefix, identity))
            .map(|sidecar| sidecar.path.as_path())
    }

    /// Adds the sidecars of the record to its fingerprint.
    pub(super) fn hash(&self, root: &Root, record: &Path, hash: &mut Sha256) {
        for Sidecar { prefix, path } in self.of(record) {
            hash.update([0]);
            hash.update(prefix);
            // a file that cannot be read now never equals one that was read before
            match root.read(path) {
                Ok(bytes) => hash.update(Sha256::digest(bytes)),
                Err(_) => hash.update([1]),
            }
        }
    }

    /// Adds the sidecars of the record to what was read from its file; a problem of a sidecar is a problem of the record.
    pub(super) fn join(&self, root: &Root, record: &Path, identity: &Identity, read: Read) -> Read {
        let (natives, mut wrong) = self.read(root, record, identity);
        match read {
            Ok((item, warnings)) if wrong.is_empty() => Ok((Item { native: natives, ..item }, warnings)),
            Ok(_) => Err(wrong),
            Err(problems) => {
                wrong.splice(0..0, problems);
                wrong.extend(orphan(record, identity));
                wrong.extend(misspelt_defaults(record));
                Err(wrong)
            }
        }
    }

    fn read(
        &self,
        root: &Root,
        record: &Path,
        identity: &Identity,
    ) -> (BTreeMap<MetadataPrefix, String>, Vec<Problem>) {
        let (mut natives, mut wrong) = (BTreeMap::new(), Vec::new());
        for Sidecar { prefix, path } in self.of(record) {
            let one = |message: Message| vec![Problem::of_file(path, message)];
            let bad_prefix =
                |error: InvalidMetadataPrefix| one(Message::new(&codes::VALUE_FORM, error.words()));
            let xml = root
                .read(path)
                .map_err(|obstacle| one(obstacle.message()))
                .and_then(|bytes| native::read(path, &bytes, prefix, identity))
                .and_then(|xml| Ok((prefix.parse().map_err(bad_prefix)?, xml)));
            match xml {
                Ok((prefix, xml)) => drop(natives.insert(prefix, xml)),
                Err(problems) => wrong.extend(problems),
            }
        }
        (natives, wrong)
    }
}

/// The name of a record without its ending, in whatever normalisation form it and the names of its sidecars are.
fn key(stem: &Path) -> PathBuf {
    PathBuf::from(origin(stem))
}

/// The records that a file may be a sidecar of, each with the prefix; the longest name first.
fn splits(path: &Path) -> Vec<(PathBuf, String)> {
    let is_xml = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("xml"));
    let stem = path.file_stem().and_then(|stem| stem.to_str()).filter(|_| is_xml).unwrap_or_default();
    let split = |(at, _)| (key(&path.with_file_name(&stem[..at])), stem[at + 1..].to_owned());
    stem.rmatch_indices('.').filter(|(at, _)| *at > 0 && at + 1 < stem.len()).map(split).collect()
}

/// The paths, without extension, of the files that have no neighbour that they could be a sidecar of.
fn records(files: &[PathBuf]) -> BTreeSet<PathBuf> {
    let stems: BTreeSet<PathBuf> = files.iter().map(|path| key(&path.with_extension(""))).collect();
    let alone = |path: &&PathBuf| splits(path).iter().all(|(record, _)| !stems.contains(record));
    files.iter().filter(alone).map(|path| key(&path.with_extension(""))).collect()
}

/// The problem of a file that is not a record and looks like the sidecar of a missing record.
fn orphan(path: &Path, identity: &Identity) -> Option<Problem> {
    let (record, prefix) =
        splits(path).into_iter().find(|(_, prefix)| native::is_format(prefix, identity))?;
    let message = say!(
        SIDECAR_ORPHAN,
        "if this is what a record brings along for the format `{prefix}`: that record, {record}.toml or {record}.xml, is not there; put it beside \
         this file, or remove this file",
        "如果这是某条记录附带的“{prefix}”格式的 XML：找不到该记录 {record}.toml 或 {record}.xml；请把它放在本文件旁边，或删除本文件",
        record = record.display()
    );
    Some(Problem::of_file(path, message))
}

/// The problem of a file like `Journal.toml`: a file of defaults in the wrong letter case.
fn misspelt_defaults(path: &Path) -> Option<Problem> {
    let name = path.file_name()?;
    let meant = DEFAULTS_FILES.iter().find(|meant| name.eq_ignore_ascii_case(meant))?;
    let message = say!(
        FILE_NAME_CAPITALS,
        "if this shall hold for the records of its folder, call it {meant}, in small letters",
        "如果它适用于所在文件夹的所有记录，请用小写命名为 {meant}"
    );
    Some(Problem::of_file(path, message))
}
