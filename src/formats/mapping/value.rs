//! How a value of the article is written where a template has `{{ … }}`.

use std::borrow::Cow;

use minijinja::value::ValueKind;
use minijinja::{Error, ErrorKind, Output, State, Value};

use crate::xml::{escaped, plain};

/// Writes the value: a text without its markup and escaped, what is absent as nothing, a list not at all.
pub(super) fn write(out: &mut Output<'_>, _state: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    let text = match value.kind() {
        ValueKind::Undefined | ValueKind::None => Cow::Borrowed(""),
        ValueKind::String if value.is_safe() => Cow::Borrowed(value.as_str().unwrap_or_default()),
        ValueKind::String => Cow::Owned(escaped(&plain(value.as_str().unwrap_or_default()))),
        ValueKind::Number | ValueKind::Bool => Cow::Owned(value.to_string()),
        kind => {
            let remedy = "write one of its fields, as in {{ pages.first }}, or each of its values: {% for author in author %}";
            return Err(Error::new(ErrorKind::InvalidOperation, format!("a {kind} is not a text; {remedy}")));
        }
    };
    out.write_str(&text).map_err(|_| Error::from(ErrorKind::WriteFailure))
}

/// Whether there is nothing to see of the value.
pub(super) fn is_absent(value: &Value) -> bool {
    match value.kind() {
        ValueKind::Undefined | ValueKind::None => true,
        ValueKind::String => value.as_str().unwrap_or_default().trim().is_empty(),
        ValueKind::Seq | ValueKind::Map => value.len() == Some(0),
        _ => false,
    }
}
