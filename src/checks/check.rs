//! What a check of an article is.

use crate::model::Article;

use super::Findings;

/// A check of an article. It adds what is wrong with each value, and puts values right that have one correct form.
///
/// What two values say of each other is found later, in [`contradictions`](super::contradictions) and [`gaps`](super::gaps), when the defaults of the folder are known.
pub(super) trait Check: Sync {
    fn check(&self, article: &mut Article, findings: &mut Findings);
}
