//! What is written into the store, and what becomes of it.

use crate::model::{Datestamp, Identifier, SetSpec};

/// Changes of items of one source, to be published together.
#[derive(Clone, Copy, Debug)]
pub struct Batch<'a> {
    pub source: &'a str,
    /// The revision of the document [`super::RULES`] by which the changes were rendered; 0 if there was none.
    pub rules: u64,
    pub changes: &'a [Change],
}

/// A change of one item. It names the state that it was based on, so that two writers never undo each other.
#[derive(Clone, Debug)]
pub enum Change {
    /// The item is this, with exactly these records; a format it had and has no longer becomes deleted.
    Put(Put),
    /// The item is deleted: every record of it becomes a tombstone. An item that is not there can get a tombstone.
    Delete(Deletion),
}

impl Change {
    pub const fn identifier(&self) -> &Identifier {
        match self {
            Self::Put(put) => &put.identifier,
            Self::Delete(deletion) => &deletion.identifier,
        }
    }

    pub const fn base(&self) -> Base {
        match self {
            Self::Put(put) => put.base,
            Self::Delete(deletion) => deletion.base,
        }
    }

    /// Bases the change on another state.
    pub const fn rebase(&mut self, base: Base) {
        match self {
            Self::Put(put) => put.base = base,
            Self::Delete(deletion) => deletion.base = base,
        }
    }
}

/// The state of an item that a change was based on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base {
    /// No live item had the identifier.
    Absent,
    /// No item had the identifier, not even a deleted one.
    New,
    /// The item was deleted and had this version.
    Deleted(u64),
    /// The live item had this version.
    Version(u64),
}

/// An item to be written.
#[derive(Clone, Debug)]
pub struct Put {
    pub identifier: Identifier,
    pub base: Base,
    /// Where in the source it comes from, such as a path.
    pub origin: String,
    /// Differs if what the item was made from differs; opaque to the store.
    pub fingerprint: String,
    /// Everything that decided how the records were rendered; opaque to the store.
    pub rendering: String,
    /// What the records can be written from again, together with the body of the oai_dc record; opaque to the store.
    pub native: String,
    /// In minimal form.
    pub sets: Vec<SetSpec>,
    pub rights: Vec<String>,
    pub records: Vec<NewRecord>,
    /// Whether every record is written, even if its digest is the one that is stored.
    pub is_anew: bool,
}

/// A record to be written.
#[derive(Clone, Debug)]
pub struct NewRecord {
    pub prefix: String,
    pub body: String,
    /// Differs if the record differs: made of all that is served, sets included, except datestamps.
    pub digest: [u8; 16],
}

/// An item to be deleted.
#[derive(Clone, Debug)]
pub struct Deletion {
    pub identifier: Identifier,
    pub base: Base,
    /// What takes the place of [`Put::fingerprint`] while the item is deleted.
    pub fingerprint: String,
    /// The tombstone to be written if the item is not live and has no record in that format.
    pub tombstone: Option<Tombstone>,
}

impl Deletion {
    /// Of an item that the store has; deletes nothing if it has none.
    pub const fn of(identifier: Identifier, base: Base) -> Self {
        Self { identifier, base, fingerprint: String::new(), tombstone: None }
    }
}

/// A deleted record (§2.5.1) of an item that is not live.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tombstone {
    pub prefix: String,
    /// In minimal form.
    pub sets: Vec<SetSpec>,
}

/// What became of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    Created,
    Changed,
    Unchanged,
    Deleted,
    /// The identifier belongs to this other source; nothing was written.
    OwnedByOtherSource(String),
    /// The item or the rules have changed since the state that the change was based on; nothing was written.
    Stale,
}

/// What would become of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DryRun {
    pub outcome: Outcome,
    /// The records that would not stay as they are: those of the change in its order, then those that it lacks.
    pub records: Vec<DryRunRecord>,
}

/// What would become of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DryRunRecord {
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
pub struct LiveItem {
    pub identifier: Identifier,
    pub version: u64,
    pub origin: String,
    pub fingerprint: String,
}

/// What is known of an item before it is changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownItem {
    /// Its state, for a change to be based on.
    pub base: Base,
    pub source: String,
    /// That of its put; empty if the item is deleted.
    pub origin: String,
    /// That of its put or of its deletion, whichever was last.
    pub fingerprint: String,
}

/// An item as it can be rendered again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredItem {
    /// Its number in the store: for [`super::Store::outdated`] to go on after it.
    pub number: u64,
    pub identifier: Identifier,
    pub version: u64,
    pub source: String,
    pub origin: String,
    pub fingerprint: String,
    pub native: String,
    /// The datestamp of its oai_dc record; `None` if it is not stored yet.
    pub datestamp: Option<Datestamp>,
    /// The body of its oai_dc record, for an item whose native form leaves out what that contains.
    pub oai_dc: String,
}
