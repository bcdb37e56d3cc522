//! Failures of the store, for the operator.

use std::fmt;

/// A failure of the store: 503 for the harvester (never an empty list), a sentence with a remedy for the operator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoreError {
    pub kind: ErrorKind,
    /// What is wrong, and where.
    pub message: String,
    /// What the operator can do.
    pub remedy: String,
}

/// What kind of failure it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// Another writer holds the store.
    Busy,
    /// The disk is full.
    Full,
    /// Something in the store is damaged, or it is not a store.
    Corrupt,
    /// A record is damaged; the others can be read.
    DamagedRecord,
    /// The store was removed, or replaced, while it was open; or a part of it is missing.
    Gone,
    /// The user that Windrow runs as may not read or write something.
    Permission,
    /// The store was opened to be read only.
    ReadOnly,
    /// What should be the folder of the store is something else.
    NoFolder,
    /// The store was made by another version of Windrow, which this one cannot read.
    OtherVersion,
    /// There is no store yet.
    Missing,
    /// The caller may not wait, and would have to.
    WouldBlock,
    /// The clock of the machine jumped.
    Clock,
    Other,
}

impl ErrorKind {
    /// The remedy, unless the place of the failure has a better one.
    const fn remedy(self) -> &'static str {
        match self {
            Self::Busy => "try again when the other process has finished",
            Self::Full => "free space on the disk of the data folder",
            Self::Corrupt => {
                "run `windrow verify` to see what is damaged, then `windrow repair`, or restore a backup with `windrow restore`"
            }
            Self::DamagedRecord => "run `windrow repair`",
            Self::Gone => {
                "put the store back, or restore a backup with `windrow restore`, and start Windrow again"
            }
            Self::Permission => "let the user that Windrow runs as read and write the data folder",
            Self::ReadOnly => "use a command that may write",
            Self::NoFolder => "choose another data folder with --data, or move away what is there",
            Self::OtherVersion => "run the version of Windrow that made the store",
            Self::Missing => "run `windrow sync` or `windrow serve`, which make the store",
            Self::WouldBlock => "ask again, on a thread that may wait",
            Self::Clock => "check the clock of the machine",
            Self::Other => "check the machine's log for faults of its disk or memory",
        }
    }
}

impl StoreError {
    /// A failure with the usual remedy of its kind.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), remedy: kind.remedy().to_owned() }
    }

    /// The same with another remedy.
    #[must_use]
    pub fn with_remedy(self, remedy: impl Into<String>) -> Self {
        Self { remedy: remedy.into(), ..self }
    }

    /// The same, with the place before the message.
    #[must_use]
    pub fn at(self, place: impl fmt::Display) -> Self {
        Self { message: format!("{place}: {}", self.message), ..self }
    }

    /// The answer of an engine that was asked not to wait.
    pub fn would_block() -> Self {
        Self::new(ErrorKind::WouldBlock, "the answer is not ready")
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the store: {}; {}", self.message, self.remedy)
    }
}

impl std::error::Error for StoreError {}
