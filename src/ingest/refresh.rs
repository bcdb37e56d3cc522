//! What an upgrade or another rule changes: items that were rendered by other revisions of the formats or by other rules
//! are rendered again, and the datestamps of just the records that come out otherwise move.

use std::path::Path;

use super::Counts;
use super::batch::Batch;
use super::render::Renderer;
use crate::import::{Incoming, load_file};
use crate::model::{Content, DublinCore, Identity, Item};
use crate::store::{Change, ErrorKind, Outdated, Store, StoreError};

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
    let corrupt = |why: String| {
        StoreError::new(
            ErrorKind::Corrupt,
            format!("the item {} cannot be rendered again: {why}", outdated.identifier),
        )
    };
    let mut item: Item =
        serde_json::from_str(&outdated.native).map_err(|error| corrupt(error.to_string()))?;
    if let Content::Dc(elements) = &mut item.content
        && !item.native.keys().any(|prefix| prefix.as_str() == "oai_dc")
    {
        *elements = dublin_core(&outdated.oai_dc)
            .ok_or_else(|| corrupt("its oai_dc record is damaged".to_owned()))?;
    }
    renderer
        .put(&item, outdated.origin.clone(), outdated.fingerprint.clone())
        .map(Change::Put)
        .map_err(corrupt)
}

/// The Dublin Core that a record's body holds.
fn dublin_core(body: &str) -> Option<DublinCore> {
    let metadata = body.strip_prefix("<metadata>")?.split_once("</metadata>")?.0;
    let anywhere = Identity::new(String::new(), "windrow.invalid".parse().ok()?, Vec::new());
    let mut content = None;
    load_file(Path::new("record.xml"), metadata.as_bytes(), Some(&anywhere), &mut |incoming| {
        if let Ok(Incoming::Item(item)) = incoming {
            content = Some(item.content);
        }
    });
    match content? {
        Content::Dc(elements) => Some(elements),
        Content::Article(_) => None,
    }
}
