//! Makes a store hold what a backup holds, by changes like any other, so that harvesters learn of every difference.

use super::sqlite::{Content, Sqlite};
use super::{Base, Batch, Change, Deletion, ErrorKind, Outcome, Put, RULES, Result, Store, StoreError, Wait};

/// How many items are compared at a time.
const AT_ONCE: usize = 1_000;

/// How often changes are tried again that others were faster than.
const TRIES: usize = 100;

/// What became of a store by a restoration.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Restored {
    /// Whether the folder had no store, so that the backup was copied.
    pub copied: bool,
    /// How many items were created or changed.
    pub written: u64,
    pub deleted: u64,
    /// How many items were already as in the backup.
    pub unchanged: u64,
}

/// Changes the store until it holds what the backup holds. A restoration that is killed is finished by another one.
pub(super) fn restore(
    store: &dyn Store,
    backup: &Sqlite,
    progress: &dyn Fn(u64, Option<u64>),
) -> Result<Restored> {
    expect_same_key(store, backup)?;
    for name in backup.document_names()? {
        put_document(store, backup, &name)?;
    }
    let mut restoring = Restoring { store, backup, restored: Restored::default() };
    let items = backup.figures()?.items;
    restoring.write(&|done| progress(done, Some(items)))?;
    restoring.delete()?;
    Ok(restoring.restored)
}

fn expect_same_key(store: &dyn Store, backup: &Sqlite) -> Result<()> {
    if store.snapshot(Wait::Yes)?.key()? == backup.snapshot(Wait::Yes)?.key()? {
        return Ok(());
    }
    Err(StoreError::new(ErrorKind::Gone, "the backup is of another store than the one in the data folder")
        .with_remedy("restore it into an empty data folder, which --data names"))
}

fn put_document(store: &dyn Store, backup: &Sqlite, name: &str) -> Result<()> {
    let Some(wanted) = backup.document(name)? else { return Ok(()) };
    for _ in 0..TRIES {
        let present = store.document(name)?;
        if present.as_ref().is_some_and(|present| present.text == wanted.text) {
            return Ok(());
        }
        let base = present.map_or(0, |present| present.revision);
        if store.put_document(name, &wanted.text, base)?.is_some() {
            return Ok(());
        }
    }
    Err(contended())
}

fn contended() -> StoreError {
    StoreError::new(ErrorKind::Busy, "other processes keep changing what is to be restored")
}

struct Restoring<'s> {
    store: &'s dyn Store,
    backup: &'s Sqlite,
    restored: Restored,
}

impl Restoring<'_> {
    /// Writes the items of the backup. What is the same already stays as it is.
    fn write(&mut self, progress: &dyn Fn(u64)) -> Result<()> {
        let mut rights = self.backup.snapshot(Wait::Yes)?.rights()?;
        let (mut after, mut done) = (0, 0);
        loop {
            let mut items = self.backup.contents(after, AT_ONCE)?;
            let Some(last) = items.last() else { return Ok(()) };
            after = last.number;
            done += items.len() as u64;
            items.sort_by(|one, other| one.source.cmp(&other.source));
            if let Some(first) = items.first_mut() {
                first.put.rights.append(&mut rights); // the store keeps them for all items together
            }
            for of_one_source in items.chunk_by(|one, other| one.source == other.source) {
                self.write_items(of_one_source)?;
            }
            progress(done);
        }
    }

    fn write_items(&mut self, items: &[Content]) -> Result<()> {
        let Some(first) = items.first() else { return Ok(()) };
        let puts: Vec<Put> = items.iter().map(|item| item.put.clone()).collect();
        self.apply(&first.source, puts.into_iter().map(Change::Put).collect())
    }

    /// Deletes the items that the backup does not have.
    fn delete(&mut self) -> Result<()> {
        let mut after = 0;
        loop {
            let items = self.store.outdated(&|_| false, after, AT_ONCE)?;
            let Some(last) = items.last() else { return Ok(()) };
            after = last.number;
            let identifiers: Vec<_> = items.iter().map(|item| &item.identifier).collect();
            let kept = self.backup.bases(&identifiers)?;
            let mut lacking: Vec<_> = items
                .iter()
                .zip(kept)
                .filter(|(_, kept)| *kept == Base::Absent)
                .map(|(item, _)| item)
                .collect();
            lacking.sort_by(|one, other| one.source.cmp(&other.source));
            for of_one_source in lacking.chunk_by(|one, other| one.source == other.source) {
                let deletion = |identifier| Change::Delete(Deletion::of(identifier, Base::Absent));
                let changes = of_one_source.iter().map(|item| deletion(item.identifier.clone())).collect();
                self.apply(&of_one_source[0].source, changes)?;
            }
        }
    }

    /// Applies changes to the newest state, until nobody is faster.
    fn apply(&mut self, source: &str, mut changes: Vec<Change>) -> Result<()> {
        for _ in 0..TRIES {
            let rules = self.store.document(RULES)?.map_or(0, |rules| rules.revision);
            rebase(self.store, &mut changes)?;
            let outcomes = self.store.apply(&Batch { source, rules, changes: &changes })?;
            let mut again = Vec::new();
            for (change, outcome) in changes.into_iter().zip(outcomes) {
                if !self.is_done(&change, &outcome)? {
                    again.push(change);
                }
            }
            if again.is_empty() {
                return Ok(());
            }
            changes = again;
        }
        Err(contended())
    }

    fn is_done(&mut self, change: &Change, outcome: &Outcome) -> Result<bool> {
        match outcome {
            Outcome::Created | Outcome::Changed => self.restored.written += 1,
            Outcome::Unchanged => self.restored.unchanged += 1,
            Outcome::Deleted => self.restored.deleted += 1,
            Outcome::Stale => return Ok(false),
            Outcome::OwnedByOtherSource(owner) => {
                self.take_from(owner, change)?;
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// An item that has moved to another source since the backup moves back: it has to be deleted there first.
    fn take_from(&self, owner: &str, change: &Change) -> Result<()> {
        let identifier = change.identifier().clone();
        let mut changes = vec![Change::Delete(Deletion::of(identifier, Base::Absent))];
        let rules = self.store.document(RULES)?.map_or(0, |rules| rules.revision);
        rebase(self.store, &mut changes)?;
        self.store.apply(&Batch { source: owner, rules, changes: &changes }).map(drop)
    }
}

fn rebase(store: &dyn Store, changes: &mut [Change]) -> Result<()> {
    let identifiers: Vec<_> = changes.iter().map(|change| change.identifier().clone()).collect();
    let bases = store.bases(&identifiers.iter().collect::<Vec<_>>())?;
    changes.iter_mut().zip(bases).for_each(|(change, base)| change.rebase(base));
    Ok(())
}
