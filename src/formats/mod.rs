//! Metadata formats (§3.4): one file or folder for each metadataPrefix, one line for it in [`FORMATS`].
//!
//! Beside them: `vocabulary`, the code lists; `writing`, what several formats write alike; `mapping`, formats that a repository
//! brings along; `export`, formats that are not for OAI-PMH.

mod crossref;
mod datacite;
mod jats;
mod marcxml;
mod mods;
mod oai_datacite;
mod oai_dc;
mod oai_openaire;
mod oai_qdc;

mod export;
pub mod mapping;
mod offered;
mod source;
mod vocabulary;
mod writing;

use crate::xml::Xml;

pub use export::{EXPORTS, Export, export_by_name};
pub use offered::{Formats, Offered, offers};
pub use source::{Reasons, Source, told};
pub use vocabulary::{article_types, is_article_type};
pub use writing::openaire_v3::openaire_v3_gaps;

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
    const fn of(metadata_prefix: &'a str, schema: &'a str, metadata_namespace: &'a str) -> Self {
        Self { metadata_prefix, schema, metadata_namespace, revision: 1, is_dated: false }
    }
}

/// A format that items are disseminated in.
pub trait Format: Send + Sync {
    fn about(&self) -> About<'_>;

    /// Writes the one element that stands in `metadata`, its own namespaces declared on it.
    ///
    /// `Err` says why the content cannot be disseminated in this format, each reason with its remedy; nothing is invented
    /// to make it fit.
    fn write(&self, source: &Source<'_>, xml: &mut Xml) -> Result<(), Reasons>;

    fn metadata_prefix(&self) -> &str {
        self.about().metadata_prefix
    }
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
