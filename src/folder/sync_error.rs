//! Why there is no synchronisation.

use crate::diagnostics::Problem;
use std::fmt;

use crate::store::StoreError;

/// Why a folder could not be synchronised at all.
#[derive(Debug)]
pub enum SyncError {
    Store(StoreError),
    /// There is no usable `repository.toml`, and none was read before.
    NoIdentity(Vec<Problem>),
}

impl fmt::Display for SyncError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Store(error) => error.fmt(f),
            Self::NoIdentity(problems) => {
                let lines: Vec<_> = problems.iter().map(ToString::to_string).collect();
                write!(
                    f,
                    "the repository is not described by a usable repository.toml:\n{}",
                    lines.join("\n")
                )
            }
        }
    }
}

impl std::error::Error for SyncError {}

impl From<StoreError> for SyncError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}
