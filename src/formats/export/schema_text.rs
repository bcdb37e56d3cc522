//! Texts as schema.org has them.

use crate::model::{Language, Text};

use super::json::{Json, Object};
use super::text::line;

/// A text with its language.
pub(super) fn in_language(lang: Option<&Language>, text: String) -> Json {
    match lang {
        Some(lang) if !text.is_empty() => {
            Object::default().with("@language", lang.as_str()).with("@value", text).into()
        }
        _ => text.into(),
    }
}

/// Texts with their languages.
pub(super) fn texts(texts: &[Text]) -> Json {
    Json::one_or_many(texts.iter().map(|text| in_language(text.lang.as_ref(), line(&text.text))))
}
