//! Reads an item back from what the store keeps of it.

use super::stored_model::supplies_oai_dc;
use crate::import;
use crate::model::{Content, DublinCore, Identifier, Item};
use crate::store::{Base, ErrorKind, Put, Store, StoreError, StoredItem};

/// The live item with this identifier; `None` if there is none or it was deleted.
///
/// Errs if the store cannot be read, or is damaged there.
pub fn stored_item(store: &dyn Store, identifier: &Identifier) -> Result<Option<Item>, StoreError> {
    store.item(identifier)?.as_ref().map(item_of).transpose()
}

/// The item from which the stored entry was rendered.
///
/// Errs if what is stored cannot be read.
pub fn item_of(stored: &StoredItem) -> Result<Item, StoreError> {
    let mut item: Item =
        serde_json::from_str(&stored.native).map_err(|error| corrupt(stored, &error.to_string()))?;
    let supplies_oai_dc = supplies_oai_dc(&item);
    if let Content::Dc(elements) = &mut item.content
        && !supplies_oai_dc
    {
        *elements =
            dublin_core(&stored.oai_dc).ok_or_else(|| corrupt(stored, "its oai_dc record is damaged"))?;
    }
    Ok(item)
}

/// The item from which a change was rendered.
///
/// Errs if it cannot be read back.
pub fn item_of_put(put: &Put) -> Result<Item, StoreError> {
    let oai_dc = put.records.iter().find(|record| record.prefix == "oai_dc");
    item_of(&StoredItem {
        number: 0,
        identifier: put.identifier.clone(),
        version: if let Base::Version(version) = put.base { version } else { 0 },
        source: String::new(),
        origin: put.origin.clone(),
        fingerprint: put.fingerprint.clone(),
        native: put.native.clone(),
        datestamp: None,
        oai_dc: oai_dc.map_or_else(String::new, |record| record.body.clone()),
    })
}

fn corrupt(stored: &StoredItem, why: &str) -> StoreError {
    let message = format!("the item {} cannot be rendered again: {why}", stored.identifier);
    StoreError::new(ErrorKind::Corrupt, message)
}

/// The Dublin Core elements of an oai_dc record's body.
fn dublin_core(body: &str) -> Option<DublinCore> {
    let metadata = body.strip_prefix("<metadata>")?.split_once("</metadata>")?.0;
    import::dublin_core(metadata)
}
