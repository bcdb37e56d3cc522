//! The line of a file of the folder that a problem is about.

use crate::diagnostics::Place;
use std::path::Path;

use super::root::Root;
use crate::diagnostics;

/// The line that the place is in; `None` if it is in no line, or the file cannot be read any more.
pub fn source_line(folder: &Path, place: &Place) -> Option<String> {
    let line = place.line?;
    let bytes = Root::new(folder).read(&place.file).ok()?;
    diagnostics::source_line(&place.file, &bytes, line)
}
