//! What is written into the store, and what comes of it.

use crate::model::{Identifier, SetSpec};

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
