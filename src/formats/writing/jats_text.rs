//! Texts with their markup, as JATS writes them, and as Crossref does, which has other names for the same.

use crate::model::{Abstract, AbstractKind};
use crate::xml::{Markup, Style, Xml, markup};

use super::element::is_blank;
use super::mathml::{is_formula, write_formula};

/// What a format calls the styles of a text.
pub(in crate::formats) struct Tags {
    italic: &'static str,
    bold: &'static str,
    underline: &'static str,
    subscript: &'static str,
    superscript: &'static str,
    small_caps: &'static str,
    /// Whether formulas are allowed in the text; otherwise their characters are written.
    has_math: bool,
}

/// JATS, in its own namespace.
pub(in crate::formats) const JATS: Tags = Tags {
    italic: "italic",
    bold: "bold",
    underline: "underline",
    subscript: "sub",
    superscript: "sup",
    small_caps: "sc",
    has_math: true,
};

/// JATS in keywords, subjects and references, which take no formula.
pub(in crate::formats) const JATS_WORDS: Tags = Tags { has_math: false, ..JATS };

/// JATS within another format.
pub(in crate::formats) const JATS_WITHIN: Tags = Tags {
    italic: "jats:italic",
    bold: "jats:bold",
    underline: "jats:underline",
    subscript: "jats:sub",
    superscript: "jats:sup",
    small_caps: "jats:sc",
    has_math: true,
};

/// Crossref's face markup.
pub(in crate::formats) const FACES: Tags = Tags {
    italic: "i",
    bold: "b",
    underline: "u",
    subscript: "sub",
    superscript: "sup",
    small_caps: "scp",
    has_math: true,
};

impl Tags {
    const fn name(&self, style: Style) -> Option<&'static str> {
        match style {
            Style::Italic => Some(self.italic),
            Style::Bold => Some(self.bold),
            Style::Underline => Some(self.underline),
            Style::Subscript => Some(self.subscript),
            Style::Superscript => Some(self.superscript),
            Style::SmallCaps => Some(self.small_caps),
            Style::Paragraph => None,
        }
    }
}

/// The abstract-type of JATS; the ordinary abstract has none.
pub(in crate::formats) const fn abstract_type(given: &Abstract) -> Option<&'static str> {
    match given.kind {
        Some(AbstractKind::PlainLanguage) => Some("plain-language-summary"),
        Some(AbstractKind::Graphical) => Some("graphical"),
        Some(AbstractKind::Structured) | None => None,
    }
}

/// A text of one line or more, none of them blank. Line breaks and paragraphs both end a line, wherever in the markup
/// they stand; a style that continues after the end of a line begins again on the next.
pub(in crate::formats) struct Prose {
    lines: Vec<Vec<Markup>>,
}

impl Prose {
    /// The text, if there is something to see.
    pub(in crate::formats) fn of(text: &str) -> Option<Self> {
        match markup(text) {
            Some(pieces) => Self::of_lines(lines(pieces)),
            None => Self::of_lines(vec![vec![Markup::Text(text.to_owned())]]),
        }
    }

    /// The text of an abstract: where it has no markup, a blank line begins a paragraph.
    pub(in crate::formats) fn of_abstract(given: &Abstract) -> Option<Self> {
        let mut prose = match markup(&given.text) {
            Some(pieces) => Self::of_lines(lines(pieces)),
            None => Self::of_lines(paragraphs(&given.text)),
        }?;
        if let (false, Some(first)) = (given.mark().is_empty(), prose.lines.first_mut()) {
            first.insert(0, Markup::Text(given.mark().to_owned()));
        }
        Some(prose)
    }

    fn of_lines(lines: Vec<Vec<Markup>>) -> Option<Self> {
        let mut lines: Vec<_> = lines.into_iter().filter(|line| !line.iter().all(is_nothing)).collect();
        lines.iter_mut().for_each(trim);
        (!lines.is_empty()).then_some(Self { lines })
    }

    /// Writes the lines with an empty element between them or, where there is none for it, a space.
    pub(in crate::formats) fn write(&self, tags: &Tags, line_break: Option<&str>, xml: &mut Xml) {
        for (at, line) in self.lines.iter().enumerate() {
            match line_break {
                _ if at == 0 => {}
                Some(name) => xml.element(name).empty(),
                None => xml.text(" "),
            }
            write_pieces(line, tags, xml);
        }
    }

