//! Metadata formats (§3.4): one file for each metadataPrefix, one line for it in [`FORMATS`].

mod citation;
mod element;
mod link;
mod oai_dc;
mod oai_qdc;
mod texts;

use crate::model::Content;
use crate::xml::Xml;

/// A format that items are disseminated in.
pub trait Format: Sync {
    fn metadata_prefix(&self) -> &'static str;
    /// The URL of the XML Schema.
    fn schema(&self) -> &'static str;
    /// The namespace of the root element.
    fn metadata_namespace(&self) -> &'static str;
    /// Goes up with every change of what [`Format::write`] writes, so that an upgrade finds the records it changed.
    fn revision(&self) -> u32;
    /// Writes the one element that stands in `metadata`, its own namespaces declared on it.
    ///
    /// `Err` says in a sentence why the content cannot be disseminated in this format; nothing is invented to make it fit.
    fn write(&self, content: &Content, xml: &mut Xml) -> Result<(), String>;
}

/// Every format there is, in the order of ListMetadataFormats.
pub static FORMATS: &[&dyn Format] = &[&oai_dc::OaiDc, &oai_qdc::OaiQdc];

/// The format of a metadataPrefix.
pub fn by_prefix(prefix: &str) -> Option<&'static dyn Format> {
    FORMATS.iter().copied().find(|format| format.metadata_prefix() == prefix)
}
