//! Texts in a language.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::text_or_table::short_form_if_possible;
use super::{Language, WebUrl};

/// A text with its language, where that is known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<Language>,
    pub text: String,
}

/// A title. A devised one was made by the cataloguer because the source gives none; by the
/// cataloguers' convention it stands in square brackets.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Abstract {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<Language>,
    pub text: String,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub fragment: bool,
    /// What kind of abstract it is, if not the ordinary one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<AbstractKind>,
}

/// Kinds of abstracts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AbstractKind {
    /// For readers who are not of the field.
    PlainLanguage,
    /// The words that belong to a picture.
    Graphical,
    /// In sections with headings. Otherwise an ordinary abstract.
    Structured,
}

/// What stands where a part of a text is missing.
const ELLIPSIS: &str = "[…]";

impl Abstract {
    /// What is written before the text, in its first paragraph: `[…]` and a space before a fragment, unless the text has the
    /// mark already; else nothing.
    pub fn mark(&self) -> &'static str {
        if self.fragment && !self.text.contains(ELLIPSIS) { "[…] " } else { "" }
    }

    /// Whether it is the ordinary abstract of the article, which readers who take one only are to take.
    pub const fn is_ordinary(&self) -> bool {
        matches!(self.kind, None | Some(AbstractKind::Structured))
    }
}

/// The keywords in one language, in the order of the source.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Keywords {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<Language>,
    /// The vocabulary that the words are of, by a short name such as `mesh`; none if they are the authors' own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scheme: Option<String>,
    pub words: Vec<Keyword>,
}

/// A keyword. As a text it is the word alone, and it is written so if no more is known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, remote = "Self")]
pub struct Keyword {
    pub text: String,
    /// The term in its vocabulary.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uri: Option<WebUrl>,
}

short_form_if_possible!(
    Keyword,
    "a string", // what most keywords are, and so what messages ask for
    |text: &str| { Ok::<_, crate::model::Words>(Keyword { text: text.to_owned(), uri: None }) },
    |word: &Keyword| word.uri.is_none().then_some(word.text.as_str())
);

impl From<String> for Keyword {
    fn from(text: String) -> Self {
        Self { text, uri: None }
    }
}

impl From<&str> for Keyword {
    fn from(text: &str) -> Self {
        Self { text: text.to_owned(), uri: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fragment_is_marked_once() {
        let mark = |text: &str, fragment| {
            Abstract { lang: None, text: text.to_owned(), fragment, kind: None }.mark()
        };
        assert_eq!(mark("tail.", true), "[…] ");
        assert_eq!(mark("head. […]", true), "");
        assert_eq!(mark("whole.", false), "");
    }

    #[test]
    fn a_keyword_is_a_text_unless_more_is_known_of_it() {
        let json =
            r#"{"scheme":"mesh","words":["Law",{"text":"Peace","uri":"https://id.nlm.nih.gov/mesh/D1"}]}"#;
        let keywords: Keywords = serde_json::from_str(json).unwrap();
        assert_eq!(keywords.words[0], Keyword::from("Law"));
        assert_eq!(serde_json::to_string(&keywords).unwrap(), json);
    }
}
