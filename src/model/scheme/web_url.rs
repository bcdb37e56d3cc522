//! URLs that people and harvesters can follow.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::model::Words;
use crate::model::words;

use super::checked_text;

/// An http or https URL as it can be written into XML and followed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct WebUrl(String);

checked_text!(WebUrl);

impl WebUrl {
    /// Whether the text is such a URL.
    pub fn is_one(text: &str) -> bool {
        let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
        rest.is_some_and(|rest| {
            !rest.is_empty()
                && !rest.starts_with('/')
                && !rest.contains(|character: char| {
                    character.is_whitespace()
                        || character.is_control()
                        || "<>\"{}|\\^`\u{FFFE}\u{FFFF}".contains(character)
                })
        })
    }
}

impl FromStr for WebUrl {
    type Err = Words;

    fn from_str(text: &str) -> Result<Self, Words> {
        let trimmed = text.trim();
        if Self::is_one(trimmed) {
            Ok(Self(trimmed.to_owned()))
        } else {
            Err(words!(
                "`{text}` is not a web address; it must begin with https:// or http:// and have no spaces",
                "“{text}”不是网址；网址必须以 https:// 或 http:// 开头，不含空格"
            ))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_can_be_followed() {
        for text in ["https://a.org/中?x=1#y", "http://a", " https://a.org "] {
            assert!(text.parse::<WebUrl>().is_ok(), "{text}");
        }
        for text in [
            "",
            "a.org",
            "ftp://a.org",
            "https://",
            "https:///x",
            "https://a.org/a b",
            "javascript:alert(1)",
            "https://a.org/<x>",
        ] {
            assert!(text.parse::<WebUrl>().is_err(), "{text}");
        }
    }
}
