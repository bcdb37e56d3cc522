//! A pull reader with limits: names come with their namespaces, texts without references, and every
//! event can be asked where it stands. There is no DTD, so there are no entities but the five of XML.
//!
//! Characters that XML 1.0 cannot hold are left out and counted, raw ones and references alike: harvested
//! files have them, and one control character should not cost a record.

mod scope;

use std::borrow::Cow;

use quick_xml::events::Event as Token;
use quick_xml::events::attributes::Attributes;

use super::BYTE_ORDER_MARK;
use super::decode::{self, Fault};
use super::event::{Attribute, Event, Illegal, Limits, Name, XmlError};

/// An element that is open.
#[derive(Clone, Copy)]
struct Open<'a> {
    name: &'a str,
    /// How many namespace declarations hold outside of it.
    bindings: usize,
}

/// Reads a document that lies in memory.
pub struct Reader<'a> {
    bytes: &'a [u8],
    tokens: quick_xml::Reader<&'a [u8]>,
    /// Where in `bytes` the tokens begin.
    base: usize,
    /// Where the last event begins.
    offset: usize,
    open: Vec<Open<'a>>,
    bindings: Vec<(&'a str, Cow<'a, str>)>,
    attributes: Vec<Attribute<'a>>,
    illegal: Option<Illegal>,
    limits: Limits,
}

impl<'a> Reader<'a> {
    /// Errs if the document is too large or in another encoding than UTF-8.
    pub fn new(bytes: &'a [u8], limits: Limits) -> Result<Self, XmlError> {
        if bytes.len() > limits.bytes {
            let message = format!(
                "the file has {} bytes, and the limit is {}; split it into several files",
                bytes.len(),
                limits.bytes
            );
            return Err(XmlError { offset: 0, message });
        }
        if let Some(encoding) = decode::foreign_encoding(bytes) {
            return Err(XmlError { offset: 0, message: decode::not_utf8(encoding) });
        }
        let base = if bytes.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
        Ok(Self {
            bytes,
            tokens: tokens(&bytes[base..]),
            base,
            offset: base,
            open: Vec::new(),
            bindings: Vec::new(),
            attributes: Vec::new(),
            illegal: None,
            limits,
        })
    }

    /// The byte where the last event begins.
    pub const fn offset(&self) -> usize {
        self.offset
    }

    /// How many elements are open.
    pub const fn depth(&self) -> usize {
        self.open.len()
    }

    /// The attributes of the element whose start was the last event.
    pub fn attributes(&self) -> &[Attribute<'a>] {
        &self.attributes
    }

    /// The characters left out since this was last asked.
    pub const fn take_illegal(&mut self) -> Option<Illegal> {
        self.illegal.take()
    }

    /// Goes on at `offset`, as if just `depth` of the elements that are open now were open there: the way
    /// past a place that cannot be read.
    pub fn resume(&mut self, offset: usize, depth: usize) {
        self.base = offset.min(self.bytes.len());
        self.offset = self.base;
        self.tokens = tokens(&self.bytes[self.base..]);
        if let Some(first) = self.open.get(depth) {
            self.bindings.truncate(first.bindings);
            self.open.truncate(depth);
        }
    }

