//! Volumes: flat files in which the XML of the records lies, one behind the other, so that a stretch of the log is a stretch of
//! a file. They are only ever appended to, by the one transaction that writes.
//!
//! What a transaction appended counts as soon as it commits, for `volume.size` says where a volume ends; what one that
//! failed has left behind that end is written over. So bytes that a row refers to never change, and were on the disk
//! before the row was.

use std::collections::HashMap;
use std::fs::{File, OpenOptions};
use std::io;
use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};
use std::thread::{self, JoinHandle};

use super::Durability;
use crate::store::{ErrorKind, Piece, Result, StoreError};

/// The folder beside the file of the store.
const FOLDER: &str = "volumes";

/// `at = volume << OFFSET_BITS | offset`.
const OFFSET_BITS: i64 = 32;

/// The files, opened when they are needed and kept open.
pub(super) struct Volumes {
    folder: PathBuf,
    durability: Durability,
    open: RwLock<HashMap<i64, Arc<File>>>,
}

/// Bytes on their way to the disk.
pub(super) struct Writing {
    volume: i64,
    thread: JoinHandle<io::Result<()>>,
}

/// Where a byte stands, as rows have it.
pub(super) const fn place(volume: i64, offset: i64) -> i64 {
    volume << OFFSET_BITS | offset
}

/// The volume that a place lies in.
pub(super) const fn volume_of(at: i64) -> i64 {
    at >> OFFSET_BITS
}

impl Volumes {
    /// The volumes of the store in `folder`.
    pub(super) fn in_folder(folder: &std::path::Path, durability: Durability) -> Result<Self> {
        let folder = folder.join(FOLDER);
        std::fs::create_dir_all(&folder).map_err(|error| failed(&folder, &error))?;
        Ok(Self { folder, durability, open: RwLock::default() })
    }

    /// Appends to `into` what lies at the pieces, one after the other.
    pub(super) fn read(&self, pieces: &[Piece], into: &mut Vec<u8>) -> Result<()> {
        into.reserve(pieces.iter().map(|piece| piece.size as usize).sum());
        self.announce(pieces)?;
        let mut pieces = pieces.iter().copied().peekable();
        while let Some(mut piece) = pieces.next() {
            while let Some(next) = pieces.next_if(|next| piece.is_followed_by(next)) {
                piece.size += next.size;
            }
            self.read_one(piece, into)?;
        }
        Ok(())
    }

    /// Has the system fetch at once what lies scattered, so that a disk is waited for once and not piece by piece. It
    /// reads ahead by itself what is near.
    fn announce(&self, pieces: &[Piece]) -> Result<()> {
        /// In bytes; what Linux reads ahead unless told otherwise.
        const FAR: i64 = 128 << 10;
        for far in pieces.windows(2).filter(|pair| pair[1].at - pair[0].at > FAR).map(|pair| pair[1]) {
            let volume = volume_of(far.at);
            let (file, offset) = (self.opened(volume)?, far.at - place(volume, 0));
            will_need(&file, offset.unsigned_abs(), far.size.into());
        }
        Ok(())
    }

    fn read_one(&self, piece: Piece, into: &mut Vec<u8>) -> Result<()> {
        let volume = volume_of(piece.at);
        let file = self.opened(volume)?;
        let offset = (piece.at - place(volume, 0)).unsigned_abs();
        append_exact_at(&file, into, piece.size as usize, offset)
            .map_err(|error| failed(&self.path(volume), &error))
    }

    /// Begins to write `bytes` at a place that no row refers to yet, and to bring them to the disk, beside the work that goes
    /// on. What it comes to must be asked for.
    pub(super) fn write_meanwhile(&self, volume: i64, offset: i64, bytes: Vec<u8>) -> Result<Writing> {
        let (file, durability) = (self.opened(volume)?, self.durability);
        let write = move || {
            write_all_at(&file, &bytes, offset.unsigned_abs())?;
            if durability == Durability::Full { file.sync_data() } else { Ok(()) }
        };
        let thread = thread::Builder::new().name("volume".into()).spawn(write);
        let thread = thread.map_err(|error| failed(&self.path(volume), &error))?;
        Ok(Writing { volume, thread })
    }

    /// Waits for it.
    pub(super) fn finish(&self, writing: Writing) -> Result<()> {
        let ended = writing.thread.join().unwrap_or_else(|_| Err(io::Error::other("a thread broke off")));
        ended.map_err(|error| failed(&self.path(writing.volume), &error))
    }

