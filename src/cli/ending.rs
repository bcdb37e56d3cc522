//! How a command ends, and what it prints.

use std::io::Write as _;
use std::process::ExitCode;

use crate::model::Words;
use crate::store::StoreError;

use super::store_words::store_words;

/// How a command ended, for scripts; `windrow --help` lists them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    Done = 0,
    Failed = 1,
    Usage = 2,
    /// Done, except for rejected records and deletions that wait for confirmation.
    Incomplete = 3,
    /// A dry run found changes.
    Differs = 4,
}

impl From<Ending> for ExitCode {
    fn from(ending: Ending) -> Self {
        Self::from(ending as u8)
    }
}

/// Why a command failed, for the person who gave it.
pub(super) struct Failure {
    pub(super) ending: Ending,
    pub(super) message: Words,
}

impl Failure {
    /// The command cannot be carried out as it was given.
    pub(super) const fn usage(message: Words) -> Self {
        Self { ending: Ending::Usage, message }
    }

    /// The command was carried out, and failed.
    pub(super) const fn failed(message: Words) -> Self {
        Self { ending: Ending::Failed, message }
    }
}

impl<E: std::error::Error + 'static> From<E> for Failure {
    fn from(error: E) -> Self {
        let error: &(dyn std::error::Error + 'static) = &error;
        let of_store = error.downcast_ref::<StoreError>().map(store_words);
        Self::failed(of_store.unwrap_or_else(|| Words::same(error.to_string())))
    }
}

/// Prints the result. It is not a failure if the reader has gone, such as `head`.
pub(super) fn print(text: &str) -> Result<Ending, Failure> {
    _ = std::io::stdout().write_all(text.as_bytes());
    Ok(Ending::Done)
}
