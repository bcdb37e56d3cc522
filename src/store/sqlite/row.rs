//! A row of the log: checked when it is read, and shown if its time has come.

use rusqlite::Row;

use super::checks::{crc, seal};
use crate::store::{ErrorKind, Form, Result, StoreError};

/// `place = format << SEQ_BITS | seq`.
pub(super) const SEQ_BITS: i64 = 40;

/// The sequence number in a place, and the greatest there can be: a million changes a day for three thousand years.
pub(super) const SEQ_MASK: i64 = (1 << SEQ_BITS) - 1;

/// The columns that [`LogRow::of`] reads.
macro_rules! columns {
    () => {
        "l.place, l.stamp, l.gone, l.item, l.deleted, l.head, l.head_crc, l.crc, l.seal, l.xml"
    };
}
pub(super) use columns;

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
    pub(super) deleted: bool,
    /// How many bytes precede the body.
    pub(super) head: i64,
    pub(super) head_crc: u32,
    pub(super) crc: u32,
}

impl Numbers {
    pub(super) fn of(row: &Row<'_>) -> rusqlite::Result<(Self, i64)> {
        let numbers = Self {
            place: row.get(0)?,
            stamp: row.get(1)?,
            gone: row.get(2)?,
            item: row.get(3)?,
            deleted: row.get(4)?,
            head: row.get(5)?,
            head_crc: row.get(6)?,
            crc: row.get(7)?,
        };
        Ok((numbers, row.get(8)?))
    }

    pub(super) fn seal(&self) -> i64 {
        let gone = self.gone.map_or([0, 0], |gone| [1, gone]);
        let fixed = [self.place, self.stamp, self.item, i64::from(self.deleted), self.head];
        let crcs = [self.head_crc, self.crc].map(i64::from);
        seal(fixed.into_iter().chain(gone).chain(crcs))
    }

    /// Whether the version is visible at a horizon: its time has come, and that of its successor has not.
    pub(super) fn is_visible(&self, horizon: i64) -> bool {
        self.stamp <= horizon && self.gone.is_none_or(|gone| gone > horizon)
    }

    fn damaged(&self) -> StoreError {
        let message = format!("record {} of item {} is damaged", self.place, self.item);
        StoreError::new(ErrorKind::DamagedRecord, message)
    }
}

/// A row whose numbers are as they were written.
pub(super) struct LogRow<'r> {
    pub(super) numbers: Numbers,
    xml: &'r [u8],
}

impl<'r> LogRow<'r> {
    /// Fails if the numbers are not as they were written.
    pub(super) fn of(row: &'r Row<'_>) -> Result<Self> {
        let (numbers, sealed) = Numbers::of(row)?;
        if numbers.seal() != sealed {
            return Err(numbers.damaged());
        }
        let xml = row.get_ref(9)?.as_blob().map_err(rusqlite::Error::from)?;
        Ok(Self { numbers, xml })
    }

    /// The part of the XML that the form has, checked.
    pub(super) fn text(&self, form: Form) -> Result<&'r [u8]> {
        match form {
            Form::Headers => self.header(),
            Form::Records | Form::Deflated => self.xml(),
        }
    }

    /// The whole record.
    pub(super) fn xml(&self) -> Result<&'r [u8]> {
        if crc(self.xml) == self.numbers.crc { Ok(self.xml) } else { Err(self.numbers.damaged()) }
    }

    /// The `header` element, with its line break.
    fn header(&self) -> Result<&'r [u8]> {
        let head = usize::try_from(self.numbers.head).ok().and_then(|head| self.xml.get(..head));
        let head = head.filter(|head| crc(head) == self.numbers.head_crc);
        head.and_then(|head| head.strip_prefix(b"<record>")).ok_or_else(|| self.numbers.damaged())
    }

    /// What is between the header and the end of the record.
    pub(super) fn body(&self) -> Result<&'r str> {
        let xml = self.xml()?;
        let head = usize::try_from(self.numbers.head).unwrap_or(usize::MAX);
        let body = xml.get(head..).and_then(|rest| rest.strip_suffix(crate::protocol::RECORD_END.as_bytes()));
        body.and_then(|body| str::from_utf8(body).ok()).ok_or_else(|| self.numbers.damaged())
    }
}
