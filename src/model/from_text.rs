//! Values read from a text without a copy of the text.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserializer;
use serde::de::{Error, Visitor};

use super::words::{InWords, Packed};

/// Reads a text, and gives what `read` makes of it.
pub(super) fn deserialize<'de, D, T, E>(
    deserializer: D,
    read: impl FnOnce(&str) -> Result<T, E>,
) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    E: InWords,
{
    deserializer.deserialize_str(FromText { read, value: PhantomData })
}

struct FromText<F, T> {
    read: F,
    value: PhantomData<T>,
}

impl<T, E: InWords, F: FnOnce(&str) -> Result<T, E>> Visitor<'_> for FromText<F, T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string") // as for a String
    }

    fn visit_str<S: Error>(self, text: &str) -> Result<T, S> {
        (self.read)(text).map_err(|error| S::custom(Packed::from(error)))
    }
}
