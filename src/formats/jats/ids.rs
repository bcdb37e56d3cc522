//! Ids of elements.

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use crate::model::Identifier;

/// Makes ids that differ from those of other records: an id must be the only one of its kind in the answer that a page of records
/// is.
pub(super) struct Ids(String);

impl Ids {
    pub(super) fn of(identifier: &Identifier) -> Self {
        Self(HEXLOWER.encode(&Sha256::digest(identifier.as_str())[..8]))
    }

    /// The id of the element of this kind at this place, counted from 0.
    pub(super) fn id(&self, kind: &str, at: usize) -> String {
        format!("{kind}{}-{}", at + 1, self.0)
    }
}
