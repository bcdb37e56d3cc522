//! What is known of a part of a text.

use encoding_rs::{Encoding, UTF_8};

use crate::xml::encoding::by_name;

/// The elements that are open where a part of a text begins.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    /// Their names, each with how many namespace declarations hold outside of it.
    pub(super) open: Vec<(String, usize)>,
    pub(super) bindings: Vec<(String, String)>,
}

/// What the reader knows of the text that it reads a part of.
pub(super) struct Part {
    /// Whether the text ends with it.
    pub(super) is_last: bool,
    /// Whether the text begins with it.
    pub(super) is_first: bool,
    /// In which encoding the text came; none for a text that is not a file.
    pub(super) encoding: Option<&'static Encoding>,
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
