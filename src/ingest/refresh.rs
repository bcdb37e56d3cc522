//! What an upgrade or another rule changes: items that were rendered by other revisions of the formats or by other rules
//! are rendered again, and the datestamps of just the records that come out otherwise move.

use super::Counts;
use super::batch::Batch;
use super::render::Renderer;
use super::stored::{corrupt, item_of};
use crate::store::{Change, Outdated, Store, StoreError};

/// How many items are looked at at once.
const AT_ONCE: usize = 1_000;

/// The name of the store's document that says by which revisions everything was rendered.
const RENDERING: &str = "rendering";

/// Renders again what was rendered by other revisions of the formats or by other rules.
pub fn refresh(store: &dyn Store) -> Result<Counts, StoreError> {
    let renderer = Renderer::of_store(store)?;
    let rendering = renderer.rendering();
    let mut counts = Counts::default();
    if store.document(RENDERING)?.as_deref() == Some(rendering) {
        return Ok(counts);
    }
    let mut after = None;
    loop {
        let items = store.outdated(rendering, after.as_ref(), AT_ONCE)?;
        let Some(last) = items.last() else { break };
        after = Some(last.identifier.clone());
        for of_one_source in items.chunk_by(|a, b| a.source == b.source) {
            let mut batch = Batch::default();
            for outdated in of_one_source {
                batch.add(rendered(outdated, &renderer)?);
            }
            batch.publish(store, &of_one_source[0].source, &mut counts, &mut |_, _| {})?;
        }
    }
    store.put_document(RENDERING, rendering)?;
    Ok(counts)
}

/// Makes the next [`refresh`] look at every item: some were rendered as the repository does no longer want it.
pub(super) fn look_again(store: &dyn Store) -> Result<(), StoreError> {
    store.put_document(RENDERING, "")
}

fn rendered(outdated: &Outdated, renderer: &Renderer) -> Result<Change, StoreError> {
    renderer
        .put(&item_of(outdated)?, outdated.origin.clone(), outdated.fingerprint.clone())
        .map(Change::Put)
        .map_err(|why| corrupt(outdated, &why))
}
