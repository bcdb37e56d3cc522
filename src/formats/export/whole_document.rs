//! What an export is.

use crate::formats::{Reasons, Source};

/// A format that articles are written in as whole documents.
pub trait Export: Send + Sync {
    /// What it is called on the command line and in links.
    fn name(&self) -> &str;
    /// The media type of the document, with its character set if the type does not imply it.
    fn media_type(&self) -> &str;
    /// How names of files with it end, without the dot.
    fn extension(&self) -> &str;
    /// Writes the document.
    ///
    /// `Err` says why there can be none, each reason with its remedy; nothing is invented to make one.
    fn write(&self, source: &Source<'_>) -> Result<String, Reasons>;
}
