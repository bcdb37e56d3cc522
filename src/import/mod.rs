//! Other people's files become items; every problem has its place.
//!
//! - [`record_file`] and [`repository_file`]: the records folder.
//! - [`load_file`]: files of many records: OAI-PMH responses as harvesters save them, and JSON Lines.

mod incoming;
mod problem;
pub mod record_file;
pub mod repository_file;

use std::path::Path;

use crate::model::Namespace;

pub use incoming::Incoming;
pub use problem::{Place, Problem, Severity};

/// Reads a file of records, whatever its kind, and gives each record, or the problem with it, in the order of the file.
///
/// A warning stands before the record that it is about. A record with an error is not given, and those after it are.
/// `namespace` makes the identifier of a plain `oai_dc:dc` document, from the name of the file.
pub fn load_file(
    path: &Path,
    bytes: &[u8],
    namespace: Option<&Namespace>,
    each: &mut dyn FnMut(Result<Incoming, Problem>),
) {
    let _ = (path, bytes, namespace, each);
}
