//! The store: a change log of records, and the promise that its datestamps are (`docs/architecture.md`).
//!
//! Engines implement [`Store`]; the suite in `tests/store` holds each to the same contract.

mod change;
mod documents;
mod error;
mod run;
pub mod sqlite;

use std::ops::ControlFlow;

use crate::model::{Datestamp, Identifier, SetSpec};

pub use change::{Change, Fate, Holding, NewRecord, Outcome, Outdated, Put, Rehearsed, RehearsedRecord};
pub use documents::IDENTITY;
pub use error::{ErrorKind, StoreError};
pub use run::{Deflated, NewRun, Next, Piece, Run};

/// The result of whatever touches the store.
pub type Result<T> = std::result::Result<T, StoreError>;

/// An engine. Every method may block; call none of them on an event loop.
pub trait Store: Send + Sync {
    /// A consistent view of everything, and the responseDate that an answer from it carries.
    fn snapshot(&self) -> Result<Box<dyn Snapshot + '_>>;

    /// Writes the changes to items of a source and publishes them under one datestamp: all of them or,
    /// if it errs or is killed, none. Outcomes come in the order of the changes.
    ///
    /// The datestamp is later than every responseDate given so far, and about a second ahead of the clock.
    fn apply(&self, source: &str, changes: &[Change]) -> Result<Vec<Outcome>>;

    /// What [`Store::apply`] would do with each of the changes if it were the only one; nothing is written.
    /// What records say now comes with it if `bodies`.
    fn rehearse(&self, source: &str, changes: &[Change], bodies: bool) -> Result<Vec<Rehearsed>>;

    /// The live items of a source, in no particular order.
    fn holdings(&self, source: &str) -> Result<Vec<Holding>>;

    /// Items whose records were written by other revisions of the formats than `rendering`, in the order of
    /// their identifiers, after `after`, at most `limit` of them.
    fn outdated(&self, rendering: &str, after: Option<&Identifier>, limit: usize) -> Result<Vec<Outdated>>;

    /// A live item, whatever wrote its records.
    fn item(&self, identifier: &Identifier) -> Result<Option<Outdated>>;

    /// Keeps the runs that are still whole, so that later snapshots have them.
    fn keep(&self, runs: &[NewRun]) -> Result<()>;

    /// A snapshot that began a moment ago, if one is at hand, so that nothing is waited for. It shows what one begun now
    /// would show, except that another node whose clock is ahead may have shown more.
    fn snapshot_at_hand(&self) -> Option<Box<dyn Snapshot + '_>>;

    /// A small text that every node shares, by name.
    fn document(&self, name: &str) -> Result<Option<String>>;

    /// Sets such a text.
    fn put_document(&self, name: &str, text: &str) -> Result<()>;

    /// What the store holds, for metrics; the numbers may be a moment old.
    fn figures(&self) -> Result<Figures>;
}

/// Everything as of one moment. What is visible in it does not change while it lives.
pub trait Snapshot {
    /// The moment: the responseDate of an answer. It never goes back, over all processes and restarts,
    /// and no record that becomes visible later has a datestamp as early as this.
    fn now(&self) -> Datestamp;

    /// How many seconds the clock of this machine lies behind [`Snapshot::now`]: 0, or it was set back.
    fn clock_behind(&self) -> i64;

    /// Counts up whenever a document changes.
    fn documents_revision(&self) -> u64;

    /// The document as of this snapshot.
    fn document(&self, name: &str) -> Result<Option<String>>;

    /// The secret that signs resumption tokens: made with the store, the same on every node.
    fn key(&self) -> Result<[u8; 32]>;

    /// The record of an item in a format.
    fn record(&self, identifier: &str, prefix: &str) -> Result<Found>;

    /// The prefixes in which the item is disseminated or, if deleted, was; `None` for no such item.
    fn prefixes(&self, identifier: &str) -> Result<Option<Vec<String>>>;

    /// Gives the visible records of the range in the order of the log until told to break.
    /// The body is empty unless `bodies`.
    fn walk(
        &self,
        range: &Range<'_>,
        bodies: bool,
        each: &mut dyn FnMut(StoredRecord<'_>) -> ControlFlow<()>,
    ) -> Result<()>;

    /// What comes next in the range: a run, or records that are in none.
    fn next_run(&self, range: &Range<'_>) -> Result<Next>;

    /// Appends to `into` what lies at the pieces, one after the other.
    fn read(&self, pieces: &[Piece], into: &mut Vec<u8>) -> Result<()>;

    /// How many records the range has. While a batch waits for its datestamp to come, its records are counted
    /// instead of those they replace; else the count is exact.
    fn count(&self, range: &Range<'_>) -> Result<u64>;

    /// The setSpecs that visible records are in, ancestors included, sorted.
    fn sets(&self) -> Result<Vec<SetSpec>>;

    /// A lower bound of all datestamps: the least of the visible ones, or when the store was made.
    fn earliest(&self) -> Result<Datestamp>;

    /// An identifier that begins with `prefix`, or none if any identifier does not.
    fn sample_identifier(&self, prefix: &str) -> Result<Option<String>>;

    /// The rights statements that occur in records, sorted.
    fn rights(&self) -> Result<Vec<String>>;
}

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

/// A record as the log has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StoredRecord<'a> {
    /// Its sequence number.
    pub seq: u64,
    pub identifier: &'a str,
    pub datestamp: Datestamp,
    /// setSpecs in minimal form, separated by spaces.
    pub sets: &'a str,
    pub deleted: bool,
    /// Its XML, as it stands in every answer.
    pub piece: Piece,
    /// `metadata` and `about` elements in it.
    pub body: &'a str,
}

/// Whether a record was there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// Its XML, as it stands in every answer.
    Record(Piece),
    NoSuchFormat,
    NoSuchItem,
}

/// Numbers for metrics.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    pub items: u64,
    pub deleted_items: u64,
    pub bytes: u64,
}