    /// Writes each line as a paragraph.
    pub(in crate::formats) fn write_paragraphs(&self, tags: &Tags, name: &str, xml: &mut Xml) {
        for line in &self.lines {
            xml.element(name).content(|xml| write_pieces(line, tags, xml));
        }
    }
}

/// A part of a structured abstract: its label in bold, and what follows it.
struct Section<'a> {
    title: &'a [Markup],
    paragraphs: Vec<Vec<Markup>>,
}

impl Prose {
    /// Writes a structured abstract as sections with titles, another one as paragraphs.
    pub(in crate::formats) fn write_sections(&self, tags: &Tags, xml: &mut Xml) {
        let Some(sections) = self.sections() else { return self.write_paragraphs(tags, "p", xml) };
        for section in &sections {
            xml.element("sec").content(|xml| {
                xml.element("title").content(|xml| write_pieces(section.title, tags, xml));
                for paragraph in &section.paragraphs {
                    xml.element("p").content(|xml| write_pieces(paragraph, tags, xml));
                }
            });
        }
    }

    /// The sections, if there are at least two, nothing precedes the first, and none is empty.
    fn sections(&self) -> Option<Vec<Section<'_>>> {
        let mut sections: Vec<Section<'_>> = Vec::new();
        for line in &self.lines {
            if let Some((Markup::Styled(Style::Bold, title), rest)) = line.split_first() {
                let paragraphs = behind_label(rest).into_iter().collect();
                sections.push(Section { title, paragraphs });
            } else {
                sections.last_mut()?.paragraphs.push(line.clone());
            }
        }
        let is_structured =
            sections.len() > 1 && sections.iter().all(|section| !section.paragraphs.is_empty());
        is_structured.then_some(sections)
    }
}

/// The text after a label, without the colon between them.
fn behind_label(pieces: &[Markup]) -> Option<Vec<Markup>> {
    let mut rest = pieces.to_vec();
    if let Some(Markup::Text(text)) = rest.first_mut() {
        let behind = text.trim_start().trim_start_matches([':', '：']).trim_start();
        *text = behind.to_owned();
    }
    (!rest.iter().all(is_nothing)).then_some(rest)
}

fn paragraphs(text: &str) -> Vec<Vec<Markup>> {
    let mut paragraphs = vec![String::new()];
    for line in text.lines() {
        match paragraphs.last_mut() {
            _ if line.trim().is_empty() => paragraphs.push(String::new()),
            Some(paragraph) if paragraph.is_empty() => paragraph.push_str(line),
            Some(paragraph) => {
                paragraph.push('\n');
                paragraph.push_str(line);
            }
            None => {}
        }
    }
    paragraphs.into_iter().map(|paragraph| vec![Markup::Text(paragraph)]).collect()
}

/// Cuts pieces into lines.
fn lines(pieces: Vec<Markup>) -> Vec<Vec<Markup>> {
    let mut cut = vec![Vec::new()];
    for piece in pieces {
        match piece {
            Markup::Break => cut.push(Vec::new()),
            Markup::Styled(Style::Paragraph, inner) => {
                cut.extend(lines(inner));
                cut.push(Vec::new());
            }
            Markup::Styled(style, inner) => {
                for (at, line) in lines(inner).into_iter().enumerate() {
                    if at > 0 {
                        cut.push(Vec::new());
                    }
                    cut.last_mut()
                        .into_iter()
                        .for_each(|last| last.push(Markup::Styled(style, line.clone())));
                }
            }
            piece => cut.last_mut().into_iter().for_each(|last| last.push(piece.clone())),
        }
    }
    cut
}

/// Whether nothing of the piece would be seen.
fn is_nothing(piece: &Markup) -> bool {
    match piece {
        Markup::Text(text) => is_blank(text),
        Markup::Break => true,
        Markup::Styled(_, inner) => inner.iter().all(is_nothing),
        Markup::Math(math) => is_blank(&math.plain()),
    }
}

/// Takes the white space around a line off.
fn trim(line: &mut Vec<Markup>) {
    let is_space = |piece: &Markup| matches!(piece, Markup::Text(text) if text.trim().is_empty());
    while line.first().is_some_and(is_space) {
        line.remove(0);
    }
    while line.last().is_some_and(is_space) {
        line.pop();
    }
    if let Some(Markup::Text(text)) = line.first_mut() {
        text.drain(..text.len() - text.trim_start().len());
    }
    if let Some(Markup::Text(text)) = line.last_mut() {
        text.truncate(text.trim_end().len());
    }
}

