//! Reading a text in parts: what is open where a part begins, and where it ends too early.

use encoding_rs::{Encoding, UTF_8};

use super::{Open, Reader};
use crate::xml::encoding::by_name;
use crate::xml::event::{Limits, XmlError};
use crate::xml::window::Window;

/// The elements that are open where a part of a text begins.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    /// Their names, each with how many namespace declarations hold outside of it.
    open: Vec<(String, usize)>,
    bindings: Vec<(String, String)>,
}

impl Scope {
    /// How many elements are open.
    pub const fn depth(&self) -> usize {
        self.open.len()
    }
}

/// What the reader knows of the text that it reads a part of.
pub(super) struct Part {
    /// Whether the text ends with it.
    pub(super) is_last: bool,
    /// Whether the text begins with it.
    is_first: bool,
    /// In which encoding the text came; none for one that is no file.
    encoding: Option<&'static Encoding>,
    pub(super) is_starved: bool,
    pub(super) is_foreign: bool,
}

impl Part {
    /// A text that is not read in parts.
    pub(super) const WHOLE: Self =
        Self { is_last: true, is_first: true, encoding: None, is_starved: false, is_foreign: false };

    /// Whether a declaration that names this encoding, and has this before it, is true of the text.
    pub(super) fn agrees(&self, name: &str, before: &[u8]) -> bool {
        let Some(encoding) = self.encoding else { return true };
        let is_first = self.is_first && before.trim_ascii().is_empty();
        let named = if name.is_empty() { Some(UTF_8) } else { by_name(name) };
        is_first || named == Some(encoding)
    }
}

impl<'a> Reader<'a> {
    /// Reads what the window has of a file; `scope` is what is open there.
    pub fn within(window: &'a Window<'_>, scope: &'a Scope) -> Self {
        let part = Part {
            is_last: window.is_last(),
            is_first: window.is_first(),
            encoding: Some(window.encoding()),
            ..Part::WHOLE
        };
        let mut reader = Self::of(window.text(), Limits::default(), part);
        let open = scope.open.iter().map(|(name, bindings)| Open { name, bindings: *bindings });
        reader.open = open.collect();
        let bindings = scope.bindings.iter();
        reader.bindings = bindings.map(|(prefix, namespace)| (prefix.as_str(), namespace.into())).collect();
        reader
    }

    /// Whether the last error is that more of the text has to be read first.
    pub const fn is_starved(&self) -> bool {
        self.part.is_starved
    }

    /// Whether the last error is that the rest of the text is in another encoding.
    pub const fn is_foreign(&self) -> bool {
        self.part.is_foreign
    }

    /// The first `depth` of the elements that are open.
    pub fn scope(&self, depth: usize) -> Scope {
        let bindings = self.open.get(depth).map_or(self.bindings.len(), |open| open.bindings);
        let own = |(prefix, namespace): &(&str, std::borrow::Cow<'_, str>)| {
            ((*prefix).to_owned(), namespace.clone().into_owned())
        };
        Scope {
            open: self.open.iter().take(depth).map(|open| (open.name.to_owned(), open.bindings)).collect(),
            bindings: self.bindings.iter().take(bindings).map(own).collect(),
        }
    }

    /// The part ends before what begins here does.
    pub(super) const fn starve(&mut self) -> XmlError {
        self.part.is_starved = true;
        XmlError { offset: self.bytes.len(), message: String::new() }
    }
}
