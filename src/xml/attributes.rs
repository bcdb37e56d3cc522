//! The attributes of a text as they are written, for those who change some of them and nothing else.

use quick_xml::events::Event as Token;

/// An attribute as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RawAttribute<'t> {
    /// The name of its element, with the prefix.
    pub element: &'t str,
    /// Its own name, with the prefix.
    pub name: &'t str,
    /// What is between the quotes; references are not resolved.
    pub value: &'t str,
    /// The byte where the value begins.
    pub at: usize,
}

/// The attributes of all elements in their order, up to what is not XML.
pub fn raw_attributes(text: &str) -> Vec<RawAttribute<'_>> {
    let mut tokens = quick_xml::Reader::from_str(text);
    tokens.config_mut().check_end_names = false;
    let (mut attributes, mut begin) = (Vec::new(), 0);
    loop {
        let is_tag = match tokens.read_event() {
            Ok(Token::Start(_) | Token::Empty(_)) => true,
            Ok(Token::Eof) | Err(_) => return attributes,
            Ok(_) => false,
        };
        let end = usize::try_from(tokens.buffer_position()).unwrap_or(usize::MAX);
        if let Some(tag) = text.get(begin..end).filter(|_| is_tag) {
            of_tag(tag, begin, &mut attributes);
        }
        begin = end;
    }
}

/// The attributes of a start tag that begins at this byte.
fn of_tag<'t>(tag: &'t str, begin: usize, attributes: &mut Vec<RawAttribute<'t>>) {
    let is_end = |character: char| character.is_ascii_whitespace() || matches!(character, '/' | '>');
    let inside = tag.strip_prefix('<').unwrap_or(tag);
    let element = inside.split(is_end).next().unwrap_or_default();
    let mut at = 0;
    while let Some(open) = tag[at..].find(['"', '\'']).map(|open| at + open) {
        let quote = if tag[open..].starts_with('"') { '"' } else { '\'' };
        let before = tag[at..open].trim_ascii_end().trim_end_matches('=').trim_ascii_end();
        let name = before.rsplit(|character: char| character.is_ascii_whitespace()).next();
        let Some(length) = tag[open + 1..].find(quote) else { return };
        let value = &tag[open + 1..open + 1 + length];
        attributes.push(RawAttribute {
            element,
            name: name.unwrap_or_default(),
            value,
            at: begin + open + 1,
        });
        at = open + 1 + length + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_found_where_they_stand_and_nowhere_else() {
        let text = "<?p a='1'?><!-- <x b='2'/> --><r\n c = '3>' d=\"4'\"><![CDATA[<y e='5'/>]]>\"<é:z xml:id='&amp;6'/></r >";
        let found: Vec<_> = raw_attributes(text)
            .into_iter()
            .map(|attribute| {
                let RawAttribute { element, name, value, at } = attribute;
                assert!(text[at..].starts_with(value));
                (element, name, value)
            })
            .collect();
        assert_eq!(found, [("r", "c", "3>"), ("r", "d", "4'"), ("é:z", "xml:id", "&amp;6")]);
    }
}
