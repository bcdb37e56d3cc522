//! A value of a field.

/// A value with the language that it is in, where it is a text in a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Value {
    pub(super) lang: Option<String>,
    pub(super) text: String,
}
