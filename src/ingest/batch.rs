//! Changes gathered into batches of a bounded size, each published by itself.

use std::time::Duration;

use super::Counts;
use crate::store::{Change, Outcome, Put, Store, StoreError};

/// A batch is published when it has this many changes …
const CHANGES: usize = 4_000;

/// … or this many bytes of records.
const BYTES: usize = 8 << 20;

/// After each batch the writer rests, so that another one (an edit, the store's clock) has its turn.
const REST: Duration = Duration::from_micros(1_500);

/// Changes that wait to be written.
#[derive(Default)]
pub(super) struct Batch {
    changes: Vec<Change>,
    bytes: usize,
}

impl Batch {
    /// Adds a change, and says whether the batch is full.
    pub(super) fn add(&mut self, change: Change) -> bool {
        self.bytes += match &change {
            Change::Put(put) => {
                put.native.len() + put.records.iter().map(|record| record.body.len()).sum::<usize>()
            }
            Change::Delete(_) => 0,
        };
        self.changes.push(change);
        self.changes.len() >= CHANGES || self.bytes >= BYTES
    }

    /// Publishes the batch and counts what became of each change; `foreign` hears of each item that lives in another source.
    pub(super) fn publish(
        self,
        store: &dyn Store,
        source: &str,
        counts: &mut Counts,
        foreign: &mut dyn FnMut(&Put, &str),
    ) -> Result<(), StoreError> {
        if self.changes.is_empty() {
            return Ok(());
        }
        let outcomes = store.apply(source, &self.changes)?;
        for (change, outcome) in self.changes.iter().zip(&outcomes) {
            counts.add(outcome);
            if let (Change::Put(put), Outcome::Foreign(owner)) = (change, outcome) {
                foreign(put, owner);
            }
        }
        std::thread::sleep(REST);
        Ok(())
    }
}
