//! What the store keeps of an item, so that the item can be rendered again.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::{Content, Item, MetadataPrefix, Provenance, SetSpec};

/// More than the JSON of most items of Dublin Core takes, without their elements.
const CAPACITY: usize = 768;

/// The JSON from which the item can be rendered again. Dublin Core elements are left out if the oai_dc record was rendered from them:
/// that record is in the store already.
pub(super) fn native(item: &Item) -> String {
    let mut json = Vec::with_capacity(CAPACITY);
    let written = match &item.content {
        Content::Dc(_) if !supplies_oai_dc(item) => serde_json::to_writer(&mut json, &Bare::of(item)),
        _ => serde_json::to_writer(&mut json, item),
    };
    // a model of strings and lists always has a JSON form
    written.ok().and_then(|()| String::from_utf8(json).ok()).unwrap_or_default()
}

/// An item of Dublin Core without its elements, as [`Item`] has it in JSON.
#[derive(Serialize)]
struct Bare<'a> {
    identifier: &'a str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    sets: &'a [SetSpec],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    rights: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    provenance: Option<&'a Provenance>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    native: &'a BTreeMap<MetadataPrefix, String>,
    dc: [(); 0],
}

impl<'a> Bare<'a> {
    fn of(item: &'a Item) -> Self {
        Self {
            identifier: item.identifier.as_str(),
            sets: &item.sets,
            rights: &item.rights,
            provenance: item.provenance.as_ref(),
            native: &item.native,
            dc: [],
        }
    }
}

/// Whether the item comes with XML of its own for oai_dc, so that its oai_dc record is not rendered from its elements.
pub(super) fn supplies_oai_dc(item: &Item) -> bool {
    item.native.keys().any(|prefix| prefix.as_str() == "oai_dc")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::DublinCore;

    /// A record with a set, rights and a provenance, as `load` reads it.
    fn item() -> Item {
        let json = r#"{"identifier":"oai:a.example:1","sets":["b","a:c"],"rights":["https://a.example/r"],
            "provenance":{"base_url":"https://a.example/oai","identifier":"oai:a.example:1","datestamp":"2022-01-01",
            "metadata_namespace":"urn:x","harvest_date":"2023-02-05T00:00:00Z","altered":false},
            "dc":[{"element":"title","lang":"zh-Hans","value":"外交，<a> & \"b\""},{"element":"date","value":"2000-01"}]}"#;
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn what_is_kept_of_dublin_core_is_an_item_without_elements() {
        let item = item();
        let kept = native(&item);
        let bare = Item { content: Content::Dc(DublinCore::default()), ..item };
        assert_eq!(kept, serde_json::to_string(&bare).unwrap());
        assert_eq!(serde_json::from_str::<Item>(&kept).unwrap(), bare);
    }
}
