//! A row of the log: checked when it is read, and shown if its time has come.

use rusqlite::{Row, Statement};

use super::checks::{crc, seal};
use crate::protocol::record_parts;
use crate::store::{ErrorKind, Form, Result, StoreError};

/// `place = format << SEQ_BITS | seq`.
pub(super) const SEQ_BITS: i64 = 40;

/// The sequence number in a place, and the greatest there can be: a million changes a day for three thousand years.
pub(super) const SEQ_MASK: i64 = (1 << SEQ_BITS) - 1;

/// The columns that [`LogRow::of`] reads. Few, because a page has many rows.
macro_rules! columns {
    () => {
        "l.place, l.stamp, l.gone, l.item, l.seal, l.xml"
    };
}
pub(super) use columns;

/// The column with the seal.
pub(super) const SEAL: usize = 4;

/// The first column after those of `columns!`.
pub(super) const AFTER: usize = 6;

/// Whether a version is a tombstone: what its header says.
macro_rules! is_deleted {
    () => {
        "(substr(l.xml, 1, 33) = CAST('<record><header status=\"deleted\">' AS BLOB))"
    };
}
pub(super) use is_deleted;

/// The sequence number in a place.
pub(super) const fn seq(place: i64) -> u64 {
    (place & SEQ_MASK).unsigned_abs()
}

/// The numbers of a row.
#[derive(Clone, Copy, Debug)]
pub(super) struct Numbers {
    pub(super) place: i64,
    pub(super) stamp: i64,
    /// The datestamp of the next version.
    pub(super) gone: Option<i64>,
    pub(super) item: i64,
}

impl Numbers {
    fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self { place: row.get(0)?, stamp: row.get(1)?, gone: row.get(2)?, item: row.get(3)? })
    }

    /// A hash of the numbers and of the text.
    pub(super) fn seal(&self, xml: &[u8]) -> i64 {
        let gone = self.gone.map_or([0, 0], |gone| [1, gone]);
        seal([self.place, self.stamp, self.item, gone[0], gone[1], crc(xml).into()])
    }

    /// Whether the version is visible at a horizon: its time has come, and that of its successor has not.
    pub(super) fn is_visible(&self, horizon: i64) -> bool {
        self.stamp <= horizon && self.gone.is_none_or(|gone| gone > horizon)
    }

    /// Writes the row with [`WRITE`], in the place of the one that is there.
    pub(super) fn write(&self, write: &mut Statement<'_>, sets: &str, xml: &[u8]) -> Result<()> {
        let Self { place, stamp, gone, item } = *self;
        write.execute((place, stamp, gone, item, self.seal(xml), sets, xml))?;
        Ok(())
    }
}

/// The statement of [`Numbers::write`].
pub(super) const WRITE: &str = "INSERT OR REPLACE INTO log VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";

/// A row that is as it was written.
pub(super) struct LogRow<'r> {
    pub(super) numbers: Numbers,
    /// The whole record.
    pub(super) xml: &'r [u8],
}

impl<'r> LogRow<'r> {
    /// Fails if the row is not as it was written.
    pub(super) fn of(row: &'r Row<'_>) -> Result<Self> {
        let numbers = Numbers::of(row)?;
        let xml = row.get_ref(5)?.as_blob().map_err(rusqlite::Error::from)?;
        if row.get::<_, i64>(SEAL)? == numbers.seal(xml) {
            return Ok(Self { numbers, xml });
        }
        Err(damaged(&numbers))
    }

    /// The part of the record that the form has.
    pub(super) fn text(&self, form: Form) -> Result<&'r [u8]> {
        match form {
            Form::Headers => Ok(self.header()?.as_bytes()),
            Form::Records | Form::Deflated => Ok(self.xml),
        }
    }

    /// The `header` element, with its line break.
    pub(super) fn header(&self) -> Result<&'r str> {
        Ok(self.parts()?.0)
    }

    /// What is between the header and the end of the record.
    pub(super) fn body(&self) -> Result<&'r str> {
        Ok(self.parts()?.1)
    }

    pub(super) fn is_deleted(&self) -> Result<bool> {
        Ok(self.header()?.starts_with("<header status"))
    }

    /// The header and the body.
    fn parts(&self) -> Result<(&'r str, &'r str)> {
        str::from_utf8(self.xml).ok().and_then(record_parts).ok_or_else(|| damaged(&self.numbers))
    }
}

fn damaged(numbers: &Numbers) -> StoreError {
    let message = format!("record {} of item {} is damaged", numbers.place, numbers.item);
    StoreError::new(ErrorKind::DamagedRecord, message)
}
