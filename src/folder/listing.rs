//! What is in the folder, and what the store has of it, at a moment when no file is being written.

use super::layout::RECORDS;
use super::root::Root;
use super::scan::{Scan, scan};
use super::unfinished::Looks;
use crate::store::{LiveItem, Store, StoreError};

/// What a synchronisation compares.
pub(super) struct Listing {
    pub(super) live_items: Vec<LiveItem>,
    pub(super) scan: Scan,
}

impl Listing {
    /// Waits for files that are being written, and notes those that still are.
    pub(super) fn of(store: &dyn Store, root: &mut Root, looks: &mut Looks) -> Result<Self, StoreError> {
        let mut listing = Self::now(store, root)?;
        if looks.wait(root, listing.scan.all_files()) {
            listing = Self::now(store, root)?;
        }
        root.unfinished = looks.unfinished(root, listing.scan.all_files());
        Ok(listing)
    }

    /// The store is read before the folder: otherwise an item that another process publishes in between would seem to be missing.
    fn now(store: &dyn Store, root: &Root) -> Result<Self, StoreError> {
        let live_items = store.live_items(RECORDS)?;
        Ok(Self { live_items, scan: scan(root) })
    }
}
