//! Changes collected into batches of a bounded size, each published by itself.

use crate::diagnostics::Place;
use std::time::Duration;

use super::order::{Order, Verdict};
use super::remarks::{Reason, Remark};
use super::report::Counts;
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
    /// Where each change comes from.
    places: Vec<Place>,
    bytes: usize,
}

/// Is called with each change of an item that belongs to another source, and the name of that source.
pub type OwnedByOther<'a> = &'a mut dyn FnMut(&Change, &Place, &str);

impl Batch {
    /// Adds a change, and returns whether the batch is full.
    pub fn add(&mut self, change: Change) -> bool {
        self.add_from(Place::default(), change)
    }

    /// The same, with the place that the change comes from.
    pub fn add_from(&mut self, place: Place, change: Change) -> bool {
        self.places.push(place);
        self.bytes += match &change {
            Change::Put(put) => {
                put.native.len() + put.records.iter().map(|record| record.body.len()).sum::<usize>()
            }
            Change::Delete(_) => 0,
        };
        self.changes.push(change);
        self.changes.len() >= CHANGES || self.bytes >= BYTES
    }

    /// Bases each change on the present state of its item, and takes out those that are not to be written.
    pub(super) fn settle(
        &mut self,
        store: &dyn Store,
        order: Order<'_>,
        counts: &mut Counts,
    ) -> Result<Vec<Remark>, StoreError> {
        let verdicts = order.judge(store, &mut self.changes)?;
        let mut remarks = Vec::new();
        if verdicts.iter().all(|verdict| *verdict == Verdict::Taken) {
            return Ok(remarks);
        }
        let changes = std::mem::take(&mut self.changes);
        let places = std::mem::take(&mut self.places);
        for ((change, place), verdict) in changes.into_iter().zip(places).zip(verdicts) {
            count(&verdict, counts);
            remarks.extend(remark(&verdict, &change, &place));
            if verdict.is_taken() {
                self.changes.push(change);
                self.places.push(place);
            }
        }
        Ok(remarks)
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
    ) -> Result<Vec<(Place, Change)>, StoreError> {
        if self.changes.is_empty() {
            return Ok(Vec::new());
        }
        let outcomes = store.apply(&store::Batch { source, rules, changes: &self.changes })?;
        let mut stale = Vec::new();
        for ((change, place), outcome) in self.changes.into_iter().zip(self.places).zip(&outcomes) {
            match outcome {
                Outcome::Stale => {
                    stale.push((place, change));
                    continue;
                }
                Outcome::OwnedByOtherSource(owner) => owned_by_other(&change, &place, owner),
                _ => {}
            }
            counts.add(outcome);
        }
        std::thread::sleep(REST);
        Ok(stale)
    }
}

/// Counts a change that is not taken.
const fn count(verdict: &Verdict, counts: &mut Counts) {
    match verdict {
        Verdict::Taken | Verdict::FromOtherFile(_) => {}
        Verdict::Repeated => counts.unchanged += 1,
        Verdict::Older => counts.older += 1,
        Verdict::OtherFormat(_) => counts.other_formats += 1,
    }
}

fn remark(verdict: &Verdict, change: &Change, place: &Place) -> Option<Remark> {
    let mut what = change.identifier().to_string();
    let reason = match verdict {
        Verdict::Taken | Verdict::Repeated => return None,
        Verdict::Older => Reason::Older,
        Verdict::OtherFormat(prefix) => Reason::OtherFormat(prefix.clone()),
        Verdict::FromOtherFile(other) => {
            what += &format!(" (loaded from {other} before)");
            Reason::SameName
        }
    };
    Some(Remark { reason, place: place.clone(), what })
}
