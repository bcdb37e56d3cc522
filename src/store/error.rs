//! Failures of the store, for the operator.

use std::fmt;
use std::io;

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
    /// The process has as many open files as the system allows.
    TooManyFiles,
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
    /// The kind of a failure to read or write a file.
    pub(super) fn of(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull => Self::Full,
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Self::Permission,
            io::ErrorKind::UnexpectedEof => Self::Corrupt,
            _ if is_too_many_files(error) => Self::TooManyFiles,
            _ => Self::Other,
        }
    }

    /// The remedy, unless the place of the failure has a better one.
    fn remedy(self) -> String {
        let remedy = match self {
            Self::Busy => "try again when the other process has finished",
            Self::Full => "free space on the disk of the data folder",
            Self::Corrupt => {
                "run `windrow verify` to see what is damaged, then `windrow repair`, or restore a backup with `windrow restore`"
            }
            Self::DamagedRecord => "run `windrow repair`",
            Self::Gone => {
                "put the store back, or restore a backup with `windrow restore`, and start Windrow again"
            }
            Self::Permission => return permission(),
            Self::TooManyFiles => "raise the limit of open files (`ulimit -n`, LimitNOFILE)",
            Self::ReadOnly => "use a command that may write",
            Self::NoFolder => "choose another data folder with --data, or move away what is there",
            Self::OtherVersion => "run the version of Windrow that made the store",
            Self::Missing => "run `windrow sync` or `windrow serve`, which make the store",
            Self::WouldBlock => "ask again, on a thread that may wait",
            Self::Clock => "check the clock of the machine",
            Self::Other => "check the machine's log for faults of its disk or memory",
        };
        remedy.to_owned()
    }
}

/// Whether the process, or the system, has as many open files as it may have.
fn is_too_many_files(error: &io::Error) -> bool {
    #[cfg(unix)]
    return [rustix::io::Errno::MFILE, rustix::io::Errno::NFILE]
        .iter()
        .any(|errno| error.raw_os_error() == Some(errno.raw_os_error()));
    #[cfg(not(unix))]
    false
}

/// What to type, as root, so that the user of this process may read and write the data folder.
fn permission() -> String {
    #[cfg(unix)]
    let (user, group) = (rustix::process::geteuid().as_raw(), rustix::process::getegid().as_raw());
    #[cfg(unix)]
    return format!(
        "Windrow runs as user {user}, who must be able to read and write the data folder and all files in it: run `chown -R {user}:{group}` on \
         that folder as root (in a container: on the folder of the host that is mounted there)"
    );
    #[cfg(not(unix))]
    "let the user that Windrow runs as read and write the data folder".to_owned()
}

impl StoreError {
    /// A failure with the usual remedy of its kind.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), remedy: kind.remedy() }
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
