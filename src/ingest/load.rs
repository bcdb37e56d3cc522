//! Files of many records, loaded in bulk: one thread reads, another renders, and a third writes.

use std::cell::Cell;
use std::fmt;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use super::batch::Batch;
use super::progress::Progress;
use super::publisher::Publisher;
use super::report::Counts;
use crate::import::{Incoming, Loader, Problem, Severity, unreadable};
use crate::model::Identity;
use crate::render::{Renderer, stored_identity};
use crate::store::{Base, Change, Deletion, Store, StoreError, Wait};

/// How many full batches may wait for the writer: enough to keep it busy, little enough to keep memory flat.
const WAITING: usize = 2;

/// Why a load stopped before its end; what was published before stays.
#[derive(Debug)]
pub enum LoadError {
    Store(StoreError),
    /// Something other than reading and writing went wrong.
    Reader,
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Store(error) => error.fmt(f),
            Self::Reader => f.write_str("reading stopped for a reason of its own; the log tells more"),
        }
    }
}

impl std::error::Error for LoadError {}

impl From<StoreError> for LoadError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// How many records are handed from the reading thread to the rendering one at a time, and how many such parts may wait.
const PART: usize = 500;
const PARTS: usize = 2;

/// By how much those who read and render are nicer than the writer.
#[cfg(target_os = "linux")]
const NICE: i32 = 10;

/// What was read.
type Read = Result<Incoming, Problem>;

/// What the rendering thread hands to the writing one.
enum Message {
    Full(Batch),
    Problem(Problem),
    Failed(StoreError),
    /// So many records were not taken.
    Rejected(u64),
}

/// Takes the records of the files into the source; what is not in them stays. The same files again change nothing.
///
/// `report` is called with each problem at once; a record with an error is left out, and the rest is loaded.
pub fn load(
    store: &dyn Store,
    source: &str,
    files: &[PathBuf],
    report: &mut dyn FnMut(&Problem),
    progress: Progress<'_>,
) -> Result<Counts, LoadError> {
    // What is read and what is rendered go by the same rules; if they change meanwhile, a batch is stale and rendered again.
    let stored = stored_identity(store)?;
    let rules = stored.as_ref().map_or(0, |stored| stored.revision);
    let identity = stored.map(|stored| stored.identity);
    let now = store.snapshot(Wait::Yes)?.now();
    let renderer = Renderer::new(identity.as_ref(), now).with_rules(rules);
    thread::scope(|scope| {
        let (parts, read_parts) = sync_channel(PARTS);
        let (sender, receiver) = sync_channel(WAITING);
        let identity = identity.as_ref();
        let reader = thread::Builder::new()
            .name("read".to_owned())
            .spawn_scoped(scope, move || read(files, identity, &parts));
        let renderer = thread::Builder::new()
            .name("render".to_owned())
            .spawn_scoped(scope, move || render(store, read_parts, &renderer, &sender));
        let (Ok(reader), Ok(renderer)) = (reader, renderer) else { return Err(LoadError::Reader) };
        let counts = write(store, source, rules, receiver, report, progress);
        renderer.join().map_err(|_| LoadError::Reader)?;
        reader.join().map_err(|_| LoadError::Reader)?;
        Ok(counts?)
    })
}

/// Has the thread leave the processor to the writing one, which is the one that all wait for, and to others of this
/// machine. (Elsewhere than on Linux it would be the whole process that does.)
fn give_way() {
    #[cfg(target_os = "linux")]
    let _ = rustix::process::nice(NICE); // may always be done, and need not
}

/// Reads the files one after the other; ends early if nobody takes what it reads any more.
fn read(files: &[PathBuf], identity: Option<&Identity>, sender: &SyncSender<Vec<Read>>) {
    give_way();
    let mut part = Vec::new();
    let open = Cell::new(true);
    let mut each = |incoming| {
        if !open.get() {
            return;
        }
        part.push(incoming);
        if part.len() >= PART {
            open.set(sender.send(std::mem::take(&mut part)).is_ok());
        }
    };
    let mut loader = Loader::new(identity);
    for path in files.iter().take_while(|_| open.get()) {
        each_of_file(path, &mut loader, &mut each);
    }
    loader.finish(&mut each);
    let _ = sender.send(part); // nobody there, no need
}

/// Renders what was read, in its order; ends early when the writer has gone, as it does when the store fails.
fn render(store: &dyn Store, parts: Receiver<Vec<Read>>, renderer: &Renderer, sender: &SyncSender<Message>) {
    give_way();
    let mut batch = Batch::default();
    for read in parts.into_iter().flatten() {
        let message = match read {
            Ok(Incoming::Rejected(records)) => Some(Message::Rejected(records)),
            Ok(Incoming::Deleted(tombstone)) => {
                let deletion = Deletion { identifier: tombstone.identifier, base: Base::Absent };
                full(store, &mut batch, Change::Delete(deletion))
            }
            Ok(Incoming::Item(item, place)) => {
                match renderer.put(&item, Base::Absent, String::new(), String::new()) {
                    Ok(put) => full(store, &mut batch, Change::Put(put)),
                    Err(reason) => {
                        let message = format!("{}: {reason}", item.identifier);
                        let problem = Problem { severity: Severity::Error, place, message };
                        if sender.send(Message::Problem(problem)).is_err() {
                            return;
                        }
                        Some(Message::Rejected(1))
                    }
                }
            }
            Err(problem) => Some(Message::Problem(problem)),
        };
        if let Some(message) = message
            && sender.send(message).is_err()
        {
            return;
        }
    }
    let _ = sender.send(based(store, batch));
}

/// The batch, based on the present state of its items.
fn based(store: &dyn Store, mut batch: Batch) -> Message {
    match batch.rebase(store) {
        Ok(()) => Message::Full(batch),
        Err(error) => Message::Failed(error),
    }
}

/// Adds a change to the batch; returns the batch if it is full then.
fn full(store: &dyn Store, batch: &mut Batch, change: Change) -> Option<Message> {
    batch.add(change).then(|| based(store, std::mem::take(batch)))
}

fn each_of_file(path: &Path, loader: &mut Loader<'_>, each: &mut dyn FnMut(Read)) {
    match File::open(path) {
        Ok(mut file) => loader.load(path, &mut file, each),
        Err(error) => {
            each(Err(Problem::error(path, unreadable(&error))));
            each(Ok(Incoming::Rejected(1)));
        }
    }
}

fn write(
    store: &dyn Store,
    source: &str,
    rules: u64,
    receiver: Receiver<Message>,
    report: &mut dyn FnMut(&Problem),
    progress: Progress<'_>,
) -> Result<Counts, StoreError> {
    let mut counts = Counts::default();
    let publisher = Publisher::new(store, source);
    for message in receiver {
        match message {
            Message::Failed(error) => return Err(error),
            Message::Full(batch) => {
                publisher.publish(batch, rules, &mut counts, &mut |change, owner| {
                    report(&Problem::error(
                        Path::new(change.identifier().as_str()),
                        format!("belongs to the source `{owner}`; load it with `--source {owner}`, or delete it there first"),
                    ));
                })?;
                progress(counts.total(), None);
            }
            Message::Problem(problem) => report(&problem),
            Message::Rejected(records) => counts.rejected += records,
        }
    }
    Ok(counts)
}
