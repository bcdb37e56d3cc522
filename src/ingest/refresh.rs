//! Re-rendering after an upgrade or an edited rule: items that other revisions of the formats or other rules rendered
//! are rendered again. Only records that differ afterwards get a new datestamp.

use super::batch::Batch;
use super::report::Counts;
use crate::model::Identifier;
use crate::render::{Renderer, item_of};
use crate::store::{Base, Change, ErrorKind, Store, StoreError, StoredItem};

/// How many items are read from the store at a time.
const AT_ONCE: usize = 1_000;

/// How often all items are looked at again because others changed them or the rules meanwhile.
const TRIES: usize = 100;

/// The result of re-rendering.
#[derive(Debug, Default)]
pub struct Refreshed {
    pub counts: Counts,
    /// Items that this version cannot read back from the store; they are served as they were.
    pub left: Vec<Left>,
}

/// An item that could not be rendered again.
#[derive(Debug)]
pub struct Left {
    pub identifier: Identifier,
    pub source: String,
    pub origin: String,
    /// Why, for the operator.
    pub reason: String,
}

/// Renders again what other revisions of the formats or other rules rendered. An item that cannot be rendered again stays as
/// it is. What others write meanwhile is never undone: an item that has changed since it was read is read again.
pub fn refresh(store: &dyn Store) -> Result<Refreshed, StoreError> {
    let mut counts = Counts::default();
    for _ in 0..TRIES {
        let mut pass = Pass { renderer: Renderer::of_store(store)?, counts, left: Vec::new(), stale: 0 };
        pass.run(store)?;
        counts = pass.counts;
        if pass.stale == 0 {
            return Ok(Refreshed { counts, left: pass.left });
        }
    }
    Err(StoreError::new(
        ErrorKind::Busy,
        "other processes keep changing the items that are to be rendered again",
    ))
}

/// One look at every outdated item.
struct Pass {
    renderer: Renderer,
    counts: Counts,
    left: Vec<Left>,
    /// How many items had changed since they were read.
    stale: usize,
}

impl Pass {
    fn run(&mut self, store: &dyn Store) -> Result<(), StoreError> {
        let mut after = 0;
        loop {
            let items = store.outdated(&|rendering| self.renderer.is_current(rendering), after, AT_ONCE)?;
            let Some(last) = items.last() else { return Ok(()) };
            after = last.number;
            for of_one_source in items.chunk_by(|a, b| a.source == b.source) {
                self.render(store, of_one_source)?;
            }
        }
    }

    fn render(&mut self, store: &dyn Store, items: &[StoredItem]) -> Result<(), StoreError> {
        let Some(first) = items.first() else { return Ok(()) };
        let mut batch = Batch::default();
        for stored in items {
            match rendered(stored, &self.renderer) {
                Ok(change) => {
                    if batch.add(change) {
                        self.publish(store, &first.source, std::mem::take(&mut batch))?;
                    }
                }
                Err(reason) => self.left.push(left(stored, reason)),
            }
        }
        self.publish(store, &first.source, batch)
    }

    fn publish(&mut self, store: &dyn Store, source: &str, batch: Batch) -> Result<(), StoreError> {
        let rules = self.renderer.rules();
        let stale = batch.publish(store, source, rules, &mut self.counts, &mut |_, _, _| {})?;
        self.stale += stale.len();
        Ok(())
    }
}

fn rendered(stored: &StoredItem, renderer: &Renderer) -> Result<Change, String> {
    let item = item_of(stored).map_err(|error| error.message)?;
    let base = Base::Version(stored.version);
    renderer.put(&item, base, stored.origin.clone(), stored.fingerprint.clone()).map(Change::Put)
}

fn left(stored: &StoredItem, reason: String) -> Left {
    let StoredItem { identifier, source, origin, .. } = stored.clone();
    Left { identifier, source, origin, reason }
}
