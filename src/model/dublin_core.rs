//! Unqualified Dublin Core, taken as it is: a list of elements in the order of the source.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer, Serialize};

use super::Language;
use super::from_text;

/// The fifteen elements of the Dublin Core element set, version 1.1.
pub const DC_ELEMENTS: [&str; 15] = [
    "title",
    "creator",
    "subject",
    "description",
    "publisher",
    "contributor",
    "date",
    "type",
    "format",
    "identifier",
    "source",
    "language",
    "relation",
    "coverage",
    "rights",
];

/// A Dublin Core record: any of the fifteen elements, any number of times, in the order given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DublinCore {
    pub elements: Vec<DublinCoreElement>,
}

/// One element; `element` is one of [`DC_ELEMENTS`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DublinCoreElement {
    #[serde(deserialize_with = "element_name")]
    pub element: Cow<'static, str>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<Language>,
    pub value: String,
}

/// One of [`DC_ELEMENTS`] is not copied: there are some twenty to each of a million records.
fn element_name<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Cow<'static, str>, D::Error> {
    from_text::deserialize(deserializer, |name: &str| {
        let known = DC_ELEMENTS.into_iter().find(|known| *known == name);
        Ok::<_, std::convert::Infallible>(known.map_or_else(|| Cow::Owned(name.to_owned()), Cow::Borrowed))
    })
}
