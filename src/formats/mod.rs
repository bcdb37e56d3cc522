//! Metadata formats (§3.4): one file for each metadataPrefix, one line for it in [`FORMATS`].

mod any_uri;
mod citation;
mod crossref;
mod datacite;
mod element;
mod export;
mod free_to_read;
mod jats;
mod jats_text;
mod kernel;
mod line;
mod link;
pub mod mapping;
mod marcxml;
mod mathml;
mod mods;
mod oai_datacite;
mod oai_dc;
mod oai_openaire;
mod oai_qdc;
mod offered;
mod openaire_v3;
mod original;
mod own;
mod people;
mod romanised;
mod source;
mod texts;
mod vocabulary;

use crate::xml::Xml;

pub use export::{EXPORTS, Export, export_by_name};
pub use offered::{Formats, Offered};
pub use openaire_v3::openaire_v3_gaps;
pub use source::{Reasons, Source, told};

/// A format that items are disseminated in.
pub trait Format: Send + Sync {
    fn metadata_prefix(&self) -> &str;
    /// The URL of the XML Schema.
    fn schema(&self) -> &str;
    /// The namespace of the root element.
    fn metadata_namespace(&self) -> &str;
    /// Goes up with every change of what [`Format::write`] writes, so that an upgrade finds the records it changed.
    fn revision(&self) -> u32;
    /// Whether records bear the moment at which they were written; that alone changes no record.
    fn is_dated(&self) -> bool {
        false
    }
    /// Writes the one element that stands in `metadata`, its own namespaces declared on it.
    ///
    /// `Err` says why the content cannot be disseminated in this format, each reason with its remedy; nothing is invented
    /// to make it fit.
    fn write(&self, source: &Source<'_>, xml: &mut Xml) -> Result<(), Reasons>;
}

/// Every format of Windrow's own, in the order of ListMetadataFormats.
pub static FORMATS: &[&dyn Format] = &[
    &oai_dc::OaiDc,
    &oai_qdc::OaiQdc,
    &oai_openaire::OaiOpenAire,
    &oai_datacite::OaiDataCite,
    &datacite::DataCite,
    &marcxml::MarcXml,
    &mods::Mods,
    &jats::Jats,
    &crossref::Crossref,
];

/// The format of Windrow's own with this metadataPrefix.
pub fn by_prefix(prefix: &str) -> Option<&'static dyn Format> {
    FORMATS.iter().copied().find(|format| format.metadata_prefix() == prefix)
}
