//! How large a record file may be.

use super::report::Report;

/// No record is larger than this; an abstract may have megabytes.
pub(super) const MOST_BYTES: usize = 64 << 20;

/// Whether the file is small enough; if not, that is reported.
pub(super) fn fits(bytes: &[u8], report: &mut Report<'_>) -> bool {
    let fits = bytes.len() <= MOST_BYTES;
    if !fits {
        report.error(0, format!("the file has {} bytes; no record is so large", bytes.len()));
    }
    fits
}
