//! The arithmetic of the horizon: the store's own clock, on which the promise of the datestamps rests.
//!
//! The horizon is a second, kept in the store, that only moves forward. An answer has the horizon of its snapshot as its
//! responseDate, and shows what is stamped no later. A batch is stamped later than the horizon that its transaction finds.
//! So an answer that lacks a batch has a responseDate before the datestamp of the batch, whatever any clock shows, however
//! long the commit takes, and whichever process or node answers.

use std::cmp::Ordering;

use super::{ErrorKind, StoreError};
use crate::model::Datestamp;

/// A forward jump of the clock by more seconds than this is reported: a day.
pub(super) const JUMP: i64 = 86_400;

/// How long a jump is reported, in seconds of the store's time.
const REPORTED: i64 = 86_400;

/// The seconds that order everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Horizon {
    /// The last second that any responseDate may name.
    pub(super) now: Datestamp,
    /// What the clock showed when the horizon moved last.
    pub(super) ticked: Datestamp,
    /// The greatest datestamp given.
    pub(super) latest: Datestamp,
    /// The last forward jump of the clock: from and to.
    pub(super) jump: (Datestamp, Datestamp),
}

/// How far a store is in the future, because the clock was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Future {
    /// What the clock shows now.
    pub clock: Datestamp,
    /// The last responseDate that may have been given.
    pub horizon: Datestamp,
    /// The greatest datestamp.
    pub latest: Datestamp,
    /// How many records have a datestamp later than the clock, tombstones included.
    pub records: u64,
}

impl Horizon {
    /// That of a store made now.
    pub(super) const fn starting(now: Datestamp) -> Self {
        Self { now, ticked: now, latest: now, jump: (now, now) }
    }

    /// Where the horizon moves now, if anywhere: to what the clock shows or, while the clock is behind (it was set back), by
    /// one second for each of the clock's, as long as a batch waits to become visible.
    fn next(&self, clock: Datestamp) -> Option<Datestamp> {
        let waiting = self.latest > self.now && self.ticked != clock;
        match clock.cmp(&self.now) {
            Ordering::Greater => Some(clock),
            Ordering::Less if waiting => Some(self.now.plus(1)),
            _ => None,
        }
    }

    /// Whether the horizon has to move before an answer at this time of the clock.
    pub(super) fn must_move(&self, clock: Datestamp) -> bool {
        self.next(clock).is_some()
    }

    /// The horizon after a tick; the same if it stays. A move by more than a day is noted as a jump of the clock.
    pub(super) fn ticked(&self, clock: Datestamp) -> Self {
        let Some(now) = self.next(clock) else { return *self };
        let jumped = now.unix() - self.now.unix() > JUMP;
        Self { now, ticked: clock, jump: if jumped { (self.now, now) } else { self.jump }, ..*self }
    }

    /// The datestamp of a batch written now: about a second ahead, after every responseDate given, and not before the
    /// batch before it (§2.5, and the order of the log).
    pub(super) fn stamp(&self, clock: Datestamp) -> Datestamp {
        clock.max(self.now).plus(1).max(self.latest)
    }

    /// The horizon after a tick whose length was expected, because nobody asked for so long while the clock ran evenly.
    pub(super) fn ticked_as_expected(&self, clock: Datestamp) -> Self {
        Self { jump: self.jump, ..self.ticked(clock) }
    }

    /// The last forward jump of the clock, for a day after it.
    pub(super) fn recent_jump(&self) -> Option<(Datestamp, Datestamp)> {
        let (from, to) = self.jump;
        (to > from && self.now.unix() - to.unix() < REPORTED).then_some((from, to))
    }

    /// What the operator should know of the clock, if anything.
    pub(super) fn problem(&self) -> Option<StoreError> {
        let (from, to) = self.recent_jump()?;
        let message = format!(
            "between {from} and {to} Windrow was stopped, or the clock of the machine jumped forward, and responseDate and all new \
             datestamps with it; this is reported for a day"
        );
        let remedy = "if Windrow was stopped for so long, ignore this; if the clock was wrong, correct it, stop Windrow, and run \
                      `windrow repair --clock`";
        Some(StoreError::new(ErrorKind::Clock, message).with_remedy(remedy))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Datestamp {
        Datestamp::from_unix(seconds)
    }

    #[test]
    fn the_horizon_follows_the_clock_forward_and_never_back() {
        let horizon = Horizon::starting(at(100));
        assert_eq!(horizon.ticked(at(103)).now, at(103));
        assert_eq!(horizon.ticked(at(90)), horizon);
        assert!(!horizon.must_move(at(100)));
    }

    #[test]
    fn a_waiting_batch_becomes_visible_though_the_clock_is_behind() {
        let horizon = Horizon { latest: at(102), ..Horizon::starting(at(100)) };
        let next = horizon.ticked(at(50));
        assert_eq!(next.now, at(101));
        assert_eq!(next.ticked(at(50)), next, "one second for each of the clock's");
        assert_eq!(next.ticked(at(51)).now, at(102));
    }

    #[test]
    fn a_batch_is_later_than_every_answer_and_every_batch_before() {
        let horizon = Horizon { latest: at(105), ..Horizon::starting(at(100)) };
        assert_eq!(horizon.stamp(at(100)), at(105));
        assert_eq!(horizon.stamp(at(200)), at(201));
        assert_eq!(Horizon::starting(at(100)).stamp(at(3)), at(101));
    }

    #[test]
    fn a_long_rest_is_not_a_jump() {
        let rested = Horizon::starting(at(0)).ticked_as_expected(at(172_800));
        assert_eq!((rested.now, rested.recent_jump()), (at(172_800), None));
    }

    #[test]
    fn a_jump_of_more_than_a_day_is_reported_for_a_day() {
        let horizon = Horizon::starting(at(0));
        assert_eq!(horizon.ticked(at(86_400)).recent_jump(), None);
        let jumped = horizon.ticked(at(86_401));
        assert_eq!(jumped.recent_jump(), Some((at(0), at(86_401))));
        assert_eq!(jumped.ticked(at(86_401 + 86_399)).recent_jump(), Some((at(0), at(86_401))));
        assert_eq!(jumped.ticked(at(86_401 + 86_400)).recent_jump(), None);
    }
}
