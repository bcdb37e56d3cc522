//! Moves the horizon (`crate::store::horizon`).

use std::sync::Mutex;
use std::time::{Duration, Instant};

use rusqlite::Connection;

use super::busy::{do_not_wait, wait_a_second};
use super::connection::{File, Writing};
use super::locked::lock;
use super::log;
use super::mark::Mark;
use super::state::State;
use crate::model::Datestamp;
use crate::store::horizon::JUMP;
use crate::store::{Access, ErrorKind, Result, StoreError};

/// How old a responseDate may be, in seconds, before an answer waits for the horizon to move.
const FRESH: i64 = 2;

/// How many invisible versions one tick removes: few, because a harvester waits for it.
const PURGE_AT_A_TICK: u32 = 200;

/// Back-off after a failed tick; otherwise each queued request would wait for the timeout again.
const RESPITE: Duration = Duration::from_secs(1);

/// Another writer may hold the store for so long before that is reported.
const PATIENCE: Duration = Duration::from_secs(10);

/// What moves the horizon; apart from the writer, so that a tick never waits for a batch of this process.
pub(super) struct Ticker(Mutex<Inner>);

struct Inner {
    connection: Writing,
    /// What the clock showed at the last tick of this process, and when that was.
    last: Option<(Datestamp, Instant)>,
    /// How it went the last time, if it failed.
    failed: Option<Failed>,
}

#[derive(Clone)]
struct Failed {
    since: Instant,
    last: Instant,
    error: StoreError,
}

impl Ticker {
    pub(super) const fn new() -> Self {
        Self(Mutex::new(Inner { connection: Writing::with_cache(1_024), last: None, failed: None }))
    }

    /// Begins a read in the connection's own transaction, with the horizon as near to the clock as possible.
    pub(super) fn begin(
        &self,
        file: &File,
        mark: &Mark,
        connection: &Connection,
        clock: Datestamp,
    ) -> Result<State> {
        connection.prepare_cached("BEGIN")?.execute([])?;
        let state = State::read(connection)?;
        if file.access() == Access::ReadOnly {
            // Nobody harvests from here: what is published is shown from its datestamp on, and nothing is written.
            return Ok(State { horizon: state.horizon.ticked(clock), ..state });
        }
        if !state.horizon.must_move(clock) {
            return Ok(state);
        }
        connection.prepare_cached("COMMIT")?.execute([])?;
        self.advance(file, mark, clock, clock.unix() - state.horizon.now.unix());
        connection.prepare_cached("BEGIN")?.execute([])?;
        State::read(connection)
    }

    /// Moves the horizon, unless another thread or process does and the present one is fresh enough. If it cannot be moved,
    /// answers go on with the present one: late, but never wrong.
    fn advance(&self, file: &File, mark: &Mark, clock: Datestamp, age: i64) {
        let must_wait = age > FRESH;
        let inner = if must_wait { Some(lock(&self.0)) } else { self.0.try_lock().ok() };
        if let Some(mut inner) = inner {
            inner.tick(file, mark, clock, must_wait);
        }
    }

    /// Closes the connection.
    pub(super) fn close(&self) {
        lock(&self.0).connection = Writing::with_cache(1_024);
    }

    /// Why the horizon does not move, if it is not just a matter of a moment.
    pub(super) fn problem(&self) -> Option<StoreError> {
        let failed = lock(&self.0).failed.clone()?;
        let is_lasting = failed.error.kind != ErrorKind::Busy || failed.since.elapsed() > PATIENCE;
        is_lasting.then(|| {
            let message = format!(
                "nothing can be written, so responseDate stays as it is and no change is taken up: {}",
                failed.error.message
            );
            StoreError { message, ..failed.error }
        })
    }
}

impl Inner {
    fn tick(&mut self, file: &File, mark: &Mark, clock: Datestamp, wait: bool) {
        if self.failed.as_ref().is_some_and(|failed| failed.last.elapsed() < RESPITE) {
            return;
        }
        let patience = if wait { wait_a_second } else { do_not_wait };
        let now = Instant::now();
        let is_even = self.last.is_some_and(|last| is_even(last, (clock, now)));
        match self.connection.write(file, patience, |connection| tick(connection, clock, is_even)) {
            Ok(state) => {
                self.last = Some((clock, now));
                mark.set(&state);
                self.failed = None;
            }
            Err(error) if error.kind == ErrorKind::Busy && !wait => {}
            Err(error) => self.note(error),
        }
    }

    fn note(&mut self, error: StoreError) {
        let last = Instant::now();
        let since = self.failed.as_ref().map_or(last, |failed| failed.since);
        // A long load holds the store again and again; health reports it if it lasts.
        if self.failed.is_none() && error.kind != ErrorKind::Busy {
            tracing::warn!(%error, "the horizon cannot be moved; answers keep the last responseDate");
        }
        self.failed = Some(Failed { since, last, error });
    }
}

/// Whether the clock ran evenly between two moments. If nobody asks for days, the horizon moves by days, and nothing is wrong.
fn is_even(from: (Datestamp, Instant), to: (Datestamp, Instant)) -> bool {
    let passed = to.1.duration_since(from.1).as_secs();
    to.0.unix() - from.0.unix() - i64::try_from(passed).unwrap_or(i64::MAX) <= JUMP
}

/// Moves the horizon to the clock, if it is behind. `is_even` says whether the clock ran evenly since the last tick of this
/// process.
fn tick(connection: &Connection, clock: Datestamp, is_even: bool) -> Result<State> {
    let before = State::read(connection)?;
    let horizon =
        if is_even { before.horizon.ticked_as_expected(clock) } else { before.horizon.ticked(clock) };
    let state = State { horizon, ..before.clone() };
    if state.horizon == before.horizon {
        return Ok(before);
    }
    report(&before, &state, clock);
    state.write(connection)?;
    log::purge(connection, state.horizon.now, PURGE_AT_A_TICK)?;
    Ok(state)
}

fn report(before: &State, after: &State, clock: Datestamp) {
    let horizon = after.horizon.now;
    if horizon > clock {
        tracing::warn!(
            seconds = horizon.unix() - clock.unix(),
            "the clock was set back, or was far ahead before; what is written becomes visible, but responseDate stays ahead of \
             the clock until the clock has caught up"
        );
    }
    if after.horizon.jump != before.horizon.jump {
        tracing::warn!(
            from = %before.horizon.now,
            to = %horizon,
            "the clock is more than a day ahead of the last answer: if Windrow was not stopped for so long, the clock is wrong; \
             correct it, stop Windrow, and run `windrow repair --clock`"
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_nobody_asked_for_days_ran_evenly_and_one_that_jumped_did_not() {
        let (start, rest) = (Datestamp::from_unix(1_000), 3 * 86_400_i64);
        let now = Instant::now();
        let later = now + Duration::from_secs(rest.unsigned_abs());
        assert!(is_even((start, now), (start.plus(rest), later)));
        assert!(!is_even((start, now), (start.plus(rest), now)));
        assert!(!is_even((start, now), (start.plus(2 * rest), later)));
        assert!(is_even((start, now), (start.plus(-rest), later)));
    }
}
