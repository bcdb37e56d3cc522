//! A record file of the records folder: one item.

use std::path::Path;

use crate::model::{Identity, Item};

use super::Problem;

/// Reads the record file at `path` (relative to the records folder): a `.toml` file of the full model, or an
/// `.xml` file with one `oai_dc:dc` document.
///
/// `Ok` brings the item with its warnings; `Err` every problem of the file, at least one of them an error.
pub fn read(path: &Path, bytes: &[u8], identity: &Identity) -> Result<(Item, Vec<Problem>), Vec<Problem>> {
    let _ = (path, bytes, identity);
    Err(Vec::new())
}
