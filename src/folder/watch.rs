//! The records folder, watched while the repository serves: an edit saved is served within seconds.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, ModifyKind, RenameMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::guard::Guard;
use super::health::Trouble;
use super::names::is_of_editor;
use super::root::Root;
use super::scan::scan;
use super::sync::sync_watched;
use super::unfinished::{Looks, Reported};
use crate::ingest::Report;
use crate::store::{Store, is_store_file};

/// A folder is quiet when nothing has changed in it for this long: editors write a file in several steps.
const SETTLED: Duration = Duration::from_millis(300);

/// The folder is read after this long in any case.
const PATIENCE: Duration = Duration::from_secs(3);

/// A file that has just changed is read when it was closed, as far as the system reports that, or when it has stayed the same for
/// so long.
const STILL: Duration = Duration::from_secs(3);

/// A thread that synchronises a folder whenever it changes; it ends when this is dropped.
pub struct Watch {
    signals: Sender<Signal>,
    thread: Option<JoinHandle<()>>,
    trouble: Arc<Trouble>,
    reported: Reported,
}

/// What the thread works on.
struct Folder {
    store: Arc<dyn Store>,
    path: PathBuf,
    guard: Guard,
    trouble: Arc<Trouble>,
    /// What was seen of files that are being written.
    looks: Looks,
    /// What was logged last.
    logged: Option<Report>,
}

enum Signal {
    Touched,
    Stop,
}

impl Watch {
    /// Synchronises now, after every change that the system reports, and also every `interval`, since network folders
    /// report no changes. Without an interval, only now.
    pub fn start(
        store: Arc<dyn Store>,
        folder: PathBuf,
        interval: Option<Duration>,
        guard: impl Into<Guard>,
    ) -> std::io::Result<Self> {
        let (signals, heard) = channel();
        let touched = signals.clone();
        let trouble = Arc::<Trouble>::default();
        let guard = guard.into();
        let reported = Reported::default();
        let looks = Looks::new(STILL, reported.clone());
        let folder =
            Folder { store, path: folder, guard, trouble: Arc::clone(&trouble), looks, logged: None };
        let events = Events { touched, reported: reported.clone() };
        let thread = std::thread::Builder::new()
            .name("watch".to_owned())
            .spawn(move || run(folder, interval, &events, &heard))?;
        Ok(Self { signals, thread: Some(thread), trouble, reported })
    }

