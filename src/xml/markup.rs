//! Markup in texts: what editors paste from web pages. A few elements of HTML and MathML are understood; a text that has
//! anything else, or is not well-formed, is no markup, and every character of it means itself.

use super::event::{Event, Limits};
use super::reader::Reader;

/// A piece of a text with markup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Markup {
    Text(String),
    /// A line break.
    Break,
    Styled(Style, Vec<Markup>),
    /// MathML (its presentation or content elements), from `math` down.
    Math(Math),
}

/// What a stretch of a text looks like, or is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    Italic,
    Bold,
    Underline,
    Subscript,
    Superscript,
    SmallCaps,
    Paragraph,
}

/// An element of MathML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Math {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub content: Vec<MathContent>,
}

impl Math {
    /// The characters of the formula.
    pub fn plain(&self) -> String {
        let mut plain = String::new();
        push_math(self, &mut plain);
        plain
    }
}

/// What stands in an element of MathML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MathContent {
    Element(Math),
    Text(String),
}

/// The elements that are understood, as HTML, JATS and editors name them.
const STYLES: [(&str, Style); 14] = [
    ("i", Style::Italic),
    ("em", Style::Italic),
    ("italic", Style::Italic),
    ("b", Style::Bold),
    ("strong", Style::Bold),
    ("bold", Style::Bold),
    ("u", Style::Underline),
    ("underline", Style::Underline),
    ("sub", Style::Subscript),
    ("sup", Style::Superscript),
    ("sc", Style::SmallCaps),
    ("small-caps", Style::SmallCaps),
    ("scp", Style::SmallCaps),
    ("p", Style::Paragraph),
];

/// The namespace of MathML.
pub const MATHML: &str = "http://www.w3.org/1998/Math/MathML";

/// The markup of a text; `None` if it has none, and every character means itself.
pub fn markup(text: &str) -> Option<Vec<Markup>> {
    if !text.contains('<') || !text.contains('>') {
        return None;
    }
    let document = format!("<t>{}</t>", text.replace("&nbsp;", "\u{A0}"));
    let mut reader = Reader::new(document.as_bytes(), Limits::default()).ok()?;
    let Ok(Event::Start(_)) = reader.read() else { return None };
    let pieces = pieces(&mut reader)?;
    let whole = matches!(reader.read(), Ok(Event::Eof)) && reader.take_illegal().is_none();
    let marked = pieces.iter().any(|piece| !matches!(piece, Markup::Text(_)));
    (whole && marked).then_some(pieces)
}

/// What an element understood is called here.
fn style(name: &str) -> Option<Style> {
    STYLES.iter().find(|(known, _)| name.eq_ignore_ascii_case(known)).map(|(_, style)| *style)
}

/// The pieces up to the end of the open element.
fn pieces(reader: &mut Reader<'_>) -> Option<Vec<Markup>> {
    let mut pieces: Vec<Markup> = Vec::new();
    loop {
        match reader.read().ok()? {
            Event::Text(text) => match pieces.last_mut() {
                Some(Markup::Text(before)) => before.push_str(&text),
                _ => pieces.push(Markup::Text(text.into_owned())),
            },
            Event::End => return Some(pieces),
            Event::Eof => return None,
            Event::Start(name) => {
                let local = name.local.to_owned();
                let math = name.namespace == MATHML || (name.namespace.is_empty() && local == "math");
                if !math && !name.namespace.is_empty() {
                    return None;
                }
                pieces.push(if math {
                    Markup::Math(element(reader, local)?)
                } else if local.eq_ignore_ascii_case("br") {
                    self::pieces(reader)?.is_empty().then_some(Markup::Break)?
                } else {
                    Markup::Styled(style(&local)?, self::pieces(reader)?)
                });
            }
        }
    }
}

/// An element of MathML whose start was just read.
fn element(reader: &mut Reader<'_>, name: String) -> Option<Math> {
    let attributes = reader.attributes().iter().filter(|attribute| attribute.name.namespace.is_empty());
    let attributes =
        attributes.map(|attribute| (attribute.name.local.to_owned(), attribute.value.to_string()));
    let mut math = Math { name, attributes: attributes.collect(), content: Vec::new() };
    loop {
        match reader.read().ok()? {
            Event::Text(text) => math.content.push(MathContent::Text(text.into_owned())),
            Event::Start(name) => {
                let local = name.local.to_owned();
                math.content.push(MathContent::Element(element(reader, local)?));
            }
            Event::End => return Some(math),
            Event::Eof => return None,
        }
    }
}

/// The text without its markup: paragraphs and line breaks become single line breaks, formulas their characters.
pub fn plain(text: &str) -> std::borrow::Cow<'_, str> {
    let Some(pieces) = markup(text) else { return std::borrow::Cow::Borrowed(text) };
    let mut plain = String::with_capacity(text.len());
    push_plain(&pieces, &mut plain);
    std::borrow::Cow::Owned(plain.trim().to_owned())
}

fn push_plain(pieces: &[Markup], plain: &mut String) {
    for piece in pieces {
        match piece {
            Markup::Text(text) => plain.push_str(text),
            Markup::Break => push_line_break(plain),
            Markup::Styled(Style::Paragraph, inner) => {
                push_line_break(plain);
                push_plain(inner, plain);
                push_line_break(plain);
            }
            Markup::Styled(_, inner) => push_plain(inner, plain),
            Markup::Math(math) => push_math(math, plain),
        }
    }
}

fn push_line_break(plain: &mut String) {
    plain.truncate(plain.trim_end().len());
    if !plain.is_empty() {
        plain.push('\n');
    }
}

/// The characters of a formula.
pub fn plain_math(math: &Math) -> String {
    let mut plain = String::new();
    push_math(math, &mut plain);
    plain
}

fn push_math(math: &Math, plain: &mut String) {
    for content in &math.content {
        match content {
            MathContent::Element(inner) if inner.name == "annotation" || inner.name == "annotation-xml" => {}
            MathContent::Element(inner) => push_math(inner, plain),
            MathContent::Text(text) => plain.push_str(text.trim()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_becomes_plain_text() {
        for (text, expected) in [
            ("<i>E. coli</i> &amp; H<sub>2</sub>O", "E. coli & H2O"),
            ("<p>One.</p>\n<p>Two.</p>", "One.\nTwo."),
            ("a<br/>b", "a\nb"),
            ("x&nbsp;<b>y</b>", "x\u{A0}y"),
            ("<math><msup><mi>x</mi><mn>2</mn></msup></math>", "x2"),
            ("<mml:math xmlns:mml=\"http://www.w3.org/1998/Math/MathML\"><mml:mi>x</mml:mi></mml:math>", "x"),
        ] {
            assert_eq!(plain(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_markup_means_itself() {
        for text in [
            "a < b > c",
            "AT&amp;T",
            "<script>x</script>",
            "<i>open",
            "x<y>z</y>",
            "a & <b>x</b>",
            "<!-- x -->",
            "<br>",
            "<i>\u{3}</i>",
        ] {
            assert_eq!(plain(text), text);
            assert_eq!(markup(text), None, "{text}");
        }
    }
}
