//! The engine in memory: the contract of the store in as little code as possible.
//!
//! No files, no SQL, no caches: everything is gone with the last [`Memory`] that shares it. Each answer scans the log. It is
//! for tests that are not about an engine, and it shows what another engine has to do.

mod apply;
mod compare;
mod dry_run;
mod index;
mod snapshot;
mod state;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};

pub use self::index::MemoryIndex;
use self::snapshot::View;
use self::state::{Item, State};
use super::{
    Base, Batch, ChangedItems, Document, DryRun, Figures, IsCurrent, KnownItem, LiveItem, Outcome, Result,
    Snapshot, Store, StoreError, StoredItem, Wait,
};
use crate::clock::Clock;
use crate::model::{Datestamp, Identifier};

/// A store in memory.
pub struct Memory {
    clock: Arc<dyn Clock>,
    /// Copied when it is changed while a snapshot shares it.
    state: Arc<Mutex<Arc<State>>>,
}

impl Memory {
    /// An empty store.
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        let state = Arc::new(State::starting(clock.now()));
        Self { clock, state: Arc::new(Mutex::new(state)) }
    }

    /// The same store, as another process that opens it has it.
    #[must_use]
    pub fn reopen(&self) -> Self {
        Self { clock: Arc::clone(&self.clock), state: Arc::clone(&self.state) }
    }

    /// The state, for reading and writing.
    fn lock(&self) -> MutexGuard<'_, Arc<State>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The state, unless somebody else uses it at this moment.
    fn try_lock(&self) -> Result<MutexGuard<'_, Arc<State>>> {
        match self.state.try_lock() {
            Ok(state) => Ok(state),
            Err(TryLockError::Poisoned(state)) => Ok(state.into_inner()),
            Err(TryLockError::WouldBlock) => Err(StoreError::would_block()),
        }
    }

    /// The state as it is now, for reading without the lock.
    fn state(&self) -> Arc<State> {
        Arc::clone(&self.lock())
    }
}

impl Store for Memory {
    fn snapshot(&self, wait: Wait) -> Result<Box<dyn Snapshot + '_>> {
        let mut state = match wait {
            Wait::Yes => self.lock(),
            Wait::No => self.try_lock()?,
        };
        let clock = self.clock.now(); // under the lock, so that no other thread has gone on to a later second
        if state.horizon.must_move(clock) {
            if wait == Wait::No {
                return Err(StoreError::would_block());
            }
            let ticked = state.horizon.ticked(clock);
            Arc::make_mut(&mut state).horizon = ticked;
        }
        Ok(Box::new(View::of(Arc::clone(&state))))
    }

    fn apply(&self, batch: &Batch<'_>) -> Result<Vec<Outcome>> {
        let mut state = self.lock();
        Ok(Arc::make_mut(&mut state).apply(self.clock.now(), batch))
    }

    fn dry_run(&self, batch: &Batch<'_>, bodies: bool) -> Result<Vec<DryRun>> {
        Ok(self.state().dry_run(batch, bodies))
    }

    fn live_items(&self, source: &str) -> Result<Vec<LiveItem>> {
        let state = self.state();
        let items = state.live_items().filter(|item| item.details.source == source);
        Ok(items.map(Item::to_live).collect())
    }

    fn bases(&self, identifiers: &[&Identifier]) -> Result<Vec<Base>> {
        let state = self.state();
        Ok(identifiers.iter().map(|identifier| state.base(identifier)).collect())
    }

    fn known_items(&self, identifiers: &[&Identifier]) -> Result<Vec<Option<KnownItem>>> {
        let state = self.state();
        let known = |identifier: &&Identifier| {
            let item = state.items.get(identifier.as_str())?;
            let Item { details, .. } = item.as_ref();
            Some(KnownItem {
                base: state.exact_base(identifier),
                source: details.source.clone(),
                origin: if item.is_live() { details.origin.clone() } else { String::new() },
                fingerprint: details.fingerprint.clone(),
            })
        };
        Ok(identifiers.iter().map(known).collect())
    }

    fn outdated(&self, is_current: IsCurrent<'_>, after: u64, limit: usize) -> Result<Vec<StoredItem>> {
        let state = self.state();
        let outdated = |item: &&Item| item.number > after && !is_current(&item.details.rendering);
        let mut items: Vec<_> = state.live_items().filter(outdated).collect();
        items.sort_by_key(|item| item.number);
        Ok(items.into_iter().take(limit).map(Item::to_stored).collect())
    }

    fn item(&self, identifier: &Identifier) -> Result<Option<StoredItem>> {
        Ok(self.state().live_item(identifier).map(Item::to_stored))
    }

    fn changed_items(&self, after: Option<u64>, limit: usize) -> Result<ChangedItems> {
        Ok(self.state().changed_items(after, limit))
    }

    fn deletions_since(&self, source: &str, since: Datestamp) -> Result<u64> {
        let state = self.state();
        let deleted = |item: &&Arc<Item>| item.deleted.is_some_and(|deleted| deleted >= since);
        let items = state.items.values().filter(deleted).filter(|item| item.details.source == source);
        Ok(items.count() as u64)
    }

    fn document(&self, name: &str) -> Result<Option<Document>> {
        Ok(self.state().documents.get(name).cloned())
    }

    fn put_document(&self, name: &str, text: &str, base: u64) -> Result<Option<u64>> {
        let mut state = self.lock();
        if state.revision_of(name) != base {
            return Ok(None);
        }
        let state = Arc::make_mut(&mut state);
        let document = Document { text: text.to_owned(), revision: base + 1 };
        state.documents.insert(name.to_owned(), document);
        state.documents_revision += 1;
        Ok(Some(base + 1))
    }

    fn figures(&self) -> Result<Figures> {
        let state = self.state();
        let items = state.live_items().count();
        let deleted_items = (state.items.len() - items) as u64;
        Ok(Figures { items: items as u64, deleted_items, bytes: state.bytes() as u64 })
    }

    fn problems(&self) -> Vec<StoreError> {
        self.state().horizon.problem().into_iter().collect()
    }
}
