//! What an upgrade or an edit would change: a synchronisation rehearsed on a store that writes nothing.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::folder::{Confirm, RECORDS, sync};
use super::sync_error::SyncError;
use super::{Progress, Report};
use crate::model::Identifier;
use crate::store::{
    Change, Fate, Figures, Holding, NewRun, Outcome, Outdated, Put, Rehearsed, RehearsedRecord, Result,
    Snapshot, Store,
};

/// What a synchronisation would do.
#[derive(Debug)]
pub struct Differences {
    /// The items that would not stay as they are.
    pub items: BTreeMap<Identifier, Difference>,
    /// What the synchronisation would report.
    pub report: Report,
}

/// What would become of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub outcome: Outcome,
    /// The file it comes from; empty for an item that was loaded.
    pub origin: String,
    /// What would become of its records that would not stay as they are, by metadataPrefix.
    pub records: BTreeMap<String, RecordDifference>,
}

/// What would become of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordDifference {
    pub fate: Fate,
    /// What the comparison that was asked for says of what was published last and what would be.
    pub told: String,
}

/// Tells in what a record as it was published last differs from what it would be. Both are setSpecs and body; an empty
/// one is none.
pub type Compare = fn(&str, &str) -> String;

/// Does what [`sync`] does, what an upgrade or another rule changes included, but for writing any of it.
pub fn diff(
    store: &dyn Store,
    folder: &Path,
    confirm: Confirm,
    compare: Option<Compare>,
    progress: Progress<'_>,
) -> std::result::Result<Differences, SyncError> {
    let rehearsal = Rehearsal { store, compare, state: Mutex::default() };
    let report = sync(&rehearsal, folder, confirm, progress)?;
    let mut items = std::mem::take(&mut rehearsal.state().items);
    for Holding { identifier, origin, .. } in store.holdings(RECORDS)? {
        if let Some(deleted) = items.get_mut(&identifier).filter(|item| item.outcome == Outcome::Deleted) {
            deleted.origin = origin;
        }
    }
    Ok(Differences { items, report })
}

/// A store that keeps to itself what it is given to write.
struct Rehearsal<'s> {
    store: &'s dyn Store,
    compare: Option<Compare>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    items: BTreeMap<Identifier, Difference>,
    /// The items that were given to write, changed or not; a synchronisation gives each at most once.
    given: HashSet<Identifier>,
    documents: HashMap<String, String>,
}

impl Rehearsal<'_> {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn note(&self, change: &Change, rehearsed: Rehearsed) {
        let (identifier, put) = match change {
            Change::Put(put) => (&put.identifier, Some(put)),
            Change::Delete(identifier) => (identifier, None),
        };
        let mut state = self.state();
        state.given.insert(identifier.clone());
        if rehearsed.outcome != Outcome::Unchanged {
            let origin = put.map_or_else(String::new, |put| put.origin.clone());
            let records = rehearsed.records.into_iter().map(|record| self.told(record, put)).collect();
            let difference = Difference { outcome: rehearsed.outcome, origin, records };
            state.items.insert(identifier.clone(), difference);
        }
    }

    fn told(&self, record: RehearsedRecord, put: Option<&Put>) -> (String, RecordDifference) {
        let told = match self.compare {
            Some(compare) => compare(&published(&record), &coming(put, &record.prefix)),
            None => String::new(),
        };
        (record.prefix, RecordDifference { fate: record.fate, told })
    }
}

/// The record as it was published last; empty if there is none.
fn published(record: &RehearsedRecord) -> String {
    with_sets(record.sets.split_ascii_whitespace(), &record.body)
}

/// The record as it would be published; empty if there would be none.
fn coming(put: Option<&Put>, prefix: &str) -> String {
    let record = put.and_then(|put| Some((put, put.records.iter().find(|record| record.prefix == prefix)?)));
    record.map_or_else(String::new, |(put, record)| {
        with_sets(put.sets.iter().map(|set| set.as_str()), &record.body)
    })
}

/// The body, and before it what of the header is not the store's own.
fn with_sets<'s>(sets: impl Iterator<Item = &'s str>, body: &str) -> String {
    let sets: String = sets.map(|set| format!("<setSpec>{set}</setSpec>")).collect();
    sets + body
}

impl Store for Rehearsal<'_> {
    fn snapshot(&self) -> Result<Box<dyn Snapshot + '_>> {
        self.store.snapshot()
    }

    fn snapshot_at_hand(&self) -> Option<Box<dyn Snapshot + '_>> {
        self.store.snapshot_at_hand()
    }

    fn keep(&self, _: &[NewRun]) -> Result<()> {
        Ok(())
    }

    fn apply(&self, source: &str, changes: &[Change]) -> Result<Vec<Outcome>> {
        let rehearsed = self.rehearse(source, changes, self.compare.is_some())?;
        let outcomes = rehearsed.iter().map(|rehearsed| rehearsed.outcome.clone()).collect();
        let own = |(_, rehearsed): &(&Change, Rehearsed)| !matches!(rehearsed.outcome, Outcome::Foreign(_));
        changes
            .iter()
            .zip(rehearsed)
            .filter(own)
            .for_each(|(change, rehearsed)| self.note(change, rehearsed));
        Ok(outcomes)
    }

    fn rehearse(&self, source: &str, changes: &[Change], bodies: bool) -> Result<Vec<Rehearsed>> {
        self.store.rehearse(source, changes, bodies)
    }

    fn holdings(&self, source: &str) -> Result<Vec<Holding>> {
        self.store.holdings(source)
    }

    /// Those of the store that were not given to write yet.
    fn outdated(&self, rendering: &str, after: Option<&Identifier>, limit: usize) -> Result<Vec<Outdated>> {
        let mut after = after.cloned();
        loop {
            let mut page = self.store.outdated(rendering, after.as_ref(), limit)?;
            let Some(last) = page.last() else { return Ok(page) };
            after = Some(last.identifier.clone());
            page.retain(|outdated| !self.state().given.contains(&outdated.identifier));
            if !page.is_empty() {
                return Ok(page);
            }
        }
    }

    fn item(&self, identifier: &Identifier) -> Result<Option<Outdated>> {
        self.store.item(identifier)
    }

    fn document(&self, name: &str) -> Result<Option<String>> {
        let known = self.state().documents.get(name).cloned();
        known.map_or_else(|| self.store.document(name), |text| Ok(Some(text)))
    }

    fn put_document(&self, name: &str, text: &str) -> Result<()> {
        self.state().documents.insert(name.to_owned(), text.to_owned());
        Ok(())
    }

    fn figures(&self) -> Result<Figures> {
        self.store.figures()
    }
}
