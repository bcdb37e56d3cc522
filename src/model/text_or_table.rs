//! Values that a file may give as a text or, where there is more to say, as a table.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, Error, MapAccess, Visitor};

/// A value with a short form.
pub(super) trait Short<'de>: Sized {
    /// What is expected, for messages.
    const WHAT: &'static str;

    /// From the short form.
    fn of_text(text: &str) -> Result<Self, crate::model::Words>;

    /// From the table.
    fn of_table<D: Deserializer<'de>>(table: D) -> Result<Self, D::Error>;
}

struct Either<T>(PhantomData<T>);

impl<'de, T: Short<'de>> Visitor<'de> for Either<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::WHAT)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        T::of_text(text).map_err(|words| E::custom(super::words::Packed::from(words)))
    }

    fn visit_map<A: MapAccess<'de>>(self, table: A) -> Result<T, A::Error> {
        T::of_table(MapAccessDeserializer::new(table))
    }
}

/// Reads either form.
pub(super) fn text_or_table<'de, T: Short<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    deserializer.deserialize_any(Either(PhantomData))
}

/// For a struct with `#[serde(remote = "Self")]`: reads either form, and writes the table.
macro_rules! text_or_table {
    ($value:ident, $what:literal, $of_text:expr) => {
        crate::model::text_or_table::short_form_if_possible!($value, $what, $of_text, |_: &$value| None);
    };
}

/// The same, and writes the short form of a value that has one.
macro_rules! text_if_possible {
    ($value:ident, $what:literal, $of_text:expr, $text:expr) => {
        impl<'de> crate::model::text_or_table::Short<'de> for $value {
            const WHAT: &'static str = $what;

            fn of_text(text: &str) -> Result<Self, crate::model::Words> {
                $of_text(text)
            }

            fn of_table<D: serde::Deserializer<'de>>(table: D) -> Result<Self, D::Error> {
                Self::deserialize(table)
            }
        }

        impl<'de> Deserialize<'de> for $value {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                crate::model::text_or_table::text_or_table(deserializer)
            }
        }

        impl Serialize for $value {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let text: fn(&Self) -> Option<&str> = $text;
                match text(self) {
                    Some(text) => serializer.serialize_str(text),
                    None => Self::serialize(self, serializer),
                }
            }
        }
    };
}

pub(super) use text_if_possible as short_form_if_possible;
pub(super) use text_or_table as short_form;
