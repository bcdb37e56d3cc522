//! A message: the code of what is wrong, and the sentence about this instance of it.

use std::fmt;

use crate::model::Words;

use super::{Code, Severity};

/// What is wrong and what to do, in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    pub code: &'static Code,
    pub words: Words,
}

impl Message {
    pub const fn new(code: &'static Code, words: Words) -> Self {
        Self { code, words }
    }

    /// The message behind what it is about: `oai:x.org:1: title 2, lang: …`.
    #[must_use]
    pub fn about(self, what: impl fmt::Display) -> Self {
        let Words { en, zh } = self.words;
        Self { words: Words { en: format!("{what}: {en}"), zh: format!("{what}: {zh}") }, ..self }
    }

    pub const fn severity(&self) -> Severity {
        self.code.severity
    }
}

impl fmt::Display for Message {
    /// The sentence in English, and the code.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.words)?;
        if self.code.name.is_empty() { Ok(()) } else { write!(f, " [{}]", self.code.name) }
    }
}

/// A message with a code of [`codes`](crate::diagnostics::codes), as [`words`](crate::model::words) makes a sentence:
/// `say!(DOI_TWICE, "`{doi}` …", "`{doi}` …")`.
macro_rules! say {
    ($code:ident, $($words:tt)*) => {
        $crate::diagnostics::Message::new(&$crate::diagnostics::codes::$code, $crate::model::words!($($words)*))
    };
}

pub(crate) use say;
