//! Texts for formats that hold no markup: on one line, or with the line breaks of their paragraphs.

use std::borrow::Cow;

use crate::xml::{is_xml_char, plain};

/// The text without markup, in one line with single spaces; nothing if there is nothing to be seen.
pub(in crate::formats) fn line(text: &str) -> Option<Cow<'_, str>> {
    let plain = plain(text);
    let is_clean = plain.chars().all(|character| is_xml_char(character) && !is_break(character))
        && !plain.contains("  ")
        && plain.trim().len() == plain.len();
    let line = if is_clean { plain } else { Cow::Owned(cleaned(&plain)) };
    (!line.is_empty()).then_some(line)
}

/// The text without markup, its paragraphs on lines of their own; nothing if there is nothing to be seen.
pub(in crate::formats) fn paragraphs(text: &str) -> Option<String> {
    let plain = plain(text);
    let lines: Vec<String> = plain.lines().map(cleaned).filter(|line| !line.is_empty()).collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// White space other than the plain space and spaces with a special width.
const fn is_break(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn cleaned(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for character in text.chars().filter(|character| is_xml_char(*character)) {
        let character = if is_break(character) { ' ' } else { character };
        if character != ' ' || !line.ends_with(' ') {
            line.push(character);
        }
    }
    line.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_one_line_without_markup_or_nothing() {
        assert_eq!(line("<p>One  <i>E. coli</i></p>\n<p>Two</p>").unwrap(), "One E. coli Two");
        assert_eq!(line(" 学报\u{3000}上 ").unwrap(), "学报\u{3000}上");
        assert_eq!(line("a\u{3}b").unwrap(), "ab");
        assert_eq!(line(" \u{FFFE}\n"), None);
        assert_eq!(paragraphs("<p>One</p><p> Two </p>").unwrap(), "One\nTwo");
        assert_eq!(paragraphs("\n \u{3}"), None);
    }
}
