//! Start tags as nearly all are: a name, and attributes that are `name="value"`. Every other one is left to quick-xml, which
//! knows what is wrong with it.

use crate::xml::scan::position;

/// Where an attribute's name and value begin and end, from the beginning of the tag's name.
#[derive(Clone, Copy)]
pub(super) struct Attribute {
    pub(super) key: (usize, usize),
    pub(super) value: (usize, usize),
}

/// A tag; lengths are counted from the beginning of its name.
pub(super) struct Tag {
    /// The length of the name.
    pub(super) name: usize,
    /// The length without `>` or `/>`.
    pub(super) length: usize,
    /// Where the tag has ended.
    pub(super) behind: usize,
    pub(super) is_empty: bool,
}

/// The tag whose name begins the bytes, if it is a plain one; `attributes` become its own.
pub(super) fn start_tag(bytes: &[u8], attributes: &mut Vec<Attribute>) -> Option<Tag> {
    attributes.clear();
    let name = name(bytes, 0)?;
    let mut at = name;
    loop {
        let length = at;
        while matches!(bytes.get(at)?, b' ' | b'\n' | b'\r' | b'\t') {
            at += 1;
        }
        match bytes[at] {
            b'>' => return Some(Tag { name, length: at, behind: at + 1, is_empty: false }),
            b'/' if bytes.get(at + 1) == Some(&b'>') => {
                return Some(Tag { name, length: at, behind: at + 2, is_empty: true });
            }
            _ if at == length => return None,
            _ => {}
        }
        let attribute = attribute(bytes, at)?;
        let key = |attribute: &Attribute| bytes.get(attribute.key.0..attribute.key.1);
        if attributes.iter().any(|other| key(other) == key(&attribute)) {
            return None;
        }
        at = attribute.value.1 + 1;
        attributes.push(attribute);
    }
}

/// The attribute that begins at the byte.
fn attribute(bytes: &[u8], at: usize) -> Option<Attribute> {
    let key = (at, name(bytes, at)?);
    let [b'=', quote @ (b'"' | b'\''), value @ ..] = bytes.get(key.1..)? else { return None };
    let begin = key.1 + 2;
    Some(Attribute { key, value: (begin, begin + position(value, |byte| byte == *quote)?) })
}

/// The end of the name that begins at the byte, if it is one that has nothing odd.
fn name(bytes: &[u8], at: usize) -> Option<usize> {
    let is_odd =
        |byte: &u8| !(byte.is_ascii_alphanumeric() || matches!(byte, b':' | b'_' | b'-' | b'.' | 0x80..));
    let length = bytes.get(at..)?.iter().position(is_odd)?;
    (length > 0).then_some(at + length)
}
