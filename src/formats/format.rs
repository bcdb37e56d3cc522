//! What a metadata format is.

use super::{Reasons, Source};
use crate::xml::Xml;

/// What is to be known of a format.
#[derive(Clone, Copy, Debug)]
pub struct About<'a> {
    pub metadata_prefix: &'a str,
    /// The URL of the XML Schema.
    pub schema: &'a str,
    /// The namespace of the root element.
    pub metadata_namespace: &'a str,
    /// Goes up with every change of what [`Format::write`] writes, so that an upgrade finds the records it changed.
    pub revision: u32,
    /// Whether records bear the moment at which they were written; that alone changes no record.
    pub is_dated: bool,
}

impl<'a> About<'a> {
    /// What ListMetadataFormats says (§4.4), of the first revision of a format that bears no moment.
    pub(super) const fn of(metadata_prefix: &'a str, schema: &'a str, metadata_namespace: &'a str) -> Self {
        Self { metadata_prefix, schema, metadata_namespace, revision: 1, is_dated: false }
    }
}

/// A format that items are disseminated in.
pub trait Format: Send + Sync {
    fn about(&self) -> About<'_>;

    /// Writes the one element in `metadata`, with its namespaces declared on it.
    ///
    /// `Err` says why the content cannot be disseminated in this format, each reason with its remedy; nothing is invented
    /// to make it fit.
    fn write(&self, source: &Source<'_>, xml: &mut Xml) -> Result<(), Reasons>;

    fn metadata_prefix(&self) -> &str {
        self.about().metadata_prefix
    }
}
