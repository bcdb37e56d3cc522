//! What a file of many records gives, one after the other.

use super::OriginDate;
use crate::diagnostics::Place;
use crate::model::{Identifier, Item, MetadataPrefix, SetSpec};

/// One record of a file that is loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Incoming {
    /// The item is this.
    Item(Box<Item>, Origin),
    /// A record is gone at its origin.
    Deleted(Box<DeletedRecord>),
    /// So many records were not taken. The problems with them are told beside it: a problem may be about many records, and a record
    /// may have many problems. A file, or an answer, of which nothing can be read counts as one record.
    Rejected(u64),
}

/// Where a record comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Where it begins.
    pub place: Place,
    pub date: OriginDate,
    /// Whether the name of the file makes its identifier.
    pub is_named_by_file: bool,
}

impl Origin {
    /// Of a record that has an identifier.
    pub const fn new(place: Place, date: OriginDate) -> Self {
        Self { place, date, is_named_by_file: false }
    }
}

/// A record that its origin has deleted (§2.5.1, status="deleted").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeletedRecord {
    pub identifier: Identifier,
    /// The format that it was deleted in; none if the file does not say, or if the whole item was deleted.
    pub prefix: Option<MetadataPrefix>,
    /// In minimal form.
    pub sets: Vec<SetSpec>,
    pub origin: Origin,
}
