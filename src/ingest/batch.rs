//! Changes gathered into batches of a bounded size, each published by itself.

use std::time::Duration;

use super::report::Counts;
use crate::store::{Change, Outcome, Put, Store, StoreError};

/// A batch is full when it has this many changes …
const CHANGES: usize = 4_000;

/// … or this many bytes of records.
const BYTES: usize = 8 << 20;

/// How long the writer rests after each batch, so that another one (an edit, the store's clock) can write.
const REST: Duration = Duration::from_micros(1_500);

/// Changes that wait to be written.
#[derive(Default)]
pub struct Batch {
    changes: Vec<Change>,
    bytes: usize,
}

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

    /// Publishes the batch and counts the outcome of each change; `foreign` is called for each item that belongs to another source.
    pub fn publish(
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
