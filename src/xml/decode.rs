//! From bytes to characters: encodings, references, line ends (XML 1.0, 2.11, 3.3.3 and 4.1).

use std::borrow::Cow;

use super::BYTE_ORDER_MARK;
use super::escape::is_xml_char;
use super::event::XmlError;
use super::faults::{not_utf8, single_ampersand};
use super::scan::any;
use crate::model::{Words, words};

/// The encoding, if the first bytes show that it cannot be UTF-8 (XML 1.0, appendix F).
pub(super) fn foreign_encoding(bytes: &[u8]) -> Option<&'static str> {
    let begins = |with: &[u8]| bytes.starts_with(with);
    if begins(b"\xFF\xFE\0\0") || begins(b"\0\0\xFE\xFF") || begins(b"<\0\0\0") || begins(b"\0\0\0<") {
        Some("UTF-32")
    } else if begins(b"\xFF\xFE") || begins(b"\xFE\xFF") || begins(b"<\0") || begins(b"\0<") {
        Some("UTF-16")
    } else {
        None
    }
}

/// The text without a byte order mark, and the length of the mark; `Err` is at the first byte that is not UTF-8.
pub fn utf8(bytes: &[u8]) -> Result<(&str, usize), XmlError> {
    if let Some(encoding) = foreign_encoding(bytes) {
        return Err(not_utf8(&words!("{encoding}", "的编码是 {encoding}，")));
    }
    let base = if bytes.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
    match std::str::from_utf8(&bytes[base..]) {
        Ok(text) => Ok((text, base)),
        Err(error) => {
            let unknown = words!("an unknown encoding", "");
            Err(not_utf8(&unknown).behind(base + error.valid_up_to()))
        }
    }
}

/// So much is checked at once.
const AHEAD: usize = 32 << 10;

/// The UTF-8 with which the bytes begin; not all of it if it is long.
pub(super) fn utf8_ahead(bytes: &[u8]) -> &str {
    let mut end = bytes.len().min(AHEAD);
    // not to end within a character
    while end > 0 && bytes.get(end).is_some_and(|byte| byte & 0xC0 == 0x80) {
        end -= 1;
    }
    match std::str::from_utf8(&bytes[..end]) {
        Ok(text) => text,
        Err(error) => std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default(),
    }
}

/// Whether a character is a control character other than those in every text.
const fn is_control(byte: u8) -> bool {
    byte < b' ' && byte != b'\n' && byte != b'\t'
}

/// Whether a text has no control characters and none of U+FFFE and U+FFFF, so that [`text`] need not look closer.
fn is_plain(text: &str) -> bool {
    let suspect = any(text.as_bytes(), |byte| is_control(byte) | (byte == 0xEF));
    !suspect || !(any(text.as_bytes(), is_control) || has_noncharacters(text))
}

/// Whether there is a U+FFFE or U+FFFF.
fn has_noncharacters(text: &str) -> bool {
    text.as_bytes().windows(3).any(|bytes| matches!(bytes, [0xEF, 0xBF, 0xBE | 0xBF]))
}

/// Character data as the application gets it: line ends are LF, and what XML cannot hold is left out.
/// With it come the offset of the first such character and their number.
pub(super) fn text(raw: &str) -> (Cow<'_, str>, (usize, usize)) {
    if is_plain(raw) {
        return (Cow::Borrowed(raw), (0, 0));
    }
    let mut first = None;
    let mut count = 0;
    for (at, _) in raw.char_indices().filter(|(_, character)| !is_xml_char(*character)) {
        first.get_or_insert(at);
        count += 1;
    }
    if count == 0 && !raw.contains('\r') {
        return (Cow::Borrowed(raw), (0, 0));
    }
    let mut clean: String = raw.chars().filter(|character| is_xml_char(*character)).collect();
    if clean.contains('\r') {
        clean = clean.replace("\r\n", "\n").replace('\r', "\n");
    }
    (Cow::Owned(clean), (first.unwrap_or(0), count))
}

