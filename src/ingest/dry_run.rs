//! Dry runs: a store that writes nothing and collects what would change.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::model::{Datestamp, Identifier};
use crate::store::{
    self, Base, Batch, Change, ChangedItems, Document, DryRunRecord, Fate, Figures, IsCurrent, KnownItem,
    LiveItem, Outcome, Put, RULES, Result, Snapshot, Store, StoreError, StoredItem, Wait,
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
    documents: HashMap<String, Document>,
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

    fn note(&self, change: &Change, result: store::DryRun) {
        let put = if let Change::Put(put) = change { Some(put) } else { None };
        let mut state = self.state();
        state.given.insert(change.identifier().clone());
        if result.outcome != Outcome::Unchanged {
            let origin = put.map_or_else(String::new, |put| put.origin.clone());
            let records = result.records.into_iter().map(|record| self.difference(record, put)).collect();
            let difference = Difference { outcome: result.outcome, origin, records };
            state.items.insert(change.identifier().clone(), difference);
        }
    }

    /// The revision that the store below has for the rules, if `rules` is the present one here.
    fn rules_below(&self, rules: u64) -> Result<u64> {
        let own = self.state().documents.get(RULES).map(|document| document.revision);
        if own != Some(rules) {
            return Ok(rules);
        }
        Ok(self.store.document(RULES)?.map_or(0, |document| document.revision))
    }

    fn difference(&self, record: DryRunRecord, put: Option<&Put>) -> (String, RecordDifference) {
        let comparison = match self.compare {
            Some(compare) => compare(&published(&record), &coming(put, &record.prefix)),
            None => String::new(),
        };
        (record.prefix, RecordDifference { fate: record.fate, comparison })
    }
}

/// The record as it was published last; empty if there is none.
fn published(record: &DryRunRecord) -> String {
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
    fn snapshot(&self, wait: Wait) -> Result<Box<dyn Snapshot + '_>> {
        self.store.snapshot(wait)
    }

    fn apply(&self, batch: &Batch<'_>) -> Result<Vec<Outcome>> {
        let results = self.dry_run(batch, self.compare.is_some())?;
        let outcomes = results.iter().map(|result| result.outcome.clone()).collect();
        for (change, result) in batch.changes.iter().zip(results) {
            if !matches!(result.outcome, Outcome::OwnedByOtherSource(_) | Outcome::Stale) {
                self.note(change, result);
            }
        }
        Ok(outcomes)
    }

    fn dry_run(&self, batch: &Batch<'_>, bodies: bool) -> Result<Vec<store::DryRun>> {
        let batch = Batch { rules: self.rules_below(batch.rules)?, ..*batch };
        self.store.dry_run(&batch, bodies)
    }

    fn live_items(&self, source: &str) -> Result<Vec<LiveItem>> {
        self.store.live_items(source)
    }

    fn bases(&self, identifiers: &[&Identifier]) -> Result<Vec<Base>> {
        self.store.bases(identifiers)
    }

    fn known_items(&self, identifiers: &[&Identifier]) -> Result<Vec<Option<KnownItem>>> {
        self.store.known_items(identifiers)
    }

    /// Those of the store that were not given to write yet.
    fn outdated(&self, is_current: IsCurrent<'_>, mut after: u64, limit: usize) -> Result<Vec<StoredItem>> {
        loop {
            let mut items = self.store.outdated(is_current, after, limit)?;
            let Some(last) = items.last() else { return Ok(items) };
            after = last.number;
            items.retain(|item| !self.state().given.contains(&item.identifier));
            if !items.is_empty() {
                return Ok(items);
            }
        }
    }

    fn item(&self, identifier: &Identifier) -> Result<Option<StoredItem>> {
        self.store.item(identifier)
    }

    fn changed_items(&self, after: Option<u64>, limit: usize) -> Result<ChangedItems> {
        self.store.changed_items(after, limit)
    }

    fn deletions_since(&self, source: &str, since: Datestamp) -> Result<u64> {
        self.store.deletions_since(source, since)
    }

    fn document(&self, name: &str) -> Result<Option<Document>> {
        let known = self.state().documents.get(name).cloned();
        known.map_or_else(|| self.store.document(name), |document| Ok(Some(document)))
    }

    fn put_document(&self, name: &str, text: &str, base: u64) -> Result<Option<u64>> {
        if self.document(name)?.map_or(0, |document| document.revision) != base {
            return Ok(None);
        }
        // A revision that the store below will hardly reach while this lasts.
        let revision = base.max(1 << 48) + 1;
        self.state().documents.insert(name.to_owned(), Document { text: text.to_owned(), revision });
        Ok(Some(revision))
    }

    fn figures(&self) -> Result<Figures> {
        self.store.figures()
    }

    fn problems(&self) -> Vec<StoreError> {
        self.store.problems()
    }
}
