//! Publishes batches of a source, each until nothing in it is stale: what others write meanwhile is read, not undone.

use super::batch::{Batch, OwnedByOther};
use super::report::Counts;
use crate::render::{Renderer, item_of_put};
use crate::store::{Change, ErrorKind, Put, Store, StoreError};

/// How often a batch is published again because others changed its items or the rules meanwhile.
const TRIES: usize = 100;

/// What publishes the batches of a source.
pub(super) struct Publisher<'s> {
    store: &'s dyn Store,
    source: &'s str,
}

impl<'s> Publisher<'s> {
    pub(super) const fn new(store: &'s dyn Store, source: &'s str) -> Self {
        Self { store, source }
    }

    /// Publishes a batch that was rendered by the rules of a revision.
    pub(super) fn publish(
        &self,
        mut batch: Batch,
        mut rules: u64,
        counts: &mut Counts,
        owned_by_other: OwnedByOther<'_>,
    ) -> Result<(), StoreError> {
        for _ in 0..TRIES {
            let stale = batch.publish(self.store, self.source, rules, counts, owned_by_other)?;
            if stale.is_empty() {
                return Ok(());
            }
            let renderer = Renderer::of_store(self.store)?;
            rules = renderer.rules();
            batch = Batch::default();
            for change in stale {
                batch.add(again(change, &renderer)?);
            }
            batch.rebase(self.store)?;
        }
        let message = format!("other processes keep changing the items of the source `{}`", self.source);
        Err(StoreError::new(ErrorKind::Busy, message))
    }
}

/// The change as it is by the present rules.
fn again(change: Change, renderer: &Renderer) -> Result<Change, StoreError> {
    match change {
        Change::Put(put) if !renderer.is_current(&put.rendering) => rendered(put, renderer).map(Change::Put),
        change => Ok(change),
    }
}

fn rendered(put: Put, renderer: &Renderer) -> Result<Put, StoreError> {
    let item = item_of_put(&put)?;
    renderer.put(&item, put.base, put.origin, put.fingerprint).map_err(|reason| {
        StoreError::new(
            ErrorKind::Other,
            format!("{} cannot be rendered any more: {reason}", item.identifier),
        )
        .with_remedy("correct repository.toml, and load the files again")
    })
}
