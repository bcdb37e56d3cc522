//! Unqualified Dublin Core, taken as it is: a list of elements in the order of the source.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::Language;

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
    pub element: Cow<'static, str>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<Language>,
    pub value: String,
}
