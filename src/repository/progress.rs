//! How far a list was given.

use crate::model::{Datestamp, MetadataPrefix, SetSpec};
use crate::protocol::Verb;
use crate::store::Range;

/// A list, and how far it was given.
pub(super) struct Progress {
    pub(super) verb: Verb,
    pub(super) metadata_prefix: MetadataPrefix,
    pub(super) set: Option<SetSpec>,
    pub(super) from: Option<Datestamp>,
    pub(super) until: Option<Datestamp>,
    pub(super) after: Option<u64>,
    pub(super) cursor: u64,
    /// What the first page counted.
    pub(super) complete_list_size: Option<u64>,
}

impl Progress {
    pub(super) fn range(&self) -> Range<'_> {
        Range {
            prefix: self.metadata_prefix.as_str(),
            from: self.from,
            until: self.until,
            set: self.set.as_ref(),
            after: self.after,
        }
    }
}
