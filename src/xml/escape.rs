//! Characters: which ones XML 1.0 can hold, and how the special ones are written.

use std::borrow::Cow;

use super::scan::position;

/// Whether XML 1.0 can hold the character at all (production `Char`).
pub const fn is_xml_char(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

/// The text without the characters that XML 1.0 cannot hold, and how many there were.
pub fn without_illegal(text: &str) -> (Cow<'_, str>, usize) {
    let illegal = text.chars().filter(|character| !is_xml_char(*character)).count();
    if illegal == 0 {
        (Cow::Borrowed(text), 0)
    } else {
        (Cow::Owned(text.chars().filter(|character| is_xml_char(*character)).collect()), illegal)
    }
}

/// The text, escaped so that it can stand in an attribute in either kind of quotes as well as between tags, and is read back as it is.
/// What XML cannot hold is left out.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    push_escaped(&mut out, text, Place::Attribute);
    if out.contains('\'') { out.replace('\'', "&#39;") } else { out }
}

/// Where a text is written: white space and quotes need more care in an attribute.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Text,
    Attribute,
}

/// Whether the byte may need attention: the special characters, control characters, and the first byte of U+FFFE and U+FFFF.
const fn is_suspect(byte: u8) -> bool {
    (byte < b' ') | (byte == b'&') | (byte == b'<') | (byte == b'>') | (byte == b'"') | (byte == 0xEF)
}

/// Where the next character is that needs attention.
fn suspect(text: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        at += position(&text[at..], is_suspect)?;
        match text[at..] {
            [0xEF, 0xBF, 0xBE | 0xBF, ..] => return Some(at),
            [0xEF, ..] => at += 3, // any other of these characters, such as a full-width comma
            _ => return Some(at),
        }
    }
}

/// Appends `text`, escaped for `place`. A character that XML cannot hold is left out, so that no
/// content whatever makes a page that is not well-formed; importers have told of it before.
pub(super) fn push_escaped(out: &mut String, text: &str, place: Place) {
    let mut rest = text;
    while let Some(at) = suspect(rest.as_bytes()) {
        out.push_str(&rest[..at]);
        let mut characters = rest[at..].chars();
        if let Some(character) = characters.next() {
            push_character(out, character, place);
        }
        rest = characters.as_str();
    }
    out.push_str(rest);
}

fn push_character(out: &mut String, character: char, place: Place) {
    let attribute = place == Place::Attribute;
    match character {
        '&' => out.push_str("&amp;"),
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"), // `]]>` must not stand in text (XML 1.0, 2.4)
        '"' if attribute => out.push_str("&quot;"),
        '\r' => out.push_str("&#13;"), // a raw CR would be read back as LF (XML 1.0, 2.11)
        '\t' if attribute => out.push_str("&#9;"),
        '\n' if attribute => out.push_str("&#10;"),
        character if is_xml_char(character) => out.push(character),
        _ => {}
    }
}
