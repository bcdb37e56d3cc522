//! A pull reader with limits: names come with their namespaces, texts without references, and every
//! event can be asked where it stands. There is no DTD, so there are no entities but the five of XML.
//!
//! Characters that XML 1.0 cannot hold are left out and counted, raw ones and references alike: harvested
//! files have them, and one control character should not cost a record.

mod part;
mod plain;
mod scope;
mod tags;
mod within;

use std::borrow::Cow;

use quick_xml::events::Event as Token;

pub use part::Scope;

use super::BYTE_ORDER_MARK;
use super::decode::{self, Fault};
use super::event::{Attribute, Event, Illegal, Limits, XmlError, XmlFault};
use super::faults;
use super::scan::position;
use crate::model::Words;

/// An element that is open.
#[derive(Clone, Copy)]
struct Open<'a> {
    name: &'a str,
    /// How many namespace declarations hold outside of it.
    bindings: usize,
}

/// Reads a document that lies in memory in UTF-8, or a part of one.
pub struct Reader<'a> {
    bytes: &'a [u8],
    /// Where the next event begins.
    at: usize,
    /// Where the last event begins.
    offset: usize,
    /// Whether the element that was opened last is an empty one, so that its end is the next event.
    is_empty: bool,
    /// The stretch of `bytes` that was found to be UTF-8, and where it begins.
    checked: (usize, &'a str),
    /// The attributes of a plain tag, from its beginning.
    spans: Vec<plain::Attribute>,
    open: Vec<Open<'a>>,
    bindings: Vec<(&'a str, Cow<'a, str>)>,
    attributes: Vec<Attribute<'a>>,
    illegal: Option<Illegal>,
    limits: Limits,
    /// What is known of the text that this is a part of.
    part: part::Part,
}

impl<'a> Reader<'a> {
    /// Errs if the document is too large. Which encoding it declares is of no importance any more.
    pub fn new(bytes: &'a [u8], limits: Limits) -> Result<Self, XmlError> {
        if bytes.len() > limits.bytes {
            return Err(faults::too_large(bytes.len(), limits));
        }
        Ok(Self::of(bytes, limits, part::Part::WHOLE))
    }

    fn of(bytes: &'a [u8], limits: Limits, part: part::Part) -> Self {
        let base = if bytes.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
        Self {
            bytes,
            at: base,
            offset: base,
            is_empty: false,
            checked: (0, ""),
            spans: Vec::new(),
            open: Vec::new(),
            bindings: Vec::new(),
            attributes: Vec::new(),
            illegal: None,
            limits,
            part,
        }
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

    /// The next event.
    pub fn read(&mut self) -> Result<Event<'a>, XmlError> {
        loop {
            self.attributes.clear();
            self.offset = self.at;
            if let Some(event) = self.token()? {
                return Ok(event);
            }
        }
    }

