//! URLs that people and harvesters can follow.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::checked_text;

/// An http or https URL as it can be written into XML and followed. What stands in it as no URL can have it, but is meant
/// well (a bare percent sign, a bracket), is written as an escape.
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
        let (authority, tail) = parts(rest);
        is_authority(authority)
            && !tail.contains(['[', ']'])
            && tail.matches('#').count() < 2
            && has_whole_escapes(rest)
            && !rest.contains(is_no_part)
    }
}

/// What stands before the first slash, and the rest.
fn parts(rest: &str) -> (&str, &str) {
    rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()))
}

/// What no URL has in any place.
fn is_no_part(character: char) -> bool {
    character.is_whitespace() || character.is_control() || "<>\"{}|\\^`\u{FFFE}\u{FFFF}".contains(character)
}

/// `[user@]host[:port]`, where the host may be an IPv6 address in brackets.
fn is_authority(text: &str) -> bool {
    let (user, host) = text.split_once('@').unwrap_or(("", text));
    let (host, port) = match host.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((address, port)) => (address, port.strip_prefix(':').or((!port.is_empty()).then_some(""))),
        None => host.split_once(':').map_or((host, None), |(host, port)| (host, Some(port))),
    };
    let is_port =
        |port: &str| (1..=5).contains(&port.len()) && port.bytes().all(|byte| byte.is_ascii_digit());
    !host.is_empty()
        && !host.contains(['[', ']', '@'])
        && !user.contains(['[', ']'])
        && port.is_none_or(is_port)
}

/// Whether the digits that make an escape follow a percent sign.
fn is_escape(behind: &str) -> bool {
    behind.len() > 1 && behind.bytes().take(2).all(|byte| byte.is_ascii_hexdigit())
}

fn has_whole_escapes(text: &str) -> bool {
    text.split('%').skip(1).all(is_escape)
}

/// The URL with escapes for what is there but cannot be, behind the host.
fn escaped(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    let (authority, tail) = parts(rest);
    let mut escaped = format!("{scheme}://{authority}");
    let mut in_fragment = false;
    for (at, character) in tail.char_indices() {
        match character {
            '[' => escaped.push_str("%5B"),
            ']' => escaped.push_str("%5D"),
            '#' if in_fragment => escaped.push_str("%23"),
            '%' if !is_escape(&tail[at + 1..]) => escaped.push_str("%25"),
            character => escaped.push(character),
        }
        in_fragment |= character == '#';
    }
    escaped
}

impl FromStr for WebUrl {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let url = escaped(text.trim());
        if Self::is_one(&url) {
            Ok(Self(url))
        } else {
            Err(format!(
                "`{text}` is no URL that can be followed; it begins with https:// or http:// and has no spaces"
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
            "https://a.org:/",
            "https://a.org:x/",
            "https://[::1/",
            "https://[::1]x/",
            "https://a]b/",
            "https://a@b@c/",
            "https://a[@b/",
        ] {
            assert!(text.parse::<WebUrl>().is_err(), "{text}");
        }
    }

    #[test]
    fn what_no_url_can_have_becomes_an_escape() {
        for (text, url) in [
            ("https://a.org/100%", "https://a.org/100%25"),
            ("https://a.org/%zz%é1%4", "https://a.org/%25zz%25é1%254"),
            ("https://a.org/?a[]=%5B", "https://a.org/?a%5B%5D=%5B"),
            ("https://[::1]/#a#b", "https://[::1]/#a%23b"),
        ] {
            assert!(!WebUrl::is_one(text), "{text}");
            assert_eq!(text.parse::<WebUrl>().unwrap().as_str(), url);
        }
    }
}
