//! A line that is not TOML: its parts, and how it is written correctly.

use toml::de::DeTable;

use super::one_line;
use crate::model::PartialDate;

/// The longest line that a message repeats, in characters.
const LONGEST: usize = 100;

/// Quotes that are not those of TOML.
const QUOTES: [char; 14] = ['“', '”', '„', '«', '»', '‘', '’', '＂', '＇', '「', '」', '『', '』', '`'];

/// Signs of TOML as a Chinese keyboard gives them, and the ordinary ones.
const FULL_WIDTH: [(char, &str); 10] = [
    ('＝', "="),
    ('：', "="),
    ('，', ","),
    ('、', ","),
    ('［', "["),
    ('］', "]"),
    ('【', "["),
    ('】', "]"),
    ('｛', "{"),
    ('｝', "}"),
];

pub(super) fn is_quote(character: char) -> bool {
    QUOTES.contains(&character)
}

pub(super) fn is_full_width(character: char) -> bool {
    FULL_WIDTH.iter().any(|(wide, _)| *wide == character)
}

/// The line, if it is TOML as it is now and short enough for a message.
fn right(line: String) -> Option<String> {
    (line.chars().count() <= LONGEST && DeTable::parse(&line).is_ok()).then_some(line)
}

/// The name and the value of a line, separated by one of the signs; the value is without a comment if it has no quotes.
pub(super) fn parts(line: &str, signs: &[char]) -> Option<(String, String)> {
    let (name, value) = line.split_once(signs)?;
    let name = name.trim();
    let is_name = |character: char| character.is_ascii_alphanumeric() || matches!(character, '-' | '_' | '.');
    let value =
        if value.contains(['"', '\'']) { value } else { value.split(" #").next().unwrap_or_default() };
    (!name.is_empty() && name.chars().all(is_name)).then(|| (name.to_owned(), value.trim().to_owned()))
}

/// `name = "value"`, or as the field of an article is written if the line is before all headings; the value has no quotes, or quotes of
/// another kind.
pub(super) fn in_quotes(name: &str, value: &str, is_top: bool) -> Option<String> {
    let mark = |character: char| is_quote(character) || matches!(character, '"' | '\'');
    let whole = value.trim_end_matches([';', ',', '；', '，']).trim();
    let bare = whole.strip_prefix(mark).map_or(whole, |rest| rest.strip_suffix(mark).unwrap_or(rest));
    let date = PartialDate::nearest(bare).filter(|date| date.month().is_some());
    let text = date.map_or_else(|| escaped(bare), |date| date.to_string());
    right(if is_top { one_line::field(name, &text) } else { one_line::plain(name, &text) })
}

/// The text as it stands between quotes.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"")
}

/// The line with straight quotes instead of others.
pub(super) fn with_straight_quotes(line: &str, is_top: bool) -> Option<String> {
    let (name, value) = parts(line, &['='])?;
    if value.starts_with(['[', '{']) {
        let line: String = value.chars().map(|letter| if is_quote(letter) { '"' } else { letter }).collect();
        return right(format!("{name} = {line}"));
    }
    in_quotes(&name, &value, is_top)
}

/// The line with ordinary signs outside of quotes.
pub(super) fn with_ordinary_signs(line: &str) -> Option<String> {
    let mut ordinary = String::with_capacity(line.len());
    let mut inside = false;
    for character in line.trim().chars() {
        inside ^= character == '"' || is_quote(character);
        let sign = FULL_WIDTH.iter().find(|(wide, _)| *wide == character && !inside);
        match sign {
            Some((_, sign)) => ordinary.push_str(sign),
            None if is_quote(character) => ordinary.push('"'),
            None if character == '\u{3000}' && !inside => ordinary.push(' '),
            None => ordinary.push(character),
        }
    }
    match parts(&ordinary, &['=']) {
        Some((name, value)) => right(format!("{name} = {value}")),
        None => right(ordinary),
    }
}

/// The line with an equals sign behind the name, and the value in quotes if it needs them.
pub(super) fn with_equals_sign(line: &str, is_top: bool) -> Option<String> {
    let spaced = || parts(line, &[' ', '\t']).filter(|(_, value)| value.starts_with(['"', '\'']));
    let (name, value) = parts(line, &[':', '：']).or_else(spaced)?;
    if value.starts_with(['[', '{']) || ["true", "false"].contains(&value.as_str()) {
        return right(format!("{name} = {value}"));
    }
    in_quotes(&name, &value, is_top)
}

/// The line without what stands behind its value.
pub(super) fn cut_behind(line: &str, length: usize) -> Option<String> {
    right(line.get(..length)?.trim().to_owned())
}

/// The line with a backslash before each quote that is within its text.
pub(super) fn with_inner_quotes(line: &str) -> Option<String> {
    let (name, value) = parts(line, &['='])?;
    let inside = value.strip_prefix('"')?.strip_suffix('"')?;
    right(format!("{name} = \"{}\"", inside.replace("\\\"", "\"").replace('"', "\\\"")))
}

/// The line with each backslash in its text twice.
pub(super) fn with_backslashes(line: &str) -> Option<String> {
    let (name, value) = parts(line, &['='])?;
    right(format!("{name} = {}", value.replace('\\', "\\\\")))
}

/// The line with what it needs at its end.
pub(super) fn closed(line: &str, end: &str) -> Option<String> {
    right(format!("{}{end}", line.trim().trim_end_matches([']', '"', '\'']).trim_end()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_corrected_where_that_is_certain() {
        for (found, wanted) in [
            (with_straight_quotes("text = “On ‘x’”", false), "text = \"On ‘x’\""),
            (with_straight_quotes("language = [“en”, “zh”]", true), "language = [\"en\", \"zh\"]"),
            (with_ordinary_signs("issue ＝ “5：6”"), "issue = \"5：6\""),
            (with_ordinary_signs("［［author］］"), "[[author]]"),
            (with_equals_sign("issue: 5", true), "issue = \"5\""),
            (with_equals_sign("title: On Trust", true), "title = [{ text = \"On Trust\" }]"),
            (with_equals_sign("title: On Trust", false), "title = \"On Trust\""),
            (in_quotes("pages", "130-145", true), "pages = { first = \"130\", last = \"145\" }"),
            (in_quotes("language", "zh, en", true), "language = [\"zh\", \"en\"]"),
            (with_equals_sign("issue \"5\"", true), "issue = \"5\""),
            (with_inner_quotes("text = \"He said \"no\"\""), "text = \"He said \\\"no\\\"\""),
            (with_backslashes("file = [\"C:\\Users\\x.pdf\"]"), "file = [\"C:\\\\Users\\\\x.pdf\"]"),
            (in_quotes("published", "2022/09/15", true), "published = \"2022-09-15\""),
            (in_quotes("issue", "05", true), "issue = \"05\""),
            (closed("[[author]", "]]"), "[[author]]"),
            (closed("lang = \"en", "\""), "lang = \"en\""),
        ] {
            assert_eq!(found.as_deref(), Some(wanted));
        }
        assert_eq!(in_quotes("text", &"x".repeat(200), true), None, "a long line is not repeated");
        assert_eq!(with_equals_sign("some words of an abstract", true), None);
    }
}
