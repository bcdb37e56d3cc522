//! The horizon: the store's own clock, on which the promise of the datestamps rests.
//!
//! It is a second, written in the store, that only moves forward. An answer carries as responseDate the horizon
//! of its snapshot and shows what is stamped no later; a batch is stamped later than the horizon that its transaction
//! finds. So an answer that does not see a batch has a responseDate before the datestamp of the batch, whatever
//! any clock shows, however long the commit takes, and whichever process or node answers.

use std::time::{Duration, Instant};

use rusqlite::Connection;

use super::connection::{Writing, do_not_wait, wait_seconds};
use super::volumes::Volumes;
use super::{Sqlite, lock, version};
use crate::model::Datestamp;
use crate::store::{ErrorKind, Result, StoreError};

/// How old a responseDate may be, in seconds, before an answer waits for the horizon to move.
const FRESH: i64 = 2;

/// How old it may get, in seconds, if the horizon cannot move: past that there is no honest answer.
const STALE: i64 = 10;

/// How many versions that nobody sees any more one tick removes: little, for a harvester waits for it.
const PURGE_AT_A_TICK: u32 = 200;

/// For so long after the horizon could not be moved nobody else tries: who waits in line would wait once more for each
/// one before it.
const RESPITE: Duration = Duration::from_secs(1);

/// What moves the horizon.
pub(super) struct Ticker {
    connection: Writing,
    /// How it went the last time, if that was wrong.
    failed: Option<(Instant, StoreError)>,
}

impl Ticker {
    pub(super) const fn new() -> Self {
        Self { connection: Writing::with_cache(1_024), failed: None }
    }

    /// Moves the horizon to the clock, if it lies behind.
    fn tick(&mut self, store: &Sqlite, clock: Datestamp, wait: bool) -> Result<()> {
        if let Some((when, error)) = &self.failed
            && when.elapsed() < RESPITE
        {
            return Err(error.clone());
        }
        let patience = if wait { wait_seconds } else { do_not_wait };
        let result = self
            .connection
            .write(&store.file, patience, |connection| tick(connection, &store.volumes, clock));
        self.failed = result.as_ref().err().map(|error| (Instant::now(), error.clone()));
        if result.is_err() {
            store.pool.forget();
        }
        result
    }
}

/// The row that orders everything.
#[derive(Clone, Copy, Debug)]
pub(super) struct State {
    pub(super) horizon: Datestamp,
    ticked: Datestamp,
    latest: Datestamp,
    pub(super) documents: i64,
}

impl State {
    pub(super) fn read(connection: &Connection) -> Result<Self> {
        let mut statement =
            connection.prepare_cached("SELECT horizon, ticked, latest, documents FROM state")?;
        Ok(statement.query_row([], |row| {
            Ok(Self {
                horizon: Datestamp::from_unix(row.get(0)?),
                ticked: Datestamp::from_unix(row.get(1)?),
                latest: Datestamp::from_unix(row.get(2)?),
                documents: row.get(3)?,
            })
        })?)
    }

    /// Where the horizon moves now, if anywhere: to what the clock shows or, while that lies behind (it was set
    /// back), by one second for each of the clock's, as long as something waits to become visible.
    fn next(&self, clock: Datestamp) -> Option<Datestamp> {
        let waiting = self.latest > self.horizon && self.ticked != clock;
        match clock.cmp(&self.horizon) {
            std::cmp::Ordering::Greater => Some(clock),
            std::cmp::Ordering::Less if waiting => Some(self.horizon.plus(1)),
            _ => None,
        }
    }

    /// The datestamp of a batch written now: about a second ahead, after every responseDate given, and not before the
    /// batch before it (§2.5, and the order of the log).
    pub(super) fn stamp(&self, clock: Datestamp) -> Datestamp {
        clock.max(self.horizon).plus(1).max(self.latest)
    }

    /// Begins a read in the connection's own transaction, with the horizon as near to the clock as it can be had.
    pub(super) fn begin(store: &Sqlite, connection: &Connection, clock: Datestamp) -> Result<Self> {
        connection.prepare_cached("BEGIN")?.execute([])?;
        let state = Self::read(connection)?;
        if state.next(clock).is_none() {
            return Ok(state);
        }
        connection.prepare_cached("COMMIT")?.execute([])?;
        advance(store, clock, clock.unix() - state.horizon.unix())?;
        connection.prepare_cached("BEGIN")?.execute([])?;
        Self::read(connection)
    }
}

/// Moves the horizon, unless somebody else is at it and the one there is will do.
fn advance(store: &Sqlite, clock: Datestamp, age: i64) -> Result<()> {
    let must_wait = age > FRESH;
    let ticker = if must_wait { Some(lock(&store.ticker)) } else { store.ticker.try_lock().ok() };
    let Some(mut ticker) = ticker else { return Ok(()) };
    match ticker.tick(store, clock, must_wait) {
        Err(error) if error.kind == ErrorKind::Busy && age <= STALE => Ok(()),
        Err(error) if age <= STALE => {
            tracing::warn!(%error, "responseDate cannot move on; answers still carry that of {age} s ago");
            Ok(())
        }
        result => result,
    }
}

fn tick(connection: &Connection, volumes: &Volumes, clock: Datestamp) -> Result<()> {
    let state = State::read(connection)?;
    let Some(horizon) = state.next(clock) else { return Ok(()) };
    if horizon > clock {
        tracing::warn!(
            behind = horizon.unix() - clock.unix(),
            "the clock was set back, or was far ahead before; the repository keeps its own time, and what is written becomes \
             visible, but responseDate stays ahead until the clock has caught up"
        );
    }
    connection
        .prepare_cached("UPDATE state SET horizon = ?1, ticked = ?2")?
        .execute((horizon.unix(), clock.unix()))?;
    version::purge(connection, volumes, horizon, PURGE_AT_A_TICK)
}
