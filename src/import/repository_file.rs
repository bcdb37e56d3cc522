//! `repository.toml`: what the repository says of itself.

use std::path::Path;

use crate::model::Identity;

use super::Problem;

/// Reads `repository.toml`.
///
/// `Ok` brings the identity with its warnings, among them one for each placeholder that must not reach an
/// aggregator; `Err` every problem of the file.
pub fn read(path: &Path, bytes: &[u8]) -> Result<(Identity, Vec<Problem>), Vec<Problem>> {
    let _ = (path, bytes);
    Err(Vec::new())
}
