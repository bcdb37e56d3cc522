//! A writer in which an end tag cannot be forgotten: elements are values, their content a closure.

use std::fmt::{Display, Write as _};

use super::escape::{Place, push_escaped};

/// XML being written.
#[derive(Debug, Default)]
pub struct Xml {
    out: String,
}

impl Xml {
    /// An empty fragment.
    pub const fn new() -> Self {
        Self { out: String::new() }
    }

    /// An empty fragment that may become so long without being moved.
    pub fn with_capacity(capacity: usize) -> Self {
        Self { out: String::with_capacity(capacity) }
    }

    /// A document: the XML declaration stands first (§3.2).
    pub fn document(capacity: usize) -> Self {
        let mut out = String::with_capacity(capacity);
        out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        Self { out }
    }

    /// Opens an element; `attr` adds to it, and `text`, `content`, `around` or `empty` close it.
    pub fn element<'x>(&'x mut self, name: &'x str) -> Element<'x> {
        self.out.push('<');
        self.out.push_str(name);
        Element { start: self.out.len() - name.len() - 1, xml: self, name }
    }

    /// Character data.
    pub fn text(&mut self, text: &str) {
        push_escaped(&mut self.out, text, Place::Text);
    }

    /// XML that a writer like this one has made before.
    pub fn raw(&mut self, fragment: &str) {
        self.out.push_str(fragment);
    }

    /// What was written.
    pub fn into_string(self) -> String {
        self.out
    }

    /// How many bytes were written so far.
    pub const fn len(&self) -> usize {
        self.out.len()
    }

    /// Whether nothing was written yet.
    pub const fn is_empty(&self) -> bool {
        self.out.is_empty()
    }
}

/// A start tag being written.
#[must_use = "an element is closed by `text`, `content`, `around` or `empty`"]
pub struct Element<'x> {
    xml: &'x mut Xml,
    name: &'x str,
    /// Where it begins.
    start: usize,
}

impl Element<'_> {
    /// Adds an attribute.
    pub fn attr(self, name: &str, value: &str) -> Self {
        let out = &mut self.xml.out;
        out.push(' ');
        out.push_str(name);
        out.push_str("=\"");
        push_escaped(out, value, Place::Attribute);
        out.push('"');
        self
    }

    /// Adds an attribute if there is a value for it.
    pub fn attr_if(self, name: &str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.attr(name, value),
            None => self,
        }
    }

    /// Adds an attribute that needs no escaping: a number, a date.
    pub fn attr_shown(self, name: &str, value: impl Display) -> Self {
        let out = &mut self.xml.out;
        _ = write!(out, " {name}=\"{value}\""); // into memory nothing fails
        self
    }

    /// Adds attributes.
    pub fn attrs(self, attributes: &[(&str, &str)]) -> Self {
        attributes.iter().fold(self, |element, (name, value)| element.attr(name, value))
    }

    /// Closes the element without content.
    pub fn empty(self) {
        self.xml.out.push_str("/>");
    }

    /// Closes the element around a text.
    pub fn text(self, text: &str) {
        self.content(|xml| xml.text(text));
    }

    /// Closes the element around what needs no escaping: a number, a date.
    pub fn shown(self, value: impl Display) {
        self.content(|xml| _ = write!(xml.out, "{value}")); // into memory nothing fails
    }

    /// Closes the element around what `write` writes.
    pub fn content(self, write: impl FnOnce(&mut Xml)) {
        self.xml.out.push('>');
        write(self.xml);
        self.end();
    }

    /// Closes the element around what `write` writes; if that is nothing, there is no element.
    pub fn around(self, write: impl FnOnce(&mut Xml)) {
        self.xml.out.push('>');
        let before = self.xml.len();
        write(self.xml);
        if self.xml.len() == before {
            self.xml.out.truncate(self.start);
        } else {
            self.end();
        }
    }

    fn end(self) {
        self.xml.out.push_str("</");
        self.xml.out.push_str(self.name);
        self.xml.out.push('>');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: impl FnOnce(&mut Xml)) -> String {
        let mut xml = Xml::new();
        write(&mut xml);
        xml.into_string()
    }

    #[test]
    fn elements_nest_and_close() {
        let text = written(|xml| {
            xml.element("a").attr("b", "1").attr_shown("n", 2).content(|xml| {
                xml.element("c").attr_if("d", None).empty();
                xml.element("e").text("x");
                xml.element("f").shown(3);
            });
        });
        assert_eq!(text, r#"<a b="1" n="2"><c/><e>x</e><f>3</f></a>"#);
    }

    #[test]
    fn an_element_around_nothing_is_none() {
        let text = written(|xml| {
            xml.element("a").around(|xml| {
                xml.element("b").attr("c", "1").around(|_| ());
                xml.element("d").attrs(&[("e", "2"), ("f", "3")]).around(|xml| xml.text("x"));
            });
            xml.element("g").around(|xml| xml.element("h").around(|_| ()));
        });
        assert_eq!(text, r#"<a><d e="2" f="3">x</d></a>"#);
    }

    #[test]
    fn specials_are_escaped_once_and_illegal_characters_left_out() {
        let nasty = "a&b<c>]]>\"'\t\n\r\u{0}\u{b}\u{fffe}\u{ffff}\u{fffd}\u{ef00}é€𝄞";
        let text = written(|xml| xml.element("a").attr("b", nasty).text(nasty));
        assert_eq!(
            text,
            "<a b=\"a&amp;b&lt;c&gt;]]&gt;&quot;'&#9;&#10;&#13;\u{fffd}\u{ef00}é€𝄞\">\
             a&amp;b&lt;c&gt;]]&gt;\"'\t\n&#13;\u{fffd}\u{ef00}é€𝄞</a>"
        );
    }
}
