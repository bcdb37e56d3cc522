//! A text, or the same in several languages.

use std::fmt;

use serde::de::{Deserializer, Error, SeqAccess, Visitor};
use serde::ser::Serializer;
use serde::{Deserialize, Serialize};

use super::{Language, Text};

/// A text, or several, each with its language where that is known. A file gives one text as it is, several as a list; one
/// without a language is written as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts(pub Vec<Text>);

impl Texts {
    /// The first of the texts; empty if there is none.
    pub fn first(&self) -> &str {
        self.0.first().map_or("", |text| &text.text)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Each text.
    pub fn iter(&self) -> std::slice::Iter<'_, Text> {
        self.0.iter()
    }
}

impl From<&str> for Texts {
    fn from(text: &str) -> Self {
        Self(vec![Text { lang: None, text: text.to_owned() }])
    }
}

impl Serialize for Texts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.as_slice() {
            [Text { lang: None, text }] => serializer.serialize_str(text),
            texts => serializer.collect_seq(texts),
        }
    }
}

impl<'de> Deserialize<'de> for Texts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(OneOrMany)
    }
}

struct OneOrMany;

impl<'de> Visitor<'de> for OneOrMany {
    type Value = Texts;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string") // what most are, and so what messages ask for
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Texts, E> {
        Ok(Texts::from(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Texts, A::Error> {
        let mut texts = Vec::new();
        while let Some(Listed { lang, text }) = list.next_element()? {
            texts.push(Text { lang, text });
        }
        Ok(Texts(texts))
    }
}

/// A text of a list, alone or with its language.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, remote = "Self")]
struct Listed {
    #[serde(default)]
    lang: Option<Language>,
    text: String,
}

super::text_or_table::short_form!(Listed, "a string", |text: &str| {
    Ok::<_, crate::model::Words>(Listed { lang: None, text: text.to_owned() })
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_text_is_written_as_it_is_and_several_with_their_languages() {
        for (json, written) in [
            (r#""A Fund""#, r#""A Fund""#),
            (r#"["A Fund"]"#, r#""A Fund""#),
            (
                r#"[{"lang":"zh","text":"基金"},"A Fund"]"#,
                r#"[{"lang":"zh","text":"基金"},{"text":"A Fund"}]"#,
            ),
        ] {
            let texts: Texts = serde_json::from_str(json).unwrap();
            assert_eq!(serde_json::to_string(&texts).unwrap(), written);
        }
        assert!(serde_json::from_str::<Texts>(r#"[{"text":"A","zzz":1}]"#).is_err());
    }
}
