//! The way back from what the store keeps of an item to the item.

use std::path::Path;

use super::RECORDS;
use crate::import::{Incoming, load_file, nearest};
use crate::model::{Content, DublinCore, Identifier, Identity, Item};
use crate::store::{ErrorKind, Outdated, Store, StoreError};

/// The item of this identifier, unless there is none or it was deleted.
///
/// Errs if the store cannot be read, or is damaged there.
pub fn stored_item(store: &dyn Store, identifier: &Identifier) -> Result<Option<Item>, StoreError> {
    store.item(identifier)?.as_ref().map(item_of).transpose()
}

/// The identifier of the records folder that was probably meant by one that is not there.
pub fn nearest_item(store: &dyn Store, identifier: &Identifier) -> Result<Option<Identifier>, StoreError> {
    let holdings = store.holdings(RECORDS)?;
    let known = holdings.iter().map(|holding| holding.identifier.as_str());
    Ok(nearest(identifier.as_str(), known).and_then(|text| text.parse().ok()))
}

/// The item that the store's entry was made of.
pub(super) fn item_of(stored: &Outdated) -> Result<Item, StoreError> {
    let mut item: Item =
        serde_json::from_str(&stored.native).map_err(|error| corrupt(stored, &error.to_string()))?;
    let brings_oai_dc = item.native.keys().any(|prefix| prefix.as_str() == "oai_dc");
    if let Content::Dc(elements) = &mut item.content
        && !brings_oai_dc
    {
        *elements =
            dublin_core(&stored.oai_dc).ok_or_else(|| corrupt(stored, "its oai_dc record is damaged"))?;
    }
    Ok(item)
}

fn corrupt(stored: &Outdated, why: &str) -> StoreError {
    let message = format!("the item {} cannot be rendered again: {why}", stored.identifier);
    StoreError::new(ErrorKind::Corrupt, message)
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
