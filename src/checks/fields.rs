//! Fields of many kinds of values.

use crate::model::Text;

use super::{Findings, language, prose};

/// Checks a field if it is there.
pub(super) fn optional(
    key: &'static str,
    value: &mut Option<String>,
    findings: &mut Findings,
    check: impl FnOnce(&mut Findings, &mut String),
) {
    if let Some(value) = value {
        findings.field(key, value, check);
    }
}

/// Checks a text in a language.
pub(super) fn language_text(findings: &mut Findings, value: &mut Text) {
    language::lang(findings, value.lang.as_ref());
    findings.field("text", &mut value.text, prose::required);
}
