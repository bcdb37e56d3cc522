//! The records folder as its files are read: regular files within it, and nothing else.
//!
//! Reading a named pipe waits for a writer that may never come, opening a device may do something, and a link may lead out of
//! the folder. What a path leads to is examined before it is opened, and what was opened once more before it is read.

use std::collections::BTreeSet;
use std::fs::{self, File, FileType, Metadata};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use super::obstacle::Obstacle;
use crate::import::RECORD_BYTES;

/// The records folder.
pub(super) struct Root {
    pub(super) path: PathBuf,
    /// Files that are being written, relative to the folder; they are not read.
    pub(super) unfinished: BTreeSet<PathBuf>,
}

impl Root {
    pub(super) fn new(path: &Path) -> Self {
        Self { path: path.to_owned(), unfinished: BTreeSet::new() }
    }

    /// Where a path below the folder is on this machine.
    pub(super) fn join(&self, path: &Path) -> PathBuf {
        if path.as_os_str().is_empty() { self.path.clone() } else { self.path.join(path) }
    }

    /// The bytes of a regular file, or more than [`RECORD_BYTES`] of them if it is larger than a record may be.
    pub(super) fn read(&self, path: &Path) -> Result<Vec<u8>, Obstacle> {
        if self.unfinished.contains(path) {
            return Err(Obstacle::Unfinished);
        }
        let mut whole = self.join(path);
        let mut metadata = fs::symlink_metadata(&whole)?;
        if metadata.is_symlink() {
            (whole, metadata) = self.follow(path)?;
        }
        regular(metadata.file_type())?;
        let file = open(&whole)?;
        metadata = file.metadata()?;
        regular(metadata.file_type())?;
        let most = RECORD_BYTES + 1;
        let size = usize::try_from(metadata.len()).unwrap_or(most).min(most);
        let mut bytes = Vec::with_capacity(size + 1);
        file.take(most as u64).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// The file or folder that a link leads to, which lies within the folder.
    pub(super) fn follow(&self, link: &Path) -> Result<(PathBuf, Metadata), Obstacle> {
        let target = self.join(link).canonicalize().map_err(Obstacle::of_link)?;
        if !target.starts_with(self.path.canonicalize()?) {
            return Err(Obstacle::Outside);
        }
        let metadata = target.metadata().map_err(Obstacle::of_link)?;
        Ok((target, metadata))
    }

    /// Where a folder is, which may be a link.
    pub(super) fn folder(&self, path: &Path) -> Result<PathBuf, Obstacle> {
        let whole = self.join(path);
        let is_link = fs::symlink_metadata(&whole)?.is_symlink();
        if is_link { self.follow(path).map(|(target, _)| target) } else { Ok(whole) }
    }
}

/// Errs with what the file is if it is not a regular one.
fn regular(kind: FileType) -> Result<(), Obstacle> {
    if kind.is_file() { Ok(()) } else { Err(Obstacle::not_a_file(kind)) }
}

/// Opens a file that was a regular one a moment ago. If a named pipe has taken its place, opening does not wait.
#[cfg(unix)]
fn open(path: &Path) -> io::Result<File> {
    use rustix::fs::{Mode, OFlags};
    let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOFOLLOW | OFlags::NOCTTY | OFlags::CLOEXEC;
    Ok(rustix::fs::open(path, flags, Mode::empty())?.into())
}

#[cfg(not(unix))]
fn open(path: &Path) -> io::Result<File> {
    File::open(path)
}
