//! The store: a change log of records, and the promise of its datestamps (`docs/architecture.md`).
//!
//! Engines implement [`Store`]; the suite in `tests/store` checks each against the same contract. Only [`open`] and the
//! engines' own folders name an engine.

mod access;
mod backup;
mod change;
mod damage;
mod error;
mod horizon;
mod index;
mod location;
pub mod memory;
mod page;
mod restore;
pub mod sqlite;

use crate::model::{Datestamp, Identifier, SetSpec};

pub use access::Access;
pub use backup::Manifest;
pub use change::{
    Base, Batch, Change, Deletion, DryRun, DryRunRecord, Fate, KnownItem, LiveItem, NewRecord, Outcome, Put,
    StoredItem, Tombstone,
};
pub use damage::{Damage, Part, Repaired};
pub use error::{ErrorKind, StoreError};
pub use horizon::Future;
pub use index::{
    CANDIDATES, FIELDS, Heading, HeadingName, Index, IndexChange, IndexEntry, IndexQuery, Listed, Matches,
    Phrase, Position, Under,
};
pub use location::{Location, is_store_file, scratch, scratch_index};
pub use page::{Checksum, Form, Found, Limit, Page, Range};
pub use restore::Restored;

/// The result of every access to the store.
pub type Result<T> = std::result::Result<T, StoreError>;

/// The name of the document that decides how items are rendered: what the repository says of itself, as JSON.
/// [`Batch::rules`] names its revision.
pub const RULES: &str = "identity";

/// Whether a [rendering](Put::rendering) is current, so that what it rendered would be rendered the same again.
pub type IsCurrent<'a> = &'a dyn Fn(&str) -> bool;

/// An engine. Every method may block; call none of them on an event loop, except [`Store::snapshot`] with [`Wait::No`].
pub trait Store: Send + Sync {
    /// A consistent view of everything, and the responseDate of an answer from it.
    ///
    /// With [`Wait::No`] the error is [`ErrorKind::WouldBlock`] if the view, or something asked of it later, is not ready
    /// in memory or in a cache. It shows what a view with [`Wait::Yes`] would show, except that another node whose clock is
    /// ahead may have shown more.
    fn snapshot(&self, wait: Wait) -> Result<Box<dyn Snapshot + '_>>;

    /// Writes the changes of a batch and publishes them under one datestamp: all of them or, if it fails or is killed,
    /// none. Outcomes come in the order of the changes. A change whose base is not the newest state any more is
    /// [`Outcome::Stale`] and not written; if the rules have changed, every change of the batch is.
    ///
    /// The datestamp is later than every responseDate given so far, and about a second ahead of the clock.
    fn apply(&self, batch: &Batch<'_>) -> Result<Vec<Outcome>>;

    /// What [`Store::apply`] would do with each of the changes if it were the only one; nothing is written.
    /// The published sets and bodies of the records are included if `bodies`.
    fn dry_run(&self, batch: &Batch<'_>, bodies: bool) -> Result<Vec<DryRun>>;

    /// The live items of a source, in no particular order.
    fn live_items(&self, source: &str) -> Result<Vec<LiveItem>>;

    /// The state of each item now, for a change to be based on; in the order of the identifiers.
    fn bases(&self, identifiers: &[&Identifier]) -> Result<Vec<Base>>;

    /// What is known of each item, deleted ones included; `None` for one that never was. In the order of the identifiers.
    fn known_items(&self, identifiers: &[&Identifier]) -> Result<Vec<Option<KnownItem>>>;

    /// Live items whose [rendering](Put::rendering) is not current, in the order of their numbers, after the number `after`, at most
    /// `limit` of them.
    fn outdated(&self, is_current: IsCurrent<'_>, after: u64, limit: usize) -> Result<Vec<StoredItem>>;

    /// A live item, whichever rendering wrote its records.
    fn item(&self, identifier: &Identifier) -> Result<Option<StoredItem>>;

    /// The items of the records after the sequence number `after` in any format, deleted ones included, in the order of the log:
    /// those of at most `limit` records. An item may be named several times. Without `after` no items, only the newest
    /// sequence number.
    fn changed_items(&self, after: Option<u64>, limit: usize) -> Result<ChangedItems>;

    /// How many items of a source were deleted at `since` or later, and are still deleted.
    fn deletions_since(&self, source: &str, since: Datestamp) -> Result<u64>;

    /// A small text that every node shares, by name.
    fn document(&self, name: &str) -> Result<Option<Document>>;

    /// Writes such a text, if the revision of the one it replaces (0 for none) is still `base`. Returns the new revision, or
    /// `None` if another one had been written meanwhile.
    fn put_document(&self, name: &str, text: &str, base: u64) -> Result<Option<u64>>;

    /// Counts for metrics; they may be a second old.
    fn figures(&self) -> Result<Figures>;

    /// What the operator should know now: damaged records that were asked for, changes that cannot be written, a clock that
    /// jumped. Empty if all is well.
    fn problems(&self) -> Vec<StoreError>;
}

/// Whether a caller may block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wait {
    Yes,
    No,
}

/// Everything as of one moment. What is visible in it does not change while it lives.
pub trait Snapshot {
    /// The moment: the responseDate of an answer. It never goes back, over all processes and restarts,
    /// and no record that becomes visible later has a datestamp as early as this.
    fn now(&self) -> Datestamp;

    /// Increases whenever a document changes.
    fn documents_revision(&self) -> u64;

    /// The document as of this snapshot.
    fn document(&self, name: &str) -> Result<Option<Document>>;

    /// The secret that signs resumption tokens: made with the store, the same on every node.
    fn key(&self) -> Result<[u8; 32]>;

    /// Appends the record of an item in a format to `out`, as it is in every answer.
    fn record(&self, identifier: &str, prefix: &str, out: &mut Vec<u8>) -> Result<Found>;

    /// The prefixes in which the item is disseminated or, if it is deleted, was; `None` if there is no such item.
    fn prefixes(&self, identifier: &str) -> Result<Option<Vec<String>>>;

    /// Appends the next visible records of the range to `out`, in the order of the log.
    ///
    /// A page has as many records as the limit allows or, where that lets it end with a page that is ready, fewer, but at
    /// least half; only the last page of a range may have fewer.
    fn page(&self, range: &Range<'_>, limit: Limit, form: Form, out: &mut Vec<u8>) -> Result<Page>;

    /// How many records the range has. While a batch waits for its datestamp, its records are counted instead of those
    /// they replace; otherwise the count is exact.
    fn count(&self, range: &Range<'_>) -> Result<u64>;

    /// The setSpecs that visible records are in, ancestors included, sorted.
    fn sets(&self) -> Result<Vec<SetSpec>>;

    /// Whether any record is in a set.
    fn has_sets(&self) -> Result<bool>;

    /// A lower bound of all datestamps: the least of the visible ones, or when the store was made.
    fn earliest(&self) -> Result<Datestamp>;

    /// An identifier that begins with `prefix`, or none if any identifier does not.
    fn sample_identifier(&self, prefix: &str) -> Result<Option<String>>;

    /// The rights statements that occur in records, sorted.
    fn rights(&self) -> Result<Vec<String>>;
}

/// A small text that every node shares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    pub text: String,
    /// Increases with every change of the document; at least 1.
    pub revision: u64,
}

/// Items that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedItems {
    pub identifiers: Vec<Identifier>,
    /// The sequence number to go on after.
    pub seq: u64,
}

/// Counts for metrics.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    pub items: u64,
    pub deleted_items: u64,
    /// The size of everything that the store keeps, in bytes.
    pub bytes: u64,
}
