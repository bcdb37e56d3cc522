//! Why something in the records folder is not read.

use std::fmt;
use std::fs::FileType;
use std::io;

/// Why a file or a folder is not read.
#[derive(Debug)]
pub(super) enum Obstacle {
    Io(io::Error),
    /// A link to nothing.
    Dangling,
    /// A link that leads to itself, or to a folder that it is in.
    Circular,
    /// A link out of the folder.
    Outside,
    /// A folder behind more links than are followed.
    TooManyLinks,
    /// Something else than a file, such as a named pipe.
    NotAFile(&'static str),
    /// A file that somebody is still writing.
    Unfinished,
}

impl Obstacle {
    /// Why a link cannot be followed.
    pub(super) fn of_link(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Self::Dangling,
            _ if is_circle(&error) => Self::Circular,
            _ => Self::Io(error),
        }
    }

    /// What is not a regular file.
    pub(super) fn not_a_file(kind: FileType) -> Self {
        Self::NotAFile(if kind.is_dir() { "a folder" } else { special(kind) })
    }

    /// Whether it is a link that leads nowhere or is not followed.
    pub(super) const fn is_link(&self) -> bool {
        matches!(self, Self::Dangling | Self::Circular | Self::Outside | Self::TooManyLinks)
    }

    /// Whether nothing is there that could be read later: no file was hidden by it.
    pub(super) fn is_absent(&self) -> bool {
        matches!(self, Self::NotAFile(_))
            || matches!(self, Self::Io(error) if error.kind() == io::ErrorKind::NotFound)
    }
}

impl From<io::Error> for Obstacle {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl fmt::Display for Obstacle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                f.write_str("cannot be read; let the user that Windrow runs as read it")
            }
            Self::Io(error) => write!(f, "cannot be read: {error}"),
            Self::Dangling => {
                f.write_str("is a link to something that is not there; put that back, or remove the link")
            }
            Self::Circular => f.write_str("is a link that leads in a circle; remove it"),
            Self::Outside => f.write_str(
                "is a link that leads out of the records folder, and such links are not followed; \
                 put a copy of what it leads to in its place",
            ),
            Self::TooManyLinks => f.write_str(
                "is a link to a folder, reached through other links to folders; \
                 put a copy of what it leads to in its place",
            ),
            Self::NotAFile(what) => write!(f, "is {what}, not a file; remove it, or put a file in its place"),
            Self::Unfinished => f.write_str(
                "is still being written, so it is not read yet; it is read when it has stopped changing",
            ),
        }
    }
}

#[cfg(unix)]
fn is_circle(error: &io::Error) -> bool {
    rustix::io::Errno::from_io_error(error) == Some(rustix::io::Errno::LOOP)
}

#[cfg(not(unix))]
const fn is_circle(_: &io::Error) -> bool {
    false
}

/// What a special file is.
#[cfg(unix)]
fn special(kind: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt as _;
    if kind.is_fifo() {
        "a named pipe"
    } else if kind.is_socket() {
        "a socket"
    } else {
        "a device"
    }
}

#[cfg(not(unix))]
const fn special(_: FileType) -> &'static str {
    "something else"
}
