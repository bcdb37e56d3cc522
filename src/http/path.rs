//! The paths of requests.

use std::borrow::Cow;

/// The paths of Windrow itself.
pub(super) const LIVE: &str = "/health/live";
pub(super) const READY: &str = "/health/ready";
pub(super) const METRICS: &str = "/metrics";

/// The path of a URL.
pub(super) fn of_url(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.find('/').map_or("/", |slash| &rest[slash..])
}

/// The same path with single slashes, and without escapes of characters that need none: proxies and clients write
/// `//oai` and `/%6Fai` for `/oai` (RFC 3986, 6.2.2).
pub(super) fn normal(path: &str) -> Cow<'_, str> {
    if !path.contains("//") && !path.contains('%') {
        return Cow::Borrowed(path);
    }
    let mut normal = String::with_capacity(path.len());
    let mut rest = path;
    while let Some(character) = rest.chars().next() {
        let (character, length) = match unreserved(rest) {
            Some(unreserved) => (unreserved, 3),
            None => (character, character.len_utf8()),
        };
        if character != '/' || !normal.ends_with('/') {
            normal.push(character);
        }
        rest = &rest[length..];
    }
    Cow::Owned(normal)
}

/// The unreserved character (RFC 3986, 2.3) for which an escape stands here, if one does.
fn unreserved(text: &str) -> Option<char> {
    let digits =
        text.strip_prefix('%')?.get(..2).filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()))?;
    let character = char::from(u8::from_str_radix(digits, 16).ok()?);
    (character.is_ascii_alphanumeric() || "-._~".contains(character)).then_some(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_of_a_base_url_is_what_follows_the_host() {
        for (url, expected) in [
            ("http://127.0.0.1:8080/oai", "/oai"),
            ("https://example.org/a/b/", "/a/b/"),
            ("https://example.org", "/"),
            ("https://example.org/", "/"),
        ] {
            assert_eq!(of_url(url), expected);
        }
    }

    #[test]
    fn one_path_written_in_several_ways_is_the_same() {
        for (path, expected) in [
            ("/oai", "/oai"),
            ("//oai", "/oai"),
            ("/%6fai//", "/oai/"),
            ("/%6F%41%2d", "/oA-"),
            ("/a%2Fb%20%zz%", "/a%2Fb%20%zz%"),
            ("/ü%c3%bc", "/ü%c3%bc"),
        ] {
            assert_eq!(normal(path), expected);
        }
    }
}
