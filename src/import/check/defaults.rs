//! Defaults: what they say holds for many articles.

use crate::model::{Article, Identity};

use super::{Finding, Findings, article};

/// What no two articles share.
pub(in crate::import) const OF_ONE_ARTICLE: [&str; 8] =
    ["title", "abstract", "pages", "article_number", "doi", "other_identifier", "url", "file"];

/// What is wrong with a file of defaults.
pub(in crate::import) fn defaults(article: &mut Article) -> Vec<Finding> {
    let mut findings = Findings::default();
    check(&mut findings, article);
    findings.found
}

/// What is wrong with the defaults in `repository.toml`.
pub(in crate::import) fn defaults_of(identity: &mut Identity) -> Vec<Finding> {
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
    article::check(article, findings);
    let said = serde_json::to_value(article).unwrap_or_default();
    for field in OF_ONE_ARTICLE.into_iter().filter(|field| said.get(field).is_some()) {
        findings.error_at(field, of_one_article(field));
    }
}

/// What is said of a field that cannot be a default.
pub(in crate::import) fn of_one_article(field: &str) -> String {
    format!(
        "`{field}` is of one article only, and what stands here holds for all articles of the folder and below; \
         move it into the file of the article"
    )
}
