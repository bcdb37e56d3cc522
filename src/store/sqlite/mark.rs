//! How far the store had come, in a small file beside it: if the store is found behind its mark, something that was published
//! has been lost, such as its write-ahead log, and the store must not be served.
//!
//! The mark is written after each commit and never waits for the disk, so it is behind the store or level with it.

use std::fs::{File, OpenOptions};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use super::checks::{crc_of, seal};
use super::file_at::write_at;
use super::locked::lock;
use super::state::State;
use crate::store::{ErrorKind, Result, StoreError};

/// The file's name in the data folder.
pub(super) const MARK_NAME: &str = "windrow.mark";

/// How many bytes it has.
const SIZE: usize = 128;

/// What the mark says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Progress {
    /// Which store it is.
    store: i64,
    seq: i64,
    horizon: i64,
    documents: i64,
}

impl Progress {
    pub(super) fn of(state: &State) -> Self {
        let key = state.key.as_chunks().0.iter().map(|bytes| i64::from_le_bytes(*bytes));
        Self {
            store: seal(key),
            seq: state.seq,
            horizon: state.horizon.now.unix(),
            documents: state.documents,
        }
    }

    fn numbers(&self) -> String {
        format!("windrow 1 {} {} {} {}", self.store, self.seq, self.horizon, self.documents)
    }

    fn text(&self) -> String {
        let numbers = self.numbers();
        let line = format!("{numbers} {:08x}", crc_of(&[&numbers]));
        format!("{line:<width$}\n", width = SIZE - 1)
    }

    fn parse(text: &str) -> Option<Self> {
        let fields: Vec<&str> = text.split_whitespace().collect();
        let ["windrow", "1", store, seq, horizon, documents, _] = fields[..] else { return None };
        let [store, seq, horizon, documents] =
            [store, seq, horizon, documents].map(|field| field.parse::<i64>().ok());
        let progress = Self { store: store?, seq: seq?, horizon: horizon?, documents: documents? };
        (progress.text() == text).then_some(progress)
    }

    fn is_behind(&self, mark: &Self) -> bool {
        self.seq < mark.seq || self.horizon < mark.horizon || self.documents < mark.documents
    }
}

/// The file of the mark.
pub(super) struct Mark {
    path: PathBuf,
    file: Mutex<Option<File>>,
}

impl Mark {
    pub(super) fn in_folder(folder: &Path) -> Self {
        Self { path: folder.join(MARK_NAME), file: Mutex::default() }
    }

    /// Fails if the store is another one than the mark was made of, or is behind it.
    ///
    /// The mark is read before the state: another process may write between the two.
    pub(super) fn check(&self, state: impl FnOnce() -> Result<State>) -> Result<State> {
        let mark = self.read()?;
        let state = state()?;
        mark.map_or(Ok(()), |mark| self.compare(&mark, &state))?;
        Ok(state)
    }

    fn compare(&self, mark: &Progress, state: &State) -> Result<()> {
        let progress = Progress::of(state);
        let path = self.path.display();
        if mark.store != progress.store {
            return Err(lost(format!("the store is not the one that {path} belongs to")));
        }
        if progress.is_behind(mark) {
            return Err(lost(format!(
                "the store is older than {path} says: changes that were published are missing \
                 (such as those in a lost write-ahead log, windrow.sqlite-wal)"
            )));
        }
        Ok(())
    }

    /// What the mark says; `None` if there is none yet.
    fn read(&self) -> Result<Option<Progress>> {
        let mut text = String::new();
        match File::open(&self.path).and_then(|file| file.take(SIZE as u64 + 1).read_to_string(&mut text)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) if error.kind() != io::ErrorKind::InvalidData => {
                let message = format!("{} cannot be read: {error}", self.path.display());
                return Err(StoreError::new(ErrorKind::of(&error), message));
            }
            _ if text.is_empty() => return Ok(None), // its process was killed between making and writing it
            _ => {}
        }
        Progress::parse(&text).map(Some).ok_or_else(|| {
            StoreError::new(ErrorKind::Corrupt, format!("{} is damaged", self.path.display()))
                .with_remedy("run `windrow repair`, which removes it if the store is intact")
        })
    }

    /// Notes how far the store has come. The mark is a safeguard: if it cannot be written, the store goes on.
    pub(super) fn set(&self, state: &State) {
        let mut file = lock(&self.file);
        if file.is_none() {
            *file = self.open().ok();
        }
        if let Some(open) = &*file
            && let Err(error) = write_at(open, Progress::of(state).text().as_bytes(), 0)
        {
            tracing::debug!(%error, "the mark of the store cannot be written");
            *file = None;
        }
    }

    /// Removes the mark if it is damaged; a store that is intact is as good as its mark then.
    pub(super) fn discard_if_damaged(&self) {
        if self.read().is_err_and(|error| error.kind == ErrorKind::Corrupt) {
            self.remove();
        }
    }

    /// Removes the mark, before a change that sets the store back on purpose.
    pub(super) fn remove(&self) {
        *lock(&self.file) = None;
        _ = std::fs::remove_file(&self.path); // it may never have been written
    }

    fn open(&self) -> io::Result<File> {
        OpenOptions::new().write(true).create(true).truncate(false).open(&self.path)
    }
}

fn lost(message: String) -> StoreError {
    StoreError::new(ErrorKind::Gone, message).with_remedy(
        "put back the missing file, or restore a backup with `windrow restore`; or, to go on with what is there although \
         harvesters may hold records that it lacks, remove windrow.mark",
    )
}
