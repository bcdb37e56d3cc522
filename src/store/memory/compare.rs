//! What a change comes to, compared with what is there. Applying and the dry run both use it, so they agree.

use super::state::{Item, State};
use crate::store::{Batch, Change, Deletion, NewRecord, Outcome, Put, RULES, Tombstone};

/// What a change comes to.
pub(super) struct Verdict<'b> {
    pub(super) outcome: Outcome,
    /// The records of the change that differ from the newest ones.
    pub(super) written: Vec<&'b NewRecord>,
    /// The prefixes of the live records that become tombstones.
    pub(super) removed: Vec<String>,
    /// The tombstone of an item that is not live.
    pub(super) added: Option<&'b Tombstone>,
}

impl Verdict<'_> {
    /// Nothing is written.
    const fn nothing(outcome: Outcome) -> Self {
        Self { outcome, written: Vec::new(), removed: Vec::new(), added: None }
    }
}

impl State {
    pub(super) fn verdict<'b>(&self, batch: &Batch<'_>, change: &'b Change) -> Verdict<'b> {
        if batch.rules != self.revision_of(RULES) {
            return Verdict::nothing(Outcome::Stale);
        }
        let item = self.live_item(change.identifier());
        if let Some(item) = item.filter(|item| item.details.source != batch.source) {
            return Verdict::nothing(Outcome::OwnedByOtherSource(item.details.source.clone()));
        }
        if !self.holds(change.base(), change.identifier()) {
            return Verdict::nothing(Outcome::Stale);
        }
        match (change, item) {
            (Change::Put(put), item) => of_put(put, item),
            (Change::Delete(_), Some(item)) => of_deletion(item),
            (Change::Delete(deletion), None) => {
                of_late_deletion(deletion, self.items.get(deletion.identifier.as_str()).map(AsRef::as_ref))
            }
        }
    }
}

fn of_put<'b>(put: &'b Put, item: Option<&Item>) -> Verdict<'b> {
    let newest = |record: &NewRecord| item.and_then(|item| item.live_record(&record.prefix));
    let differs = |record: &&NewRecord| {
        put.is_anew || newest(record).and_then(|held| held.digest) != Some(record.digest)
    };
    let written: Vec<_> = put.records.iter().filter(differs).collect();
    let mut removed = item.map_or_else(Vec::new, live_prefixes);
    removed.retain(|prefix| put.records.iter().all(|record| record.prefix != *prefix));
    let outcome = match item {
        None => Outcome::Created,
        Some(_) if written.is_empty() && removed.is_empty() => Outcome::Unchanged,
        Some(_) => Outcome::Changed,
    };
    Verdict { outcome, written, removed, added: None }
}

fn of_deletion<'b>(item: &Item) -> Verdict<'b> {
    Verdict { removed: live_prefixes(item), ..Verdict::nothing(Outcome::Deleted) }
}

/// The deletion of an item that is not live.
fn of_late_deletion<'b>(deletion: &'b Deletion, item: Option<&Item>) -> Verdict<'b> {
    let has_record = |prefix: &str| item.is_some_and(|item| item.records.contains_key(prefix));
    let added = deletion.tombstone.as_ref().filter(|tombstone| !has_record(&tombstone.prefix));
    let outcome = if added.is_some() { Outcome::Deleted } else { Outcome::Unchanged };
    Verdict { added, ..Verdict::nothing(outcome) }
}

/// The formats in which the newest version of an item is not a tombstone.
fn live_prefixes(item: &Item) -> Vec<String> {
    item.records.keys().filter(|prefix| item.live_record(prefix).is_some()).cloned().collect()
}
