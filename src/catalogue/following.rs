//! The catalogue follows the store: it is built item by item, and then changed with the log.

use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use super::card::Card;
use super::headings::headings;
use super::progress::Progress;
use super::reading::Catalogue;
use super::words::words;
use crate::model::{Datestamp, Identifier};
use crate::render::{Renderer, item_of};
use crate::store::{ErrorKind, IndexChange, IndexEntry, Result, StoreError, StoredItem, Wait};

/// Increases with every change of what cards and headings are made of; another catalogue is made again.
const VERSION: u32 = 2;

/// How many items are read at once.
const STEP: usize = 200;

/// How long building rests, in times of what it worked: half of a processor while nobody asks for anything.
const IDLE_REST: u32 = 1;

/// The same while requests are answered: a fiftieth of a processor, which harvesters do not notice.
const BUSY_REST: u32 = 50;

impl Catalogue {
    /// Follows the store one step. Returns whether more is to be done at once.
    ///
    /// Errs if the store cannot be read or the index cannot be written; the next call tries again.
    pub fn step(&self) -> Result<bool> {
        let base = self.index.progress()?;
        let newest = self.store.changed_items(None, 1)?.seq;
        let store = self.store_name()?.to_owned();
        let known = base.as_deref().and_then(Progress::read);
        let is_ours =
            |it: &Progress| it.version == VERSION && it.has_words == self.has_words && it.store == store;
        let known = known.filter(|it| is_ours(it) && it.seq <= newest);
        let Some(progress) = known else {
            self.index.clear()?;
            let start = Progress {
                version: VERSION,
                has_words: self.has_words,
                store,
                building: Some(0),
                seq: newest,
            };
            return self.index.write(None, &[], &start.text());
        };
        let (changes, next) = match progress.building {
            Some(after) => self.items_after(after, &progress)?,
            None if progress.seq == newest => return Ok(false),
            None => self.changes(&progress)?,
        };
        self.index.write(base.as_deref(), &changes, &next.text())?;
        Ok(next != progress)
    }

    /// Follows the store until there is nothing left to do.
    pub fn catch_up(&self) -> Result<()> {
        while self.step()? {}
        Ok(())
    }

    /// Read once: a snapshot moves the horizon of the store, which must rest while nobody asks for anything.
    fn store_name(&self) -> Result<&str> {
        if let Some(name) = self.store_name.get() {
            return Ok(name);
        }
        let key = self.store.snapshot(Wait::Yes)?.key()?;
        Ok(self.store_name.get_or_init(|| HEXLOWER.encode(&Sha256::digest(key)[..8])))
    }

    /// The next items of the whole store.
    fn items_after(&self, after: u64, progress: &Progress) -> Result<(Vec<IndexChange>, Progress)> {
        let (items, last) = match self.store.outdated(&|_| false, after, STEP) {
            Ok(items) => {
                let last = items.last().map(|item| item.number);
                (items, last)
            }
            Err(error) if error.kind == ErrorKind::DamagedRecord => self.past_damage(after)?,
            Err(error) => return Err(error),
        };
        let renderer = Renderer::of_store(&*self.store)?;
        let changes = items.iter().filter_map(|item| entry(item, &renderer, self.has_words)).collect();
        Ok((changes, Progress { building: last, ..progress.clone() }))
    }

    /// The next item alone, where one of the next is damaged; a damaged one is passed over.
    fn past_damage(&self, after: u64) -> Result<(Vec<StoredItem>, Option<u64>)> {
        match self.store.outdated(&|_| false, after, 1) {
            Ok(items) => {
                let last = items.last().map(|item| item.number);
                Ok((items, last))
            }
            Err(error) if error.kind == ErrorKind::DamagedRecord => Ok((Vec::new(), Some(after + 1))),
            Err(error) => Err(error),
        }
    }

    /// What the log says changed.
    fn changes(&self, progress: &Progress) -> Result<(Vec<IndexChange>, Progress)> {
        let mut changed = self.store.changed_items(Some(progress.seq), STEP)?;
        changed.identifiers.sort_unstable();
        changed.identifiers.dedup();
        let renderer = Renderer::of_store(&*self.store)?;
        let changes = changed.identifiers.iter().map(|identifier| self.change(identifier, &renderer));
        let next = Progress { seq: changed.seq, ..progress.clone() };
        Ok((changes.collect::<Result<_>>()?, next))
    }

    fn change(&self, identifier: &Identifier, renderer: &Renderer) -> Result<IndexChange> {
        let removed = || IndexChange::Remove(identifier.to_string());
        match self.store.item(identifier) {
            Ok(item) => {
                Ok(item.and_then(|item| entry(&item, renderer, self.has_words)).unwrap_or_else(removed))
            }
            Err(error) if error.kind == ErrorKind::DamagedRecord => Ok(removed()),
            Err(error) => Err(error),
        }
    }
}

/// The entry of an item; `None` if what is stored of it cannot be read.
fn entry(stored: &StoredItem, renderer: &Renderer, has_words: bool) -> Option<IndexChange> {
    let item = item_of(stored).ok()?;
    let card = Card::of(&item, stored.datestamp.unwrap_or(Datestamp::from_unix(0)));
    let under = headings(&item, &card, &renderer.sets(&item));
    let data = serde_json::to_string(&card).ok()?;
    let words = if has_words { words(&item) } else { Default::default() };
    Some(IndexChange::Put(IndexEntry { identifier: item.identifier.to_string(), data, under, words }))
}

/// A thread that lets the catalogue follow the store; it ends when this is dropped.
pub struct Following {
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Following {
    /// Looks `every` so often whether something changed. While it builds, it rests as long as it works, and much longer while there are
    /// requests: `answers` is how many were answered so far.
    pub fn start(
        catalogue: Arc<Catalogue>,
        every: Duration,
        answers: impl Fn() -> u64 + Send + 'static,
    ) -> std::io::Result<Self> {
        let (stop, stopped) = channel();
        let thread = std::thread::Builder::new().name("catalogue".to_owned()).spawn(move || {
            let mut failed = None;
            let mut pause = Duration::ZERO;
            let mut answered = answers();
            while stopped.recv_timeout(pause) == Err(RecvTimeoutError::Timeout) {
                let begun = Instant::now();
                let more = catalogue.step();
                let now = answers();
                let rest = if now == std::mem::replace(&mut answered, now) { IDLE_REST } else { BUSY_REST };
                pause = if matches!(more, Ok(true)) { begun.elapsed() * rest } else { every };
                report(more.err(), &mut failed);
            }
        })?;
        Ok(Self { stop: Some(stop), thread: Some(thread) })
    }
}

/// Logs an error once, until it is another one.
fn report(error: Option<StoreError>, last: &mut Option<String>) {
    let message = error.map(|error| error.to_string());
    if let Some(message) = message.as_ref().filter(|message| last.as_ref() != Some(*message)) {
        tracing::warn!("the lists of the pages do not follow the records: {message}");
    }
    *last = message;
}

impl Drop for Following {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            _ = thread.join();
        }
    }
}
