//! Files of many records, loaded in bulk: one thread reads, another renders, and a third writes.

use crate::diagnostics::{Place, Problem};
use std::cell::Cell;
use std::fmt;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use super::batch::Batch;
use super::fingerprint::fingerprint;
use super::order::{LOADED, Order};
use super::progress::Progress;
use super::publisher::Publisher;
use super::remarks::{Reason, Remark, Tally, unwritable};
use super::report::Counts;
use crate::import::{DeletedRecord, Incoming, Loader, Origin, unreadable};
use crate::model::Item;
use crate::render::{Renderer, stored_identity};
use crate::store::{Base, Change, Deletion, Store, StoreError, Tombstone, Wait};

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
    /// A batch, and what of it is not to be written: counted, and with the reasons.
    Full(Batch, Counts, Vec<Remark>),
    Problem(Problem),
    Failed(StoreError),
    /// So many records were not taken.
    Rejected(u64),
    /// A deletion that does not count.
    Remark(Remark),
}

/// What the user may choose.
#[derive(Clone, Copy, Debug, Default)]
pub struct LoadOptions {
    /// Whether a version that is older at its origin replaces a newer one.
    pub takes_older: bool,
    /// Whether characters that an identifier cannot have are escaped instead of rejecting the record.
    pub escapes_identifiers: bool,
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
    load_with(store, source, files, LoadOptions::default(), report, progress)
}

