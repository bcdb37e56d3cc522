//! What a file of many records gives, one after the other.

use super::Place;
use crate::model::{Identifier, Item, MetadataPrefix};

/// One record of a file that is loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Incoming {
    /// The item is this, and it begins here.
    Item(Box<Item>, Place),
    /// A record is gone at its origin.
    Deleted(Box<Tombstone>),
    /// So many records were not taken. The problems with them are told beside it: a problem may be about many records, and a record
    /// may have many problems. A file, or an answer, of which nothing can be read counts as one record.
    Rejected(u64),
}

/// A record that its origin has deleted (§2.5.1, status="deleted").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tombstone {
    pub identifier: Identifier,
    /// The format that it was deleted in; none if the file does not say, or if the whole item was deleted.
    pub prefix: Option<MetadataPrefix>,
    /// When it was deleted, as its origin writes it; none if the file does not say.
    pub datestamp: Option<String>,
    pub place: Place,
}
