//! One look at the records folder: what differs from the store is published.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use super::defaults::{FolderDefaults, Held};
use super::guard::{Confirm, Deletions, Guard};
use super::identity::{context, read_identity};
use super::layout::RECORDS;
use super::scan::scan;
use super::sidecars::Sidecars;
use super::sync_error::SyncError;
use super::unreadable::unreadable;
use crate::import::{Problem, record_file};
use crate::ingest::{Batch, Counts, Progress, Refreshed, Report, Withheld, keep_report, refresh};
use crate::model::Identifier;
use crate::render::{Renderer, shortened};
use crate::store::{Base, Change, Deletion, LiveItem, Store, StoreError, Wait};

/// One look at the folder.
pub(super) struct Pass {
    pub(super) report: Report,
    /// Whether another process changed what this one was about to change, so that the folder must be read again.
    pub(super) stale: bool,
}

/// Reads the folder and publishes what differs from the store.
pub(super) fn pass(
    store: &dyn Store,
    folder: &Path,
    guard: Guard,
    progress: Progress<'_>,
) -> Result<Pass, SyncError> {
    let mut problems = Vec::new();
    let live_items = store.live_items(RECORDS)?;
    let stored = read_identity(store, folder, &live_items, guard.confirm, &mut problems)?;
    let identity = &stored.identity;
    let mut scan = scan(folder);
    let sidecars = Sidecars::take(&mut scan.files, identity);
    let whole = scan.problems.is_empty();
    problems.extend(scan.problems);
    let mut defaults = FolderDefaults::new(folder, identity);
    problems.extend(defaults.read_all(&scan.defaults));
    let now = store.snapshot(Wait::Yes)?.now();
    let mut sync = Sync {
        store,
        folder,
        context: context(identity),
        renderer: Renderer::new(Some(identity), now).with_rules(stored.revision),
        defaults,
        sidecars,
        known: live_items.iter().map(|item| (item.origin.as_str(), item)).collect(),
        versions: live_items.iter().map(|item| (&item.identifier, item.version)).collect(),
        claimed: HashMap::new(),
        counts: Counts::default(),
        problems,
        stale: false,
    };
    sync.keep_strays();
    let changed = sync.find_changed(&scan.files);
    sync.take(&changed, progress)?;
    let withheld = sync.delete(&live_items, scan.files.is_empty(), whole, guard)?;
    let refreshed = refresh(store).and_then(|refreshed| sync.mend(refreshed));
    let report = Report {
        at: store.snapshot(Wait::Yes)?.now(),
        counts: sync.counts,
        refreshed: *refreshed.as_ref().unwrap_or(&Counts::default()),
        problems: sync.problems,
        withheld,
    };
    if let Err(error) = refreshed {
        keep_report(store, RECORDS, &report)?; // what was found in the folder is shown in any case
        return Err(error.into());
    }
    Ok(Pass { report, stale: sync.stale })
}

struct Sync<'s> {
    store: &'s dyn Store,
    folder: &'s Path,
    defaults: FolderDefaults<'s>,
    sidecars: Sidecars,
    context: String,
    renderer: Renderer,
    /// The live items of the source, by the file they came from.
    known: HashMap<&'s str, &'s LiveItem>,
    /// The version of each live item of the source.
    versions: HashMap<&'s Identifier, u64>,
    /// The items that a file claims, whether the file is valid or not, and that file.
    claimed: HashMap<Identifier, String>,
    counts: Counts,
    problems: Vec<Problem>,
    /// Whether a change was based on something that has changed since.
    stale: bool,
}

