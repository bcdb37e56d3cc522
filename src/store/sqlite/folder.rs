//! The folder of a store, before there is one.

use std::path::Path;

use super::connection::FILE_NAME;
use super::mark::MARK_NAME;
use crate::store::backup::partial;
use crate::store::{ErrorKind, Result, StoreError};

/// Fails if the folder holds parts of a store without its database: a new one in its place would hide that data was lost.
/// An empty file is not a database: SQLite would make a new one in it, and remove the write-ahead log beside it.
///
/// Parts are looked for first, because a process that makes a store writes the database before them.
pub(super) fn refuse_parts(folder: &Path) -> Result<()> {
    let path = folder.join(FILE_NAME);
    let copy = partial(&path);
    let is_copied = copy.exists();
    let part = [MARK_NAME, "volumes"].into_iter().find(|name| folder.join(name).exists());
    if std::fs::metadata(&path).is_ok_and(|file| file.len() > 0) {
        return Ok(());
    }
    if is_copied {
        let message = format!("{} is there: a restoration has not come to its end", copy.display());
        return Err(StoreError::new(ErrorKind::Gone, message).with_remedy(
            "run `windrow restore` again; or, to begin with an empty store, empty the data folder",
        ));
    }
    let Some(part) = part else { return Ok(()) };
    let message = format!("{FILE_NAME} is missing or empty, but {} is there", folder.join(part).display());
    Err(StoreError::new(ErrorKind::Gone, message).with_remedy(format!(
        "put {FILE_NAME} back, or restore a backup with `windrow restore`; or, to begin with an empty store, empty the data \
         folder"
    )))
}

/// The failure to make the folder.
pub(super) fn not_made(folder: &Path, error: &std::io::Error) -> StoreError {
    use std::io::ErrorKind as Io;
    let kind = match error.kind() {
        Io::AlreadyExists | Io::NotADirectory => ErrorKind::NoFolder,
        _ => ErrorKind::of(error),
    };
    StoreError::new(kind, format!("{} cannot be made: {error}", folder.display()))
}
