//! Lists, and the pages that are read of them.

use crate::gzip;
use crate::model::{Datestamp, SetSpec};

/// What a list is of (§2.7).
#[derive(Clone, Copy, Debug)]
pub struct Range<'a> {
    pub prefix: &'a str,
    pub from: Option<Datestamp>,
    pub until: Option<Datestamp>,
    pub set: Option<&'a SetSpec>,
    /// Only what stands after this sequence number.
    pub after: Option<u64>,
}

/// How much a page may have. A page is never empty because of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Limit {
    /// At most this many records; at least 1.
    pub records: usize,
    /// The page ends with the record that reaches this many bytes of XML.
    pub bytes: usize,
}

impl Limit {
    /// Whether a page with this much takes no more; one without records always takes one.
    pub const fn is_reached(self, records: usize, bytes: usize) -> bool {
        records > 0 && (records >= self.records || bytes >= self.bytes)
    }
}

/// In which form records are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The `header` elements alone, as in ListIdentifiers.
    Headers,
    /// The `record` elements.
    Records,
    /// The `record` elements as raw deflate that ends in a sync flush ([`crate::gzip`]).
    Deflated,
}

/// What a page has, and what is needed to go on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Page {
    pub records: usize,
    /// The sequence number of the last record.
    pub last: u64,
    /// Whether the range has a record after it.
    pub more: bool,
    /// Of the XML, if the page is deflated.
    pub checksum: Checksum,
}

/// What gzip must know of a text that was deflated (RFC 1952).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Checksum {
    /// The CRC-32 of the text.
    pub crc: u32,
    /// Its length in bytes.
    pub size: u64,
}

/// Whether a record was there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    Record,
    NoSuchFormat,
    NoSuchItem,
}

impl Checksum {
    /// That of a text followed by another one.
    #[must_use]
    pub fn followed_by(self, next: Self) -> Self {
        Self { crc: gzip::joined(self.crc, next.crc, next.size), size: self.size + next.size }
    }
}
