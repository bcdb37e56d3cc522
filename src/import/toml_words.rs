//! Messages of the TOML parser and of serde, in plain words for an editor.

use crate::diagnostics::suggest;
use std::borrow::Cow;

use toml::de::DeValue;

use crate::model::PartialDate;

/// Fields that are lists of plain texts.
const TEXT_LISTS: [&str; 10] =
    ["language", "type", "sets", "rights", "issn", "words", "admin_emails", "default_sets", "formats", "by"];

/// Tables that there is one of, with an example where it fits into a line.
const SINGLE_TABLES: [(&str, &str); 6] = [
    ("journal", ""),
    ("pages", ", or in braces: pages = { first = \"130\", last = \"145\" }"),
    ("license", ", or write its id: license = \"CC-BY-4.0\""),
    ("branding", ""),
    ("crossref", ""),
    ("defaults", ""),
];

/// Lists of tables that editors write as one text, and the field that the text belongs into.
const TEXT_FIELDS: [(&str, &str); 11] = [
    ("title", "text"),
    ("abstract", "text"),
    ("note", "text"),
    ("issue_title", "text"),
    ("section", "text"),
    ("publisher", "text"),
    ("abbreviation", "text"),
    ("affiliation", "institution"),
    ("author", "name"),
    ("contributor", "name"),
    ("variant", "name"),
];

/// The longest text that a remedy repeats, in characters.
const LONGEST_REPEATED: usize = 60;

/// Names that editors use for fields with another name here.
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

/// The value that serde could not read.
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
            DeValue::String(text) => Some(text.to_string()),
            _ => None,
        };
        Self { field: field.to_owned(), path: path.to_owned(), listed, kind: value.type_str(), source }
    }
}

/// The message of the TOML parser in plain words. `at` is the text from the position of the fault.
pub(super) fn syntax_message(message: &str, at: &str) -> String {
    format!("this is not TOML: {message}; {}", syntax_remedy(message, at))
}

fn syntax_remedy(message: &str, at: &str) -> Cow<'static, str> {
    let token = at.split(['\n', '#']).next().unwrap_or_default();
    if let Some(date) = PartialDate::nearest(token).filter(|date| date.month().is_some()) {
        return format!("write the date in quotes: \"{date}\"").into();
    }
    remedy_of_syntax(message, at).into()
}

fn remedy_of_syntax(message: &str, at: &str) -> &'static str {
    let says = |words: &str| message.contains(words);
    if at.starts_with(['“', '”', '„', '«', '‘', '’', '＂']) {
        "write texts in straight quotes, \""
    } else if at.starts_with(['＝', '：', '，', '［', '］', '｛', '｝']) {
        "this is a full-width character; type the ordinary one: = , [ ] { }"
    } else if says("duplicate key") && is_heading(at) {
        "this heading occurs above already; put the fields of both under one heading. A heading such as [[author]] comes first, \
         and the headings that belong to it, such as [[author.affiliation]], below"
    } else if says("duplicate key") {
        "remove one of the two, or combine their values"
    } else if says("escaped value") || says("unicode") {
        "write a backslash in a text twice, \\\\"
    } else if says("carriage return") {
        "save the file with Unix or Windows line endings"
    } else if says("visible characters") {
        "there is an invisible control character here; remove it"
    } else if says("unclosed") {
        "the heading is not complete; perhaps the file was not saved completely"
    } else if says("basic string") {
        "close the text with \"; a text of several lines begins and ends with \"\"\""
    } else if says("boolean") {
        "write true or false in lower case"
    } else if says("missing comma") {
        "put a comma between the two"
    } else if says("key with no value") || says("unquoted key") {
        "a field has a name, an equals sign and a value, as in issue = \"5\""
    } else if says("expected newline") {
        "write each field on its own line, and a quote within a text as \\\""
    } else {
        "write texts in quotes, as in issue = \"5\""
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

/// The message of serde in plain words. `top` are the fields of the top level of the file.
pub(super) fn value_message(message: &str, culprit: Option<&Culprit>, top: &[String]) -> String {
    if let Some(rest) = message.strip_prefix("unknown field ") {
        return unknown_field(quoted(rest), culprit, top);
    }
    if let Some(rest) = message.strip_prefix("unknown variant ") {
        let mut names = quoted(rest);
        let word = names.next().unwrap_or_default();
        return format!("`{word}` is not allowed here: {}", suggest::remedy(word, names));
    }
    if message.starts_with("missing field ") {
        return format!("`{}` is missing here; add it", quoted(message).next().unwrap_or_default());
    }
    if let Some(remedy) = culprit.and_then(|culprit| table_remedy(culprit, message)) {
        return remedy;
    }
    match culprit {
        Some(Culprit { field, source: Some(source), .. }) if message.ends_with("expected a string") => {
            format!("`{field}` is a text; put it in quotes: {field} = \"{source}\"")
        }
        Some(Culprit { field, source: Some(source), kind: "string", .. })
            if message.ends_with("a sequence") && TEXT_LISTS.contains(&field.as_str()) =>
        {
            format!("`{field}` is a list of texts; put it in brackets: {field} = [{}]", parts(source))
        }
        // a date that is not a text reaches serde as a map
        Some(Culprit { field, source: Some(source), kind: "datetime", .. }) => {
            format!("`{field}` is a text; put it in quotes: {field} = \"{source}\"")
        }
        Some(Culprit { field, path, kind: "table", .. }) if message.ends_with("a sequence") => {
            format!("there can be several `{field}`; write it in double brackets: [[{path}]]")
        }
        Some(Culprit { field, path, .. }) if message.ends_with("a sequence") => {
            format!(
                "`{field}` is a list; put it in brackets [ ], or write [[{path}]] if it has fields of its own"
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
        _ => crate::model::Words::unpacked(message).en,
    }
}

/// The remedy for a table in double brackets that there is one of, and for a text that belongs into a table.
fn table_remedy(culprit: &Culprit, message: &str) -> Option<String> {
    let Culprit { field, path, listed, kind, source } = culprit;
    let single = SINGLE_TABLES.iter().find(|(name, _)| name == field);
    if let Some((_, example)) = single.filter(|_| *kind == "array" || *listed) {
        return Some(format!("there is only one `{field}`; write it in single brackets: [{path}]{example}"));
    }
    let is_text =
        *kind == "string" && (message.ends_with("a sequence") || message.contains("expected struct"));
    let (_, inner) = TEXT_FIELDS.iter().find(|(name, _)| name == field).filter(|_| is_text)?;
    let text = source.as_deref().filter(|text| text.chars().count() <= LONGEST_REPEATED).unwrap_or("…");
    let several = if *inner == "name" { " for each person" } else { "" };
    Some(format!(
        "`{field}` has fields of its own; write [[{path}]]{several}, and on the next line {inner} = \"{text}\""
    ))
}

/// A text of several parts as a list of texts: `"norms", "security"`.
fn parts(text: &str) -> String {
    let parts = text.split([',', ';', '，', '；', '、']).map(str::trim).filter(|part| !part.is_empty());
    parts.map(|part| format!("\"{part}\"")).collect::<Vec<_>>().join(", ")
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
            "`{field}` belongs at the top of the file, but is under the heading `{heading}` here; \
             move it above the first heading in brackets (the fields of `{heading}` are {})",
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
