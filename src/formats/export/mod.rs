//! Formats that are not for OAI-PMH, but for files and pages: citations for reference managers, and data that
//! search engines read. One file for each, one line for it in [`EXPORTS`].

mod bibtex;
mod cited;
mod csl_json;
mod json;
mod key;
mod latex;
mod ris;
mod schema_org;
mod schema_people;
mod text;

use super::{Reasons, Source};

/// A format that articles are written in as whole documents.
pub trait Export: Send + Sync {
    /// What it is called on the command line and in links.
    fn name(&self) -> &str;
    /// The media type of the document, its character set included where the type does not tell.
    fn media_type(&self) -> &str;
    /// How names of files with it end, without the dot.
    fn extension(&self) -> &str;
    /// Writes the document.
    ///
    /// `Err` says why there can be none, each reason with its remedy; nothing is invented to make one.
    fn write(&self, source: &Source<'_>) -> Result<String, Reasons>;
}

/// Every such format.
pub static EXPORTS: &[&dyn Export] =
    &[&schema_org::SchemaOrg, &bibtex::Bibtex, &ris::Ris, &csl_json::CslJson];

/// The export of this name.
pub fn export_by_name(name: &str) -> Option<&'static dyn Export> {
    EXPORTS.iter().copied().find(|export| export.name() == name)
}
