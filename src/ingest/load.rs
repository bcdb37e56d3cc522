//! Files of many records, loaded in bulk: one thread reads, another renders, and a third writes.

use std::fmt;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use super::batch::Batch;
use super::progress::Progress;
use super::publisher::Publisher;
use super::report::Counts;
use crate::import::{Incoming, Problem, Severity, load_file};
use crate::model::Identity;
use crate::render::{Renderer, stored_identity};
use crate::store::{Base, Change, Deletion, Store, StoreError};

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

/// What was read, and in which file.
type Read<'f> = (&'f Path, Result<Incoming, Problem>);

/// What the rendering thread hands to the writing one.
enum Message {
    Full(Batch),
    Problem(Problem),
    Failed(StoreError),
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
    let identity = stored_identity(store)?.map(|stored| stored.identity);
    let renderer = Renderer::of_store(store)?;
    let rules = renderer.rules();
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
fn read<'f>(files: &'f [PathBuf], identity: Option<&Identity>, sender: &SyncSender<Vec<Read<'f>>>) {
    give_way();
    let mut part = Vec::new();
    let mut bytes = Vec::new(); // for one file after the other: so much memory is not to be found anew each time
    let mut open = true;
    for path in files {
        each_of_file(path, &mut bytes, identity, &mut |incoming| {
            if !open {
                return;
            }
            part.push((path.as_path(), incoming));
            if part.len() >= PART {
                open = sender.send(std::mem::take(&mut part)).is_ok();
            }
        });
        if !open {
            return;
        }
    }
    let _ = sender.send(part); // nobody there, no need
}

/// Renders what was read, in its order; ends early when the writer has gone, as it does when the store fails.
fn render(
    store: &dyn Store,
    parts: Receiver<Vec<Read<'_>>>,
    renderer: &Renderer,
    sender: &SyncSender<Message>,
) {
    give_way();
    let mut batch = Batch::default();
    for (path, incoming) in parts.into_iter().flatten() {
        let message = match incoming.and_then(|incoming| change(path, incoming, renderer)) {
            Ok(change) => batch.add(change).then(|| based(store, std::mem::take(&mut batch))),
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

fn each_of_file(
    path: &Path,
    bytes: &mut Vec<u8>,
    identity: Option<&Identity>,
    each: &mut dyn FnMut(Result<Incoming, Problem>),
) {
    bytes.clear();
    match File::open(path).and_then(|mut file| file.read_to_end(bytes)) {
        Ok(_) => load_file(path, bytes, identity, each),
        Err(error) => each(Err(Problem::error(path, format!("cannot be read: {error}")))),
    }
}

fn change(path: &Path, incoming: Incoming, renderer: &Renderer) -> Result<Change, Problem> {
    match incoming {
        Incoming::Deleted(identifier) => Ok(Change::Delete(Deletion { identifier, base: Base::Absent })),
        Incoming::Item(item) => renderer
            .put(&item, Base::Absent, String::new(), String::new())
            .map(Change::Put)
            .map_err(|reason| Problem::error(path, format!("{}: {reason}", item.identifier))),
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
                publisher.publish(batch, rules, &mut counts, &mut |put, owner| {
                    report(&Problem::error(
                        Path::new(put.identifier.as_str()),
                        format!("belongs to the source `{owner}`; load it with `--source {owner}`, or delete it there first"),
                    ));
                })?;
                progress(counts.total(), None);
            }
            Message::Problem(problem) => {
                if problem.severity == Severity::Error {
                    counts.rejected += 1;
                }
                report(&problem);
            }
        }
    }
    Ok(counts)
}