/// An attribute's value: white space is space, references are resolved; and how many characters were left out.
pub(super) fn attribute(raw: &str) -> Result<(Cow<'_, str>, usize), Words> {
    let special = |byte: u8| (byte < b' ') | (byte == b'&') | (byte == b'<') | (byte == 0xEF);
    if !any(raw.as_bytes(), special) {
        return Ok((Cow::Borrowed(raw), 0));
    }
    let mut value = String::with_capacity(raw.len());
    let mut illegal = 0;
    let mut rest = raw;
    while let Some(character) = rest.chars().next() {
        let mut length = character.len_utf8();
        match character {
            '<' => return Err(words!("`<` in an attribute; write &lt;", "属性值中有“<”；请写成 &lt;")),
            '&' => {
                let end = rest.find(';').ok_or_else(single_ampersand)?;
                length = end + 1;
                match reference(&rest[1..end]) {
                    Ok(character) => value.push(character),
                    Err(Fault::Illegal) => illegal += 1,
                    Err(Fault::Message(message)) => return Err(message),
                }
            }
            '\r' if rest.starts_with("\r\n") => {}
            '\r' | '\n' | '\t' => value.push(' '),
            character if is_xml_char(character) => value.push(character),
            _ => illegal += 1,
        }
        rest = &rest[length..];
    }
    Ok((Cow::Owned(value), illegal))
}

/// Why a reference gives no character.
pub(super) enum Fault {
    /// It names one that XML cannot hold.
    Illegal,
    Message(Words),
}

/// The character of `&name;`.
pub(super) fn reference(name: &str) -> Result<char, Fault> {
    match name {
        "amp" => return Ok('&'),
        "lt" => return Ok('<'),
        "gt" => return Ok('>'),
        "quot" => return Ok('"'),
        "apos" => return Ok('\''),
        _ => {}
    }
    let Some(number) = name.strip_prefix('#') else {
        return Err(Fault::Message(words!(
            "`&{name};` is not an entity of XML; write the character itself (a plain & is &amp;)",
            "“&{name};”不是 XML 的实体；请直接写该字符（& 本身写成 &amp;）"
        )));
    };
    let (digits, radix) = number.strip_prefix('x').map_or((number, 10), |digits| (digits, 16));
    let legal = !digits.is_empty() && digits.chars().all(|digit| digit.is_digit(radix));
    match u32::from_str_radix(digits, radix) {
        Ok(code) if legal => {
            char::from_u32(code).filter(|character| is_xml_char(*character)).ok_or(Fault::Illegal)
        }
        Err(_) if legal => Err(Fault::Illegal), // a number too large for any character
        _ => Err(Fault::Message(words!(
            "`&{name};` is not a character reference; write the character itself",
            "“&{name};”不是字符引用；请直接写该字符"
        ))),
    }
}

/// Whether what quick-xml says is that the text ends too early, so that more of it may be all that is missing.
pub(super) fn is_cut(error: &quick_xml::Error, rest: &[u8]) -> bool {
    use quick_xml::Error::{IllFormed, Syntax};
    use quick_xml::errors::{IllFormedError, SyntaxError};
    match error {
        Syntax(SyntaxError::InvalidBangMarkup) => rest.len() < "<!DOCTYPE".len(),
        Syntax(_) => true,
        IllFormed(IllFormedError::UnclosedReference) => {
            !any(rest.get(1..).unwrap_or_default(), |byte| (byte == b'<') | (byte == b'&') | (byte == b';'))
        }
        _ => false,
    }
}

/// Whether the text begins with a `<` that begins no markup.
pub(super) const fn stands_alone(rest: &[u8]) -> bool {
    let [b'<', first, ..] = rest else { return false };
    !(first.is_ascii_alphabetic() || matches!(first, b'_' | b':' | b'/' | b'!' | b'?' | 0x80..))
}

/// Whether a document type declaration has an internal subset, which may declare entities.
pub(super) fn has_subset(declaration: &[u8]) -> bool {
    let mut quote = None;
    declaration.iter().any(|byte| {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(*byte),
            (Some(open), byte) if open == *byte => quote = None,
            _ => {}
        }
        quote.is_none() && *byte == b'['
    })
}
