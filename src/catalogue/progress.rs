//! How far the catalogue has come.

use serde::{Deserialize, Serialize};

/// How far the catalogue follows the store.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Progress {
    pub(super) version: u32,
    /// Whether words are kept for searching.
    pub(super) has_words: bool,
    /// Which store it follows: a hash of the store's key.
    pub(super) store: String,
    /// The number of the last item that was read; `None` when all were.
    pub(super) building: Option<u64>,
    /// The sequence number that it has come to.
    pub(super) seq: u64,
}

impl Progress {
    pub(super) fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    pub(super) fn text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default() // strings and numbers always have a JSON form
    }

    /// Whether every item was read.
    pub(super) const fn is_whole(&self) -> bool {
        self.building.is_none()
    }
}
