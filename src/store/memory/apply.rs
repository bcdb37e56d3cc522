//! A batch of changes is written: versions of records are appended to the log, and items follow.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::compare::Verdict;
use super::state::{Details, Entry, Item, Record, State, Version};
use crate::model::{Datestamp, Identifier, SetSpec};
use crate::store::{Batch, Change, Deletion, Outcome, Put};

impl State {
    /// Applies a batch at this time of the clock.
    pub(super) fn apply(&mut self, clock: Datestamp, batch: &Batch<'_>) -> Vec<Outcome> {
        let (stamp, seq) = (self.horizon.stamp(clock), self.seq);
        let mut outcomes = Vec::with_capacity(batch.changes.len());
        for change in batch.changes {
            let verdict = self.verdict(batch, change);
            match (change, &verdict.outcome) {
                (_, Outcome::Stale | Outcome::OwnedByOtherSource(_)) => {}
                (Change::Put(put), _) => self.put(stamp, batch.source, put, &verdict),
                (Change::Delete(deletion), _) => self.delete(stamp, batch.source, deletion, &verdict),
            }
            outcomes.push(verdict.outcome);
        }
        if self.seq > seq {
            self.horizon.latest = stamp;
        }
        outcomes
    }

    fn put(&mut self, stamp: Datestamp, source: &str, put: &Put, verdict: &Verdict<'_>) {
        let mut item = self.item_for(&put.identifier);
        let sets = joined(&put.sets);
        for record in &verdict.written {
            self.write(&mut item, stamp, &record.prefix, &sets, (Some(record.digest), &record.body));
        }
        for prefix in &verdict.removed {
            self.write(&mut item, stamp, prefix, &sets, (None, ""));
        }
        let details = Details::of(source, put);
        if verdict.outcome != Outcome::Unchanged || details != item.details {
            item.version += 1;
        }
        item.details = details;
        item.deleted = None;
        self.items.insert(put.identifier.to_string(), Arc::new(item));
    }

    fn delete(&mut self, stamp: Datestamp, source: &str, deletion: &Deletion, verdict: &Verdict<'_>) {
        let is_known = self.items.contains_key(deletion.identifier.as_str());
        if !is_known && verdict.added.is_none() {
            return; // there is nothing to delete
        }
        let mut item = self.item_for(&deletion.identifier);
        if !is_known {
            source.clone_into(&mut item.details.source);
        }
        let fingerprint = &deletion.fingerprint;
        let is_known_otherwise = item.details.source == source && item.details.fingerprint != *fingerprint;
        if is_known_otherwise {
            item.details.fingerprint.clone_from(fingerprint);
        }
        if let Some(tombstone) = verdict.added {
            self.write(&mut item, stamp, &tombstone.prefix, &joined(&tombstone.sets), (None, ""));
        }
        for prefix in &verdict.removed {
            // The tombstone keeps the sets, so that harvesters of a set learn of it (§2.5.1).
            let sets = item.live_record(prefix).map_or_else(String::new, |version| version.sets.clone());
            self.write(&mut item, stamp, prefix, &sets, (None, ""));
        }
        item.version += u64::from(verdict.outcome == Outcome::Deleted || is_known_otherwise);
        item.deleted = item.deleted.or(Some(stamp));
        self.items.insert(deletion.identifier.to_string(), Arc::new(item));
    }

    /// A copy of the item, or a new one that is still without everything.
    fn item_for(&self, identifier: &Identifier) -> Item {
        self.items.get(identifier.as_str()).map_or_else(
            || Item {
                identifier: identifier.clone(),
                number: self.items.len() as u64 + 1,
                version: 0,
                deleted: None,
                details: Details::default(),
                records: BTreeMap::new(),
            },
            |item| Item::clone(item),
        )
    }

    /// Appends a version of a record of the item to the log.
    fn write(
        &mut self,
        item: &mut Item,
        stamp: Datestamp,
        prefix: &str,
        sets: &str,
        content: (Option<[u8; 16]>, &str),
    ) {
        self.seq += 1;
        let newest = (self.seq, stamp);
        let newest = Arc::new(Version::new(newest, (&item.identifier, prefix), sets.to_owned(), content));
        let before = item.records.get(prefix).and_then(|record| self.supersede(record, stamp));
        self.log.insert(self.seq, Entry { version: Arc::clone(&newest), gone: None });
        item.records.insert(prefix.to_owned(), Record { newest, before });
    }

    /// Makes room for a version with this datestamp; gives the version that stays visible until then. The other one
    /// leaves the log: it is either not visible any more or, as it still waits for its datestamp, never will be.
    fn supersede(&mut self, record: &Record, stamp: Datestamp) -> Option<Arc<Version>> {
        let waits = record.newest.stamp > self.horizon.now;
        let newest = Some(&record.newest);
        let (stays, leaves) =
            if waits { (record.before.as_ref(), newest) } else { (newest, record.before.as_ref()) };
        if let Some(version) = leaves {
            self.log.remove(&version.seq);
        }
        if let Some(entry) = stays.and_then(|version| self.log.get_mut(&version.seq)) {
            entry.gone = Some(stamp);
        }
        stays.cloned()
    }
}

/// setSpecs as a header has them.
fn joined(sets: &[SetSpec]) -> String {
    sets.iter().map(SetSpec::as_str).collect::<Vec<_>>().join(" ")
}
