//! The unique identifier of an item (§2.4), and the oai-identifier scheme that most repositories use for it.

use crate::model::words;
use crate::model::{InWords, Words};
use std::{fmt, fmt::Write as _, str::FromStr};

use serde::{Deserialize, Serialize};

use super::checked_text::checked_text;

/// The unique identifier of an item: an absolute URI (§2.4), compared character by character.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Identifier(String);

checked_text!(Identifier);

/// A text that cannot identify an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidIdentifier(pub String);

impl InWords for InvalidIdentifier {
    fn words(&self) -> Words {
        let Self(text) = self;
        words!(
            "`{text}` is not a URI: a scheme, a colon, and then URI characters only (write others as %XX, for example %20 for a space)",
            "“{text}”不是 URI：应为协议名、冒号，然后只用 URI 字符（其他字符写成 %XX，如空格写成 %20）"
        )
    }
}

impl fmt::Display for InvalidIdentifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.words())
    }
}

impl std::error::Error for InvalidIdentifier {}

/// `reserved` and `mark` of RFC 2396: with letters, digits and escapes they are its `uric`.
const PUNCTUATION: &[u8] = b";/?:@&=+$,-_.!~*'()";

const fn is_scheme_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.')
}

fn is_uric(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.iter().enumerate().all(|(at, byte)| match byte {
        b'%' => bytes.get(at + 1..at + 3).is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit)),
        byte => byte.is_ascii_alphanumeric() || PUNCTUATION.contains(byte),
    })
}

/// Whether what stands between `//` and the path is `[user@]host[:port]`, as anyURI in OAI-PMH.xsd demands.
fn has_legal_authority(rest: &str) -> bool {
    let Some(authority) = rest.strip_prefix("//").and_then(|rest| rest.split(['/', '?']).next()) else {
        return true;
    };
    let host = authority.split_once('@').map_or(authority, |(_, host)| host);
    let port = |port: &str| (1..=5).contains(&port.len()) && port.bytes().all(|byte| byte.is_ascii_digit());
    !host.contains('@') && host.split_once(':').is_none_or(|(_, given)| port(given))
}

impl Identifier {
    /// The identifier, with every byte that no URI can have as `%XX`; what is an identifier already stays as it is.
    ///
    /// Errs if the text is not a URI even so, such as a number alone.
    pub fn escaped(text: &str) -> Result<Self, InvalidIdentifier> {
        let mut escaped = String::with_capacity(text.len());
        for (at, byte) in text.bytes().enumerate() {
            let is_escape = byte == b'%' && text.get(at..at + 3).is_some_and(is_uric);
            if is_escape || byte.is_ascii_alphanumeric() || PUNCTUATION.contains(&byte) {
                escaped.push(char::from(byte));
            } else {
                let _ = write!(escaped, "%{byte:02X}");
            }
        }
        escaped.parse().map_err(|InvalidIdentifier(_)| InvalidIdentifier(text.to_owned()))
    }
}

impl FromStr for Identifier {
    type Err = InvalidIdentifier;

    fn from_str(text: &str) -> Result<Self, InvalidIdentifier> {
        let legal = text.split_once(':').is_some_and(|(scheme, rest)| {
            scheme.starts_with(|first: char| first.is_ascii_alphabetic())
                && scheme.bytes().all(is_scheme_byte)
                && !rest.is_empty()
                && is_uric(rest)
                && has_legal_authority(rest)
        });
        if legal { Ok(Self(text.to_owned())) } else { Err(InvalidIdentifier(text.to_owned())) }
    }
}

/// The repositoryIdentifier of the oai-identifier guideline (2.1): a domain name of two or more parts,
/// each beginning with a letter.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Namespace(String);

checked_text!(Namespace);

impl Namespace {
    /// What every identifier of this namespace begins with: `oai:DOMAIN:`.
    pub fn prefix(&self) -> String {
        format!("oai:{}:", self.0)
    }

    /// `oai:DOMAIN:LOCAL`; whatever of `local` is no URI character is escaped with capital hex digits,
    /// a percent sign among them, so that different names give different identifiers.
    pub fn identifier(&self, local: &str) -> Identifier {
        let mut text = self.prefix();
        for byte in local.bytes() {
            if byte.is_ascii_alphanumeric() || PUNCTUATION.contains(&byte) {
                text.push(char::from(byte));
            } else {
                let _ = write!(text, "%{byte:02X}");
            }
        }
        Identifier(text)
    }
}

impl FromStr for Namespace {
    type Err = Words;

    fn from_str(text: &str) -> Result<Self, Words> {
        let part = |part: &str| {
            part.starts_with(|first: char| first.is_ascii_alphabetic())
                && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        };
        if text.split('.').count() >= 2 && text.split('.').all(part) {
            Ok(Self(text.to_owned()))
        } else {
            Err(words!(
                "`{text}` is not a namespace: a domain name of two or more parts, each beginning with a letter, such as journal.example",
                "“{text}”不是命名空间：应为两段以上的域名，每段以字母开头，如 journal.example"
            ))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_is_an_absolute_uri() {
        for text in [
            "oai:x.org:a/b",
            "http://x.org/1?a=b&c",
            "urn:isbn:1",
            "oai:wibble.org:ab%20cd",
            "doi:10.1/a(b)",
            "http://u:p@x.org:8080/a:b",
            "oai:x:y?http://z:q",
        ] {
            assert_eq!(text.parse::<Identifier>().unwrap().as_str(), text);
        }
        for text in [
            "",
            "x",
            "oai:",
            ":x",
            "1a:b",
            "oai:x.org:ab cd",
            "oai:x:a#b",
            "oai:x:%zz",
            "oai:x:%2",
            "oai:x:é",
            "http://[::bad",
            "http://a:b",
            "http://a:/",
            "http://a@b@c/",
        ] {
            assert!(text.parse::<Identifier>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_local_name_is_escaped_injectively_with_capital_digits() {
        let namespace: Namespace = "jiss.example".parse().unwrap();
        assert_eq!(namespace.identifier("2022/p 1").as_str(), "oai:jiss.example:2022/p%201");
        assert_eq!(namespace.identifier("a%20b<é").as_str(), "oai:jiss.example:a%2520b%3C%C3%A9");
    }

    #[test]
    fn a_namespace_is_a_domain_name() {
        for text in ["999", "wibble", "999.org", "a..b", "-a.org", "a b.org"] {
            assert!(text.parse::<Namespace>().is_err(), "{text}");
        }
    }
}
