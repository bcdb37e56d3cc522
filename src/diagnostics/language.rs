//! The language of messages.

use std::str::FromStr;

use crate::model::Words;

/// A language that messages are shown in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    #[default]
    English,
    Chinese,
}

impl Language {
    /// The sentence in this language.
    pub fn of(self, words: &Words) -> &str {
        self.choose(&words.en, &words.zh)
    }

    /// One of two texts, which say the same in English and in Chinese.
    pub const fn choose<'t>(self, en: &'t str, zh: &'t str) -> &'t str {
        match self {
            Self::English => en,
            Self::Chinese => zh,
        }
    }
}

impl FromStr for Language {
    type Err = &'static str;

    /// A language as `--lang` names it, or as a locale begins: `zh`, `zh_CN.UTF-8`, `en_GB`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.split(['_', '-', '.', '@']).next().unwrap_or_default() {
            "en" | "C" | "POSIX" => Ok(Self::English),
            "zh" => Ok(Self::Chinese),
            _ => Err("write en for English or zh for Chinese (目前有 en 和 zh)"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locales_and_codes_name_a_language() {
        for (text, language) in [
            ("en", Language::English),
            ("C.UTF-8", Language::English),
            ("zh", Language::Chinese),
            ("zh_CN.UTF-8", Language::Chinese),
            ("zh-Hans", Language::Chinese),
        ] {
            assert_eq!(text.parse(), Ok(language), "{text}");
        }
        assert!("de_DE".parse::<Language>().is_err() && "".parse::<Language>().is_err());
    }
}
