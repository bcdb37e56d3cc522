//! What people paste for an identifier: itself, with a label before it, or the URL of a resolver.

use std::fmt::Write as _;

use super::folded::{folded, without};

/// The bare identifier. `resolvers` are hosts and paths without the scheme; `labels` are what may stand before the identifier.
///
/// In a URL the identifier is escaped (RFC 3986), so it is decoded, once, and has neither query nor fragment; its own `?` and `#`
/// are escaped there. Elsewhere it stands as it is.
pub(super) fn pasted(text: &str, resolvers: &[&str], labels: &[&str]) -> String {
    let folded = folded(text);
    let address = without(without(&folded, &["https://", "http://"]), &["www."]);
    match resolvers.iter().find_map(|resolver| below(address, resolver)) {
        Some(path) => {
            let path = path.split(['?', '#']).next().unwrap_or_default();
            without(decoded(path).trim(), labels).to_owned()
        }
        None => without(&folded, labels).to_owned(),
    }
}

fn below<'t>(address: &'t str, resolver: &str) -> Option<&'t str> {
    let begins = address.get(..resolver.len())?.eq_ignore_ascii_case(resolver);
    begins.then(|| address[resolver.len()..].trim_start_matches('/'))
}

/// The text with each `%XX` as the byte that it stands for; as it is if that is not UTF-8.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let escaped = behind.get(..2).filter(|_| *first == b'%').and_then(byte);
        bytes.push(escaped.unwrap_or(*first));
        rest = if escaped.is_some() { &behind[2..] } else { behind };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

fn byte(hex: &[u8]) -> Option<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let value = digit(*hex.first()?)? * 16 + digit(*hex.get(1)?)?;
    u8::try_from(value).ok()
}

/// The identifier as the path of a URL; what cannot stand there is escaped.
pub fn in_a_path(identifier: &str) -> String {
    let mut path = String::with_capacity(identifier.len());
    for byte in identifier.bytes() {
        if byte.is_ascii_alphanumeric() || b"/:;()@!$&'*+,=._-~".contains(&byte) {
            path.push(char::from(byte));
        } else {
            let _ = write!(path, "%{byte:02X}");
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_is_decoded_once_and_loses_query_and_fragment() {
        let bare = |text: &str| pasted(text, &["doi.org/", "dx.doi.org/"], &["doi:"]);
        for (text, identifier) in [
            ("10.1/a%3Cb?c#d", "10.1/a%3Cb?c#d"),
            ("doi: 10.1/a?b", "10.1/a?b"),
            ("https://doi.org/10.1/a%3Cb", "10.1/a<b"),
            ("https://doi.org/10.1/a%253Cb", "10.1/a%3Cb"),
            ("https://doi.org/10.1%2Fa", "10.1/a"),
            ("HTTP://DX.DOI.ORG/10.1/A?utm_source=x", "10.1/A"),
            ("https://www.doi.org/10.1/a#sec2", "10.1/a"),
            ("doi.org/10.1/a%3Fb%23", "10.1/a?b#"),
            ("https://doi.org/doi:10.1/a", "10.1/a"),
            ("https://doi.org//10.1/a", "10.1/a"),
            ("https://doi.org/10.1/%FF%", "10.1/%FF%"),
        ] {
            assert_eq!(bare(text), identifier, "{text}");
        }
    }

    #[test]
    fn what_is_written_as_a_url_is_read_back() {
        for identifier in ["10.1/a<b>?c#d%3C", "10.1/文 献", "10.1/%", "10.1/a;b(c)"] {
            let url = format!("https://doi.org/{}", in_a_path(identifier));
            assert_eq!(pasted(&url, &["doi.org/"], &[]), identifier, "{url}");
        }
    }
}
