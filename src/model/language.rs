//! Language tags (BCP 47), as `xml:lang` carries them.

use crate::model::words;
use crate::model::{InWords, Words};
use std::{fmt, str::FromStr, sync::Arc};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::from_text;

/// A well-formed language tag: subtags of letters and digits, the first of two to eight letters. Copies share the text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language(Arc<str>);

impl Language {
    /// The text as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The language itself: the first subtag.
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or_default()
    }

    /// Whether this is the language of the code, in whatever script and region: `en-GB` is `en`.
    pub fn is(&self, code: &str) -> bool {
        self.primary().eq_ignore_ascii_case(code)
    }

    /// Whether both are the same language, in whatever script and region.
    pub fn is_same(&self, other: &Self) -> bool {
        self.is(other.primary())
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Language {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_text::deserialize(deserializer, str::parse)
    }
}

impl Serialize for Language {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// A text that is not a language tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidLanguage(pub String);

impl InWords for InvalidLanguage {
    fn words(&self) -> Words {
        let Self(text) = self;
        match text.replace('_', "-").parse::<Language>() {
            Ok(meant) if text.contains('_') => {
                words!(
                    "`{text}` is not a language tag; write {meant}",
                    "“{text}”不是语言标签；请写成 {meant}"
                )
            }
            _ => words!(
                "`{text}` is not a language tag (BCP 47), such as `en`, `zh` or `zh-Hans`",
                "“{text}”不是语言标签（BCP 47），正确的如 en、zh、zh-Hans"
            ),
        }
    }
}

impl fmt::Display for InvalidLanguage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.words())
    }
}

impl std::error::Error for InvalidLanguage {}

impl FromStr for Language {
    type Err = InvalidLanguage;

    fn from_str(text: &str) -> Result<Self, InvalidLanguage> {
        let subtag = |part: &str| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        };
        let (first, rest) = text.split_once('-').map_or((text, None), |(first, rest)| (first, Some(rest)));
        let legal = ((2..=8).contains(&first.len()) || matches!(first, "i" | "x"))
            && first.bytes().all(|byte| byte.is_ascii_alphabetic())
            && rest.is_none_or(|rest| rest.split('-').all(subtag))
            && (first.len() > 1 || rest.is_some());
        if legal { Ok(Self(text.into())) } else { Err(InvalidLanguage(text.to_owned())) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_known_by_its_first_subtag() {
        let tag = |text: &str| text.parse::<Language>().unwrap();
        assert_eq!(tag("zh-Latn-pinyin").primary(), "zh");
        assert!(tag("EN-gb").is("en") && tag("ZH-Hant").is_same(&tag("zh")));
        assert!(!tag("zho").is("zh") && !tag("en").is_same(&tag("zh")));
    }

    #[test]
    fn tags_are_well_formed_or_refused() {
        for text in ["en", "zh-Hans", "zh-Latn-pinyin", "x-mine", "i-klingon", "es-419"] {
            assert!(text.parse::<Language>().is_ok(), "{text}");
        }
        assert!(InvalidLanguage("zh_CN".to_owned()).to_string().ends_with("write zh-CN"));
        for text in ["", "e", "en_US", "en-", "-en", "x", "123", "englishlanguage", "en US"] {
            assert!(text.parse::<Language>().is_err(), "{text}");
        }
    }
}
