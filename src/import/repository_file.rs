//! `repository.toml`: what the repository says of itself.

use std::path::Path;

use crate::model::Identity;

use super::report::Report;
use super::toml_file::Tree;
use super::{Problem, check};

/// Reads `repository.toml`.
///
/// `Ok` brings the identity with its warnings, among them one for each placeholder that must not reach an
/// aggregator; `Err` every problem of the file.
pub fn read(path: &Path, bytes: &[u8]) -> Result<(Identity, Vec<Problem>), Vec<Problem>> {
    let mut report = Report::new(path, bytes);
    let identity = Tree::parse(bytes, &mut report).and_then(|mut tree| {
        tree.require(&["name", "namespace", "admin_emails"], &mut report);
        let mut identity: Identity = tree.value(&[], &mut report)?;
        tree.report(check::identity(&mut identity), &mut report);
        Some(identity)
    });
    report.finish(identity)
}
