//! Reading a text in parts: what is open where a part begins, and where it ends too early.

use super::part::{Part, Scope};
use super::{Open, Reader};
use crate::xml::event::{Limits, XmlError};
use crate::xml::window::Window;

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
    pub(super) fn starve(&mut self) -> XmlError {
        self.part.is_starved = true;
        XmlError { offset: self.bytes.len(), ..XmlError::default() }
    }
}
