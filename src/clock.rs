//! What time it is: passed in, so that tests decide.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use crate::model::Datestamp;

/// Tells the time, to the second that has begun.
pub trait Clock: Send + Sync {
    fn now(&self) -> Datestamp;
}

/// The clock of the machine.
#[derive(Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Datestamp {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Datestamp::from_unix(i64::try_from(since.as_secs()).unwrap_or(i64::MAX))
    }
}

/// A clock that stands still until it is set, to any time, earlier ones included.
#[derive(Debug)]
pub struct ManualClock(AtomicI64);

impl ManualClock {
    /// A clock that shows `now`.
    pub const fn at(now: Datestamp) -> Self {
        Self(AtomicI64::new(now.unix()))
    }

    /// Sets the clock.
    pub fn set(&self, now: Datestamp) {
        self.0.store(now.unix(), Ordering::SeqCst);
    }

    /// Moves the clock by `seconds`, backwards if negative.
    pub fn advance(&self, seconds: i64) {
        self.0.fetch_add(seconds, Ordering::SeqCst);
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Datestamp {
        Datestamp::from_unix(self.0.load(Ordering::SeqCst))
    }
}