fn write_pieces(pieces: &[Markup], tags: &Tags, xml: &mut Xml) {
    for piece in pieces {
        match piece {
            Markup::Text(text) => xml.text(text),
            Markup::Break => {}
            Markup::Math(math) if is_blank(&math.plain()) => {}
            Markup::Math(math) if tags.has_math && is_formula(math) => write_formula(math, xml),
            Markup::Math(math) => xml.text(&math.plain()),
            Markup::Styled(style, inner) => match tags.name(*style) {
                Some(name) if !is_nothing(piece) => {
                    xml.element(name).content(|xml| write_pieces(inner, tags, xml));
                }
                _ => write_pieces(inner, tags, xml), // white space in italics is white space
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn title(text: &str) -> Option<String> {
        let prose = Prose::of(text)?;
        let mut xml = Xml::new();
        prose.write(&JATS, Some("break"), &mut xml);
        Some(xml.into_string())
    }

    fn paragraphs(text: &str, fragment: bool) -> String {
        let mut xml = Xml::new();
        let given = Abstract { lang: None, text: text.to_owned(), fragment, kind: None };
        if let Some(prose) = Prose::of_abstract(&given) {
            prose.write_paragraphs(&JATS_WITHIN, "jats:p", &mut xml);
        }
        xml.into_string()
    }

    #[test]
    fn markup_is_kept_under_the_names_of_the_format() {
        for (text, expected) in [
            (" <i>E. coli</i> &amp; H<sub>2</sub>O ", "<italic>E. coli</italic> &amp; H<sub>2</sub>O"),
            ("a<br/>b", "a<break/>b"),
            ("<p>a <i>b<br/>c</i></p><p>d</p>", "a <italic>b</italic><break/><italic>c</italic><break/>d"),
            ("x<b> </b>y<i/><u></u>", "x y"),
            ("a < b", "a &lt; b"),
            ("<math><mi>x</mi></math>", "<mml:math><mml:mi>x</mml:mi></mml:math>"),
            ("<math><wild><mi>x</mi></wild></math>", "x"),
        ] {
            assert_eq!(title(text).as_deref(), Some(expected), "{text}");
        }
        for text in ["", " \u{3}", "<i> </i>", "<p></p><br/>", "<math><mrow/></math>"] {
            assert_eq!(title(text), None, "{text}");
        }
    }

    #[test]
    fn a_structured_abstract_is_in_sections() {
        let written = |text: &str| {
            let mut xml = Xml::new();
            Prose::of(text).unwrap().write_sections(&JATS, &mut xml);
            xml.into_string()
        };
        assert_eq!(
            written("<p><b>Objective</b>: To see.</p><p><b>Methods</b> We <i>looked</i>.</p><p>Twice.</p>"),
            "<sec><title>Objective</title><p>To see.</p></sec>\
             <sec><title>Methods</title><p>We <italic>looked</italic>.</p><p>Twice.</p></sec>"
        );
        assert_eq!(
            written("<p><b>目的</b></p><p>观察。</p><p><b>方法：</b>看。</p>"),
            "<sec><title>目的</title><p>观察。</p></sec><sec><title>方法：</title><p>看。</p></sec>"
        );
        for plain in [
            "<p>One.</p><p><b>Two</b> three.</p>",
            "<p><b>One</b> two.</p>",
            "<p><b>A</b></p><p><b>B</b></p>",
        ] {
            assert!(!written(plain).contains("<sec>"), "{plain}");
        }
    }

    #[test]
    fn an_abstract_is_in_paragraphs_and_its_missing_part_is_marked() {
        assert_eq!(
            paragraphs("one\ntwo\n \nthree", false),
            "<jats:p>one\ntwo</jats:p><jats:p>three</jats:p>"
        );
        assert_eq!(
            paragraphs("<p>one</p>\n<p><i>two</i></p>", true),
            "<jats:p>[…] one</jats:p><jats:p><jats:italic>two</jats:italic></jats:p>"
        );
        assert_eq!(paragraphs(" \n\n", true), "");
    }
}
