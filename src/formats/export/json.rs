//! JSON whose members keep the order in which they are written, without empty members.

use serde::ser::{Serialize, SerializeMap as _, Serializer};

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Json {
    Text(String),
    Number(u32),
    Flag(bool),
    List(Vec<Json>),
    Object(Object),
}

/// An object.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Object(Vec<(&'static str, Json)>);

/// The member of JSON-LD that says what an object is; alone it says nothing.
const TYPE: &str = "@type";

impl Object {
    /// An object of this type (JSON-LD).
    pub(super) fn of(kind: &str) -> Self {
        Self(vec![(TYPE, kind.into())])
    }

    /// With this member, unless there is nothing in it.
    pub(super) fn with(mut self, name: &'static str, value: impl Into<Json>) -> Self {
        let value = value.into();
        if !value.is_empty() {
            self.0.push((name, value));
        }
        self
    }

    /// The document in a form that is safe within a page: no text in it ends the `script` element around it.
    pub(super) fn for_pages(self) -> String {
        pretty(&Json::Object(self)).replace('<', "\\u003c") // `<` is in texts only
    }
}

/// The document: readable, and the same for the same value.
pub(super) fn pretty(value: &Json) -> String {
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default(); // all names are strings
    text.push('\n');
    text
}

impl Json {
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Self::Text(text) => text.is_empty(),
            Self::Number(_) | Self::Flag(_) => false,
            Self::List(values) => values.is_empty(),
            Self::Object(object) => object.0.iter().all(|(name, _)| *name == TYPE),
        }
    }

    /// All of them that are not empty.
    pub(super) fn list(values: impl IntoIterator<Item = Self>) -> Self {
        Self::List(values.into_iter().filter(|value| !value.is_empty()).collect())
    }

    /// A list; if it has one member, just that.
    pub(super) fn one_or_many(values: impl IntoIterator<Item = Self>) -> Self {
        match Self::list(values) {
            Self::List(mut values) if values.len() == 1 => values.remove(0),
            list => list,
        }
    }
}

impl From<String> for Json {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<Object> for Json {
    fn from(object: Object) -> Self {
        Self::Object(object)
    }
}

/// Nothing is as good as an empty text.
impl<T: Into<Self>> From<Option<T>> for Json {
    fn from(value: Option<T>) -> Self {
        value.map_or_else(|| Self::Text(String::new()), Into::into)
    }
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Number(number) => serializer.serialize_u32(*number),
            Self::Flag(flag) => serializer.serialize_bool(*flag),
            Self::List(values) => serializer.collect_seq(values),
            Self::Object(Object(members)) => {
                let mut map = serializer.serialize_map(Some(members.len()))?;
                for (name, value) in members {
                    map.serialize_entry(name, value)?;
                }
                map.end()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_keep_their_order_and_none_is_empty() {
        let object = Object::of("A")
            .with("z", "1")
            .with("y", "")
            .with("x", Object::of("B"))
            .with("w", None::<String>)
            .with("v", Json::list([Json::from(""), Json::Flag(false)]))
            .with("u", Json::one_or_many([Json::from(""), Json::Number(7)]))
            .with("a", Json::list([Json::from("")]));
        let text = pretty(&object.into()).replace(['\n', ' '], "");
        assert_eq!(text, r#"{"@type":"A","z":"1","v":[false],"u":7}"#);
    }

    #[test]
    fn in_a_page_no_text_ends_the_script() {
        let text = "</script><!--";
        let document = Object::default().with("a", text).for_pages();
        assert!(!document.contains('<'), "{document}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&document).unwrap()["a"], text);
    }
}
