//! What a backup is: one file, and a manifest that describes it. The manifest is written last: without it there is no backup.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{ErrorKind, Result, StoreError};

/// The name of the manifest in the folder of the backup.
const MANIFEST: &str = "manifest.json";

/// The version of the manifest that this program writes and reads.
const FORMAT: u32 = 1;

/// What a backup contains.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The version of the manifest.
    pub format: u32,
    /// The version of the store's tables.
    pub store_version: i32,
    /// How many records there are, tombstones included.
    pub records: u64,
    /// How many items there are that are not deleted.
    pub items: u64,
    /// The greatest sequence number.
    pub seq: u64,
    /// The last responseDate that may have been given, as UTCdatetime.
    pub horizon: String,
    /// When the backup was made, as UTCdatetime.
    pub made: String,
    /// The name of the file.
    pub file: String,
    /// The size of the file, in bytes.
    pub size: u64,
    /// The SHA-256 of the file, in hexadecimal digits.
    pub sha256: String,
}

impl Manifest {
    pub(super) const FORMAT: u32 = FORMAT;

    /// Reads the manifest in a folder. Fails if there is none, or this version cannot read it.
    pub fn read(folder: &Path) -> Result<Self> {
        let path = folder.join(MANIFEST);
        let text = fs::read_to_string(&path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => StoreError::new(
                ErrorKind::Missing,
                format!("there is no complete backup in {}: {MANIFEST} is missing", folder.display()),
            )
            .with_remedy("name the folder that `windrow backup` wrote"),
            _ => failed(&path, &error),
        })?;
        let damaged = |error: serde_json::Error| {
            StoreError::new(ErrorKind::Corrupt, format!("{}: {error}", path.display()))
                .with_remedy("use another backup")
        };
        let format: Format = serde_json::from_str(&text).map_err(damaged)?;
        if format.format != FORMAT {
            let message = format!("{} has version {}, not {FORMAT}", path.display(), format.format);
            return Err(StoreError::new(ErrorKind::OtherVersion, message)
                .with_remedy("run the version of Windrow that made the backup"));
        }
        let manifest: Self = serde_json::from_str(&text).map_err(damaged)?;
        if Path::new(&manifest.file).file_name().is_none_or(|name| name != manifest.file.as_str()) {
            let message = format!("{}: `{}` is not the name of a file", path.display(), manifest.file);
            return Err(StoreError::new(ErrorKind::Corrupt, message).with_remedy("use another backup"));
        }
        Ok(manifest)
    }

    /// Writes the manifest into a folder, and sees to it that it is on the disk.
    pub(super) fn write(&self, folder: &Path) -> Result<()> {
        let path = folder.join(MANIFEST);
        let text = serde_json::to_string_pretty(self)
            .map_err(|error| StoreError::new(ErrorKind::Other, error.to_string()))?;
        let partial = partial(&path);
        fs::write(&partial, text + "\n").map_err(|error| failed(&partial, &error))?;
        settle(&partial, &path)
    }

    /// Fails if the file in the folder is not the one that the manifest was written for.
    pub(super) fn check(&self, folder: &Path, progress: &dyn Fn(u64, u64)) -> Result<()> {
        let path = folder.join(&self.file);
        let (size, sha256) = hash(&path, &|done| progress(done, self.size))?;
        if (size, &sha256) == (self.size, &self.sha256) {
            return Ok(());
        }
        let message =
            format!("{} is damaged: its size or its SHA-256 is not that in {MANIFEST}", path.display());
        Err(StoreError::new(ErrorKind::Corrupt, message).with_remedy("use another backup"))
    }
}

/// The part of a manifest that every version has.
#[derive(Deserialize)]
struct Format {
    format: u32,
}

