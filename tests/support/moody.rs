//! A store that can be told to fail.

use std::sync::atomic::{AtomicU8, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex};

use windrow::model::{Datestamp, Identifier};
use windrow::store::{
    Base, Batch, ChangedItems, Document, DryRun, ErrorKind, Figures, IsCurrent, KnownItem, LiveItem, Outcome,
    Result, Snapshot, Store, StoreError, StoredItem, Wait,
};

/// What the store does when it is asked.
pub enum Mood {
    Well,
    Failing,
    Panicking,
    Stuck,
}

/// A store with moods.
pub struct Moody {
    store: Arc<dyn Store>,
    mood: AtomicU8,
    /// How many snapshots were at hand.
    at_hand: AtomicUsize,
    /// How many are stuck, and whether they may go on.
    stuck: Mutex<usize>,
    changed: Condvar,
}

impl Moody {
    /// A store that is well.
    pub fn new(store: Arc<dyn Store>) -> Self {
        let mood = AtomicU8::new(Mood::Well as u8);
        let at_hand = AtomicUsize::new(0);
        Self { store, mood, at_hand, stuck: Mutex::new(0), changed: Condvar::new() }
    }

    pub fn set(&self, mood: Mood) {
        self.mood.store(mood as u8, Ordering::SeqCst);
        drop(self.stuck.lock().unwrap());
        self.changed.notify_all();
    }

    /// Waits until so many requests are stuck in the store.
    pub fn wait_for_stuck(&self, number: usize) {
        let stuck = self.stuck.lock().unwrap();
        drop(self.changed.wait_while(stuck, |stuck| *stuck < number).unwrap());
    }

    /// How many snapshots were at hand when they were asked for.
    #[allow(dead_code, reason = "not every test asks")]
    pub fn at_hand(&self) -> usize {
        self.at_hand.load(Ordering::SeqCst)
    }

    fn is(&self, mood: Mood) -> bool {
        self.mood.load(Ordering::SeqCst) == mood as u8
    }

    /// What becomes of a caller who may not wait.
    fn ask_at_once(&self) -> Result<()> {
        assert!(!self.is(Mood::Panicking), "the store panics, as it was told to");
        if self.is(Mood::Well) { Ok(()) } else { Err(StoreError::would_block()) }
    }

    fn ask(&self) -> Result<()> {
        assert!(!self.is(Mood::Panicking), "the store panics, as it was told to");
        if self.is(Mood::Failing) {
            return Err(StoreError::new(ErrorKind::Full, "it fails, as it was told to"));
        }
        let mut stuck = self.stuck.lock().unwrap();
        if self.is(Mood::Stuck) {
            *stuck += 1;
            self.changed.notify_all();
            let mut stuck = self.changed.wait_while(stuck, |_| self.is(Mood::Stuck)).unwrap();
            *stuck -= 1;
        }
        Ok(())
    }
}

impl Store for Moody {
    fn snapshot(&self, wait: Wait) -> Result<Box<dyn Snapshot + '_>> {
        match wait {
            Wait::Yes => self.ask()?,
            Wait::No => self.ask_at_once()?,
        }
        let snapshot = self.store.snapshot(wait)?;
        self.at_hand.fetch_add(usize::from(wait == Wait::No), Ordering::SeqCst);
        Ok(snapshot)
    }
    fn apply(&self, batch: &Batch<'_>) -> Result<Vec<Outcome>> {
        self.store.apply(batch)
    }
    fn dry_run(&self, batch: &Batch<'_>, bodies: bool) -> Result<Vec<DryRun>> {
        self.store.dry_run(batch, bodies)
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

    fn outdated(&self, is_current: IsCurrent<'_>, after: u64, limit: usize) -> Result<Vec<StoredItem>> {
        self.store.outdated(is_current, after, limit)
    }
    fn item(&self, identifier: &Identifier) -> Result<Option<StoredItem>> {
        self.store.item(identifier)
    }
    fn changed_items(&self, after: Option<u64>, limit: usize) -> Result<ChangedItems> {
        self.ask()?;
        self.store.changed_items(after, limit)
    }
    fn deletions_since(&self, source: &str, since: Datestamp) -> Result<u64> {
        self.store.deletions_since(source, since)
    }
    fn document(&self, name: &str) -> Result<Option<Document>> {
        self.store.document(name)
    }
    fn put_document(&self, name: &str, text: &str, base: u64) -> Result<Option<u64>> {
        self.store.put_document(name, text, base)
    }
    fn figures(&self) -> Result<Figures> {
        self.ask()?;
        self.store.figures()
    }
    fn problems(&self) -> Vec<StoreError> {
        self.store.problems()
    }
}
