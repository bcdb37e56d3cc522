//! Dry runs: a store that writes nothing and collects what would change.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::model::Identifier;
use crate::store::{
    Change, Fate, Figures, Holding, NewRun, Outcome, Outdated, Put, Rehearsed, RehearsedRecord, Result,
    Snapshot, Store,
};

/// What would happen to an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub outcome: Outcome,
    /// The file it comes from; empty for an item that was loaded.
    pub origin: String,
    /// Its records that would change, by metadataPrefix.
    pub records: BTreeMap<String, RecordDifference>,
}

/// What would happen to a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordDifference {
    pub fate: Fate,
    /// How the record would differ from the one published last, as [`Compare`] describes it; empty without one.
    pub comparison: String,
}

/// Describes how a record, as it was published last, differs from the record that would be published. Both are setSpecs
/// and body, and empty if there is no record.
pub type Compare = fn(&str, &str) -> String;

/// A store that reads from another one and collects what it is given to write.
pub struct DryRun<'s> {
    store: &'s dyn Store,
    compare: Option<Compare>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    items: BTreeMap<Identifier, Difference>,
    /// The items that were given to write, changed or not; each is given at most once.
    given: HashSet<Identifier>,
    documents: HashMap<String, String>,
}

impl<'s> DryRun<'s> {
    /// On top of this store; with `compare`, differences describe how records would differ.
    pub fn new(store: &'s dyn Store, compare: Option<Compare>) -> Self {
        Self { store, compare, state: Mutex::default() }
    }

    /// The items that would have changed so far; later calls return only what came after.
    pub fn take_differences(&self) -> BTreeMap<Identifier, Difference> {
        std::mem::take(&mut self.state().items)
    }

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
            let records = rehearsed.records.into_iter().map(|record| self.difference(record, put)).collect();
            let difference = Difference { outcome: rehearsed.outcome, origin, records };
            state.items.insert(identifier.clone(), difference);
        }
    }

    fn difference(&self, record: RehearsedRecord, put: Option<&Put>) -> (String, RecordDifference) {
        let comparison = match self.compare {
            Some(compare) => compare(&published(&record), &coming(put, &record.prefix)),
            None => String::new(),
        };
        (record.prefix, RecordDifference { fate: record.fate, comparison })
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

/// The body, preceded by the parts of the header that the store does not make itself.
fn with_sets<'s>(sets: impl Iterator<Item = &'s str>, body: &str) -> String {
    let sets: String = sets.map(|set| format!("<setSpec>{set}</setSpec>")).collect();
    sets + body
}

impl Store for DryRun<'_> {
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