/// Makes a folder ready for a backup: refuses one that has a backup, and removes what a backup that was killed has left.
pub(super) fn prepare(folder: &Path, file: &str) -> Result<()> {
    fs::create_dir_all(folder).map_err(|error| failed(folder, &error))?;
    let manifest = folder.join(MANIFEST);
    if manifest.exists() {
        let message = format!("there is a backup in {} already", folder.display());
        return Err(StoreError::new(ErrorKind::NoFolder, message)
            .with_remedy("name another folder, or remove the old backup"));
    }
    let file = folder.join(file);
    if file.exists() && !mark(folder).exists() {
        let message = format!("{} is there, but not as a part of a backup", file.display());
        return Err(StoreError::new(ErrorKind::NoFolder, message).with_remedy("name another folder"));
    }
    fs::write(mark(folder), "").map_err(|error| failed(folder, &error))?;
    for left in [partial(&manifest), partial(&file), file] {
        remove(&left)?;
    }
    Ok(())
}

/// The backup is complete.
pub(super) fn finish(folder: &Path) -> Result<()> {
    remove(&mark(folder))
}

/// A file that is there while a backup is made, so that a store is never taken for the rest of one that was killed.
fn mark(folder: &Path) -> PathBuf {
    folder.join("backup.partial")
}

pub(super) fn remove(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(failed(path, &error)),
        _ => Ok(()),
    }
}

/// The name of a file until it is complete.
pub(super) fn partial(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".partial");
    name.into()
}

/// Gives a complete file its name, once it is on the disk.
pub(super) fn settle(partial: &Path, path: &Path) -> Result<()> {
    let settled = || -> io::Result<()> {
        File::open(partial)?.sync_all()?;
        fs::rename(partial, path)?;
        sync_folder(path.parent().unwrap_or(path))
    };
    settled().map_err(|error| failed(path, &error))
}

/// The names of files in a folder are on the disk.
#[cfg(unix)]
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Elsewhere a folder cannot be synced by itself.
#[cfg(not(unix))]
pub(super) fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

/// The size of a file, and its SHA-256 in hexadecimal digits.
pub(super) fn hash(path: &Path, progress: &dyn Fn(u64)) -> Result<(u64, String)> {
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 1 << 20];
    let mut size = 0;
    let mut file = File::open(path).map_err(|error| failed(path, &error))?;
    loop {
        match file.read(&mut buffer).map_err(|error| failed(path, &error))? {
            0 => return Ok((size, HEXLOWER.encode(&hasher.finalize()))),
            read => {
                hasher.update(&buffer[..read]);
                size += read as u64;
                progress(size);
            }
        }
    }
}

/// Fails if the disk of a folder has less room than a file needs.
pub(super) fn expect_room(folder: &Path, needed: u64) -> Result<()> {
    match free(folder) {
        Some(free) if free < needed => {
            let (needed, free) = (in_megabytes(needed), in_megabytes(free));
            let message = format!("{needed} MB are needed in {}, and {free} MB are free", folder.display());
            Err(StoreError::new(ErrorKind::Full, message)
                .with_remedy("free space there, or name a folder on another disk"))
        }
        _ => Ok(()),
    }
}

/// Rounded up.
const fn in_megabytes(bytes: u64) -> u64 {
    bytes.div_ceil(1_000_000)
}

/// How many bytes may be written, where the system reports it.
#[cfg(unix)]
fn free(folder: &Path) -> Option<u64> {
    let disk = rustix::fs::statvfs(folder).ok()?;
    Some(disk.f_bavail.saturating_mul(disk.f_frsize))
}

#[cfg(not(unix))]
fn free(_: &Path) -> Option<u64> {
    None
}

pub(super) fn failed(path: &Path, error: &io::Error) -> StoreError {
    let kind = match error.kind() {
        io::ErrorKind::NotFound => ErrorKind::Missing,
        _ => ErrorKind::of(error),
    };
    let failure = StoreError::new(kind, format!("{}: {error}", path.display()));
    match kind {
        ErrorKind::Full => failure.with_remedy("free space on that disk"),
        ErrorKind::Missing => failure.with_remedy("check the path"),
        ErrorKind::TooManyFiles => failure,
        _ => failure.with_remedy("let the user that Windrow runs as read and write there"),
    }
}
