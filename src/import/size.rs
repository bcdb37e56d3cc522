//! How large what is read may be.

use super::report::Report;

/// The most bytes that a record may have: a file of the records folder, the XML for one format, a line of JSON Lines, a `record` of an
/// OAI-PMH response. A page has a hundred of them, and parsers of XML refuse a text of more than ten megabytes.
pub const RECORD_BYTES: usize = 4 << 20;

/// What is said of a record that is larger.
pub(super) fn too_large(what: &str) -> String {
    let most = RECORD_BYTES >> 20;
    format!(
        "{what} is larger than {most} MiB, the most that a record may have; shorten it, or leave files and full texts out of it"
    )
}

/// Whether the file is not too large, which is reported.
pub(super) fn fits(bytes: &[u8], report: &mut Report<'_>) -> bool {
    let fits = bytes.len() <= RECORD_BYTES;
    if !fits {
        report.error(0, too_large("the file"));
    }
    fits
}
