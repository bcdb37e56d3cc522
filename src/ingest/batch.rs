//! Changes collected into batches of a bounded size, each published by itself.

use std::time::Duration;

use super::report::Counts;
use crate::model::Identifier;
use crate::store::{self, Change, Outcome, Store, StoreError};

/// A batch is published when it has this many changes …
const CHANGES: usize = 4_000;

/// … or this many bytes of records.
const BYTES: usize = 8 << 20;

/// After each batch the writer rests, so that another writer (an edit, the store's clock) has its turn.
const REST: Duration = Duration::from_micros(1_500);

/// Changes that wait to be written.
#[derive(Default)]
pub struct Batch {
    changes: Vec<Change>,
    bytes: usize,
}

/// Is called with each change of an item that belongs to another source, and the name of that source.
pub type OwnedByOther<'a> = &'a mut dyn FnMut(&Change, &str);

impl Batch {
    /// Adds a change, and returns whether the batch is full.
    pub fn add(&mut self, change: Change) -> bool {
        self.bytes += match &change {
            Change::Put(put) => {
                put.native.len() + put.records.iter().map(|record| record.body.len()).sum::<usize>()
            }
            Change::Delete(_) => 0,
        };
        self.changes.push(change);
        self.changes.len() >= CHANGES || self.bytes >= BYTES
    }

    /// Bases each change on the present state of its item.
    pub(super) fn rebase(&mut self, store: &dyn Store) -> Result<(), StoreError> {
        let identifiers: Vec<&Identifier> = self.changes.iter().map(Change::identifier).collect();
        let bases = store.bases(&identifiers)?;
        self.changes.iter_mut().zip(bases).for_each(|(change, base)| change.rebase(base));
        Ok(())
    }

    /// Publishes the batch, which was rendered by the rules of this revision, and counts the outcomes. Returns the changes
    /// that were based on something that has changed since; they were not written.
    pub fn publish(
        self,
        store: &dyn Store,
        source: &str,
        rules: u64,
        counts: &mut Counts,
        owned_by_other: OwnedByOther<'_>,
    ) -> Result<Vec<Change>, StoreError> {
        if self.changes.is_empty() {
            return Ok(Vec::new());
        }
        let outcomes = store.apply(&store::Batch { source, rules, changes: &self.changes })?;
        let mut stale = Vec::new();
        for (change, outcome) in self.changes.into_iter().zip(&outcomes) {
            match outcome {
                Outcome::Stale => {
                    stale.push(change);
                    continue;
                }
                Outcome::OwnedByOtherSource(owner) => owned_by_other(&change, owner),
                _ => {}
            }
            counts.add(outcome);
        }
        std::thread::sleep(REST);
        Ok(stale)
    }
}