    /// What begins here, if it is an event.
    fn token(&mut self) -> Result<Option<Event<'a>>, XmlError> {
        if std::mem::take(&mut self.is_empty) {
            return Ok(Some(self.close()));
        }
        match self.bytes.get(self.at..).unwrap_or_default() {
            [] => self.eof().map(Some),
            [b'<', b'/', rest @ ..] => match self.open.last().map(|open| open.name.as_bytes()) {
                Some(name) if rest.strip_prefix(name).is_some_and(|rest| rest.starts_with(b">")) => {
                    self.at += "</>".len() + name.len();
                    Ok(Some(self.close()))
                }
                _ => self.odd_token(),
            },
            [b'<', rest @ ..] => match plain::start_tag(rest, &mut self.spans) {
                Some(tag) => {
                    self.at += tag.behind + 1;
                    self.start(tag.length, tag.name, tag.is_empty, true).map(Some)
                }
                None => self.odd_token(),
            },
            [b'&', ..] => self.odd_token(),
            rest => {
                let length = match position(rest, |byte| byte == b'<' || byte == b'&') {
                    Some(length) => length,
                    None if self.part.is_last => rest.len(),
                    None => return Err(self.starve()),
                };
                self.at += length;
                self.text(self.offset, length)
            }
        }
    }

    /// Leaves what begins here with `<` or `&` to quick-xml: all but the tags that are most of a document.
    fn odd_token(&mut self) -> Result<Option<Event<'a>>, XmlError> {
        let rest = &self.bytes[self.at..];
        if decode::stands_alone(rest) {
            return Err(faults::single_less_than().behind(self.offset));
        }
        let mut tokens = tokens(rest);
        let token = tokens.read_event();
        if let Err(error) = &token
            && !self.part.is_last
            && decode::is_cut(error, rest)
        {
            return Err(self.starve());
        }
        self.at += usize::try_from(tokens.buffer_position()).unwrap_or(usize::MAX);
        match token.map_err(|error| self.syntax(&error, tokens.error_position()))? {
            Token::Start(tag) => self.start(tag.len(), tag.name().as_ref().len(), false, false).map(Some),
            Token::Empty(tag) => self.start(tag.len(), tag.name().as_ref().len(), true, false).map(Some),
            Token::End(tag) => self.end(&tag).map(Some),
            Token::Text(text) => self.text(self.offset, text.len()),
            Token::CData(text) => self.text(self.offset + "<![CDATA[".len(), text.len()),
            Token::GeneralRef(name) => self.reference(name.len()),
            Token::Decl(declaration) => self.declaration(&declaration),
            Token::DocType(declaration) if decode::has_subset(&declaration) => {
                Err(faults::doctype().behind(self.offset))
            }
            Token::DocType(_) if self.open.is_empty() => Ok(None), // all that it names is a schema
            Token::DocType(_) => Err(faults::inner_doctype().behind(self.offset)),
            Token::Comment(_) | Token::PI(_) => Ok(None),
            Token::Eof => self.eof().map(Some),
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
    pub const fn position(&self) -> usize {
        self.at
    }

    /// A fault where the last event begins.
    fn fault(&self, fault: XmlFault, message: Words) -> XmlError {
        XmlError::new(fault, message).behind(self.offset)
    }

    /// What quick-xml says, and where behind the beginning of the token.
    fn syntax(&self, error: &quick_xml::Error, within: u64) -> XmlError {
        faults::syntax_error(error).behind(self.offset + usize::try_from(within).unwrap_or(0))
    }

    fn utf8(&mut self, from: usize, length: usize) -> Result<&'a str, XmlError> {
        let (begin, text) = self.checked;
        let known = from.checked_sub(begin).and_then(|from| text.get(from..from + length));
        if let Some(known) = known {
            return Ok(known);
        }
        // many bytes at once are checked faster than the same bytes in pieces
        let ahead = decode::utf8_ahead(self.bytes.get(from..).unwrap_or_default());
        self.checked = (from, ahead);
        ahead.get(..length).map_or_else(|| self.utf8_alone(from, length), Ok)
    }

    fn utf8_alone(&self, from: usize, length: usize) -> Result<&'a str, XmlError> {
        let bytes = self.bytes.get(from..from + length).unwrap_or_default();
        std::str::from_utf8(bytes).map_err(|error| faults::malformed().behind(from + error.valid_up_to()))
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
                Err(faults::text_outside().behind(self.offset))
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
            Err(Fault::Message(message)) => Err(self.fault(XmlFault::Reference, message)),
        }
    }

    /// A declaration may stand over each of several documents; all of them have been decoded as the first one says.
    fn declaration(
        &mut self,
        declaration: &quick_xml::events::BytesDecl<'_>,
    ) -> Result<Option<Event<'a>>, XmlError> {
        let name = declaration.encoding().and_then(Result::ok).unwrap_or_default();
        let name = String::from_utf8_lossy(&name);
        if self.part.agrees(&name, &self.bytes[..self.offset]) {
            return Ok(None);
        }
        self.part.is_foreign = true;
        Err(faults::another_document(&name).behind(self.offset))
    }

    fn eof(&mut self) -> Result<Event<'a>, XmlError> {
        if !self.part.is_last {
            return Err(self.starve());
        }
        match self.open.last() {
            None => Ok(Event::Eof),
            Some(open) => Err(faults::cut_off(open.name).behind(self.bytes.len())),
        }
    }
}

/// quick-xml from a token on, with tag matching left to [`Reader`].
fn tokens(bytes: &[u8]) -> quick_xml::Reader<&[u8]> {
    let mut tokens = quick_xml::Reader::from_reader(bytes);
    let config = tokens.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    tokens
}

#[cfg(test)]
mod tests;
