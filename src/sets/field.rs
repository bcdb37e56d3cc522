//! What rules ask of an item: one vocabulary for `by` and `where`, for articles and for plain Dublin Core.

use crate::model::{Content, Item};

use super::value::Value;
use super::{article, dublin_core};

/// What a condition sees of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Number,
    Text,
    /// A list of texts, those in every language.
    List,
}

/// Something that rules may ask of an item.
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) shape: Shape,
    /// Whether `by` may name it.
    pub(super) has_level: bool,
    of_article: fn(&article::Source<'_>) -> Vec<Value>,
    of_dublin_core: fn(&dublin_core::Source<'_>) -> Vec<Value>,
}

const fn field(
    name: &'static str,
    shape: Shape,
    has_level: bool,
    of_article: fn(&article::Source<'_>) -> Vec<Value>,
    of_dublin_core: fn(&dublin_core::Source<'_>) -> Vec<Value>,
) -> Field {
    Field { name, shape, has_level, of_article, of_dublin_core }
}

use Shape::{List, Number, Text};

/// Every field, in the order in which the documentation names them.
pub(super) static FIELDS: &[Field] = &[
    field("journal", List, true, article::journal, dublin_core::unknown),
    field("year", Number, true, article::year, dublin_core::year),
    field("volume", Text, true, article::volume, dublin_core::unknown),
    field("issue", Text, true, article::issue, dublin_core::unknown),
    field("section", List, true, article::section, dublin_core::unknown),
    field("language", List, true, article::language, dublin_core::language),
    field("subject", List, true, article::subject, dublin_core::subject),
    field("type", List, true, article::kinds, dublin_core::kinds),
    field("license", Text, true, article::license, dublin_core::license),
    field("access", Text, true, article::access, dublin_core::access),
    field("title", List, false, article::title, dublin_core::title),
    field("creator", List, false, article::creator, dublin_core::creator),
    field("link", List, false, article::link, dublin_core::link),
    field("file", List, false, article::file, dublin_core::file),
    field("funding", List, false, article::funding, dublin_core::funding),
];

/// The field of this name that sets can be made by.
pub(super) fn level(name: &str) -> Option<&'static Field> {
    FIELDS.iter().find(|field| field.has_level && field.name == name)
}

impl Field {
    /// All its values, white space put in order, each once; none that is blank.
    pub(super) fn values(&self, item: &Item) -> Vec<Value> {
        let values = match &item.content {
            Content::Article(article) => (self.of_article)(&article::Source { article }),
            Content::Dc(elements) => (self.of_dublin_core)(&dublin_core::Source { elements }),
        };
        let mut tidy: Vec<Value> = Vec::with_capacity(values.len());
        for Value { lang, text } in values {
            let value = Value { lang, text: text.split_whitespace().collect::<Vec<_>>().join(" ") };
            if !value.text.is_empty() && !tidy.contains(&value) {
                tidy.push(value);
            }
        }
        tidy
    }

    /// The values that sets are made of: of texts in several languages those in the language of the item itself,
    /// or in the first one.
    pub(super) fn own_values(&self, item: &Item) -> Vec<String> {
        let values = self.values(item);
        let own = own_language(item);
        let primary = |value: &Value| value.lang.as_deref().map(|lang| primary(lang).to_owned());
        let is_own = |value: &Value| own.is_some() && primary(value) == own;
        let chosen =
            values.iter().find(|value| is_own(value)).or(values.first()).map(|value| value.lang.clone());
        let mut texts: Vec<String> = Vec::new();
        for value in values {
            if Some(&value.lang) == chosen.as_ref() && !texts.contains(&value.text) {
                texts.push(value.text);
            }
        }
        texts
    }
}

/// The first language of the text itself.
fn own_language(item: &Item) -> Option<String> {
    match &item.content {
        Content::Article(article) => article.language.first().map(|language| language.primary().to_owned()),
        Content::Dc(elements) => {
            let languages = dublin_core::language(&dublin_core::Source { elements });
            languages.first().map(|language| primary(&language.text).to_owned())
        }
    }
}

/// The language of a tag without script and region.
pub(super) fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}
