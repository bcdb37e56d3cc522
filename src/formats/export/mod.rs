//! Formats that are not for OAI-PMH, but for files and pages: citations for reference managers, data that
//! search engines read, and what editors upload to DOAJ. One file for each, one line for it in [`EXPORTS`].

mod bibtex;
mod cited;
mod csl_json;
mod doaj;
mod json;
mod key;
mod latex;
mod ris;
mod schema_org;
mod schema_people;
mod schema_text;
mod text;
mod whole_document;

pub use whole_document::Export;

/// Every such format.
pub static EXPORTS: &[&dyn Export] =
    &[&schema_org::SchemaOrg, &bibtex::Bibtex, &ris::Ris, &csl_json::CslJson, &doaj::Doaj];

/// The export of this name.
pub fn export_by_name(name: &str) -> Option<&'static dyn Export> {
    EXPORTS.iter().copied().find(|export| export.name() == name)
}
