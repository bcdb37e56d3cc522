//! The item (§2.3): what the repository holds, and from which it disseminates records.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Article, Datestamp, DublinCore, Identifier, MetadataPrefix, SetSpec};

/// An item: identifier, sets, what its `about` containers say, and its content.
///
/// As one JSON object a line this is also the native format of `windrow load`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    pub identifier: Identifier,
    /// The sets the item is in (§2.6); ancestors need not be named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sets: Vec<SetSpec>,
    /// URLs of the rights statements that hold for the metadata (rights guideline, section 3).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rights: Vec<String>,
    /// Where the metadata was harvested from, if it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provenance: Option<Provenance>,
    /// XML that the item brings along, by the prefix of its format: served as it is, instead of what the format would write.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub native: BTreeMap<MetadataPrefix, String>,
    #[serde(flatten)]
    pub content: Content,
}

impl Item {
    /// An item of which only its content is known.
    pub const fn new(identifier: Identifier, content: Content) -> Self {
        Self {
            identifier,
            sets: Vec::new(),
            rights: Vec::new(),
            provenance: None,
            native: BTreeMap::new(),
            content,
        }
    }
}

/// What formats are written from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Content {
    /// The full model, disseminated in every format that it can fill.
    Article(Box<Article>),
    /// Dublin Core as it came, disseminated as oai_dc and as nothing else: what was not known is not made up.
    Dc(DublinCore),
}

/// The originDescription of the provenance guideline: one harvest, and the harvests before it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provenance {
    pub base_url: String,
    pub identifier: String,
    /// The datestamp at the origin, in the origin's granularity.
    pub datestamp: String,
    pub metadata_namespace: String,
    /// responseDate of the harvest.
    pub harvest_date: Datestamp,
    /// Whether the metadata was changed since.
    pub altered: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Box<Provenance>>,
}
