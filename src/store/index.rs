//! An index of the live items for lists that people read: derived from the store, kept beside it, and made again at any time.

use super::Result;

/// Entries, each listed under headings. What is in it is decided by its writer; the engine only keeps the order.
///
/// Every method may block.
pub trait Index: Send + Sync {
    /// What the writer noted with its last changes; `None` if the index is empty.
    fn progress(&self) -> Result<Option<String>>;

    /// Applies the changes in their order and notes the progress, all or nothing, if the progress is still `base`.
    /// Returns whether it was.
    fn write(&self, base: Option<&str>, changes: &[IndexChange], progress: &str) -> Result<bool>;

    /// Removes all entries and the progress.
    fn clear(&self) -> Result<()>;

    /// The entries under a heading, in the order of their keys and then of their identifiers; after the position `after`, at most
    /// `limit` of them.
    fn list(&self, heading: HeadingName<'_>, after: Option<&Position>, limit: usize) -> Result<Vec<Listed>>;

    /// The headings of a kind in the order of their values; after the value `after`, at most `limit` of them.
    fn headings(&self, kind: &str, after: Option<&str>, limit: usize) -> Result<Vec<Heading>>;

    /// How many entries are under a heading.
    fn count(&self, heading: HeadingName<'_>) -> Result<u64>;

    /// How many headings of a kind there are.
    fn heading_count(&self, kind: &str) -> Result<u64>;

    /// The headings of a kind with the number of entries under each, in the order of their values.
    fn entry_counts(&self, kind: &str) -> Result<Vec<(String, u64)>>;

    /// The entries in which every phrase is found, and which are under every heading; the best first, at most `limit` of them.
    ///
    /// The work is bounded: of more than [`CANDIDATES`] entries, those that were written last are compared.
    fn search(&self, query: &IndexQuery<'_>, limit: usize) -> Result<Matches>;

    /// The data of an entry.
    fn entry(&self, identifier: &str) -> Result<Option<String>>;
}

/// How many fields of words an entry has.
pub const FIELDS: usize = 5;

/// The most entries that are compared with each other in a search.
pub const CANDIDATES: usize = 10_000;

/// A change of an index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IndexChange {
    /// The entry is this, whatever it was before.
    Put(IndexEntry),
    /// There is no entry with this identifier.
    Remove(String),
}

/// An entry to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexEntry {
    pub identifier: String,
    /// What lists show of it; opaque to the index.
    pub data: String,
    pub under: Vec<Under>,
    /// The words of each field, separated by spaces. They are compared as they are.
    pub words: [String; FIELDS],
}

/// A heading that an entry is under, and its place there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Under {
    pub kind: &'static str,
    pub value: String,
    /// Decides the order under the heading, byte by byte.
    pub key: String,
}

/// Which heading is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeadingName<'a> {
    pub kind: &'a str,
    pub value: &'a str,
}

/// Where an entry is in a list.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    pub key: String,
    pub identifier: String,
}

/// An entry of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    pub position: Position,
    pub data: String,
}

/// A heading with entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    pub value: String,
    pub entries: u64,
    /// The data of its first entry.
    pub first: String,
}

/// What is searched for.
#[derive(Clone, Debug, PartialEq)]
pub struct IndexQuery<'a> {
    /// At least one.
    pub phrases: Vec<Phrase<'a>>,
    pub under: Vec<HeadingName<'a>>,
    /// How much a word counts in each field.
    pub weights: [f64; FIELDS],
}

/// Words that follow each other in one field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phrase<'a> {
    /// The number of the field, or any.
    pub field: Option<usize>,
    pub words: &'a [String],
    /// Whether the last word may go on.
    pub is_prefix: bool,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matches {
    /// The best first.
    pub entries: Vec<Listed>,
    /// How many entries match; if there are more than [`CANDIDATES`], that number.
    pub number: usize,
}
