//! What goes wrong below, told to the operator.

use std::fmt;

/// A failure of the store: 503 for the harvester (never an empty list), a sentence with a remedy for the operator.
#[derive(Clone, Debug)]
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
    /// The file was taken away, or another put in its place, while it was open.
    Gone,
    /// The file may not be read or written.
    Permission,
    /// What shall be the folder of the store is something else.
    NoFolder,
    /// The store was made by a newer Windrow.
    TooNew,
    Other,
}

impl ErrorKind {
    /// What the operator can do.
    pub const fn remedy(self) -> &'static str {
        match self {
            Self::Busy => "another process is writing; try again when it has finished",
            Self::Full => "free room on the disk that holds the data folder",
            Self::Corrupt => "stop Windrow, move the damaged store away, and restore it from a backup",
            Self::Gone => {
                "put the store back as it was, or restore it from a backup, and start Windrow again"
            }
            Self::Permission => "let the user that Windrow runs as read and write the data folder",
            Self::NoFolder => "give Windrow another data folder with --data, or move away what is there",
            Self::TooNew => "run the version of Windrow that made the store, or a later one",
            Self::Other => "look into the log of the machine for trouble with its disk or memory",
        }
    }
}

impl StoreError {
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into() }
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the store: {}; {}", self.message, self.kind.remedy())
    }
}

impl std::error::Error for StoreError {}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        let kind = match error.sqlite_error_code() {
            Some(Code::DatabaseBusy | Code::DatabaseLocked) => ErrorKind::Busy,
            Some(Code::DiskFull) => ErrorKind::Full,
            Some(Code::DatabaseCorrupt | Code::NotADatabase) => ErrorKind::Corrupt,
            Some(Code::PermissionDenied | Code::ReadOnly | Code::CannotOpen) => ErrorKind::Permission,
            // Windrow asks for nothing that it has not made.
            _ if error.to_string().starts_with("no such table") => ErrorKind::Corrupt,
            _ => ErrorKind::Other,
        };
        Self::new(kind, error.to_string())
    }
}