    /// What prevents the folder from being synchronised.
    pub fn trouble(&self) -> Arc<Trouble> {
        Arc::clone(&self.trouble)
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.reported.stop();
        let _ = self.signals.send(Signal::Stop); // it may have ended by itself
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn run(mut folder: Folder, interval: Option<Duration>, events: &Events, heard: &Receiver<Signal>) {
    let Some(interval) = interval else { return folder.synchronise() };
    let mut watcher = None;
    loop {
        // The folder may have been replaced by now: mounted later, linked elsewhere, or moved and made again.
        watcher = self::watcher(&folder.path, events).or(watcher);
        folder.synchronise();
        let pause = if folder.looks.is_restless() { interval.min(STILL) } else { interval };
        match heard.recv_timeout(pause) {
            Ok(Signal::Touched) if settle(heard).is_some() => {}
            Err(RecvTimeoutError::Timeout) => {}
            Ok(_) | Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}

/// Waits until the folder is quiet or [`PATIENCE`] ends, and drops the changes reported meanwhile; `None` to stop.
fn settle(heard: &Receiver<Signal>) -> Option<()> {
    let patience = Instant::now() + PATIENCE;
    while Instant::now() < patience {
        match heard.recv_timeout(SETTLED) {
            Ok(Signal::Touched) => {}
            Ok(Signal::Stop) | Err(RecvTimeoutError::Disconnected) => return None,
            Err(RecvTimeoutError::Timeout) => break,
        }
    }
    heard.try_iter().all(|signal| matches!(signal, Signal::Touched)).then_some(())
}

/// Watches the folder: each folder in it, and through its parent whether the folder itself is moved, mounted or linked anew. A
/// folder that cannot be watched, such as an unreadable one, leaves the others watched.
fn watcher(folder: &Path, events: &Events) -> Option<RecommendedWatcher> {
    let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    let (events, inside) = (events.clone(), folder.clone());
    let on_event = move |event: notify::Result<Event>| {
        if let Ok(event) = event {
            events.take(&event, &inside);
        }
    };
    let mut watcher =
        notify::recommended_watcher(on_event).map_err(|error| not_watched(&folder, &error)).ok()?;
    let mut watch = |path: &Path| {
        watcher.watch(path, RecursiveMode::NonRecursive).map_err(|error| not_watched(path, &error)).is_ok()
    };
    let parent = folder.parent().is_some_and(&mut watch);
    let root = Root::new(&folder);
    let folders = scan(&root).folders;
    let watched = folders.iter().filter(|below| watch(&root.join(below))).count();
    (parent || watched > 0).then_some(watcher)
}

fn not_watched(path: &Path, error: &notify::Error) {
    tracing::debug!(path = %path.display(), %error, "the system does not report changes; the folder is read from time to time");
}

/// Where the events of the system go.
#[derive(Clone)]
struct Events {
    touched: Sender<Signal>,
    reported: Reported,
}

impl Events {
    fn take(&self, event: &Event, folder: &Path) {
        let closed = match event.kind {
            EventKind::Access(AccessKind::Close(AccessMode::Write))
            | EventKind::Modify(ModifyKind::Name(RenameMode::To)) => Some(true),
            EventKind::Create(_) | EventKind::Modify(ModifyKind::Data(_)) => Some(false),
            _ => None,
        };
        for file in event.paths.iter().filter_map(|path| path.strip_prefix(folder).ok()) {
            if let Some(closed) = closed {
                self.reported.set_closed(file, closed);
            }
        }
        if concerns(event, folder) {
            let _ = self.touched.send(Signal::Touched);
        }
    }
}

/// Whether the event may be an edit. Changes of the store are not edits, even if it is kept in the records folder: what a
/// synchronisation writes would start the next one. Nor are the files that editors have beside a file that is open.
fn concerns(event: &Event, folder: &Path) -> bool {
    let is_store = |name: &OsStr| is_store_file(&name.to_string_lossy());
    let is_other = |path: &Path| path.file_name().is_some_and(|name| is_store(name) || is_of_editor(name));
    let inside = |path: &PathBuf| path.starts_with(folder) && !is_other(path);
    let closed = EventKind::Access(AccessKind::Close(AccessMode::Write));
    (!event.kind.is_access() || event.kind == closed)
        && (event.paths.is_empty() || event.paths.iter().any(inside))
}

impl Folder {
    /// Warns once of a folder without records, unless other sources have records.
    fn warn_if_empty(&self, report: &Report) {
        let was_empty = self.logged.as_ref().is_some_and(is_empty);
        let has_items = || self.store.figures().is_ok_and(|figures| figures.items > 0);
        if is_empty(report) && !was_empty && !has_items() {
            tracing::warn!(
                "there are no records in {}; put a file NAME.toml for each article there (`windrow init DIR` creates a folder with a template), \
                 name another folder with --records, or load records with `windrow load`",
                self.path.display()
            );
        }
    }

    fn synchronise(&mut self) {
        self.trouble.begin();
        match sync_watched(&*self.store, &self.path, self.guard, &mut self.looks, &|_, _| {}) {
            Ok(report) => {
                self.trouble.end(None);
                log(&report, self.logged.as_ref());
                self.warn_if_empty(&report);
                self.logged = Some(report);
            }
            Err(error) => {
                let sentence =
                    "The records folder could not be synchronised; what was served before is served on.";
                tracing::error!("{sentence} {error}");
                self.trouble.end(Some(format!("{sentence} {error}")));
            }
        }
    }
}

/// Whether the folder has no record files, as far as it could be read.
fn is_empty(report: &Report) -> bool {
    report.counts.total() == 0 && report.withheld.is_none()
}

/// Logs what is new in the report.
fn log(report: &Report, before: Option<&Report>) {
    let counts = report.counts;
    if counts.wrote() || before.is_none() {
        let (created, changed, unchanged) = (counts.created, counts.changed, counts.unchanged);
        let (deleted, rejected) = (counts.deleted, counts.rejected);
        tracing::info!(created, changed, unchanged, deleted, rejected, "records synchronised");
    }
    if report.refreshed.wrote() {
        tracing::info!(
            changed = report.refreshed.changed,
            "records rendered again: rules, formats or the program have changed"
        );
    }
    for problem in &report.problems {
        if before.is_none_or(|before| !before.problems.contains(problem)) {
            tracing::warn!("{problem}");
        }
    }
    if let Some(withheld) = &report.withheld
        && before.is_none_or(|before| before.withheld.as_ref() != Some(withheld))
    {
        tracing::warn!("{withheld}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_reported_together_are_read_once() {
        let (signals, heard) = channel();
        (0..10_000).for_each(|_| signals.send(Signal::Touched).unwrap());
        assert!(settle(&heard).is_some());
        assert!(heard.try_recv().is_err(), "the rest would be looked at once more");
    }

    #[test]
    fn what_a_synchronisation_writes_does_not_bring_about_the_next_one() {
        let heard = |path: &str| {
            let event = Event::default().add_path(path.into());
            concerns(&event, Path::new("/journal/records"))
        };
        assert!(heard("/journal/records") && heard("/journal/records/2022/a.toml"));
        assert!(heard("/journal/records/..data"), "Kubernetes replaces this link");
        assert!(!heard("/journal/records/.#a.toml") && !heard("/journal/records/2022/.a.toml.swp"));
        assert!(!heard("/journal/data") && !heard("/journal/records/data/windrow.sqlite-wal"));
    }

    #[test]
    fn whoever_waits_for_the_folder_to_settle_can_be_stopped() {
        let (signals, heard) = channel();
        signals.send(Signal::Touched).unwrap();
        signals.send(Signal::Stop).unwrap();
        assert!(settle(&heard).is_none());
    }
}
