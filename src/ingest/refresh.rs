//! Re-rendering after an upgrade or an edited rule: items that other revisions of the formats or other rules rendered
//! are rendered again. Only records that differ afterwards get a new datestamp.

use super::batch::Batch;
use super::report::Counts;
use crate::model::Identifier;
use crate::render::{Renderer, item_of};
use crate::store::{Change, Outdated, Store, StoreError};

/// How many items are read from the store at a time.
const AT_ONCE: usize = 1_000;

/// The name of the store's document that records by which revisions everything was rendered.
const RENDERING: &str = "rendering";

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

/// Renders again what other revisions of the formats or other rules rendered. An item that cannot be rendered again stays as it is.
pub fn refresh(store: &dyn Store) -> Result<Refreshed, StoreError> {
    let renderer = Renderer::of_store(store)?;
    let rendering = renderer.rendering();
    let mut refreshed = Refreshed::default();
    if store.document(RENDERING)?.as_deref() == Some(rendering) {
        return Ok(refreshed);
    }
    let mut after = None;
    loop {
        let items = store.outdated(rendering, after.as_ref(), AT_ONCE)?;
        let Some(last) = items.last() else { break };
        after = Some(last.identifier.clone());
        for of_one_source in items.chunk_by(|a, b| a.source == b.source) {
            let mut batch = Batch::default();
            for outdated in of_one_source {
                match rendered(outdated, &renderer) {
                    Ok(change) => _ = batch.add(change),
                    Err(reason) => refreshed.left.push(left(outdated, reason)),
                }
            }
            batch.publish(store, &of_one_source[0].source, &mut refreshed.counts, &mut |_, _| {})?;
        }
    }
    store.put_document(RENDERING, rendering)?;
    Ok(refreshed)
}

/// Makes the next [`refresh`] look at every item: some were rendered with an identity that has changed since.
pub(super) fn look_again(store: &dyn Store) -> Result<(), StoreError> {
    store.put_document(RENDERING, "")
}

fn rendered(outdated: &Outdated, renderer: &Renderer) -> Result<Change, String> {
    let item = item_of(outdated).map_err(|error| error.to_string())?;
    renderer.put(&item, outdated.origin.clone(), outdated.fingerprint.clone()).map(Change::Put)
}

fn left(outdated: &Outdated, reason: String) -> Left {
    let Outdated { identifier, source, origin, .. } = outdated.clone();
    Left { identifier, source, origin, reason }
}
