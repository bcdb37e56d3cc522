//! What goes wrong below, told to the operator.

use std::fmt;

/// A failure of the store: 503 for the harvester (never an empty list), a sentence with a remedy for the operator.
#[derive(Debug)]
pub struct StoreError {
    pub kind: ErrorKind,
    pub message: String,
}

/// What kind of failure it is, which decides the remedy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// Another writer holds the store.
    Busy,
    /// No room on the disk.
    Full,
    /// The file is damaged, or is no store.
    Corrupt,
    /// The file may not be read or written.
    Permission,
    /// The store was made by a newer Windrow.
    TooNew,
    Other,
}

impl ErrorKind {
    /// What the operator can do.
    pub const fn remedy(self) -> &'static str {
        match self {
            Self::Busy => "another process is writing; it is tried again by itself",
            Self::Full => "free room on the disk that holds the data folder",
            Self::Corrupt => "stop Windrow, move the damaged store away, and restore it from a backup",
            Self::Permission => "let the user Windrow runs as read and write the data folder",
            Self::TooNew => "run the version of Windrow that made the store, or a later one",
            Self::Other => "see the message, and the log of the machine",
        }
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the store: {}; {}", self.message, self.kind.remedy())
    }
}

impl std::error::Error for StoreError {}
