//! Publishes batches of a source, each until nothing in it is stale: what others write meanwhile is read, not undone.

use super::batch::{Batch, OwnedByOther};
use super::order::Order;
use super::remarks::Remark;
use super::report::Counts;
use crate::render::{Renderer, item_of_put};
use crate::store::{Change, ErrorKind, Put, Store, StoreError};

/// How often a batch is published again because others changed its items or the rules meanwhile.
const TRIES: usize = 100;

/// What publishes the batches of a source.
pub(super) struct Publisher<'s> {
    store: &'s dyn Store,
    order: Order<'s>,
}

impl<'s> Publisher<'s> {
    pub(super) const fn new(store: &'s dyn Store, order: Order<'s>) -> Self {
        Self { store, order }
    }

    /// Publishes a batch that was rendered by the rules of a revision. Returns what turned out not to be taken.
    pub(super) fn publish(
        &self,
        mut batch: Batch,
        mut rules: u64,
        counts: &mut Counts,
        owned_by_other: OwnedByOther<'_>,
    ) -> Result<Vec<Remark>, StoreError> {
        let mut remarks = Vec::new();
        for _ in 0..TRIES {
            let stale = batch.publish(self.store, self.order.source, rules, counts, owned_by_other)?;
            if stale.is_empty() {
                return Ok(remarks);
            }
            let renderer = Renderer::of_store(self.store)?;
            rules = renderer.rules();
            batch = Batch::default();
            for (place, change) in stale {
                batch.add_from(place, again(change, &renderer)?);
            }
            remarks.append(&mut batch.settle(self.store, self.order, counts)?);
        }
        let message =
            format!("other processes keep changing the items of the source `{}`", self.order.source);
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
