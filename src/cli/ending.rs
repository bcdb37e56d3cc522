//! How a command ends, and what it prints.

use std::fmt::Display;
use std::io::Write as _;
use std::process::ExitCode;

/// How a command ended, for scripts; `windrow --help` tells of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    Done = 0,
    Failed = 1,
    Usage = 2,
    /// Done, but for what was rejected or waits to be confirmed.
    Incomplete = 3,
    /// A rehearsal found what would change.
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
    pub(super) message: String,
}

impl Failure {
    pub(super) fn usage(message: impl Display) -> Self {
        Self { ending: Ending::Usage, message: message.to_string() }
    }
}

impl<E: std::error::Error> From<E> for Failure {
    fn from(error: E) -> Self {
        Self { ending: Ending::Failed, message: error.to_string() }
    }
}

/// Prints what was asked for. A reader that has gone, such as `head`, is no failure.
pub(super) fn print(text: &str) -> Result<Ending, Failure> {
    _ = std::io::stdout().write_all(text.as_bytes());
    Ok(Ending::Done)
}
