//! Connections to read with, and the views they have open.
//!
//! All views that begin in one second show the same: the horizon does not move, and what is written meanwhile has a later
//! datestamp. So a finished view is kept for the requests that come in the same second, and ended soon after, because the
//! write-ahead log cannot shrink while it is open.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, Thread};
use std::time::{Duration, Instant};

use rusqlite::Connection;

use super::locked::lock;
use super::state::State;
use crate::model::Datestamp;

/// How long a view is kept, at the longest.
const KEPT: Duration = Duration::from_millis(250);

/// Blocks in which versions were replaced, each with the last datestamp at which one was.
pub(super) type Blocks = Vec<(i64, i64)>;

/// A read transaction, and what was learned in it.
pub(super) struct Opened {
    pub(super) connection: Connection,
    pub(super) state: State,
    pub(super) clock: Datestamp,
    begun: Instant,
    /// How often this process had written when it began.
    writes: u64,
    /// The numbers of formats and sets.
    pub(super) formats: RefCell<HashMap<String, Option<i64>>>,
    pub(super) nodes: RefCell<HashMap<String, Option<i64>>>,
    /// Where the log ends for a reader.
    pub(super) end: Cell<Option<Option<i64>>>,
    /// The last visible place of a list up to a place.
    pub(super) lasts: RefCell<HashMap<(i64, i64), Option<i64>>>,
    /// The blocks with replaced versions, by list and window of the log.
    pub(super) changes: RefCell<HashMap<(i64, i64), Blocks>>,
}

impl Opened {
    pub(super) fn begun(connection: Connection, state: State, clock: Datestamp, writes: u64) -> Self {
        Self {
            connection,
            state,
            clock,
            begun: Instant::now(),
            writes,
            formats: RefCell::default(),
            nodes: RefCell::default(),
            end: Cell::default(),
            lasts: RefCell::default(),
            changes: RefCell::default(),
        }
    }

    /// Ends the view; gives the connection, unless it failed.
    fn end(self) -> Option<Connection> {
        let ended = self.connection.prepare_cached("COMMIT").and_then(|mut commit| commit.execute([]));
        ended.is_ok().then_some(self.connection)
    }
}

/// What no request uses at the moment.
#[derive(Default)]
struct Idle {
    views: Mutex<Vec<Opened>>,
    connections: Mutex<Vec<Connection>>,
    writes: AtomicU64,
    /// The latest horizon that a view of this process had.
    horizon: AtomicI64,
    /// Whether there may be a view to end.
    waiting: AtomicBool,
    closed: AtomicBool,
}

/// Connections and views between two requests.
pub(super) struct Pool {
    idle: Arc<Idle>,
    /// Ends the views that are not asked for any more.
    ender: Option<Thread>,
}

impl Pool {
    pub(super) fn with(first: Connection) -> Self {
        let idle = Arc::new(Idle { connections: Mutex::new(vec![first]), ..Idle::default() });
        let shared = Arc::clone(&idle);
        let ender = thread::Builder::new().name("views".into()).spawn(move || shared.end_views());
        // Without that thread views are not kept at all.
        Self { idle, ender: ender.ok().map(|handle| handle.thread().clone()) }
    }

    /// How often this process has written.
    pub(super) fn writes(&self) -> u64 {
        self.idle.writes.load(Ordering::SeqCst)
    }

    /// A view with this horizon was begun: later views have the same or a later one.
    pub(super) fn shows(&self, horizon: Datestamp) {
        self.idle.horizon.fetch_max(horizon.unix(), Ordering::SeqCst);
    }

    /// A view of this second, if one is at hand.
    pub(super) fn view(&self, clock: Datestamp) -> Option<Opened> {
        let view = lock(&self.idle.views).pop()?;
        let latest = view.state.horizon.now.unix() >= self.idle.horizon.load(Ordering::SeqCst);
        if latest && view.clock == clock && view.writes == self.writes() && view.begun.elapsed() < KEPT {
            return Some(view);
        }
        lock(&self.idle.connections).extend(view.end());
        None
    }

    /// A connection that reads nothing at the moment, if there is one.
    pub(super) fn connection(&self) -> Option<Connection> {
        if let Some(connection) = lock(&self.idle.connections).pop() {
            return Some(connection);
        }
        let view = lock(&self.idle.views).pop()?;
        view.end()
    }

    pub(super) fn put_back(&self, connection: Connection) {
        lock(&self.idle.connections).push(connection);
    }

    /// Keeps a view for the rest of its second, if it shows what others of this second show.
    pub(super) fn keep(&self, view: Opened) {
        let Some(ender) = self.ender.as_ref().filter(|_| view.state.horizon.now == view.clock) else {
            lock(&self.idle.connections).extend(view.end());
            return;
        };
        lock(&self.idle.views).push(view);
        if !self.idle.waiting.swap(true, Ordering::SeqCst) {
            ender.unpark();
        }
    }

    /// Views that were begun before are not used for later requests: this process has written.
    pub(super) fn wrote(&self) {
        self.idle.writes.fetch_add(1, Ordering::SeqCst);
        let views = std::mem::take(&mut *lock(&self.idle.views));
        lock(&self.idle.connections).extend(views.into_iter().filter_map(Opened::end));
    }

    /// After a failure no older view or connection is used again.
    pub(super) fn forget(&self) {
        self.idle.writes.fetch_add(1, Ordering::SeqCst);
        lock(&self.idle.views).clear();
        lock(&self.idle.connections).clear();
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        self.idle.closed.store(true, Ordering::SeqCst);
        if let Some(ender) = &self.ender {
            ender.unpark();
        }
        self.forget();
    }
}

impl Idle {
    fn end_views(&self) {
        while !self.closed.load(Ordering::SeqCst) {
            if !self.waiting.load(Ordering::SeqCst) {
                thread::park();
                continue;
            }
            thread::park_timeout(KEPT);
            let mut views = lock(&self.views);
            let (kept, old): (Vec<_>, Vec<_>) =
                std::mem::take(&mut *views).into_iter().partition(|view| view.begun.elapsed() < KEPT);
            self.waiting.store(!kept.is_empty(), Ordering::SeqCst);
            *views = kept;
            drop(views);
            lock(&self.connections).extend(old.into_iter().filter_map(Opened::end));
        }
    }
}