    /// The next event.
    pub fn read(&mut self) -> Result<Event<'a>, XmlError> {
        loop {
            self.attributes.clear();
            self.offset = self.position();
            let token = self.tokens.read_event().map_err(|error| self.syntax(&error))?;
            let event = match token {
                Token::Start(tag) => Some(self.start(tag.len(), tag.name().as_ref().len())?),
                Token::End(tag) => Some(self.end(&tag)?),
                Token::Text(text) => self.text(self.offset, text.len())?,
                Token::CData(text) => self.text(self.offset + "<![CDATA[".len(), text.len())?,
                Token::GeneralRef(name) => self.reference(name.len())?,
                Token::Decl(declaration) => self.declaration(&declaration)?,
                Token::DocType(_) => return Err(self.fault(0, decode::DOCTYPE.to_owned())),
                Token::Comment(_) | Token::PI(_) => None,
                Token::Eof => Some(self.eof()?),
                Token::Empty(_) => None, // expanded into a start and an end
            };
            if let Some(event) = event {
                return Ok(event);
            }
        }
    }

    /// Passes over the rest of the element whose start was the last event.
    pub fn skip_element(&mut self) -> Result<(), XmlError> {
        let depth = self.depth();
        while self.depth() >= depth {
            self.read()?;
        }
        Ok(())
    }

    /// The byte behind the last event. An empty element's end has no length.
    pub fn position(&self) -> usize {
        self.base + usize::try_from(self.tokens.buffer_position()).unwrap_or(usize::MAX)
    }

    fn fault(&self, within: usize, message: String) -> XmlError {
        XmlError { offset: self.offset + within, message }
    }

    /// Says in plain words what quick-xml says.
    fn syntax(&self, error: &quick_xml::Error) -> XmlError {
        let offset = self.base + usize::try_from(self.tokens.error_position()).unwrap_or(0);
        XmlError { offset, message: decode::syntax_message(error) }
    }

    fn utf8(&self, from: usize, length: usize) -> Result<&'a str, XmlError> {
        let bytes = self.bytes.get(from..from + length).unwrap_or_default();
        std::str::from_utf8(bytes).map_err(|error| XmlError {
            offset: from + error.valid_up_to(),
            message: decode::not_utf8("an unknown encoding"),
        })
    }

    fn count_illegal(&mut self, offset: usize, count: usize) {
        if count > 0 {
            self.illegal.get_or_insert(Illegal { offset, count: 0 }).count += count;
        }
    }

    fn text(&mut self, from: usize, length: usize) -> Result<Option<Event<'a>>, XmlError> {
        let text = self.utf8(from, length)?;
        if self.open.is_empty() {
            return if text.trim_ascii().is_empty() {
                Ok(None)
            } else {
                Err(self.fault(0, "text outside of the root element; remove it".to_owned()))
            };
        }
        let (text, illegal) = decode::text(text);
        self.count_illegal(from + illegal.0, illegal.1);
        Ok((!text.is_empty()).then_some(Event::Text(text)))
    }

    fn reference(&mut self, length: usize) -> Result<Option<Event<'a>>, XmlError> {
        let name = self.utf8(self.offset + 1, length)?;
        match decode::reference(name) {
            Ok(character) => Ok(Some(Event::Text(Cow::Owned(character.to_string())))),
            Err(Fault::Illegal) => {
                self.count_illegal(self.offset, 1);
                Ok(None)
            }
            Err(Fault::Message(message)) => Err(self.fault(0, message)),
        }
    }

    fn declaration(
        &self,
        declaration: &quick_xml::events::BytesDecl<'_>,
    ) -> Result<Option<Event<'a>>, XmlError> {
        let encoding = declaration.encoding().and_then(Result::ok).unwrap_or_default();
        let encoding = String::from_utf8_lossy(&encoding);
        // ASCII is the same in every encoding that is declared in practice
        if decode::is_utf8_name(&encoding) || self.bytes.is_ascii() {
            Ok(None)
        } else {
            Err(self.fault(0, decode::not_utf8(&encoding)))
        }
    }

    fn start(&mut self, length: usize, name_length: usize) -> Result<Event<'a>, XmlError> {
        if self.open.len() >= self.limits.depth {
            let message = format!("elements nest deeper than {}; this is no record", self.limits.depth);
            return Err(self.fault(0, message));
        }
        let tag = self.utf8(self.offset + 1, length)?;
        let (name, rest) = tag.split_at(name_length);
        self.open.push(Open { name, bindings: self.bindings.len() });
        if !rest.is_empty() {
            self.read_attributes(tag, name_length)?;
        }
        let name = self.resolve(name, true)?;
        Ok(Event::Start(name))
    }

    fn read_attributes(&mut self, tag: &'a str, name_length: usize) -> Result<(), XmlError> {
        for (count, attribute) in Attributes::new(tag, name_length).enumerate() {
            if count >= self.limits.attributes {
                let message = format!("an element with more than {} attributes", self.limits.attributes);
                return Err(self.fault(0, message));
            }
            let attribute = attribute.map_err(|error| {
                self.fault(1, format!("the attributes cannot be read: {error}; correct them"))
            })?;
            let key = attribute.key.into_inner();
            let key = std::str::from_utf8(key).map_err(|_| self.fault(1, decode::not_utf8("?")))?;
            let Cow::Borrowed(raw) = attribute.value else { continue };
            let raw = std::str::from_utf8(raw).map_err(|_| self.fault(1, decode::not_utf8("?")))?;
            let (value, illegal) =
                decode::attribute(raw).map_err(|message| self.fault(1, format!("in `{key}`: {message}")))?;
            self.count_illegal(self.offset, illegal);
            if key == "xmlns" {
                self.bindings.push(("", value));
            } else if let Some(prefix) = key.strip_prefix("xmlns:") {
                self.bindings.push((prefix, value));
            } else {
                self.attributes
                    .push(Attribute { name: Name { namespace: Cow::Borrowed(""), local: key }, value });
            }
        }
        for at in 0..self.attributes.len() {
            let name = self.attributes[at].name.local;
            if name.contains(':') {
                self.attributes[at].name = self.resolve(name, false)?;
            }
        }
        Ok(())
    }

    fn end(&mut self, tag: &[u8]) -> Result<Event<'a>, XmlError> {
        match self.open.last().copied() {
            Some(open) if open.name.as_bytes() == tag => {
                self.bindings.truncate(open.bindings);
                self.open.pop();
                Ok(Event::End)
            }
            open => {
                let expected =
                    open.map_or("no element is open".to_owned(), |open| format!("`</{}>` is due", open.name));
                let found = String::from_utf8_lossy(tag);
                Err(self.fault(0, format!("`</{found}>` stands where {expected}; correct the tags")))
            }
        }
    }

    fn eof(&self) -> Result<Event<'a>, XmlError> {
        match self.open.last() {
            None => Ok(Event::Eof),
            Some(open) => Err(XmlError {
                offset: self.bytes.len(),
                message: format!("the file ends before `</{}>`: it was cut off; get it again", open.name),
            }),
        }
    }
}

/// quick-xml, with tag matching left to [`Reader`], which can start in the middle of a document.
fn tokens(bytes: &[u8]) -> quick_xml::Reader<&[u8]> {
    let mut tokens = quick_xml::Reader::from_reader(bytes);
    let config = tokens.config_mut();
    config.expand_empty_elements = true;
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    tokens
}

#[cfg(test)]
mod tests;
