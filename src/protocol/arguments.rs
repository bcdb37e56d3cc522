//! Arguments of a request (§3.1.1), from the bytes of a query and of a form body.

use std::borrow::Cow;

use crate::model::{Datestamp, Identifier, MetadataPrefix, SetSpec};
use crate::xml::is_xml_char;

use super::Verb;

/// The argument pairs of a request, decoded once, in the order they came.
///
/// What cannot be decoded is kept as a fault of its pair, so that it is answered as an error and never lost.
#[derive(Clone, Debug, Default)]
pub struct Arguments {
    pub(super) pairs: Vec<Pair>,
}

/// `key=value`.
#[derive(Clone, Debug)]
pub(super) struct Pair {
    pub key: Result<Cow<'static, str>, Illegible>,
    pub value: Decoded,
}

/// A text as it was meant, or what stands in the way of knowing it.
pub(super) type Decoded = Result<String, Illegible>;

/// A text that cannot be decoded: as it was sent, with what XML cannot hold replaced.
#[derive(Clone, Debug)]
pub(super) struct Illegible {
    pub sent: String,
    pub fault: &'static str,
}

/// The arguments of the protocol beside `verb`, in the order of OAI-PMH.xsd.
pub(super) const NAMES: [&str; 6] =
    ["identifier", "metadataPrefix", "from", "until", "set", "resumptionToken"];

impl Arguments {
    /// Decodes the query of a GET and, for a POST, the body after it: the pairs of both count.
    pub fn decode(query: &[u8], body: &[u8]) -> Self {
        let segments = query.split(is_ampersand).chain(body.split(is_ampersand));
        Self { pairs: segments.filter(|segment| !segment.is_empty()).map(Pair::decode).collect() }
    }

    /// The verb, if there is exactly one and it is legal.
    pub fn verb(&self) -> Option<Verb> {
        self.only("verb").and_then(Verb::from_name)
    }

    /// The attributes of `request` in the answer (§3.2): `verb` first, then the rest, without any
    /// that OAI-PMH.xsd would refuse.
    pub fn echo(&self) -> Vec<(&'static str, &str)> {
        let verb = self.verb().map(|verb| ("verb", verb.as_str()));
        let named = |name| self.only(name).filter(|value| fits_schema(name, value));
        let rest = NAMES.into_iter().filter_map(|name| Some((name, named(name)?)));
        verb.into_iter().chain(rest).collect()
    }

    /// The value of an argument that came once and is legible.
    pub(super) fn only(&self, name: &str) -> Option<&str> {
        let mut values = self.pairs.iter().filter(|pair| pair.key.as_deref().is_ok_and(|key| key == name));
        match (values.next(), values.next()) {
            (Some(pair), None) => pair.value.as_deref().ok(),
            _ => None,
        }
    }
}

/// Whether the value may stand in the attribute of that name: the types of OAI-PMH.xsd, requestType.
fn fits_schema(name: &str, value: &str) -> bool {
    match name {
        "identifier" => value.parse::<Identifier>().is_ok(),
        "metadataPrefix" => value.parse::<MetadataPrefix>().is_ok(),
        "from" | "until" => value.parse::<Datestamp>().is_ok(),
        "set" => value.parse::<SetSpec>().is_ok(),
        _ => true,
    }
}

const fn is_ampersand(byte: &u8) -> bool {
    *byte == b'&'
}

impl Pair {
    /// Without `=`, the value is present and empty.
    fn decode(segment: &[u8]) -> Self {
        let at = segment.iter().position(|byte| *byte == b'=').unwrap_or(segment.len());
        let value = segment.get(at + 1..).unwrap_or_default();
        let key = &segment[..at];
        let known = ["verb"].into_iter().chain(NAMES).find(|name| name.as_bytes() == key);
        let key = known.map_or_else(|| decode(key).map(Cow::Owned), |name| Ok(Cow::Borrowed(name)));
        Self { key, value: decode(value) }
    }
}

/// `application/x-www-form-urlencoded`, decoded exactly once: `+` is a space, `%2B` a plus (§3.1.1.3).
fn decode(sent: &[u8]) -> Decoded {
    if let Ok(text) = std::str::from_utf8(sent)
        && sent.iter().all(means_itself)
    {
        return Ok(text.to_owned());
    }
    let refuse = |fault| {
        let shown = String::from_utf8_lossy(sent);
        let held = |character| if is_xml_char(character) { character } else { char::REPLACEMENT_CHARACTER };
        Err(Illegible { sent: shown.chars().map(held).collect(), fault })
    };
    let Some(bytes) = unescape(sent) else {
        return refuse("a % that no two hexadecimal digits follow; write %25 for the character % itself");
    };
    match String::from_utf8(bytes) {
        Err(_) => refuse("bytes that are not UTF-8; encode the text as UTF-8 before it is escaped"),
        Ok(text) if text.chars().all(is_xml_char) => Ok(text),
        Ok(_) => refuse("a character that XML cannot hold; leave it out"),
    }
}

/// Whether the byte is a character that XML can hold, and no escape.
const fn means_itself(byte: &u8) -> bool {
    matches!(byte, b' '..=b'~') && !matches!(byte, b'%' | b'+')
}

/// The bytes meant, or nothing if an escape is broken.
fn unescape(sent: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(sent.len());
    let mut rest = sent.iter();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => hex_digit(rest.next())? << 4 | hex_digit(rest.next())?,
            byte => *byte,
        });
    }
    Some(bytes)
}

fn hex_digit(byte: Option<&u8>) -> Option<u8> {
    let digit = char::from(*byte?).to_digit(16)?;
    u8::try_from(digit).ok()
}