    /// Makes the file of a volume that has none yet, or had one in a transaction that failed.
    pub(super) fn make(&self, volume: i64) -> Result<()> {
        let made = || -> io::Result<File> {
            std::fs::create_dir_all(&self.folder)?;
            let file = OpenOptions::new()
                .read(true)
                .write(true)
                .create(true)
                .truncate(true)
                .open(self.path(volume))?;
            if self.durability == Durability::Full {
                sync_folder(&self.folder)?;
            }
            Ok(file)
        };
        let file = made().map_err(|error| failed(&self.path(volume), &error))?;
        self.open.write().unwrap_or_else(PoisonError::into_inner).insert(volume, Arc::new(file));
        Ok(())
    }

    /// Removes the file of a volume that no row refers to; it may be gone already.
    pub(super) fn remove(&self, volume: i64) -> Result<()> {
        self.open.write().unwrap_or_else(PoisonError::into_inner).remove(&volume);
        match std::fs::remove_file(self.path(volume)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(failed(&self.path(volume), &error)),
            _ => Ok(()),
        }
    }

    /// The file of a volume.
    fn opened(&self, volume: i64) -> Result<Arc<File>> {
        if let Some(file) = self.open.read().unwrap_or_else(PoisonError::into_inner).get(&volume) {
            return Ok(Arc::clone(file));
        }
        let path = self.path(volume);
        // Who may only read the store opens no file for writing.
        let file = OpenOptions::new()
            .read(true)
            .write(true)
            .open(&path)
            .or_else(|_| File::open(&path))
            .map_err(|error| failed(&path, &error))?;
        let file = Arc::new(file);
        let mut open = self.open.write().unwrap_or_else(PoisonError::into_inner);
        // Another process may have removed volumes; a file that is held open keeps its room on the disk.
        open.retain(|volume, _| self.path(*volume).exists());
        open.insert(volume, Arc::clone(&file));
        Ok(file)
    }

    fn path(&self, volume: i64) -> PathBuf {
        self.folder.join(format!("{volume:06}"))
    }
}

fn failed(path: &std::path::Path, error: &io::Error) -> StoreError {
    use io::ErrorKind as Io;
    let kind = match error.kind() {
        Io::NotFound => ErrorKind::Gone,
        Io::StorageFull | Io::QuotaExceeded | Io::FileTooLarge => ErrorKind::Full,
        Io::UnexpectedEof => ErrorKind::Corrupt,
        Io::PermissionDenied | Io::ReadOnlyFilesystem => ErrorKind::Permission,
        Io::AlreadyExists | Io::NotADirectory => ErrorKind::NoFolder,
        _ => ErrorKind::Other,
    };
    StoreError::new(kind, format!("{}: {error}", path.display()))
}

/// Appends `size` bytes of the file. Where they nearly fill the room there is, it is not filled with zeros first.
#[cfg(unix)]
fn append_exact_at(file: &File, into: &mut Vec<u8>, size: usize, offset: u64) -> io::Result<()> {
    /// So much more may be read than was asked for.
    const OVERSHOOT: usize = 8 << 10;
    let begun = into.len();
    let (end, mut at) = (begun + size, offset);
    while into.len() < end && into.capacity() <= end + OVERSHOOT {
        match rustix::io::pread(file, rustix::buffer::spare_capacity(into), at) {
            Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
            Ok(read) => at += read as u64,
            Err(rustix::io::Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
    let read = into.len() - begun;
    into.resize(end, 0);
    std::os::unix::fs::FileExt::read_exact_at(file, &mut into[(begun + read).min(end)..], at)
}

#[cfg(target_os = "linux")]
fn will_need(file: &File, offset: u64, size: u64) {
    // It is no more than advice.
    _ = rustix::fs::fadvise(file, offset, std::num::NonZeroU64::new(size), rustix::fs::Advice::WillNeed);
}

#[cfg(not(target_os = "linux"))]
fn will_need(_: &File, _: u64, _: u64) {}

#[cfg(unix)]
fn write_all_at(file: &File, bytes: &[u8], offset: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::write_all_at(file, bytes, offset)
}

/// A new file is there after a power cut only if its folder knows of it.
#[cfg(unix)]
fn sync_folder(folder: &std::path::Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn append_exact_at(file: &File, into: &mut Vec<u8>, size: usize, mut offset: u64) -> io::Result<()> {
    use std::os::windows::fs::FileExt;
    let begun = into.len();
    into.resize(begun + size, 0);
    let mut into = &mut into[begun..];
    while !into.is_empty() {
        let read = file.seek_read(into, offset)?;
        if read == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        into = &mut into[read..];
        offset += read as u64;
    }
    Ok(())
}

#[cfg(not(unix))]
fn write_all_at(file: &File, mut bytes: &[u8], mut offset: u64) -> io::Result<()> {
    use std::os::windows::fs::FileExt;
    while !bytes.is_empty() {
        let written = file.seek_write(bytes, offset)?;
        bytes = &bytes[written..];
        offset += written as u64;
    }
    Ok(())
}

#[cfg(not(unix))]
fn sync_folder(_: &std::path::Path) -> io::Result<()> {
    Ok(())
}
