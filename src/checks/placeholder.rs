//! What a file still says as it was copied from the template.

use crate::diagnostics::say;
use crate::model::Title;

use super::Findings;

/// The title of the article in `records/TEMPLATE.toml`.
const TITLE: &str = "Title of the article";

pub(super) fn title(findings: &mut Findings, title: &Title) {
    if title.text == TITLE {
        findings.add_at(
            "text",
            say!(
                PLACEHOLDER,
                "this is the title of the template; write the title of the article",
                "这是模板中的题名；请写文章的题名"
            ),
        );
    }
}
