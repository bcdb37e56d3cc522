//! A store that can be switched off.

use std::sync::atomic::{AtomicBool, Ordering};

use windrow::model::Identifier;
use windrow::store::sqlite::Sqlite;
use windrow::store::{
    Change, ErrorKind, Figures, Holding, Outcome, Outdated, Result, Snapshot, Store, StoreError,
};

/// A store, and whether it is broken.
pub struct Switch {
    store: Sqlite,
    broken: AtomicBool,
}

impl Switch {
    pub const fn new(store: Sqlite) -> Self {
        Self { store, broken: AtomicBool::new(false) }
    }

    /// Breaks the store for readers, or mends it.
    pub fn set_broken(&self, broken: bool) {
        self.broken.store(broken, Ordering::SeqCst);
    }
}

impl Store for Switch {
    fn snapshot(&self) -> Result<Box<dyn Snapshot + '_>> {
        if self.broken.load(Ordering::SeqCst) {
            return Err(StoreError::new(ErrorKind::Corrupt, "switched off"));
        }
        self.store.snapshot()
    }
    fn apply(&self, source: &str, changes: &[Change]) -> Result<Vec<Outcome>> {
        self.store.apply(source, changes)
    }
    fn holdings(&self, source: &str) -> Result<Vec<Holding>> {
        self.store.holdings(source)
    }
    fn outdated(&self, rendering: &str, after: Option<&Identifier>, limit: usize) -> Result<Vec<Outdated>> {
        self.store.outdated(rendering, after, limit)
    }
    fn document(&self, name: &str) -> Result<Option<String>> {
        self.store.document(name)
    }
    fn put_document(&self, name: &str, text: &str) -> Result<()> {
        self.store.put_document(name, text)
    }
    fn figures(&self) -> Result<Figures> {
        self.store.figures()
    }
}
