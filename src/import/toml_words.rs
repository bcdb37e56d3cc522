//! Messages of serde, in plain words for an editor.

use toml::de::DeValue;

use crate::diagnostics::{Message, codes, say, suggest};
use crate::model::{Words, words};

use super::one_line;
use super::value_codes::code_of;

/// Fields that are lists of plain texts.
const TEXT_LISTS: [&str; 10] =
    ["language", "type", "sets", "rights", "issn", "words", "admin_emails", "default_sets", "formats", "by"];

/// Tables that there is one of, with an example where it fits into a line.
const SINGLE_TABLES: [(&str, [&str; 2]); 6] = [
    ("journal", ["", ""]),
    (
        "pages",
        [
            ", or in braces: pages = { first = \"130\", last = \"145\" }",
            "，或用花括号：pages = { first = \"130\", last = \"145\" }",
        ],
    ),
    ("license", [", or write its id: license = \"CC-BY-4.0\"", "，或只写其代号：license = \"CC-BY-4.0\""]),
    ("branding", ["", ""]),
    ("crossref", ["", ""]),
    ("defaults", ["", ""]),
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

/// The texts between backticks.
pub(super) fn quoted(message: &str) -> impl Iterator<Item = &str> + Clone {
    message.split('`').skip(1).step_by(2)
}

/// The message of serde in plain words. `top` are the fields of the top level of the file.
pub(super) fn value_message(message: &str, culprit: Option<&Culprit>, top: &[String]) -> Message {
    if let Some(rest) = message.strip_prefix("unknown field ") {
        return unknown_field(quoted(rest), culprit, top);
    }
    if let Some(rest) = message.strip_prefix("unknown variant ") {
        let mut names = quoted(rest);
        let word = names.next().unwrap_or_default();
        return say!(
            WORD_UNKNOWN,
            "`{word}` is not allowed here: {remedy}",
            "这里不能写“{word}”：{remedy}";
            remedy = suggest::remedy(word, names)
        );
    }
    if message.starts_with("missing field ") {
        let field = quoted(message).next().unwrap_or_default();
        return say!(FIELD_MISSING, "`{field}` is missing here; add it", "这里缺少“{field}”；请加上");
    }
    let wrong = culprit.and_then(|culprit| {
        table_remedy(culprit, message)
            .or_else(|| kind_remedy(culprit, message))
            .or_else(|| heading_remedy(culprit, message))
    });
    wrong.unwrap_or_else(|| match message.strip_prefix("invalid type: ") {
        Some(found) => another_kind(found, culprit),
        None => Message::new(code_of(culprit.map_or("", |culprit| &culprit.field)), Words::unpacked(message)),
    })
}

/// The remedy for a value of another kind.
fn kind_remedy(culprit: &Culprit, message: &str) -> Option<Message> {
    let Culprit { field, kind, source, .. } = culprit;
    let source = source.as_deref();
    let words = match source {
        // a date that is not a text reaches serde as a map
        Some(source) if message.ends_with("expected a string") || *kind == "datetime" => words!(
            "`{field}` is a text; put it in quotes: {field} = \"{source}\"",
            "“{field}”是文本；请加引号：{field} = \"{source}\""
        ),
        Some(source)
            if *kind == "string"
                && message.ends_with("a sequence")
                && TEXT_LISTS.contains(&field.as_str()) =>
        {
            words!(
                "`{field}` is a list of texts; put it in brackets: {field} = [{parts}]",
                "“{field}”是文本列表；请放在方括号中：{field} = [{parts}]",
                parts = one_line::list(source)
            )
        }
        _ if message.ends_with("expected a boolean") => words!(
            "`{field}` is true or false, without quotes",
            "“{field}”的值是 true 或 false，不加引号；请改正"
        ),
        _ if message.ends_with("expected u32") => words!(
            "`{field}` is a whole number, without quotes: {field} = 88",
            "“{field}”是整数，不加引号；请写成 {field} = 88 这样"
        ),
        _ => return None,
    };
    Some(Message::new(&codes::FIELD_KIND, words))
}

/// The remedy for a heading in the wrong brackets.
fn heading_remedy(culprit: &Culprit, message: &str) -> Option<Message> {
    let Culprit { field, path, listed, kind, source } = culprit;
    let is_list = message.ends_with("a sequence");
    let words = if is_list && *kind == "table" {
        words!(
            "there can be several `{field}`; write it in double brackets: [[{path}]]",
            "“{field}”可以有多个；请用双方括号：[[{path}]]"
        )
    } else if is_list {
        words!(
            "`{field}` is a list; put it in brackets [ ], or write [[{path}]] if it has fields of its own",
            "“{field}”是列表；请放在方括号 [ ] 中；如果它有下级字段，请写成 [[{path}]]"
        )
    } else if !message.contains("expected struct") {
        return None;
    } else if *listed {
        words!(
            "`{field}` has fields of its own; write each under a heading [[{path}]], or in braces {{ }}",
            "“{field}”有下级字段；请把每一项写在标题行 [[{path}]] 之下，或写在花括号 {{ }} 中"
        )
    } else {
        let range = source.as_deref().filter(|_| field == "pages").and_then(one_line::pages);
        words!(
            "`{field}` has fields of its own; write them under a heading [{path}], or in braces{example}",
            "“{field}”有下级字段；请写在标题行 [{path}] 之下，或写在花括号中{example}";
            example = match range {
                Some(line) => words!(": {line}", "：{line}"),
                None => words!(" {{ }}", " {{ }}"),
            }
        )
    };
    Some(Message::new(&codes::HEADING_KIND, words))
}

/// A value of which serde says what it found, and what it expected.
fn another_kind(found: &str, culprit: Option<&Culprit>) -> Message {
    let field = culprit.map_or("", |culprit| &culprit.field);
    let expected = found.split_once(", expected ").map_or("of another kind", |(_, expected)| expected);
    let fields: Vec<_> = quoted(expected).collect();
    let expected = match expected {
        "a string" => words!("a text in quotes", "加引号的文本"),
        expected if fields.is_empty() => Words { en: expected.to_owned(), zh: "另一种值".to_owned() },
        expected => {
            let fields = fields.join("、");
            Words {
                en: expected.to_owned(), zh: format!("加引号的文本，或含有 {fields} 字段的表")
            }
        }
    };
    if field.is_empty() {
        return say!(
            FIELD_KIND,
            "{expected} is expected here; docs/record-format.md has an example",
            "这里应为{expected}；示例见 docs/record-format.md";
            expected = expected
        );
    }
    say!(
        FIELD_KIND,
        "`{field}` is {expected}; docs/record-format.md has an example",
        "“{field}”应为{expected}；示例见 docs/record-format.md";
        expected = expected
    )
}

/// The remedy for a table in double brackets that there is one of, and for a text that belongs into a table.
fn table_remedy(culprit: &Culprit, message: &str) -> Option<Message> {
    let Culprit { field, path, listed, kind, source } = culprit;
    let single = SINGLE_TABLES.iter().find(|(name, _)| name == field);
    if let Some((_, [en, zh])) = single.filter(|_| *kind == "array" || *listed) {
        return Some(say!(
            HEADING_KIND,
            "there is only one `{field}`; write it in single brackets: [{path}]{example}",
            "“{field}”只能有一个；请用单方括号：[{path}]{example}";
            example = words!("{en}", "{zh}")
        ));
    }
    let is_text =
        *kind == "string" && (message.ends_with("a sequence") || message.contains("expected struct"));
    let (_, inner) = TEXT_FIELDS.iter().find(|(name, _)| name == field).filter(|_| is_text)?;
    let text = source.as_deref().filter(|text| text.chars().count() <= LONGEST_REPEATED).unwrap_or("…");
    let several = match *inner {
        "name" => words!(" for each person", "每人一个 "),
        _ => Words::default(),
    };
    Some(say!(
        HEADING_KIND,
        "`{field}` has fields of its own; write [[{path}]]{several}, and on the next line {inner} = \"{text}\"",
        "“{field}”有下级字段；请写成{several}[[{path}]]，下一行写 {inner} = \"{text}\"";
        several = several
    ))
}

fn unknown_field<'m>(
    mut names: impl Iterator<Item = &'m str> + Clone,
    culprit: Option<&Culprit>,
    top: &'m [String],
) -> Message {
    let field = names.next().unwrap_or_default();
    let heading = culprit.and_then(|culprit| culprit.path.rsplit_once('.')).map(|(heading, _)| heading);
    match heading {
        Some(heading) if top.iter().any(|name| name == field) => say!(
            FIELD_MISPLACED,
            "`{field}` belongs at the top of the file, but is under the heading `{heading}` here; \
             move it above the first heading in brackets",
            "“{field}”应写在文件开头，这里却写在标题行“{heading}”之下；请移到第一个方括号标题行之前"
        ),
        Some(_) => no_field(field, names),
        None if field == "affiliation" && top.iter().any(|name| name == "author") => say!(
            FIELD_MISPLACED,
            "an affiliation belongs to an author; write [[author.affiliation]] below the author",
            "单位属于作者；请在该作者之下写 [[author.affiliation]]"
        ),
        None => {
            let others =
                top.iter().map(String::as_str).filter(|name| names.clone().all(|known| known != *name));
            no_field(field, names.clone().chain(others))
        }
    }
}

fn no_field<'n>(field: &str, names: impl Iterator<Item = &'n str> + Clone) -> Message {
    let called = |(other, _): &&(&str, &str)| other.eq_ignore_ascii_case(field);
    let here = OTHER_NAMES.iter().find(called).filter(|(_, name)| names.clone().any(|known| known == *name));
    match here {
        Some((_, name)) => say!(
            FIELD_UNKNOWN,
            "there is no field `{field}` here; it is called `{name}`",
            "这里没有“{field}”字段；请改用“{name}”"
        ),
        None => say!(
            FIELD_UNKNOWN,
            "there is no field `{field}` here: {remedy}",
            "这里没有“{field}”字段：{remedy}";
            remedy = suggest::remedy(field, names)
        ),
    }
}
