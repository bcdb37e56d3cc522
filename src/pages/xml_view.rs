//! XML as people read it: one element on a line, indented, its parts marked for colours.
//!
//! The XML is well-formed: Windrow wrote it, or took it only after checking it. What is not, is shown as it is.

use super::html::escaped;

/// A piece of the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece<'x> {
    Start(&'x str),
    Empty(&'x str),
    End(&'x str),
    Text(&'x str),
    /// A comment, a CDATA section or an instruction.
    Other(&'x str),
}

/// Lines are indented up to this depth.
const DEEPEST: usize = 30;

/// The document as HTML for a `pre` element, each line ending with a line break.
pub fn view(xml: &str) -> String {
    let pieces = pieces(xml);
    let mixed = with_texts(&pieces);
    let mut out = String::with_capacity(xml.len() * 2);
    let mut depth = 0_usize;
    // The depth of the element with texts in which no line may be broken.
    let mut inside: Option<usize> = None;
    for (piece, has_text) in pieces.iter().zip(mixed) {
        if let Piece::End(_) = piece {
            depth = depth.saturating_sub(1);
        }
        if inside.is_none() && !is_space(piece) {
            out.push_str(&"  ".repeat(depth.min(DEEPEST)));
        }
        if inside.is_some() || !is_space(piece) {
            push(piece, &mut out);
        }
        match piece {
            Piece::Start(_) => {
                if has_text && inside.is_none() {
                    inside = Some(depth);
                }
                depth += 1;
            }
            Piece::End(_) if inside == Some(depth) => inside = None,
            _ => {}
        }
        if inside.is_none() && !is_space(piece) {
            out.push('\n');
        }
    }
    out
}

fn is_space(piece: &Piece<'_>) -> bool {
    matches!(piece, Piece::Text(text) if text.trim().is_empty())
}

/// The pieces in their order.
fn pieces(xml: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = xml;
    while !rest.is_empty() {
        let (piece, length) = match rest.find('<') {
            Some(0) => tag(rest),
            Some(at) => (Piece::Text(&rest[..at]), at),
            None => (Piece::Text(rest), rest.len()),
        };
        pieces.push(piece);
        rest = &rest[length..];
    }
    pieces
}

/// What begins with `<`, and its length.
fn tag(rest: &str) -> (Piece<'_>, usize) {
    for (start, end) in [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"), ("<!", ">")] {
        if rest.starts_with(start) {
            let length = rest.find(end).map_or(rest.len(), |at| at + end.len());
            return (Piece::Other(&rest[..length]), length);
        }
    }
    let length = end_of_tag(rest);
    let tag = &rest[..length];
    let piece = match (tag.starts_with("</"), tag.ends_with("/>")) {
        (true, _) => Piece::End(tag),
        (false, true) => Piece::Empty(tag),
        (false, false) => Piece::Start(tag),
    };
    (piece, length)
}

/// The length of a tag, whose quoted values may contain `>`.
fn end_of_tag(rest: &str) -> usize {
    let mut quote = None;
    for (at, character) in rest.char_indices() {
        match (quote, character) {
            (None, '"' | '\'') => quote = Some(character),
            (Some(open), close) if open == close => quote = None,
            (None, '>') => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// For each piece, whether it begins an element that directly contains text.
fn with_texts(pieces: &[Piece<'_>]) -> Vec<bool> {
    let mut mixed = vec![false; pieces.len()];
    let mut open = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Start(_) => open.push(at),
            Piece::End(_) => _ = open.pop(),
            Piece::Text(_) if is_space(piece) => {}
            Piece::Text(_) => {
                if let Some(element) = open.last() {
                    mixed[*element] = true;
                }
            }
            Piece::Empty(_) | Piece::Other(_) => {}
        }
    }
    // An element that is empty stays on its line, too.
    for at in 1..pieces.len() {
        if matches!((pieces[at - 1], pieces[at]), (Piece::Start(_), Piece::End(_))) {
            mixed[at - 1] = true;
        }
    }
    mixed
}

fn push(piece: &Piece<'_>, out: &mut String) {
    match piece {
        Piece::Text(text) => out.push_str(&escaped(text)),
        Piece::Other(text) => out.push_str(&format!("<span class=\"x-c\">{}</span>", escaped(text))),
        Piece::Start(tag) | Piece::Empty(tag) | Piece::End(tag) => push_tag(tag, out),
    }
}

/// A tag: its name, then its attributes.
fn push_tag(tag: &str, out: &mut String) {
    let start = if tag.starts_with("</") { 2 } else { 1 };
    let end = if tag.ends_with("/>") { tag.len() - 2 } else { tag.len().saturating_sub(1) };
    let inner = tag.get(start..end).unwrap_or_default();
    let name_end = inner.find(char::is_whitespace).unwrap_or(inner.len());
    let (name, attributes) = inner.split_at(name_end);
    out.push_str(&format!("<span class=\"x-p\">{}</span>", escaped(&tag[..start])));
    out.push_str(&format!("<span class=\"x-n\">{}</span>", escaped(name)));
    push_attributes(attributes, out);
    out.push_str(&format!("<span class=\"x-p\">{}</span>", escaped(&tag[end.max(start)..])));
}

fn push_attributes(attributes: &str, out: &mut String) {
    let mut rest = attributes.trim();
    while let Some(equals) = rest.find('=') {
        let (name, behind) = rest.split_at(equals);
        let behind = behind[1..].trim_start();
        let Some(quote) = behind.chars().next().filter(|quote| "\"'".contains(*quote)) else { break };
        let Some(close) = behind[1..].find(quote) else { break };
        let (value, next) = behind.split_at(close + 2);
        let (name, value) = (escaped(name.trim()), escaped(value));
        out.push_str(&format!(
            " <span class=\"x-a\">{name}</span><span class=\"x-p\">=</span><span class=\"x-v\">{value}</span>"
        ));
        rest = next.trim_start();
    }
    if !rest.is_empty() {
        out.push_str(&format!(" {}", escaped(rest)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The view as text.
    fn lines(xml: &str) -> String {
        let mut text = String::new();
        let mut inside = false;
        for character in view(xml).chars() {
            match character {
                '<' => inside = true,
                '>' if inside => inside = false,
                other if !inside => text.push(other),
                _ => {}
            }
        }
        text.replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&#39;", "'")
            .replace("&amp;", "&")
    }

    #[test]
    fn each_element_has_a_line_and_texts_are_not_broken() {
        let xml = "<a x=\"1\">\n <b>t<i>u</i> v</b><c/><d></d><!-- e --><f><g y='>'>h</g></f></a>";
        let expected = "<a x=\"1\">\n  <b>t<i>u</i> v</b>\n  <c/>\n  <d></d>\n  <!-- e -->\n  <f>\n    <g y='>'>h</g>\n  </f>\n</a>\n";
        assert_eq!(lines(xml), expected);
    }

    #[test]
    fn spaces_within_a_text_are_kept() {
        assert_eq!(lines("<a><b>x <i>y</i> <i>z</i></b></a>"), "<a>\n  <b>x <i>y</i> <i>z</i></b>\n</a>\n");
    }

    #[test]
    fn nothing_of_a_document_is_markup_of_the_page() {
        for xml in
            ["<a>&lt;script&gt;</a>", "<a b=\"'&quot;><\">", "<![CDATA[</pre><script>]]>", "<a", "<", "a>b"]
        {
            let view = view(xml);
            let markup: Vec<&str> = view.split('<').skip(1).collect();
            assert!(
                markup.iter().all(|tag| tag.starts_with("span class=\"x-") || tag.starts_with("/span>")),
                "{view}"
            );
        }
        assert_eq!(lines("<a>&lt;b&gt;</a>"), "<a>&lt;b&gt;</a>\n");
    }

    #[test]
    fn a_document_of_any_depth_is_shown() {
        let depth = 5_000;
        let xml = format!("{}{}", "<a>".repeat(depth), "</a>".repeat(depth));
        assert_eq!(view(&xml).lines().count(), 2 * depth - 1);
    }
}
