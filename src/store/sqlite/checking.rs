//! What is known to be damaged in a store that is open: found when it was opened, or later.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use rusqlite::{Connection, InterruptHandle};

use super::connection::FILE_NAME;
use super::journal;
use super::locked::lock;
use super::mark::Mark;
use super::schema;
use super::state::State;
use super::verify::verify;
use crate::store::{Access, Damage, ErrorKind, Part, Result, StoreError};

/// A store of at most so many bytes is checked before it is opened, a larger one while it is used.
const CHECKED_AT_ONCE: u64 = 64 << 20;

/// How long a large store is used before it is checked: a command that ends soon would only take time from others.
const PATIENCE: Duration = Duration::from_secs(10);

/// How many damaged records are remembered.
const REMEMBERED: usize = 100;

/// Damage, and the thread that looks for it.
pub(super) struct Checking {
    known: Arc<Known>,
    thread: Mutex<Option<(JoinHandle<()>, InterruptHandle)>>,
}

#[derive(Default)]
struct Known {
    /// The records that cannot be served.
    records: Mutex<BTreeSet<String>>,
    /// Why nothing can be served.
    store: Mutex<Option<StoreError>>,
    stopped: AtomicBool,
}

impl Checking {
    /// Checks a store that is to be written, which a small one has to pass. `connection` has read nothing of it yet.
    pub(super) fn begin(connection: &Connection, size: u64, path: &Path, access: Access) -> Result<Self> {
        let known = Arc::new(Known::default());
        let is_checked = access == Access::ReadWrite && schema::version(connection)?.is_some();
        let thread = if !is_checked {
            None
        } else if size <= CHECKED_AT_ONCE {
            known.learn(verify(connection, &|_, _| ()));
            known.expect_intact()?;
            None
        } else {
            in_background(&known, journal::open_read_only(path)?)
        };
        Ok(Self { known, thread: Mutex::new(thread) })
    }

    /// Fails if more than single records is damaged.
    pub(super) fn expect_intact(&self) -> Result<()> {
        self.known.expect_intact()
    }

    /// The records that are known to be damaged.
    pub(super) fn damaged(&self) -> BTreeSet<String> {
        lock(&self.known.records).clone()
    }

    /// Notes a record that was found damaged.
    pub(super) fn note(&self, record: String) {
        self.known.note(record);
    }

    /// Stops looking, so that the store can be closed.
    pub(super) fn stop(&self) {
        self.known.stopped.store(true, Ordering::SeqCst);
        let Some((thread, reading)) = lock(&self.thread).take() else { return };
        thread.thread().unpark();
        while !thread.is_finished() {
            reading.interrupt(); // again and again: it has no effect between two statements
            thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Checking {
    fn drop(&mut self) {
        self.stop();
    }
}

fn in_background(known: &Arc<Known>, connection: Connection) -> Option<(JoinHandle<()>, InterruptHandle)> {
    let interrupt = connection.get_interrupt_handle();
    let known = Arc::clone(known);
    let check = move || {
        if known.is_used_for(PATIENCE) {
            known.learn(verify(&connection, &|_, _| ()));
        }
    };
    let thread = thread::Builder::new().name("verify".into()).spawn(check);
    if let Err(error) = &thread {
        tracing::warn!(%error, "the store is not checked for damage");
    }
    Some((thread.ok()?, interrupt))
}

impl Known {
    /// Waits; says whether the store is still open then.
    fn is_used_for(&self, patience: Duration) -> bool {
        let begun = Instant::now();
        let is_stopped = || self.stopped.load(Ordering::SeqCst);
        while !is_stopped()
            && let Some(left) = patience.checked_sub(begun.elapsed())
        {
            thread::park_timeout(left);
        }
        !is_stopped()
    }

    fn expect_intact(&self) -> Result<()> {
        lock(&self.store).clone().map_or(Ok(()), Err)
    }

    fn note(&self, record: String) {
        let mut records = lock(&self.records);
        if records.len() < REMEMBERED {
            records.insert(record);
        }
    }

    fn learn(&self, found: Result<Vec<Damage>>) {
        if self.stopped.load(Ordering::SeqCst) {
            return;
        }
        match found {
            Ok(found) => found.iter().for_each(|damage| self.learn_of(damage)),
            Err(error) if error.kind == ErrorKind::Corrupt => *lock(&self.store) = Some(error),
            Err(error) => tracing::warn!(%error, "the store could not be checked for damage"),
        }
    }

    fn learn_of(&self, damage: &Damage) {
        if damage.part == Part::Record && damage.identifier.is_some() {
            tracing::error!("the record {damage}; run `windrow repair`");
            self.note(damage.name());
            return;
        }
        let mut store = lock(&self.store);
        if store.is_none() {
            let error = StoreError::new(ErrorKind::Corrupt, damage.to_string());
            tracing::error!("{error}");
            *store = Some(error);
        }
    }
}

/// What is damaged in the store in the folder. Nothing is written; others may use the store meanwhile.
pub fn verify_folder(folder: &Path, progress: &dyn Fn(u64, Option<u64>)) -> Result<Vec<Damage>> {
    let path = folder.join(FILE_NAME);
    if !path.exists() {
        return Err(StoreError::new(
            ErrorKind::Missing,
            format!("there is no store in {}", folder.display()),
        ));
    }
    let mark = Mark::in_folder(folder);
    let modified = || std::fs::metadata(&path).and_then(|file| file.modified()).ok();
    let verify = || verify_file(&path, Some(&mark), progress).map_err(|error| error.at(path.display()));
    let before = modified();
    let found = verify()?;
    // A store at rest is read without locks: if another process has begun to write, what was read may be half of two states.
    if found.is_empty() || modified() == before { Ok(found) } else { verify() }
}

/// What is damaged in a file, which may be behind its mark, too.
pub(super) fn verify_file(
    path: &Path,
    mark: Option<&Mark>,
    progress: &dyn Fn(u64, Option<u64>),
) -> Result<Vec<Damage>> {
    let opened = || -> Result<Connection> {
        journal::refuse_stale_log(path)?;
        let connection = journal::open_read_only(path)?;
        schema::expect_readable(&connection)?;
        mark.map_or(Ok(()), |mark| mark.check(|| State::read(&connection)).map(drop))?;
        Ok(connection)
    };
    match opened() {
        Ok(connection) => verify(&connection, progress),
        Err(error) if matches!(error.kind, ErrorKind::Corrupt | ErrorKind::Gone | ErrorKind::Other) => {
            Ok(vec![Damage::new(Part::Store, error.message)])
        }
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_store_that_stays_open_is_checked() {
        let known = Known::default();
        assert!(known.is_used_for(Duration::ZERO));
        known.stopped.store(true, Ordering::SeqCst);
        assert!(!known.is_used_for(Duration::ZERO));
        assert!(
            !known.is_used_for(Duration::from_secs(3_600)),
            "it is not waited for a store that is closed"
        );
    }
}
