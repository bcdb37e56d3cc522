//! Texts of records in pages: escaped, with the little markup that is understood, and each in its own language.

use minijinja::Value;
use serde::Serialize;

use crate::model::{Language, Text};
use crate::xml::{Markup, Math, MathContent, Style, is_xml_char, markup, plain};

/// A text in its language, ready for a page.
#[derive(Clone, Debug, Serialize)]
pub struct Said {
    /// The language tag; empty if it is not known.
    pub lang: String,
    /// Escaped.
    pub html: Value,
    /// Without markup: for the title of a page.
    #[serde(skip)]
    pub text: String,
}

impl Said {
    /// A text with markup.
    pub fn rich(lang: Option<&Language>, text: &str) -> Self {
        Self { lang: tag(lang), html: Value::from_safe_string(rich(text)), text: plain(text).into_owned() }
    }

    /// A text in which every character means itself.
    pub fn plain(lang: Option<&Language>, text: &str) -> Self {
        Self { lang: tag(lang), html: Value::from_safe_string(escaped(text)), text: text.to_owned() }
    }

    /// Those of the texts that are not blank.
    pub fn all(texts: &[Text]) -> Vec<Self> {
        let seen = texts.iter().filter(|text| !is_blank(&text.text));
        seen.map(|text| Self::rich(text.lang.as_ref(), &text.text)).collect()
    }
}

fn tag(lang: Option<&Language>) -> String {
    lang.map_or_else(String::new, ToString::to_string)
}

/// Whether nothing of the text is to be seen.
pub fn is_blank(text: &str) -> bool {
    plain(text).chars().all(|character| character.is_whitespace() || character.is_control())
}

/// The text, with every character escaped that means something in HTML.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_escaped(text, &mut out);
    out
}

fn push_escaped(text: &str, out: &mut String) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\r' | '\u{7F}'..='\u{9F}' => {}
            other if is_xml_char(other) => out.push(other),
            _ => {}
        }
    }
}

/// The text as HTML with the markup that is understood; anything else is escaped.
pub fn rich(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    match markup(text) {
        None => push_escaped(text, &mut out),
        Some(pieces) => push_pieces(&pieces, &mut out),
    }
    out
}

fn push_pieces(pieces: &[Markup], out: &mut String) {
    for piece in pieces {
        match piece {
            Markup::Text(text) => push_escaped(text, out),
            Markup::Break => out.push_str("<br>"),
            Markup::Math(math) => push_math(math, out),
            Markup::Styled(style, inner) => {
                let (before, behind) = tags(*style);
                out.push_str(before);
                push_pieces(inner, out);
                out.push_str(behind);
            }
        }
    }
}

/// Paragraphs are spans that look like paragraphs, because a text may stand in a heading.
const fn tags(style: Style) -> (&'static str, &'static str) {
    match style {
        Style::Italic => ("<i>", "</i>"),
        Style::Bold => ("<b>", "</b>"),
        Style::Underline => ("<u>", "</u>"),
        Style::Subscript => ("<sub>", "</sub>"),
        Style::Superscript => ("<sup>", "</sup>"),
        Style::SmallCaps => ("<span class=\"smallcaps\">", "</span>"),
        Style::Paragraph => ("<span class=\"paragraph\">", "</span>"),
    }
}

/// The elements of MathML Core that only show something.
#[rustfmt::skip]
const MATH: [&str; 23] = [
    "math", "mi", "mn", "mo", "ms", "mtext", "mspace", "mrow", "mfrac", "msqrt", "mroot", "mstyle", "mpadded", "mphantom",
    "msub", "msup", "msubsup", "munder", "mover", "munderover", "mtable", "mtr", "mtd",
];

/// The attributes that only change how a formula looks.
const MATH_ATTRIBUTES: [&str; 9] =
    ["display", "mathvariant", "stretchy", "fence", "separator", "accent", "columnspan", "rowspan", "width"];

/// A formula. Of elements and attributes that are not known to be harmless only the content stays.
fn push_math(math: &Math, out: &mut String) {
    let is_known = MATH.contains(&math.name.as_str());
    if is_known {
        out.push('<');
        out.push_str(&math.name);
        let shown = math.attributes.iter().filter(|(name, _)| MATH_ATTRIBUTES.contains(&name.as_str()));
        for (name, value) in shown {
            out.push_str(&format!(" {name}=\""));
            push_escaped(value, out);
            out.push('"');
        }
        out.push('>');
    }
    for content in &math.content {
        match content {
            MathContent::Text(text) => push_escaped(text, out),
            MathContent::Element(inner) => push_math(inner, out),
        }
    }
    if is_known {
        out.push_str(&format!("</{}>", math.name));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_that_is_understood_is_kept_and_all_else_escaped() {
        for (text, html) in [
            ("<i>E. coli</i> in H<sub>2</sub>O", "<i>E. coli</i> in H<sub>2</sub>O"),
            ("a < b & \"c\" 'd'", "a &lt; b &amp; &quot;c&quot; &#39;d&#39;"),
            ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
            ("<i onclick=\"x()\">a</i>", "<i>a</i>"),
            ("<b>a</b><img src=x onerror=y>", "&lt;b&gt;a&lt;/b&gt;&lt;img src=x onerror=y&gt;"),
            ("a\u{0}\u{8}\u{85}\u{fffe}b", "ab"),
        ] {
            assert_eq!(rich(text), html, "{text}");
        }
    }

    #[test]
    fn a_formula_keeps_what_only_shows_something() {
        let text = "<math display=\"block\" onclick=\"x()\"><mi href=\"javascript:x()\">a</mi><annotation-xml><mn>1</mn></annotation-xml></math>";
        assert_eq!(rich(text), "<math display=\"block\"><mi>a</mi><mn>1</mn></math>");
        let script = rich("<math><script>x</script></math>");
        assert!(!script.contains("<script"), "{script}");
    }
}