/// As [`load`], with options.
pub fn load_with(
    store: &dyn Store,
    source: &str,
    files: &[PathBuf],
    options: LoadOptions,
    report: &mut dyn FnMut(&Problem),
    progress: Progress<'_>,
) -> Result<Counts, LoadError> {
    let order = Order { source, takes_older: options.takes_older };
    // What is read and what is rendered go by the same rules; if they change meanwhile, a batch is stale and rendered again.
    let stored = stored_identity(store)?;
    let rules = stored.as_ref().map_or(0, |stored| stored.revision);
    let identity = stored.map(|stored| stored.identity);
    let now = store.snapshot(Wait::Yes)?.now();
    let renderer = Renderer::new(identity.as_ref(), now).with_rules(rules);
    thread::scope(|scope| {
        let (parts, read_parts) = sync_channel(PARTS);
        let (sender, receiver) = sync_channel(WAITING);
        let loader = Loader::new(identity.as_ref());
        let loader = if options.escapes_identifiers { loader.escaping_identifiers() } else { loader };
        let reader = thread::Builder::new()
            .name("read".to_owned())
            .spawn_scoped(scope, move || read(files, loader, &parts));
        let renderer = thread::Builder::new().name("render".to_owned()).spawn_scoped(scope, move || {
            render(Batches { store, order, batch: Batch::default() }, read_parts, &renderer, &sender)
        });
        let (Ok(reader), Ok(renderer)) = (reader, renderer) else { return Err(LoadError::Reader) };
        let counts = write(store, order, rules, receiver, report, progress);
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
fn read(files: &[PathBuf], mut loader: Loader<'_>, sender: &SyncSender<Vec<Read>>) {
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
    for path in files.iter().take_while(|_| open.get()) {
        each_of_file(path, &mut loader, &mut each);
    }
    loader.finish(&mut each);
    let _ = sender.send(part); // nobody there, no need
}

/// Renders what was read, in its order; ends early when the writer has gone, as it does when the store fails.
fn render(
    mut batches: Batches<'_>,
    parts: Receiver<Vec<Read>>,
    renderer: &Renderer,
    sender: &SyncSender<Message>,
) {
    give_way();
    for read in parts.into_iter().flatten() {
        let messages = match read {
            Ok(Incoming::Rejected(records)) => [Some(Message::Rejected(records)), None],
            Ok(Incoming::Deleted(deleted)) => [batches.delete(*deleted, renderer), None],
            Ok(Incoming::Item(item, origin)) => batches.put(&item, origin, renderer),
            Err(problem) => [Some(Message::Problem(problem)), None],
        };
        if messages.into_iter().flatten().any(|message| sender.send(message).is_err()) {
            return;
        }
    }
    let _ = sender.send(batches.settled());
}

/// Collects what was rendered.
struct Batches<'s> {
    store: &'s dyn Store,
    order: Order<'s>,
    batch: Batch,
}

impl Batches<'_> {
    /// Adds an item; returns the batch if it is full then, or why the item cannot be rendered.
    fn put(&mut self, item: &Item, origin: Origin, renderer: &Renderer) -> [Option<Message>; 2] {
        let Origin { place, date, is_named_by_file } = origin;
        let fingerprint = fingerprint(&date, item.provenance.as_ref());
        let file = if is_named_by_file { absolute(&place.file) } else { String::new() };
        match renderer.put(item, Base::Absent, file, fingerprint) {
            Ok(put) => [self.add(place, Change::Put(put)), None],
            Err(reason) => {
                let problem = Problem::new(place, unwritable(&reason).about(&item.identifier));
                [Some(Message::Problem(problem)), Some(Message::Rejected(1))]
            }
        }
    }

    /// Adds a deletion; returns the batch if it is full then, or why the deletion does not count.
    fn delete(&mut self, deleted: DeletedRecord, renderer: &Renderer) -> Option<Message> {
        let DeletedRecord { identifier, prefix, sets, origin: Origin { place, date, .. } } = deleted;
        let prefix = prefix.map_or_else(|| LOADED.to_owned(), |prefix| prefix.as_str().to_owned());
        if !renderer.offers(&prefix) {
            let what = identifier.to_string();
            return Some(Message::Remark(Remark { reason: Reason::NoFormat(prefix), place, what }));
        }
        let deletion = Deletion {
            identifier,
            base: Base::Absent,
            fingerprint: fingerprint(&date, None),
            tombstone: Some(Tombstone { prefix, sets }),
        };
        self.add(place, Change::Delete(deletion))
    }

    fn add(&mut self, place: Place, change: Change) -> Option<Message> {
        self.batch.add_from(place, change).then(|| self.settled())
    }

    /// What was collected, based on the present state of its items.
    fn settled(&mut self) -> Message {
        let mut batch = std::mem::take(&mut self.batch);
        let mut counts = Counts::default();
        match batch.settle(self.store, self.order, &mut counts) {
            Ok(remarks) => Message::Full(batch, counts, remarks),
            Err(error) => Message::Failed(error),
        }
    }
}

fn each_of_file(path: &Path, loader: &mut Loader<'_>, each: &mut dyn FnMut(Read)) {
    match File::open(path) {
        Ok(mut file) => loader.load(path, &mut file, each),
        Err(error) => {
            each(Err(Problem::of_file(path, unreadable(&error))));
            each(Ok(Incoming::Rejected(1)));
        }
    }
}

fn write(
    store: &dyn Store,
    order: Order<'_>,
    rules: u64,
    receiver: Receiver<Message>,
    report: &mut dyn FnMut(&Problem),
    progress: Progress<'_>,
) -> Result<Counts, StoreError> {
    let mut counts = Counts::default();
    let mut tally = Tally::default();
    let publisher = Publisher::new(store, order);
    for message in receiver {
        let mut remarks = Vec::new();
        match message {
            Message::Failed(error) => return Err(error),
            Message::Full(batch, settled, mut earlier) => {
                counts += settled;
                let mut owned = Vec::new();
                let mut later =
                    publisher.publish(batch, rules, &mut counts, &mut |change, place, owner| {
                        owned.push(owned_by_other(change, place, owner));
                    })?;
                for part in [&mut earlier, &mut owned, &mut later] {
                    remarks.append(part);
                }
                progress(counts.total(), None);
            }
            Message::Problem(problem) => report(&problem),
            Message::Rejected(records) => counts.rejected += records,
            Message::Remark(deletion) => {
                counts.other_formats += 1;
                remarks.push(deletion);
            }
        }
        remarks.into_iter().filter_map(|record| tally.add(record)).for_each(|problem| report(&problem));
    }
    tally.into_problems().for_each(|problem| report(&problem));
    Ok(counts)
}

/// The path of the file from wherever it is looked at.
fn absolute(file: &Path) -> String {
    std::path::absolute(file).unwrap_or_else(|_| file.to_owned()).to_string_lossy().into_owned()
}

fn owned_by_other(change: &Change, place: &Place, owner: &str) -> Remark {
    let reason = match change {
        Change::Put(_) => Reason::OwnedByOther(owner.to_owned()),
        Change::Delete(_) => Reason::DeletedByOther(owner.to_owned()),
    };
    Remark { reason, place: place.clone(), what: change.identifier().to_string() }
}
