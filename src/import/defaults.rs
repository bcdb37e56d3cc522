//! What holds for the record files of a folder that do not say otherwise: `journal.toml` and `issue.toml`, above them
//! `repository.toml`.

use crate::diagnostics::Problem;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::model::{Article, Identity, SetSpec};

use super::report::Report;
use super::size::fits;
use super::toml_file::Tree;
use crate::checks;

/// The fields of an article that hold for each record of a folder, and its sets and rights.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Defaults {
    article: Article,
    sets: Vec<SetSpec>,
    rights: Vec<String>,
}

/// What a file of defaults says beside the fields of an article.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Head {
    sets: Vec<SetSpec>,
    rights: Vec<String>,
}

/// The fields of [`Head`].
const HEAD_FIELDS: [&str; 2] = ["sets", "rights"];

/// What makes an identifier, and so no two records share.
const OF_ONE_RECORD: [&str; 2] = ["identifier", "id"];

impl Defaults {
    /// What `repository.toml` says of every record of the folder.
    pub fn of(identity: &Identity) -> Self {
        Self {
            article: identity.defaults.as_deref().cloned().unwrap_or_default(),
            sets: identity.default_sets.clone(),
            rights: identity.rights.clone(),
        }
    }

    /// Reads the file of defaults at `path`; what it does not say is taken from those `above`.
    ///
    /// `Ok` brings the defaults with warnings; `Err` every problem of the file, at least one of them an error.
    pub fn read(
        path: &Path,
        bytes: &[u8],
        identity: &Identity,
        above: &Self,
    ) -> Result<(Self, Vec<Problem>), Vec<Problem>> {
        let mut report = Report::new(path, bytes);
        let defaults =
            if fits(bytes, &mut report) { read(bytes, identity, above, &mut report) } else { None };
        report.finish(defaults)
    }

    /// What the defaults say of an article.
    pub(super) const fn article(&self) -> &Article {
        &self.article
    }

    /// Puts into an article what it does not say; `emptied` are fields that its file says are empty.
    pub(super) fn fill(&self, article: &mut Article, emptied: &[String]) {
        if emptied.is_empty() { article.fill(&self.article) } else { article.fill(&self.without(emptied)) }
    }

    fn without(&self, fields: &[String]) -> Article {
        let mut json = serde_json::to_value(&self.article).unwrap_or_default();
        if let Some(said) = json.as_object_mut() {
            said.retain(|field, _| !fields.contains(field));
        }
        serde_json::from_value(json).unwrap_or_default()
    }

    /// Adds the sets, and gives the least setSpecs that say the same.
    pub(super) fn add_sets(&self, mut own: Vec<SetSpec>) -> Vec<SetSpec> {
        own.extend(self.sets.iter().cloned());
        SetSpec::minimal(own)
    }

    /// Adds the rights behind those that the file says itself.
    pub(super) fn add_rights(&self, mut own: Vec<String>) -> Vec<String> {
        for url in &self.rights {
            if !own.contains(url) {
                own.push(url.clone());
            }
        }
        own
    }
}

fn read(bytes: &[u8], identity: &Identity, above: &Defaults, report: &mut Report<'_>) -> Option<Defaults> {
    let mut body = Tree::parse(bytes, report)?;
    for fields in [&OF_ONE_RECORD[..], &checks::OF_ONE_ARTICLE] {
        let of_one = body.split_off(fields);
        for field in fields.iter().filter(|field| of_one.has(field)) {
            report.error(of_one.start_of(field), checks::of_one_article(field));
        }
    }
    let mut top = body.split_off(&HEAD_FIELDS);
    let mut head: Head = top.value(&[], &[], report)?;
    let mut article: Article = body.value(&HEAD_FIELDS, &[], report)?;
    top.report(checks::declared(&head.sets, identity, "sets"), report);
    top.report(checks::rights(&mut head.rights), report);
    body.report(checks::defaults(&mut article), report);
    above.fill(&mut article, &body.emptied());
    body.report(checks::contradictions(&article, &above.article), report);
    Some(Defaults { article, sets: above.add_sets(head.sets), rights: above.add_rights(head.rights) })
}
