//! Why a request has no answer.

use super::StoreError;

/// Why there is no outcome.
pub(super) enum Halt {
    Store(StoreError),
    /// It would have to be waited for.
    NotAtHand,
}

impl From<StoreError> for Halt {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}
