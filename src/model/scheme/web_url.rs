//! URLs that people and harvesters can follow.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::checked_text;

/// An http or https URL as it can be written into XML and followed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct WebUrl(String);

checked_text!(WebUrl, String);

impl WebUrl {
    /// Whether the text is such a URL: what schemas take for an xs:anyURI, letters of any script included.
    pub fn is_one(text: &str) -> bool {
        let Some(rest) = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")) else {
            return false;
        };
        let (authority, tail) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
        is_authority(authority)
            && !tail.contains(['[', ']'])
            && tail.matches('#').count() < 2
            && has_whole_escapes(rest)
            && !rest.contains(is_no_part)
    }
}

/// What no URL has in any place.
fn is_no_part(character: char) -> bool {
    character.is_whitespace() || character.is_control() || "<>\"{}|\\^`\u{FFFE}\u{FFFF}".contains(character)
}

/// `[user@]host[:port]`, where the host may be an IPv6 address in brackets.
fn is_authority(text: &str) -> bool {
    let host = text.split_once('@').map_or(text, |(_, host)| host);
    let (host, port) = match host.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((address, port)) => (address, port.strip_prefix(':').or((!port.is_empty()).then_some(""))),
        None => host.split_once(':').map_or((host, None), |(host, port)| (host, Some(port))),
    };
    let is_port =
        |port: &str| (1..=5).contains(&port.len()) && port.bytes().all(|byte| byte.is_ascii_digit());
    !host.is_empty() && !host.contains(['[', ']', '@']) && port.is_none_or(is_port)
}

/// Whether each percent sign is followed by the two digits that make it an escape.
fn has_whole_escapes(text: &str) -> bool {
    text.split('%')
        .skip(1)
        .all(|rest| rest.len() > 1 && rest.bytes().take(2).all(|byte| byte.is_ascii_hexdigit()))
}

impl FromStr for WebUrl {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let trimmed = text.trim();
        if Self::is_one(trimmed) {
            Ok(Self(trimmed.to_owned()))
        } else {
            Err(format!(
                "`{text}` is no URL that can be followed; it begins with https:// or http:// and has no spaces; \
                 in it `%`, `[` and `]` are written as %25, %5B and %5D"
            ))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_can_be_followed() {
        for text in [
            "https://a.org/中?x=1#y",
            "http://a",
            " https://a.org ",
            "https://u:p@中.org:8080/%E4?a?b",
            "http://[::1]:80/(1)'",
            "http://[::1]",
        ] {
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
            "https://a.org/100%",
            "https://a.org/%zz",
            "https://a.org/%4",
            "https://a.org/%é1",
            "https://a.org/?a[]=1",
            "https://a.org/#a#b",
            "https://a.org:/",
            "https://a.org:x/",
            "https://[::1/",
            "https://[::1]x/",
            "https://a]b/",
            "https://a@b@c/",
        ] {
            assert!(text.parse::<WebUrl>().is_err(), "{text}");
        }
    }
}
