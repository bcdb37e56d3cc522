//! Metadata formats (§3.4): one file or folder for each metadataPrefix, one line for it in [`FORMATS`].
//!
//! Beside them: `vocabulary`, the code lists; `writing`, what several formats write alike; `mapping`, formats that a repository
//! brings along; `export`, formats that are not for OAI-PMH.

mod crossref;
mod datacite;
mod jats;
mod jpcoar;
mod marcxml;
mod mods;
mod oai_datacite;
mod oai_dc;
mod oai_openaire;
mod oai_qdc;

mod export;
mod format;
pub mod mapping;
mod offered;
mod source;
mod vocabulary;
mod writing;

pub use export::{EXPORTS, Export, export_by_name};
pub use format::{About, Format};
pub use offered::{Formats, Offered, offers};
pub use source::{Reasons, Source, missing};
pub use vocabulary::{EC, KnownFunder, funder_code, probable_funder, programme};
pub use vocabulary::{article_types, is_article_type, scripts_in, shorter};
pub use writing::openaire_v3::openaire_v3_gaps;

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
    &jpcoar::Jpcoar,
];

/// The format of Windrow's own with this metadataPrefix.
pub fn by_prefix(prefix: &str) -> Option<&'static dyn Format> {
    FORMATS.iter().copied().find(|format| format.metadata_prefix() == prefix)
}
