//! A store that can be told to fail.

use std::sync::atomic::{AtomicU8, AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex};

use windrow::model::Identifier;
use windrow::store::sqlite::Sqlite;
use windrow::store::{
    Change, ErrorKind, Figures, Holding, NewRun, Outcome, Outdated, Rehearsed, Result, Snapshot, Store,
    StoreError,
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
    store: Sqlite,
    mood: AtomicU8,
    /// How many snapshots were at hand.
    at_hand: AtomicUsize,
    /// How many are stuck, and whether they may go on.
    stuck: Mutex<usize>,
    changed: Condvar,
}

impl Moody {
    /// A store that is well.
    pub const fn new(store: Sqlite) -> Self {
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
    fn snapshot(&self) -> Result<Box<dyn Snapshot + '_>> {
        self.ask()?;
        self.store.snapshot()
    }
    fn snapshot_at_hand(&self) -> Option<Box<dyn Snapshot + '_>> {
        assert!(!self.is(Mood::Panicking), "the store panics, as it was told to");
        let snapshot = if self.is(Mood::Well) { self.store.snapshot_at_hand() } else { None };
        self.at_hand.fetch_add(usize::from(snapshot.is_some()), Ordering::SeqCst);
        snapshot
    }
    fn keep(&self, runs: &[NewRun]) -> Result<()> {
        self.store.keep(runs)
    }
    fn apply(&self, source: &str, changes: &[Change]) -> Result<Vec<Outcome>> {
        self.store.apply(source, changes)
    }
    fn rehearse(&self, source: &str, changes: &[Change], bodies: bool) -> Result<Vec<Rehearsed>> {
        self.store.rehearse(source, changes, bodies)
    }
    fn holdings(&self, source: &str) -> Result<Vec<Holding>> {
        self.store.holdings(source)
    }
    fn outdated(&self, rendering: &str, after: Option<&Identifier>, limit: usize) -> Result<Vec<Outdated>> {
        self.store.outdated(rendering, after, limit)
    }
    fn item(&self, identifier: &Identifier) -> Result<Option<Outdated>> {
        self.store.item(identifier)
    }
    fn document(&self, name: &str) -> Result<Option<String>> {
        self.store.document(name)
    }
    fn put_document(&self, name: &str, text: &str) -> Result<()> {
        self.store.put_document(name, text)
    }
    fn figures(&self) -> Result<Figures> {
        self.ask()?;
        self.store.figures()
    }
}
