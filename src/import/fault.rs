//! What keeps a record from being read, and where.

use crate::diagnostics::Message;
use crate::xml::XmlError;

/// What is wrong at a byte of a file.
#[derive(Clone, Debug)]
pub(super) struct Fault {
    pub(super) offset: usize,
    pub(super) message: Message,
}

impl Fault {
    /// The same, with so many bytes more before it.
    pub(super) fn behind(self, bytes: usize) -> Self {
        Self { offset: self.offset + bytes, ..self }
    }
}

impl From<XmlError> for Fault {
    fn from(error: XmlError) -> Self {
        Self { offset: error.offset, message: error.into() }
    }
}
