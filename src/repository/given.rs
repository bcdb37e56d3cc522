//! What a verb gives.

use super::body::Body;
use super::progress::Progress;
use crate::model::MetadataPrefix;
use crate::protocol::{Answer, Entries, Errors};
use crate::store::StoreError;

/// What a verb gives.
pub(super) enum Given {
    /// An answer that is complete, with so many formats or sets.
    Whole(Answer, usize),
    /// One record.
    Record { identifier: String, metadata_prefix: MetadataPrefix },
    /// The next page of a list.
    List { entries: Entries, progress: Progress },
}

impl Given {
    /// What stands around the records.
    pub(super) fn answer(&mut self) -> Answer {
        match self {
            Self::Whole(answer, _) => std::mem::replace(answer, Answer::GetRecord),
            Self::Record { .. } => Answer::GetRecord,
            Self::List { entries: Entries::Headers, .. } => Answer::ListIdentifiers,
            Self::List { entries: Entries::Records, .. } => Answer::ListRecords,
        }
    }
}

/// A document, and how many records, headers, formats or sets it has.
pub(super) type Written = (Body, usize);

/// What a verb gives, or what is wrong with the request.
pub(super) type Outcome = Result<Result<Given, Errors>, StoreError>;
