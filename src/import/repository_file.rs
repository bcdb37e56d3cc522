//! `repository.toml`: what the repository says of itself.

use crate::diagnostics::Problem;
use std::path::Path;

use crate::model::Identity;

use super::report::Report;
use super::toml_file::{StandIn, Tree};
use crate::checks;

/// What Identify cannot do without (§4.2), and what stands in for it while the rest of a faulty file is checked.
const NEEDED: [StandIn; 3] = [
    StandIn { field: "name", text: "?", list: false },
    StandIn { field: "namespace", text: "journal.org", list: false },
    StandIn { field: "admin_emails", text: "editor@journal.org", list: true },
];

/// Reads `repository.toml`.
///
/// `Ok` brings the identity with its warnings, among them one for each placeholder that must not reach an
/// aggregator; `Err` every problem of the file.
pub fn read(path: &Path, bytes: &[u8]) -> Result<(Identity, Vec<Problem>), Vec<Problem>> {
    let mut report = Report::new(path, bytes);
    let identity = Tree::parse(bytes, &mut report).and_then(|mut tree| {
        tree.require(&NEEDED.each_ref().map(|needed| needed.field), &mut report);
        let mut identity: Identity = tree.value(&[], &NEEDED, &mut report)?;
        tree.report(checks::identity(&mut identity, !tree.is_incomplete()), &mut report);
        tree.report(checks::defaults_of(&mut identity), &mut report);
        Some(identity)
    });
    report.finish(identity)
}
