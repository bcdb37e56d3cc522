//! What the TOML parser and serde say, in plain words for an editor.

use toml::de::DeValue;

use super::suggest;

/// The lists of texts alone.
const TEXT_LISTS: [&str; 10] =
    ["language", "type", "sets", "rights", "issn", "words", "admin_emails", "default_sets", "formats", "by"];

/// What editors call fields that have another name here.
const OTHER_NAMES: [(&str, &str); 16] = [
    ("eissn", "electronic_issn"),
    ("e_issn", "electronic_issn"),
    ("online_issn", "electronic_issn"),
    ("pissn", "print_issn"),
    ("p_issn", "print_issn"),
    ("issn_l", "linking_issn"),
    ("surname", "family"),
    ("last_name", "family"),
    ("first_name", "given"),
    ("creator", "author"),
    ("editor", "contributor"),
    ("translator", "contributor"),
    ("subject", "keywords"),
    ("date", "published"),
    ("number", "issue"),
    ("description", "abstract"),
];

/// What serde stumbled on.
pub(super) struct Culprit {
    field: String,
    /// The field with the tables that it is in: `set.description`.
    path: String,
    /// Whether it is one of a list.
    listed: bool,
    kind: &'static str,
    source: Option<String>,
}

impl Culprit {
    pub(super) fn new(field: &str, path: &str, listed: bool, value: &DeValue<'_>) -> Self {
        let source = match value {
            DeValue::Integer(number) => Some(number.to_string()),
            DeValue::Float(number) => Some(number.to_string()),
            DeValue::Boolean(value) => Some(value.to_string()),
            DeValue::Datetime(date) => Some(date.to_string()),
            DeValue::String(text) if TEXT_LISTS.contains(&field) => Some(text.to_string()),
            _ => None,
        };
        Self { field: field.to_owned(), path: path.to_owned(), listed, kind: value.type_str(), source }
    }
}

/// Says in plain words what the TOML parser says, which stumbled on the text that begins `at`.
pub(super) fn syntax_message(message: &str, at: &str) -> String {
    format!("this is not TOML: {message}; {}", syntax_remedy(message, at))
}

fn syntax_remedy(message: &str, at: &str) -> &'static str {
    let says = |words: &str| message.contains(words);
    if at.starts_with(['“', '”', '„', '«', '‘', '’', '＂']) {
        "texts stand in straight quotes, \""
    } else if at.starts_with(['＝', '：', '，', '［', '］', '｛', '｝']) {
        "this sign is of Chinese writing; write that of the Latin keyboard: = , [ ] { }"
    } else if says("duplicate key") && is_heading(at) {
        "this heading stands above already; put what belongs to the two under one. Of what there may be several, such as [[author]], \
         the heading comes first, and what belongs to it below"
    } else if says("duplicate key") {
        "remove one of the two, or write their values as one"
    } else if says("escaped value") || says("unicode") {
        "a backslash in a text is written twice, \\\\"
    } else if says("carriage return") {
        "save the file with the line ends of Unix or Windows"
    } else if says("visible characters") {
        "a control character, which cannot be seen, stands here; remove it"
    } else if says("unclosed") {
        "the heading is not complete; was the file saved half-way?"
    } else if says("basic string") {
        "close the text with \"; one of several lines stands between \"\"\" and \"\"\""
    } else if says("boolean") {
        "true and false are written in small letters"
    } else if says("missing comma") {
        "put a comma between the two"
    } else if says("key with no value") || says("unquoted key") {
        "a field is a name, an equals sign and what it is, as in issue = \"5\""
    } else if says("expected newline") {
        "each field has a line of its own, and a quote within a text is written \\\""
    } else {
        "texts stand in quotes, as in issue = \"5\""
    }
}

/// Whether what begins here is the rest of a heading in brackets.
fn is_heading(at: &str) -> bool {
    let line = at.lines().next().unwrap_or_default();
    line.contains(']') && !line.contains('=')
}

