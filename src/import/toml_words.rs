//! What the TOML parser and serde say, in plain words for an editor.

use toml::de::DeValue;

use super::suggest;

/// What serde stumbled on.
pub(super) struct Culprit {
    field: String,
    /// The field with the tables that it is in: `set.description`.
    path: String,
    kind: &'static str,
    source: Option<String>,
}

impl Culprit {
    pub(super) fn new(field: &str, path: &str, value: &DeValue<'_>) -> Self {
        let source = match value {
            DeValue::Integer(number) => Some(number.to_string()),
            DeValue::Float(number) => Some(number.to_string()),
            DeValue::Boolean(value) => Some(value.to_string()),
            DeValue::Datetime(date) => Some(date.to_string()),
            _ => None,
        };
        Self { field: field.to_owned(), path: path.to_owned(), kind: value.type_str(), source }
    }
}

/// Says in plain words what the TOML parser says.
pub(super) fn syntax_message(message: &str) -> String {
    format!("this is not TOML: {message}; texts stand in quotes, as in issue = \"5\"")
}

/// The texts between backticks.
pub(super) fn quoted(message: &str) -> impl Iterator<Item = &str> + Clone {
    message.split('`').skip(1).step_by(2)
}

/// Says in plain words what serde says.
pub(super) fn value_message(message: &str, culprit: Option<&Culprit>, beside: &[&str]) -> String {
    if let Some(rest) = message.strip_prefix("unknown field ") {
        let mut names = quoted(rest);
        let field = names.next().unwrap_or_default();
        return format!(
            "there is no field `{field}` here: {}",
            suggest::remedy(field, names.chain(beside.iter().copied()))
        );
    }
    if let Some(rest) = message.strip_prefix("unknown variant ") {
        let mut names = quoted(rest);
        let word = names.next().unwrap_or_default();
        return format!("`{word}` cannot stand here: {}", suggest::remedy(word, names));
    }
    if message.starts_with("missing field ") {
        return format!("`{}` is missing here; add it", quoted(message).next().unwrap_or_default());
    }
    match culprit {
        Some(Culprit { field, source: Some(source), .. }) if message.ends_with("expected a string") => {
            format!("`{field}` is a text; put it in quotes: {field} = \"{source}\"")
        }
        // a date that is no text comes to serde as a map
        Some(Culprit { field, source: Some(source), kind: "datetime", .. }) => {
            format!("`{field}` is a text; put it in quotes: {field} = \"{source}\"")
        }
        Some(Culprit { field, path, kind: "table", .. }) if message.ends_with("a sequence") => {
            format!("there may be several of `{field}`; write it in double brackets: [[{path}]]")
        }
        Some(Culprit { field, .. }) if message.ends_with("a sequence") => {
            format!(
                "`{field}` is a list; put it into [ ], or into [[{field}]] tables if it has fields of its own"
            )
        }
        Some(Culprit { field, .. }) if message.contains("expected struct") => {
            format!(
                "`{field}` has fields of its own; write it as [[{field}]] or [{field}], or in braces {{ }}"
            )
        }
        Some(Culprit { field, .. }) if message.starts_with("invalid type") => {
            format!("`{field}` cannot be read ({message}); see docs/record-format.md for what may stand here")
        }
        _ => message.to_owned(),
    }
}
