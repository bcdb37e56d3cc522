//! What one transaction appends to volumes: gathered in memory, and on the disk before the transaction commits.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension};

use super::volumes::{self, Volumes, Writing};
use crate::store::{Piece, Result};

/// A volume takes no more when it has this many bytes: large enough that there are few, small enough that making room
/// (`reclaim`) goes by small steps.
const FULL: i64 = 128 << 20;

/// A volume that has this many bytes, and more than half of them belong to nobody, takes no more either, so that it can be
/// reclaimed.
const WORTH_RECLAIMING: i64 = 4 << 20;

/// So much is gathered before it is written.
const GATHERED: usize = 1 << 20;

/// Room for the last record of what is gathered.
const MARGIN: usize = 64 << 10;

/// The kind of volumes that hold runs; those that hold records have the number of their format.
pub(super) const RUNS: i64 = 0;

/// Appends within one transaction.
pub(super) struct Appending<'c> {
    connection: &'c Connection,
    volumes: &'c Volumes,
    /// The volume that each kind is appended to.
    ends: HashMap<i64, End>,
    /// How many bytes of each volume belong to nobody any more.
    dead: HashMap<i64, i64>,
    /// What is on its way to the disk.
    writing: Vec<Writing>,
}

/// The end of a volume.
struct End {
    volume: i64,
    /// How many bytes it has, without what is gathered.
    size: i64,
    gathered: Vec<u8>,
    /// The least and the greatest place of the log whose record stands here.
    first: i64,
    last: i64,
}

impl End {
    fn offset(&self) -> i64 {
        self.size + i64::try_from(self.gathered.len()).unwrap_or(i64::MAX)
    }
}

/// A transaction that failed leaves nobody behind who writes where the next one will.
impl Drop for Appending<'_> {
    fn drop(&mut self) {
        for writing in self.writing.drain(..) {
            _ = self.volumes.finish(writing);
        }
    }
}

impl<'c> Appending<'c> {
    pub(super) fn to(connection: &'c Connection, volumes: &'c Volumes) -> Self {
        Self { connection, volumes, ends: HashMap::new(), dead: HashMap::new(), writing: Vec::new() }
    }

    /// Appends what belongs to a place of the log, part by part; gives where it stands.
    pub(super) fn append(&mut self, kind: i64, place: i64, parts: &[&[u8]]) -> Result<Piece> {
        self.append_below(kind, place, parts, FULL)
    }

    /// The same, to a volume that is full at `limit` bytes.
    pub(super) fn append_below(
        &mut self,
        kind: i64,
        place: i64,
        parts: &[&[u8]],
        limit: i64,
    ) -> Result<Piece> {
        if self.end(kind)?.offset() >= limit {
            self.close(kind)?;
            let end = self.begin(kind)?;
            self.ends.insert(kind, end);
        }
        let end = self.end(kind)?;
        let (at, before) = (volumes::place(end.volume, end.offset()), end.gathered.len());
        parts.iter().for_each(|part| end.gathered.extend_from_slice(part));
        let size = end.gathered.len() - before;
        end.first = end.first.min(place);
        end.last = end.last.max(place);
        if end.gathered.len() >= GATHERED {
            self.write(kind)?;
        }
        Ok(Piece { at, size: u32::try_from(size).unwrap_or(u32::MAX) })
    }

    /// What stands there belongs to nobody any more.
    pub(super) fn forget(&mut self, piece: Piece) {
        *self.dead.entry(volumes::volume_of(piece.at)).or_default() += i64::from(piece.size);
    }

    /// Writes what is gathered, notes it, and waits until it is on the disk.
    pub(super) fn finish(mut self) -> Result<()> {
        let kinds: Vec<i64> = self.ends.keys().copied().collect();
        for kind in kinds {
            self.close(kind)?;
        }
        while let Some(writing) = self.writing.pop() {
            self.volumes.finish(writing)?;
        }
        for (volume, dead) in &self.dead {
            self.connection
                .prepare_cached("UPDATE volume SET dead = dead + ?2 WHERE id = ?1")?
                .execute((volume, dead))?;
        }
        Ok(())
    }

    fn end(&mut self, kind: i64) -> Result<&mut End> {
        if !self.ends.contains_key(&kind) {
            let end = match self.last_volume(kind)? {
                Some(end) => end,
                None => self.begin(kind)?,
            };
            self.ends.insert(kind, end);
        }
        // It was put there just now, if it was not there.
        self.ends.get_mut(&kind).ok_or_else(super::impossible)
    }

    /// The last volume of a kind, if it takes more.
    fn last_volume(&self, kind: i64) -> Result<Option<End>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, size, dead, first, last, retired FROM volume WHERE kind = ?1 ORDER BY id DESC LIMIT 1",
        )?;
        let last = statement.query_row([kind], |row| {
            let (size, dead): (i64, i64) = (row.get(1)?, row.get(2)?);
            let closed =
                row.get::<_, Option<i64>>(5)?.is_some() || (size >= WORTH_RECLAIMING && dead > size / 2);
            let end = End {
                volume: row.get(0)?,
                size,
                gathered: Vec::new(),
                first: row.get(3)?,
                last: row.get(4)?,
            };
            Ok((!closed).then_some(end))
        });
        Ok(last.optional()?.flatten())
    }

    fn begin(&self, kind: i64) -> Result<End> {
        let (first, last) = (i64::MAX, 0);
        self.connection
            .prepare_cached("INSERT INTO volume VALUES (NULL, ?1, 0, 0, ?2, ?3, NULL, NULL)")?
            .execute((kind, first, last))?;
        let volume = self.connection.last_insert_rowid();
        self.volumes.make(volume)?;
        Ok(End { volume, size: 0, gathered: Vec::new(), first, last })
    }

    fn write(&mut self, kind: i64) -> Result<()> {
        let Some(end) = self.ends.get_mut(&kind).filter(|end| !end.gathered.is_empty()) else {
            return Ok(());
        };
        let (begin, behind) = (end.size, end.offset());
        let bytes = std::mem::replace(&mut end.gathered, Vec::with_capacity(GATHERED + MARGIN));
        end.size = behind;
        self.writing.push(self.volumes.write_meanwhile(end.volume, begin, bytes)?);
        Ok(())
    }

    fn close(&mut self, kind: i64) -> Result<()> {
        self.write(kind)?;
        let Some(End { volume, size, first, last, .. }) = self.ends.remove(&kind) else { return Ok(()) };
        self.connection
            .prepare_cached("UPDATE volume SET size = ?2, first = ?3, last = ?4 WHERE id = ?1")?
            .execute((volume, size, first, last))?;
        Ok(())
    }
}
