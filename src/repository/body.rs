//! The body of an answer.

/// A document of the protocol, in UTF-8.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// As it is.
    Plain(Vec<u8>),
    /// As one member of gzip.
    Gzip(Vec<u8>),
}

impl Body {
    /// The document, if it is at hand as it is.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Plain(text) => std::str::from_utf8(text).ok(),
            Self::Gzip(_) => None,
        }
    }
}