impl Sync<'_> {
    /// The state of an item when the folder was read.
    fn base(&self, identifier: &Identifier) -> Base {
        self.versions.get(identifier).map_or(Base::Absent, |version| Base::Version(*version))
    }

    /// Items of files that have become sidecars without a format stay until somebody decides what the files are.
    fn keep_strays(&mut self) {
        for path in self.sidecars.strays(self.defaults.identity()) {
            let origin = origin(path);
            if let Some(item) = self.known.get(origin.as_str()) {
                self.claimed.insert(item.identifier.clone(), origin);
            }
        }
    }

    /// The files that have changed since they were read last. Each of the others claims its item.
    fn find_changed(&mut self, files: &[PathBuf]) -> Vec<PathBuf> {
        let mut changed = Vec::new();
        for path in files {
            let origin = origin(path);
            let known = self.known.get(origin.as_str()).copied();
            match known.filter(|known| self.is_same(path, known)) {
                Some(item) => {
                    self.counts.unchanged += 1;
                    self.claimed.insert(item.identifier.clone(), origin);
                }
                None => changed.push(path.clone()),
            }
        }
        changed
    }

    fn is_same(&mut self, path: &Path, known: &LiveItem) -> bool {
        let Some(held) = self.defaults.of(path) else { return false };
        std::fs::read(self.folder.join(path))
            .is_ok_and(|bytes| self.fingerprint(path, &bytes, &held) == known.fingerprint)
    }

    fn fingerprint(&self, path: &Path, bytes: &[u8], held: &Held) -> String {
        let mut hash = Sha256::new();
        for what in [&self.context, &held.text, &origin(path)] {
            hash.update(what);
            hash.update([0]);
        }
        hash.update(bytes);
        self.sidecars.hash(self.folder, path, &mut hash);
        HEXLOWER.encode(&shortened(hash))
    }

    /// Reads the files of items that could not be rendered from what the store keeps; loaded items stay as they were.
    fn mend(&mut self, refreshed: Refreshed) -> Result<Counts, StoreError> {
        let mut files = Vec::new();
        for left in refreshed.left {
            if left.source == RECORDS {
                let path = PathBuf::from(&left.origin);
                // problems of a file that has changed were reported when it was read
                if self
                    .known
                    .get(left.origin.as_str())
                    .copied()
                    .is_some_and(|known| self.is_same(&path, known))
                {
                    self.claimed.remove(&left.identifier);
                    self.counts.unchanged -= 1;
                    files.push(path);
                }
            } else {
                let message = format!(
                    "is served as it was, since this version cannot read what is stored of it ({}); load it again",
                    left.reason
                );
                self.problems.push(Problem::error(Path::new(left.identifier.as_str()), message));
            }
        }
        self.take(&files, &|_, _| {})?;
        Ok(refreshed.counts)
    }

    /// Reads the files and publishes their items.
    fn take(&mut self, files: &[PathBuf], progress: Progress<'_>) -> Result<(), StoreError> {
        let mut batch = Batch::default();
        for (done, path) in (0..).zip(files) {
            progress(done, Some(files.len() as u64));
            if let Some(change) = self.read(path)
                && batch.add(change)
            {
                self.publish(std::mem::take(&mut batch))?;
            }
        }
        self.publish(batch)?;
        progress(files.len() as u64, Some(files.len() as u64));
        Ok(())
    }

    /// The change that a file makes; `None` if the file has an error, and then its item stays as it is.
    fn read(&mut self, path: &Path) -> Option<Change> {
        match self.item(path) {
            Ok(put) => Some(put),
            Err(problems) => {
                self.counts.rejected += 1;
                self.problems.extend(problems);
                let origin = origin(path);
                if let Some(item) = self.known.get(origin.as_str()) {
                    self.claimed.entry(item.identifier.clone()).or_insert(origin);
                }
                None
            }
        }
    }

    fn item(&mut self, path: &Path) -> Result<Change, Vec<Problem>> {
        let one = |message: String| vec![Problem::error(path, message)];
        let bytes = std::fs::read(self.folder.join(path)).map_err(|error| one(unreadable(&error)))?;
        let Some(held) = self.defaults.of(path) else {
            self.claim(path, &bytes);
            return Err(Vec::new()); // the problem is reported at the file of defaults
        };
        let identity = self.defaults.identity();
        let read = record_file::read_with(path, &bytes, identity, &held.defaults);
        let (item, warnings) = self.sidecars.join(self.folder, path, identity, read)?;
        if let Some(other) = self.claimed.get(&item.identifier) {
            return Err(one(format!(
                "has the identifier {} as {other} has; give one of them another `id`, or remove it",
                item.identifier
            )));
        }
        // A file with warnings is read again every time, so that they are not forgotten.
        let fingerprint =
            if warnings.is_empty() { self.fingerprint(path, &bytes, &held) } else { String::new() };
        let put =
            self.renderer.put(&item, self.base(&item.identifier), origin(path), fingerprint).map_err(one)?;
        self.problems.extend(warnings);
        self.claimed.insert(item.identifier, origin(path));
        Ok(Change::Put(put))
    }

    /// Lets a file whose defaults cannot be read claim its item, so that a mistake in the defaults deletes nothing.
    fn claim(&mut self, path: &Path, bytes: &[u8]) {
        if let Ok((item, _)) = record_file::read(path, bytes, self.defaults.identity()) {
            self.claimed.entry(item.identifier).or_insert_with(|| origin(path));
        }
    }

    fn publish(&mut self, batch: Batch) -> Result<(), StoreError> {
        let problems = &mut self.problems;
        let rules = self.renderer.rules();
        let stale = batch.publish(self.store, RECORDS, rules, &mut self.counts, &mut |change, _, owner| {
            let Change::Put(put) = change else { return }; // what is deleted was an item of the folder
            let message = format!(
                "has the identifier {}, which belongs to the source `{owner}`; give it another `id`, or delete it there first",
                put.identifier
            );
            problems.push(Problem::error(Path::new(&put.origin), message));
        })?;
        self.stale |= !stale.is_empty();
        Ok(())
    }

    /// Deletes the items that no file claims, unless that looks like an accident.
    fn delete(
        &mut self,
        live_items: &[LiveItem],
        empty: bool,
        whole: bool,
        guard: Guard,
    ) -> Result<Option<Withheld>, StoreError> {
        let missing: Vec<_> =
            live_items.iter().filter(|item| !self.claimed.contains_key(&item.identifier)).collect();
        let deletions = Deletions {
            missing: missing.len() as u64,
            of: live_items.len() as u64,
            recent: guard.recent(self.store)?,
            span: guard.span,
            empty,
            whole,
        };
        let doubt = deletions.doubt();
        if let Some(reason) = &doubt
            && (guard.confirm == Confirm::Withhold || !whole)
        {
            let Deletions { missing, of, .. } = deletions;
            return Ok(Some(Withheld { deletions: missing, of, reason: reason.clone() }));
        }
        let mut batch = Batch::default();
        for LiveItem { identifier, version, .. } in missing {
            let deletion = Deletion::of(identifier.clone(), Base::Version(*version));
            if batch.add(Change::Delete(deletion)) {
                self.publish(std::mem::take(&mut batch))?;
            }
        }
        self.publish(batch)?;
        if doubt.is_some() {
            Guard::confirm(self.store)?;
        }
        Ok(None)
    }
}

/// The path as the store has it: the same on every system.
fn origin(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}
