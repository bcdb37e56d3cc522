//! Failures of SQLite as failures of the store.

use rusqlite::ErrorCode as Code;
use rusqlite::ffi;

use crate::store::{ErrorKind, StoreError};

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        let kind = match error.sqlite_error_code() {
            Some(Code::DatabaseBusy | Code::DatabaseLocked) => ErrorKind::Busy,
            Some(Code::DiskFull) => ErrorKind::Full,
            Some(Code::DatabaseCorrupt | Code::NotADatabase) => ErrorKind::Corrupt,
            Some(Code::CannotOpen) if no_file_can_be_opened() => ErrorKind::TooManyFiles,
            Some(Code::PermissionDenied | Code::ReadOnly | Code::CannotOpen) => ErrorKind::Permission,
            _ if is_damage(&error) => ErrorKind::Corrupt,
            _ => ErrorKind::Other,
        };
        match error.sqlite_error().map(|error| error.extended_code) {
            Some(
                ffi::SQLITE_READONLY_ROLLBACK | ffi::SQLITE_READONLY_RECOVERY | ffi::SQLITE_READONLY_CANTINIT,
            ) => Self::new(
                kind,
                "a process ended while it wrote, and what it left cannot be put in order to read only",
            )
            .with_remedy("start `windrow serve`, or run `windrow sync`, as the user that Windrow runs as"),
            _ => Self::new(kind, error.to_string()),
        }
    }
}

/// Whether the process has as many open files as it may have, which SQLite does not report. A connection needs a few of them.
fn no_file_can_be_opened() -> bool {
    let folders: Result<Vec<_>, _> = (0..4).map(|_| std::fs::File::open(".")).collect();
    folders.is_err_and(|error| ErrorKind::of(&error) == ErrorKind::TooManyFiles)
}

/// Windrow asks only for tables that it has made, and for values of the types that it has stored.
fn is_damage(error: &rusqlite::Error) -> bool {
    use rusqlite::Error;
    match error {
        Error::FromSqlConversionFailure(..)
        | Error::IntegralValueOutOfRange(..)
        | Error::InvalidColumnType(..)
        | Error::Utf8Error(..)
        | Error::QueryReturnedNoRows => true,
        other => other.to_string().contains("no such table"),
    }
}
