//! Files that somebody is still writing.
//!
//! Half a file may be a valid file, and harvesters would take it. So a file that has just changed is read when it was closed by
//! the program that wrote it, or when its size and its time of change have stayed the same for a while.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use super::root::Root;

/// For so many times the span in which a file should stay the same is it waited for.
const PATIENCE: u32 = 2;

/// How often the files are looked at meanwhile.
const STEP: Duration = Duration::from_millis(100);

/// What the system reports about the files while they are watched.
#[derive(Clone, Default)]
pub(super) struct Reported(Arc<State>);

#[derive(Default)]
struct State {
    /// Files that were closed by the program that wrote them, relative to the folder, and when.
    closed: Mutex<HashMap<PathBuf, Instant>>,
    stopping: AtomicBool,
}

impl Reported {
    /// Notes that a file was closed, or that it is being written again.
    pub(super) fn set_closed(&self, file: &Path, closed: bool) {
        let mut files = self.closed();
        if closed {
            files.insert(file.to_owned(), Instant::now());
        } else {
            files.remove(file);
        }
    }

    fn closed(&self) -> MutexGuard<'_, HashMap<PathBuf, Instant>> {
        self.0.closed.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// From now on nothing is waited for.
    pub(super) fn stop(&self) {
        self.0.stopping.store(true, Ordering::Relaxed);
    }

    fn is_stopping(&self) -> bool {
        self.0.stopping.load(Ordering::Relaxed)
    }
}

/// What was seen of files that changed a short time ago.
#[derive(Default)]
pub(super) struct Looks {
    /// For so long a file must have stayed the same.
    still: Duration,
    reported: Reported,
    seen: HashMap<PathBuf, Look>,
    /// Files that did not stop changing; nobody waits for them again.
    restless: BTreeSet<PathBuf>,
}

/// One state of a file.
struct Look {
    size: u64,
    changed: SystemTime,
    /// When it was seen first.
    since: Instant,
}

impl Looks {
    /// Without a time, every file is taken as it is.
    pub(super) fn new(still: Duration, reported: Reported) -> Self {
        Self { still, reported, ..Self::default() }
    }

    /// Waits until no file is being written, but not for long; whether it waited, so that the folder may be another one now.
    pub(super) fn wait<'f>(&mut self, root: &Root, files: impl Iterator<Item = &'f PathBuf>) -> bool {
        let began = Instant::now();
        let mut waited = false;
        let mut waiting: Vec<&PathBuf> = files.collect();
        if !self.seen.is_empty() {
            let present: HashSet<&PathBuf> = waiting.iter().copied().collect();
            self.seen.retain(|file, _| present.contains(file));
        }
        loop {
            waiting.retain(|file| !self.is_still(root, file));
            let is_over = began.elapsed() > self.still * PATIENCE || self.reported.is_stopping();
            if is_over || waiting.iter().all(|file| self.restless.contains(*file)) {
                return waited;
            }
            std::thread::sleep(STEP.min(self.still));
            waited = true;
        }
    }

    /// The files that are being written.
    pub(super) fn unfinished<'f>(
        &mut self,
        root: &Root,
        files: impl Iterator<Item = &'f PathBuf>,
    ) -> BTreeSet<PathBuf> {
        self.restless = files.filter(|file| !self.is_still(root, file)).cloned().collect();
        // what was closed longer ago is old enough by its time
        self.reported.closed().retain(|_, closed| closed.elapsed() < self.still * 2);
        self.restless.clone()
    }

    /// Whether a file was still being written when the folder was looked at last.
    pub(super) fn is_restless(&self) -> bool {
        !self.restless.is_empty()
    }

    fn is_still(&mut self, root: &Root, file: &Path) -> bool {
        if self.still.is_zero() {
            return true;
        }
        let state =
            root.join(file).metadata().and_then(|metadata| Ok((metadata.len(), metadata.modified()?)));
        let Ok((size, changed)) = state else { return true }; // reading it shows what is wrong with it
        if changed.elapsed().is_ok_and(|age| age >= self.still) {
            self.seen.remove(file);
            return true;
        }
        if self.reported.closed().contains_key(file) {
            return true;
        }
        match self.seen.get(file).filter(|seen| (seen.size, seen.changed) == (size, changed)) {
            Some(seen) => seen.since.elapsed() >= self.still,
            None => {
                self.seen.insert(file.to_owned(), Look { size, changed, since: Instant::now() });
                false
            }
        }
    }
}
