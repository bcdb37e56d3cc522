//! The store: a change log of records, and the promise that its datestamps are (`docs/architecture.md`).
//!
//! Engines implement [`Store`]; the suite in `tests/store` holds each to the same contract.

mod error;
pub mod sqlite;

use std::ops::ControlFlow;

use crate::model::{Datestamp, Identifier, SetSpec};

pub use error::{ErrorKind, StoreError};

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

    /// The record of an item in a format. The body is empty unless `bodies`.
    fn record(
        &self,
        identifier: &str,
        prefix: &str,
        bodies: bool,
        each: &mut dyn FnMut(StoredRecord<'_>),
    ) -> Result<Found>;

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

/// Where XML lies: for [`Snapshot::read`] of the snapshot that told it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Opaque; what follows a piece directly is `size` further on.
    pub at: i64,
    /// In bytes.
    pub size: u32,
}

impl Piece {
    /// Whether the other one lies directly behind it.
    pub fn is_followed_by(&self, other: &Self) -> bool {
        self.at + i64::from(self.size) == other.at
    }
}

/// What comes next in a range.
#[derive(Clone, Debug)]
pub enum Next {
    /// These records, all of them visible and in the range.
    Run {
        run: Run,
        /// Whether it is certain that a record follows it in the range.
        more: bool,
    },
    /// Records in no run, or a part of one.
    Records {
        /// The range begins after this sequence number.
        since: u64,
        /// With the record that has this sequence number they end, or before the end of the range.
        until: Option<u64>,
        /// Whether they are a part of a run.
        inside: bool,
    },
}

/// Consecutive records of a list, in one piece: derived from the log, and dropped when one of them leaves its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Between this sequence number and that of the first one the list has no record.
    pub since: u64,
    pub first: u64,
    pub last: u64,
    pub records: u32,
    /// How many bytes their XML has, and how many it has without the last one.
    pub size: u32,
    pub but_last: u32,
    pub pieces: Vec<Piece>,
    /// The same, compressed, if that was kept.
    pub deflated: Option<Deflated>,
}

impl Run {
    /// A run that has no record yet; the first will have this sequence number.
    pub const fn beginning(since: u64, first: u64) -> Self {
        let pieces = Vec::new();
        Self { since, first, last: first, records: 0, size: 0, but_last: 0, pieces, deflated: None }
    }

    /// Adds a record at the end.
    pub fn extend(&mut self, seq: u64, piece: Piece) {
        self.last = seq;
        self.records += 1;
        self.but_last = self.size;
        self.size += piece.size;
        match self.pieces.last_mut() {
            Some(last) if last.is_followed_by(&piece) => last.size += piece.size,
            _ => self.pieces.push(piece),
        }
    }
}

/// Raw deflate that ends in a sync flush.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deflated {
    pub piece: Piece,
    /// The CRC-32 of what it decodes to.
    pub crc: u32,
}

/// A run to be kept: all records of a list after `since` up to `last`, as one snapshot has shown them.
#[derive(Clone, Debug)]
pub struct NewRun {
    pub prefix: String,
    pub set: Option<SetSpec>,
    pub run: Run,
    /// Their XML as raw deflate that ends in a sync flush, and its CRC-32; what `run` says of it is of no account.
    pub deflated: Option<(Vec<u8>, u32)>,
}

/// Whether a record was there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    Record,
    NoSuchFormat,
    NoSuchItem,
}

/// A change of one item.
#[derive(Clone, Debug)]
pub enum Change {
    /// The item is this, with exactly these records; a format it had and has no longer becomes deleted.
    Put(Put),
    /// The item is gone: every record of it becomes deleted.
    Delete(Identifier),
}

/// An item to be written.
#[derive(Clone, Debug)]
pub struct Put {
    pub identifier: Identifier,
    /// Where in the source it comes from, such as a path.
    pub origin: String,
    /// Tells whether what it was made from has changed; opaque to the store.
    pub fingerprint: String,
    /// Which revisions of the formats wrote the records.
    pub rendering: String,
    /// What the records can be written from again, together with the body of the oai_dc record; opaque to the store.
    pub native: String,
    /// In minimal form.
    pub sets: Vec<SetSpec>,
    pub rights: Vec<String>,
    pub records: Vec<NewRecord>,
}

/// A record to be written.
#[derive(Clone, Debug)]
pub struct NewRecord {
    pub prefix: String,
    pub body: String,
    /// What decides whether the record has changed: made of all that is served, sets included, but for datestamps.
    pub digest: [u8; 16],
}

/// What became of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    Created,
    Changed,
    Unchanged,
    Deleted,
    /// The identifier belongs to this other source; nothing was written.
    Foreign(String),
}

/// What would become of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rehearsed {
    pub outcome: Outcome,
    /// The records that would not stay as they are: those of the change in its order, then those that it has none for.
    pub records: Vec<RehearsedRecord>,
}

/// What would become of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RehearsedRecord {
    pub prefix: String,
    pub fate: Fate,
    /// Its setSpecs and body as they were published last. Empty if there is none, or they were not asked for.
    pub sets: String,
    pub body: String,
}

/// What becomes of a record that does not stay as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// There was none, or a tombstone.
    Created,
    Changed,
    Deleted,
}

/// A live item of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holding {
    pub identifier: Identifier,
    pub origin: String,
    pub fingerprint: String,
}

/// An item as it can be rendered again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outdated {
    pub identifier: Identifier,
    pub source: String,
    pub origin: String,
    pub fingerprint: String,
    pub native: String,
    /// The body of its oai_dc record, for an item whose native form leaves out what that says.
    pub oai_dc: String,
}

/// Numbers for metrics.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    pub items: u64,
    pub deleted_items: u64,
    pub bytes: u64,
}
