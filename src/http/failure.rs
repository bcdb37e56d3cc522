//! The last request that the store failed: a store may be damaged in a part that health does not look at.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::repository::StoreError;

/// For how long health tells of it.
const TOLD: Duration = Duration::from_secs(60);

/// When the store last failed a request, and how.
#[derive(Debug, Default)]
pub(super) struct LastFailure(Mutex<Option<(Instant, StoreError)>>);

impl LastFailure {
    pub(super) fn set(&self, error: StoreError) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((Instant::now(), error));
    }

    /// A sentence for the operator, if it was not long ago.
    pub(super) fn told(&self) -> Option<String> {
        let failure = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (when, error) = failure.as_ref().filter(|(when, _)| when.elapsed() < TOLD)?;
        Some(format!("A request could not be answered {} s ago: {error}", when.elapsed().as_secs()))
    }
}
