//! What the reader gives: events with names, or an error with its place.

use std::borrow::Cow;
use std::fmt;

use crate::model::Words;

/// What a document may not exceed.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    pub bytes: usize,
    /// How deep elements may nest.
    pub depth: usize,
    /// How many attributes an element may have, namespace declarations included.
    pub attributes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: usize::MAX, depth: 64, attributes: 64 }
    }
}

/// A name with its namespace; the empty one is no namespace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name<'a> {
    pub namespace: Cow<'a, str>,
    pub local: &'a str,
}

impl Name<'_> {
    /// Whether this is the name `local` of the namespace.
    pub fn is(&self, namespace: &str, local: &str) -> bool {
        self.local == local && self.namespace == namespace
    }
}

/// An attribute that is no namespace declaration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute<'a> {
    pub name: Name<'a>,
    pub value: Cow<'a, str>,
}

/// What the reader meets. An empty element is a start and an end; comments and instructions are passed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event<'a> {
    /// The attributes are at [`super::Reader::attributes`] until the next event.
    Start(Name<'a>),
    End,
    /// A piece of text: CDATA sections and references stand apart from what is around them.
    Text(Cow<'a, str>),
    Eof,
}

/// What kind of fault keeps a document from being read on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum XmlFault {
    /// It is not well-formed.
    #[default]
    Syntax,
    /// A reference to nothing, or a single `&` or `<`.
    Reference,
    /// Bytes that are not of the encoding, or an encoding that is not decoded.
    Encoding,
    /// It ends too early.
    CutOff,
    /// It exceeds a limit.
    Limit,
    /// A character that XML cannot hold.
    Character,
}

/// Why a document cannot be read on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct XmlError {
    /// The byte where it shows.
    pub offset: usize,
    pub fault: XmlFault,
    /// What is wrong and what to do; boxed to keep the result of each read small.
    pub message: Box<Words>,
}

impl XmlError {
    /// A fault at the beginning of what is read.
    pub fn new(fault: XmlFault, message: Words) -> Self {
        Self { offset: 0, fault, message: Box::new(message) }
    }

    /// The same fault with so many bytes more before it.
    #[must_use]
    pub fn behind(self, bytes: usize) -> Self {
        Self { offset: self.offset + bytes, ..self }
    }
}

impl fmt::Display for XmlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.message.fmt(f)
    }
}

impl std::error::Error for XmlError {}

/// Characters that were left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Illegal {
    /// The byte where the first one stands, or the text it is in.
    pub offset: usize,
    pub count: usize,
}