/// The texts between backticks.
pub(super) fn quoted(message: &str) -> impl Iterator<Item = &str> + Clone {
    message.split('`').skip(1).step_by(2)
}

/// Says in plain words what serde says. `top` are the fields that stand at the top of the file.
pub(super) fn value_message(message: &str, culprit: Option<&Culprit>, top: &[String]) -> String {
    if let Some(rest) = message.strip_prefix("unknown field ") {
        return unknown_field(quoted(rest), culprit, top);
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
        Some(Culprit { field, source: Some(source), kind: "string", .. })
            if message.ends_with("a sequence") =>
        {
            format!("`{field}` is a list of texts; put it into brackets: {field} = [\"{source}\"]")
        }
        // a date that is no text comes to serde as a map
        Some(Culprit { field, source: Some(source), kind: "datetime", .. }) => {
            format!("`{field}` is a text; put it in quotes: {field} = \"{source}\"")
        }
        Some(Culprit { field, path, kind: "table", .. }) if message.ends_with("a sequence") => {
            format!("there may be several of `{field}`; write it in double brackets: [[{path}]]")
        }
        Some(Culprit { field, path, .. }) if message.ends_with("a sequence") => {
            format!(
                "`{field}` is a list; put it into [ ], or into [[{path}]] tables if it has fields of its own"
            )
        }
        Some(Culprit { path, field, listed: true, .. }) if message.contains("expected struct") => {
            format!(
                "`{field}` has fields of its own; write each under a heading [[{path}]], or in braces {{ }}"
            )
        }
        Some(Culprit { path, field, .. }) if message.contains("expected struct") => {
            format!(
                "`{field}` has fields of its own; write them under a heading [{path}], or in braces {{ }}"
            )
        }
        Some(Culprit { field, .. }) if message.ends_with("expected a boolean") => {
            format!("`{field}` is true or false, without quotes")
        }
        Some(Culprit { field, .. }) if message.ends_with("expected u32") => {
            format!("`{field}` is a whole number, without quotes: {field} = 88")
        }
        Some(Culprit { field, .. }) if message.starts_with("invalid type") => {
            let (_, expected) = message.split_once(", expected ").unwrap_or((message, "of another kind"));
            let expected = if expected == "a string" { "a text in quotes" } else { expected };
            format!("`{field}` is {expected}; docs/record-format.md has an example")
        }
        _ => message.to_owned(),
    }
}

fn unknown_field<'m>(
    mut names: impl Iterator<Item = &'m str> + Clone,
    culprit: Option<&Culprit>,
    top: &'m [String],
) -> String {
    let field = names.next().unwrap_or_default();
    let heading = culprit.and_then(|culprit| culprit.path.rsplit_once('.')).map(|(heading, _)| heading);
    match heading {
        Some(heading) if top.iter().any(|name| name == field) => format!(
            "`{field}` belongs to the top of the file, and here it stands under the heading `{heading}`; \
             move it above the first heading in brackets (what stands here is {})",
            suggest::listed(names)
        ),
        Some(_) => no_field(field, names),
        None if field == "affiliation" && top.iter().any(|name| name == "author") => {
            "an affiliation belongs to an author; write [[author.affiliation]] below the author".to_owned()
        }
        None => {
            let others =
                top.iter().map(String::as_str).filter(|name| names.clone().all(|known| known != *name));
            no_field(field, names.clone().chain(others))
        }
    }
}

fn no_field<'n>(field: &str, names: impl Iterator<Item = &'n str> + Clone) -> String {
    let called = |(other, _): &&(&str, &str)| other.eq_ignore_ascii_case(field);
    let here = OTHER_NAMES.iter().find(called).filter(|(_, name)| names.clone().any(|known| known == *name));
    match here {
        Some((_, name)) => format!("there is no field `{field}` here; it is called `{name}`"),
        None => format!("there is no field `{field}` here: {}", suggest::remedy(field, names)),
    }
}
