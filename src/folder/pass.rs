//! One look at the records folder: what differs from the store is published.

use crate::diagnostics::{Message, Problem};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use super::defaults::{FolderDefaults, Held};
use super::deletions::Missing;
use super::duplicates::{Fingerprints, parts};
use super::guard::{Confirm, Deletions, Guard};
use super::identity::{context, read_identity};
use super::known::Known;
use super::layout::RECORDS;
use super::listing::Listing;
use super::remarks::{not_rendered, owned_by_other, same_identifier};
use super::review::{Places, Review};
use super::root::Root;
use super::sidecars::Sidecars;
use super::spelling::unsafe_identifiers;
use super::sync_error::SyncError;
use super::unfinished::Looks;
use crate::import::record_file;
use crate::ingest::{
    Batch, Counts, NotPublished, Progress, Refreshed, Report, Withheld, keep_report, refresh, unwritable,
};
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
    looks: &mut Looks,
    progress: Progress<'_>,
) -> Result<Pass, SyncError> {
    let mut root = Root::new(folder);
    let mut problems = Vec::new();
    let Listing { live_items, mut scan } = Listing::of(store, &mut root, looks)?;
    let root = &root;
    let stored = read_identity(store, root, &live_items, guard.confirm, &mut problems)?;
    let identity = &stored.identity;
    let empty = scan.files.is_empty();
    let known = Known::new(&live_items);
    let mut review = Review::of(root, &mut scan, &known);
    let sidecars = Sidecars::take(&mut scan.files, identity);
    review.capitals(&mut scan.files);
    problems.append(&mut review.problems);
    let mut defaults = FolderDefaults::new(root, identity);
    problems.extend(defaults.read_all(&scan.defaults));
    let now = store.snapshot(Wait::Yes)?.now();
    let mut sync = Sync {
        store,
        root,
        context: context(identity),
        renderer: Renderer::new(Some(identity), now).with_rules(stored.revision),
        defaults,
        sidecars,
        known,
        versions: live_items.iter().map(|item| (&item.identifier, item.version)).collect(),
        claimed: HashMap::new(),
        counts: Counts { rejected: review.rejected.len() as u64, ..Counts::default() },
        fingerprints: Fingerprints::default(),
        problems,
        not_published: Vec::new(),
        stale: false,
    };
    sync.not_published = review.rejected.iter().map(|file| NotPublished::of(file, &sync.known)).collect();
    sync.keep(&live_items, &review.kept);
    let changed = sync.find_changed(&scan.files);
    sync.take(&changed, progress)?;
    let withheld = sync.delete(&live_items, empty, &review.hidden, guard)?;
    let refreshed = refresh(store).and_then(|refreshed| sync.mend(refreshed, &scan.files));
    let claimed = sync.claimed.iter().map(|(identifier, file)| (identifier, file.as_str()));
    sync.problems.extend(unsafe_identifiers(claimed));
    sync.problems.extend(sync.fingerprints.duplicates(&sync.claimed, &sync.known));
    let report = Report {
        at: store.snapshot(Wait::Yes)?.now(),
        counts: sync.counts,
        refreshed: *refreshed.as_ref().unwrap_or(&Counts::default()),
        problems: sync.problems,
        not_published: sync.not_published,
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
    root: &'s Root,
    defaults: FolderDefaults<'s>,
    sidecars: Sidecars,
    context: String,
    renderer: Renderer,
    /// The live items of the source, by the file they came from.
    known: Known<'s>,
    /// The version of each live item of the source.
    versions: HashMap<&'s Identifier, u64>,
    /// The items that a file claims, whether the file is valid or not, and that file.
    claimed: HashMap<Identifier, String>,
    fingerprints: Fingerprints,
    counts: Counts,
    problems: Vec<Problem>,
    not_published: Vec<NotPublished>,
    /// Whether a change was based on something that has changed since.
    stale: bool,
}

impl Sync<'_> {
    /// The state of an item when the folder was read.
    fn base(&self, identifier: &Identifier) -> Base {
        self.versions.get(identifier).map_or(Base::Absent, |version| Base::Version(*version))
    }

    /// Items stay as they are whose files are not read, or have become sidecars without a format, until somebody decides what
    /// the files are.
    fn keep(&mut self, live_items: &[LiveItem], kept: &Places) {
        let strays = self.sidecars.strays(self.defaults.identity()).filter_map(|path| self.known.of(path));
        let is_there = |file: &str| self.root.join(Path::new(file)).symlink_metadata().is_ok();
        let unread = live_items.iter().filter(|item| kept.have(&item.origin) && is_there(&item.origin));
        for item in strays.chain(unread) {
            self.claimed.insert(item.identifier.clone(), item.origin.clone());
        }
    }

    /// The files that have changed since they were read last. Each of the others claims its item.
    fn find_changed(&mut self, files: &[PathBuf]) -> Vec<PathBuf> {
        let mut changed = Vec::new();
        for path in files {
            match self.known.of(path).filter(|known| self.is_same(path, known)) {
                Some(item) => {
                    self.counts.unchanged += 1;
                    self.claimed.insert(item.identifier.clone(), item.origin.clone());
                }
                None => changed.push(path.clone()),
            }
        }
        changed
    }

    fn is_same(&mut self, path: &Path, known: &LiveItem) -> bool {
        let Some(held) = self.defaults.of(path) else { return false };
        let Some((before, _)) = parts(&known.fingerprint) else { return false };
        self.root.read(path).is_ok_and(|bytes| self.fingerprint(path, &bytes, &held) == before)
    }

    fn fingerprint(&self, path: &Path, bytes: &[u8], held: &Held) -> String {
        let mut hash = Sha256::new();
        for what in [&self.context, &held.text, &self.known.origin(path)] {
            hash.update(what);
            hash.update([0]);
        }
        hash.update(bytes);
        self.sidecars.hash(self.root, path, &mut hash);
        HEXLOWER.encode(&shortened(hash))
    }

    /// Reads the files of items that could not be rendered from what the store keeps; loaded items stay as they were.
    fn mend(&mut self, refreshed: Refreshed, all: &[PathBuf]) -> Result<Counts, StoreError> {
        let mut files = Vec::new();
        for left in refreshed.left {
            if left.source == RECORDS {
                // problems of a file that has changed were reported when it was read
                let is_it =
                    |path: &&PathBuf| self.known.of(path).is_some_and(|item| item.origin == left.origin);
                if let Some(path) = all.iter().find(is_it).cloned()
                    && let Some(known) = self.known.of(&path)
                    && self.is_same(&path, known)
                {
                    self.claimed.remove(&left.identifier);
                    self.counts.unchanged -= 1;
                    files.push(path);
                }
            } else {
                self.problems.push(not_rendered(&left));
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
                self.not_published.push(NotPublished::of(path, &self.known));
                self.problems.extend(problems);
                if let Some(item) = self.known.of(path) {
                    self.claimed.entry(item.identifier.clone()).or_insert_with(|| item.origin.clone());
                }
                None
            }
        }
    }

    fn item(&mut self, path: &Path) -> Result<Change, Vec<Problem>> {
        let one = |message: Message| vec![Problem::of_file(path, message)];
        let bytes = self.root.read(path).map_err(|obstacle| one(obstacle.message()))?;
        // the identifier comes from the name as it was first published
        let named = path.to_str().map_or_else(|| path.to_owned(), |_| PathBuf::from(self.known.origin(path)));
        let Some(held) = self.defaults.of(path) else {
            self.claim(&named, &bytes);
            return Err(Vec::new()); // the problem is reported at the file of defaults
        };
        let identity = self.defaults.identity();
        let read = record_file::read_with(&named, &bytes, identity, &held.defaults);
        let (item, warnings) = self.sidecars.join(self.root, path, identity, read)?;
        if let Some(other) = self.claimed.get(&item.identifier) {
            return Err(vec![same_identifier(path, &item.identifier, other)]);
        }
        // A file with warnings is read again every time, so that they are not forgotten.
        let fingerprint =
            if warnings.is_empty() { self.fingerprint(path, &bytes, &held) } else { String::new() };
        let fingerprint = self.fingerprints.add(&fingerprint, &item);
        let origin = self.known.origin(path);
        let base = self.base(&item.identifier);
        let put = self.renderer.put(&item, base, origin.clone(), fingerprint);
        let put = put.map_err(|reason| one(unwritable(&reason)))?;
        self.problems.extend(warnings);
        self.claimed.insert(item.identifier, origin);
        Ok(Change::Put(put))
    }

    /// Lets a file whose defaults cannot be read claim its item, so that a mistake in the defaults deletes nothing.
    fn claim(&mut self, path: &Path, bytes: &[u8]) {
        if let Ok((item, _)) = record_file::read(path, bytes, self.defaults.identity()) {
            self.claimed.entry(item.identifier).or_insert_with(|| self.known.origin(path));
        }
    }

    fn publish(&mut self, batch: Batch) -> Result<(), StoreError> {
        let (problems, not_published) = (&mut self.problems, &mut self.not_published);
        let rules = self.renderer.rules();
        let stale =
            batch.publish(self.store, RECORDS, rules, &mut self.counts, &mut |change, _, owner| {
                let Change::Put(put) = change else { return }; // what is deleted was an item of the folder
                let file = Path::new(&put.origin);
                problems.push(owned_by_other(file, &put.identifier, owner));
                not_published.push(NotPublished { file: file.to_owned(), served: false });
            })?;
        self.stale |= !stale.is_empty();
        Ok(())
    }

    /// Deletes the items that no file claims, unless that looks like an accident.
    fn delete(
        &mut self,
        live_items: &[LiveItem],
        empty: bool,
        hidden: &Places,
        guard: Guard,
    ) -> Result<Option<Withheld>, StoreError> {
        let missing = Missing::of(live_items, &self.claimed, hidden);
        self.problems.extend(missing.renamed(&self.claimed));
        let of = live_items.len() as u64;
        let gone = missing.gone.len() as u64;
        let recent = guard.recent(self.store)?;
        let doubt = Deletions { missing: gone, of, recent, span: guard.span, empty }.doubt();
        if doubt.is_some() && guard.confirm == Confirm::Withhold {
            return Ok(missing.withheld(of, doubt, hidden));
        }
        let mut batch = Batch::default();
        for LiveItem { identifier, version, .. } in &missing.gone {
            let deletion = Deletion::of(identifier.clone(), Base::Version(*version));
            if batch.add(Change::Delete(deletion)) {
                self.publish(std::mem::take(&mut batch))?;
            }
        }
        self.publish(batch)?;
        if doubt.is_some() {
            Guard::confirm(self.store)?;
        }
        Ok(missing.withheld(of, None, hidden))
    }
}
