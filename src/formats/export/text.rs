//! Texts as exports write them: on one line, in paragraphs, or with the markup that the export has.

use crate::model::Abstract;
use crate::xml::{Markup, Style, is_xml_char, markup, plain, plain_math};

/// Characters that end a line for some reader, and the space between words.
const fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\t'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The plain text on one line, without what no text file should hold.
pub(super) fn line(text: &str) -> String {
    on_one_line(&plain(text))
}

/// The unchanged text, on one line.
pub(super) fn on_one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for character in text.chars() {
        if is_space(character) {
            if !line.ends_with(' ') {
                line.push(' ');
            }
        } else if is_xml_char(character) {
            line.push(character);
        }
    }
    line.trim().to_owned()
}

/// The plain text with its paragraphs, a line for each.
pub(super) fn paragraphs(text: &str) -> String {
    let text = plain(text);
    let lines: Vec<String> = text.lines().map(on_one_line).filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

/// The abstract with its paragraphs, marked if it is a fragment; empty if nothing is to be seen of it.
pub(super) fn whole_abstract(given: &Abstract) -> String {
    let text = paragraphs(&given.text);
    if text.is_empty() { text } else { format!("{}{text}", given.mark()) }
}

/// How an export marks a stretch of text up.
pub(super) struct Tags {
    /// The markup before and after it; `None` if the export has none for the style.
    pub(super) of: fn(Style) -> Option<(&'static str, &'static str)>,
}

impl Tags {
    /// The text on one line with its markup; `write` writes the pieces of text; its flag says whether they are inside markup.
    pub(super) fn styled(&self, text: &str, write: &mut dyn FnMut(&str, bool) -> String) -> String {
        let styled = match markup(text) {
            None => write(text, false),
            Some(pieces) => self.pieces(&pieces, false, write),
        };
        on_one_line(&styled)
    }

    fn pieces(&self, pieces: &[Markup], inside: bool, write: &mut dyn FnMut(&str, bool) -> String) -> String {
        let mut out = String::new();
        for piece in pieces {
            match piece {
                Markup::Text(text) => out += &write(text, inside),
                Markup::Math(math) => out += &write(&plain_math(math), inside),
                Markup::Break => out.push(' '),
                Markup::Styled(style, inner) => {
                    let unmarked = if *style == Style::Paragraph { (" ", " ") } else { ("", "") };
                    let tags = (self.of)(*style);
                    let inner = self.pieces(inner, inside || tags.is_some(), write);
                    let (before, behind) = tags.filter(|_| !inner.trim().is_empty()).unwrap_or(unmarked);
                    out += &format!("{before}{inner}{behind}");
                }
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fragment_is_marked_within_its_first_paragraph() {
        let written = |text: &str| {
            whole_abstract(&Abstract { lang: None, text: text.to_owned(), fragment: true, kind: None })
        };
        assert_eq!(written("<p>One.</p><p>Two.</p>"), "[…] One.\nTwo.");
        assert_eq!(written("<p> </p>"), "");
    }

    #[test]
    fn a_line_has_no_line_break_for_any_reader() {
        assert_eq!(line(" a\r\nb\u{b}c\u{c}d\u{85}e\u{2028}f\u{1c}g\u{0}h "), "a b c d e fgh");
        assert_eq!(line("<p>One.</p><p><i>Two</i>.</p>"), "One. Two.");
        assert_eq!(line("国际\u{3000}安全 \u{a0}x"), "国际\u{3000}安全 \u{a0}x");
    }

    #[test]
    fn paragraphs_stay_apart() {
        assert_eq!(paragraphs("<p>One.</p>\r\n<p>Two.</p>"), "One.\nTwo.");
        assert_eq!(paragraphs("a\r\n\r\nb"), "a\nb");
    }

    #[test]
    fn markup_is_kept_where_there_is_a_tag_for_it() {
        let tags = Tags { of: |style| (style == Style::Italic).then_some(("<i>", "</i>")) };
        let styled = |text: &str| tags.styled(text, &mut |text, _| text.to_owned());
        assert_eq!(styled("<i>E. coli</i> in H<sub>2</sub>O"), "<i>E. coli</i> in H2O");
        assert_eq!(styled("<p>One <i> </i></p><p>two</p>a<br/>b"), "One two a b");
        assert_eq!(styled("a < b"), "a < b");
    }
}
