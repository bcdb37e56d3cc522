//! Texts in a language.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::Language;

/// A text with its language, where that is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<Language>,
    pub text: String,
}

/// A title. A devised one was made by the cataloguer because the source gives none; by the
/// cataloguers' convention it stands in square brackets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Title {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<Language>,
    pub text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subtitle: Option<String>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub devised: bool,
}

impl Title {
    /// `Title: Subtitle`.
    pub fn joined(&self) -> Cow<'_, str> {
        match &self.subtitle {
            Some(subtitle) => Cow::Owned(format!("{}: {subtitle}", self.text)),
            None => Cow::Borrowed(&self.text),
        }
    }

    /// Whether the text stands in square brackets, as a devised title does.
    pub fn is_bracketed(&self) -> bool {
        self.text.starts_with('[') && self.text.ends_with(']')
    }
}

/// An abstract. Of a fragment only a part is known; where it is written, `[…]` marks what is missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Abstract {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<Language>,
    pub text: String,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub fragment: bool,
}

/// What stands where a part of a text is missing.
const ELLIPSIS: &str = "[…]";

impl Abstract {
    /// What is written before the text, in its first paragraph: `[…]` and a space before a fragment, unless the text has the
    /// mark already; else nothing.
    pub fn mark(&self) -> &'static str {
        if self.fragment && !self.text.contains(ELLIPSIS) { "[…] " } else { "" }
    }
}

/// The keywords in one language, in the order of the source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Keywords {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<Language>,
    pub words: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fragment_is_marked_once() {
        let mark = |text: &str, fragment| Abstract { lang: None, text: text.to_owned(), fragment }.mark();
        assert_eq!(mark("tail.", true), "[…] ");
        assert_eq!(mark("head. […]", true), "");
        assert_eq!(mark("whole.", false), "");
    }
}
