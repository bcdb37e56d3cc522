//! What applies to a record file besides its own content: `repository.toml`, then `journal.toml` and `issue.toml` of
//! each folder down to its own.

use crate::diagnostics::{Problem, say};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::layout::{DEFAULTS_FILES, is_defaults_file};
use super::root::Root;
use super::spelling::origin;
use crate::import::{Defaults, record_file};
use crate::model::{Identity, Item};

/// The defaults of a folder.
pub(super) struct Held {
    pub(super) defaults: Defaults,
    /// Their content as a text; different defaults have different texts.
    pub(super) text: String,
}

impl Held {
    fn new(defaults: Defaults) -> Arc<Self> {
        let text = serde_json::to_string(&defaults).unwrap_or_default();
        Arc::new(Self { defaults, text })
    }
}

/// The defaults of every folder below the records folder, each read once.
pub(super) struct FolderDefaults<'f> {
    root: &'f Root,
    identity: Identity,
    /// By folder; `None` where a file of defaults has an error.
    known: HashMap<PathBuf, Option<Arc<Held>>>,
    problems: Vec<Problem>,
}

impl<'f> FolderDefaults<'f> {
    pub(super) fn new(root: &'f Root, identity: &Identity) -> Self {
        Self { root, identity: identity.clone(), known: HashMap::new(), problems: Vec::new() }
    }

    pub(super) const fn identity(&self) -> &Identity {
        &self.identity
    }

    /// Reads these files of defaults and those above them, whether records need them or not; returns their problems.
    pub(super) fn read_all(&mut self, files: &[PathBuf]) -> Vec<Problem> {
        for file in files {
            self.of(file);
        }
        std::mem::take(&mut self.problems)
    }

    /// What applies to the record file; `None` if a file of defaults has an error, so that nothing is served without its defaults.
    pub(super) fn of(&mut self, path: &Path) -> Option<Arc<Held>> {
        self.of_folder(path.parent().unwrap_or(Path::new("")))
    }

    fn of_folder(&mut self, folder: &Path) -> Option<Arc<Held>> {
        if let Some(known) = self.known.get(folder) {
            return known.clone();
        }
        let above = match folder.parent() {
            Some(parent) => self.of_folder(parent),
            None => Some(Held::new(Defaults::of(&self.identity))),
        };
        let held = self.below(above, folder);
        self.known.insert(folder.to_owned(), held.clone());
        held
    }

    /// The defaults of a folder, given those above it. Where those have an error, its own files are read for their mistakes.
    fn below(&mut self, above: Option<Arc<Held>>, folder: &Path) -> Option<Arc<Held>> {
        let mut whole = above.is_some();
        let mut held = above.unwrap_or_else(|| Held::new(Defaults::of(&self.identity)));
        let files = DEFAULTS_FILES.iter().map(|name| folder.join(name));
        for file in files.filter(|file| is_defaults_file(file)) {
            match self.read(&file, &held.defaults) {
                Ok(Some(defaults)) => held = Held::new(defaults),
                Ok(None) => {}
                Err(problems) => {
                    self.problems.extend(problems);
                    whole = false;
                }
            }
        }
        whole.then_some(held)
    }

    fn read(&mut self, file: &Path, above: &Defaults) -> Result<Option<Defaults>, Vec<Problem>> {
        let bytes = match self.root.read(file) {
            Ok(bytes) => bytes,
            Err(obstacle) if obstacle.is_absent() => return Ok(None),
            Err(obstacle) => return Err(vec![Problem::of_file(file, obstacle.message())]),
        };
        let (defaults, warnings) = Defaults::read(file, &bytes, &self.identity, above)?;
        self.problems.extend(warnings);
        Ok(Some(defaults))
    }
}

/// Reads one record file with all that applies to it in the records folder `root`, as a synchronisation does; `path` is
/// relative to `root`.
///
/// `Ok` brings the item with its warnings; `Err` every problem of the file, or of the defaults that it depends on.
pub fn read_record(
    root: &Path,
    path: &Path,
    identity: &Identity,
) -> Result<(Item, Vec<Problem>), Vec<Problem>> {
    read_in(&Root::new(root), path, identity)
}

/// The path whose name gives the identifier: in NFC, unless it is not UTF-8, which is an error.
fn named(path: &Path) -> PathBuf {
    if path.to_str().is_some() { PathBuf::from(origin(path)) } else { path.to_owned() }
}

/// As [`read_record`].
pub(super) fn read_in(
    root: &Root,
    path: &Path,
    identity: &Identity,
) -> Result<(Item, Vec<Problem>), Vec<Problem>> {
    if is_defaults_file(path) {
        let message = say!(
            FILE_NOT_RECORD,
            "this file holds defaults for the records of its folder, and no record",
            "这个文件是所在文件夹中记录的默认值，不是记录；请指定记录文件"
        );
        return Err(vec![Problem::of_file(path, message)]);
    }
    let bytes = root.read(path).map_err(|obstacle| vec![Problem::of_file(path, obstacle.message())])?;
    let mut folders = FolderDefaults::new(root, identity);
    match folders.of(path) {
        Some(held) => record_file::read_with(&named(path), &bytes, identity, &held.defaults),
        None => Err(folders.problems),
    }
}
