//! Defaults, which apply to many articles.

use crate::diagnostics::{Message, say};
use crate::model::{Article, Identity};

use super::{Finding, Findings};

/// Fields that are different for each article.
pub const OF_ONE_ARTICLE: [&str; 8] =
    ["title", "abstract", "pages", "article_number", "doi", "other_identifier", "url", "file"];

/// What is wrong with a file of defaults.
pub fn defaults(article: &mut Article) -> Vec<Finding> {
    let mut findings = Findings::default();
    check(&mut findings, article);
    findings.found
}

/// What is wrong with the defaults in `repository.toml`.
pub fn defaults_of(identity: &mut Identity) -> Vec<Finding> {
    let mut findings = Findings::default();
    if let Some(defaults) = &mut identity.defaults {
        findings.field("defaults", &mut **defaults, check);
        findings.field("defaults", &**defaults, |findings, defaults| {
            super::contradictions::contradictions(defaults, findings);
        });
    }
    findings.found
}

fn check(findings: &mut Findings, article: &mut Article) {
    super::all(article, findings);
    let said = serde_json::to_value(article).unwrap_or_default();
    for field in OF_ONE_ARTICLE.into_iter().filter(|field| said.get(field).is_some()) {
        findings.add_at(field, of_one_article(field));
    }
}

/// The message for a field that cannot be a default.
pub fn of_one_article(field: &str) -> Message {
    say!(
        DEFAULT_OF_ONE_ARTICLE,
        "`{field}` belongs to one article, but this file applies to all articles of this folder and below; move it into the file of the \
         article",
        "{field} 属于单篇文章，而本文件适用于本文件夹及其下的所有文章；请把它移到该文章的文件中"
    )
}
