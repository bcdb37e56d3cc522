//! Lines that are not TOML: what the editor did, and the line as it should be where that can be computed.

use crate::diagnostics::{Message, say};
use crate::model::{Words, words};

use super::toml_line::{
    closed, cut_behind, is_full_width, is_quote, parts, with_backslashes, with_equals_sign,
    with_inner_quotes, with_ordinary_signs, with_straight_quotes,
};
use super::toml_spot::{Spot, as_in};
use super::toml_values::values;

/// Each mistake that is recognised. The first one counts.
const MISTAKES: [fn(&Spot<'_>) -> Option<Message>; 10] = [
    twice,
    characters,
    other_quotes,
    full_width,
    escape,
    unclosed_text,
    behind_a_value,
    brackets,
    names,
    values,
];

/// What is wrong with a line.
pub(super) struct Mistake {
    /// Where the parser stopped, or where the text begins that does not end.
    pub(super) offset: usize,
    pub(super) message: Message,
    /// Whether the next line cannot be read for the same reason.
    pub(super) spoils_next: bool,
}

/// The mistake at which the parser stopped.
pub(super) fn mistake(says: &str, text: &str, offset: usize) -> Mistake {
    let spot = Spot::new(says, text, offset);
    let spoils_next = is_open(&spot) || (spot.says("string, expected") && goes_on(&spot));
    if let Some((offset, message)) = unclosed_lines(&spot) {
        return Mistake { offset, message, spoils_next };
    }
    let found = MISTAKES.iter().find_map(|mistake| mistake(&spot));
    let message = found.unwrap_or_else(|| {
        say!(
            TOML_SYNTAX,
            "this is not TOML: the line cannot be read; a field has a name, an equals sign and a value, as in issue = \"5\"",
            "这不是 TOML：这一行无法读取；字段由名称、等号和值组成，如 issue = \"5\""
        )
    });
    let offset = if is_open(&spot) { spot.before.trim_end().len() } else { offset };
    Mistake { offset, message, spoils_next }
}

/// A text in triple quotes without its end. Where it begins is of more use than the end of the file.
fn unclosed_lines(spot: &Spot<'_>) -> Option<(usize, Message)> {
    let quotes = if spot.says("multi-line basic") {
        "\"\"\""
    } else if spot.says("multi-line literal") {
        "'''"
    } else {
        return None;
    };
    let begin = spot.before.rfind(quotes).filter(|_| spot.at.is_empty())?;
    let message = say!(
        TOML_QUOTES,
        "this is not TOML: the text of several lines that begins here has no end; close the text with {quotes}",
        "这不是 TOML：从这里开始的多行文本没有结束；请用 {quotes} 结束"
    );
    Some((begin, message))
}

fn twice(spot: &Spot<'_>) -> Option<Message> {
    if !spot.says("duplicate key") {
        return None;
    }
    Some(if spot.line.trim_start().starts_with('[') && !spot.line.contains('=') {
        say!(
            HEADING_TWICE,
            "this is not TOML: this heading occurs above already; put the fields of both under one heading. A heading such as [[author]] \
             comes first, and the headings that belong to it, such as [[author.affiliation]], below",
            "这不是 TOML：这个标题行在上文已经出现；请把两处的字段放在同一标题行下。[[author]] 这样的标题行写在前面，属于它的标题行（如 \
             [[author.affiliation]]）写在其下"
        )
    } else {
        say!(
            FIELD_TWICE,
            "this is not TOML: this field occurs above already; remove one of the two, or combine their values",
            "这不是 TOML：这个字段在上文已经出现；请删除其中一个，或合并两者的值"
        )
    })
}

fn characters(spot: &Spot<'_>) -> Option<Message> {
    let remedy = if spot.says("carriage return") {
        words!("save the file with Unix or Windows line endings", "请以 Unix 或 Windows 换行方式保存文件")
    } else if spot.says("visible characters") {
        words!("there is an invisible control character here; remove it", "这里有看不见的控制字符；请删除")
    } else if spot.at.starts_with(['\u{a0}', '\u{2003}', '\u{200b}', '\u{feff}']) {
        words!("there is a special space here; type an ordinary one", "这里有特殊空格；请改为普通空格")
    } else {
        return None;
    };
    Some(say!(TOML_CHARACTER, "this is not TOML: {remedy}", "这不是 TOML：{remedy}"; remedy = remedy))
}

fn other_quotes(spot: &Spot<'_>) -> Option<Message> {
    let value = spot.line.split_once('=').map_or("", |(_, value)| value.trim());
    let is_open = spot.says("basic string") && value.ends_with(is_quote);
    let line =
        (spot.at.starts_with(is_quote) || is_open).then(|| with_straight_quotes(spot.line, spot.is_top()))?;
    Some(say!(
        TOML_QUOTES,
        "this is not TOML: these are other quotes; write texts in straight quotes{line}",
        "这不是 TOML：引号不对；请改用英文直引号{line}";
        line = line.map_or_else(|| words!(", \"", " \""), |line| as_in(Some(line)))
    ))
}

fn full_width(spot: &Spot<'_>) -> Option<Message> {
    let key = spot.line.split('=').next().unwrap_or_default();
    let in_key = spot.says("key") && key.contains(|sign| is_full_width(sign) || sign == '\u{3000}');
    (in_key || spot.at.starts_with(is_full_width)).then(|| {
        say!(
            TOML_FULL_WIDTH,
            "this is not TOML: this is a full-width character; type the ordinary one: = , [ ] {{ }}{line}",
            "这不是 TOML：这里是全角字符；请输入半角的 = , [ ] {{ }}{line}";
            line = match with_ordinary_signs(spot.line) {
                Some(line) => words!(", as in {line}", "，如 {line}"),
                None => Words::default(),
            }
        )
    })
}

fn escape(spot: &Spot<'_>) -> Option<Message> {
    (spot.says("escaped value") || spot.says("unicode")).then(|| {
        say!(
            TOML_ESCAPE,
            "this is not TOML: a single backslash; write a backslash in a text twice{line}",
            "这不是 TOML：这里有单个反斜杠；文本中的反斜杠请写两个{line}";
            line = as_in(with_backslashes(spot.line))
        )
    })
}

fn unclosed_text(spot: &Spot<'_>) -> Option<Message> {
    let quote = if spot.says("literal string, expected `'`") {
        "'"
    } else if spot.says("basic string") {
        "\""
    } else {
        return None;
    };
    Some(if goes_on(spot) {
        say!(
            TOML_QUOTES,
            "this is not TOML: the text continues on the next line; close the text with {quote} on the same line, or begin and end a text of \
             several lines with \"\"\"",
            "这不是 TOML：文本延续到了下一行；请在同一行用 {quote} 结束文本，多行文本请以 \"\"\" 开始和结束"
        )
    } else {
        say!(
            TOML_QUOTES,
            "this is not TOML: the closing quote is missing; close the text{line}",
            "这不是 TOML：缺少右引号；请补上{line}";
            line = match closed(spot.line, quote) {
                Some(line) => words!(": {line}", "：{line}"),
                None => words!(" with {quote}", " {quote}"),
            }
        )
    })
}

/// Whether the next line goes on with the text of this one.
fn goes_on(spot: &Spot<'_>) -> bool {
    let next = spot.at.trim_start_matches(['\r', '\n']).lines().next().unwrap_or_default();
    !(next.is_empty() || next.starts_with(['[', '#']) || parts(next, &['=']).is_some())
}

fn behind_a_value(spot: &Spot<'_>) -> Option<Message> {
    if !spot.says("expected newline") {
        return None;
    }
    let rest = spot.token();
    if rest.chars().all(|sign| ";,；，。、]".contains(sign)) {
        return Some(say!(
            TOML_LINE_END,
            "this is not TOML: there is a `{rest}` too many; remove `{rest}` at the end of the line{line}",
            "这不是 TOML：多了“{rest}”；请删除行末的“{rest}”{line}";
            line = as_in(cut_behind(spot.line, spot.column()))
        ));
    }
    let line = if parts(rest, &['=']).is_some() { None } else { with_inner_quotes(spot.line) };
    Some(match line {
        Some(line) => say!(
            TOML_LINE_END,
            "this is not TOML: there are quotes within the text; write a quote within a text as \\\", as in {line}",
            "这不是 TOML：文本中有引号；文本中的引号请写成 \\\"，如 {line}"
        ),
        None => say!(
            TOML_LINE_END,
            "this is not TOML: something follows the value; write each field on its own line, and a quote within a text as \\\"",
            "这不是 TOML：值后面还有内容；每个字段请单独写一行，文本中的引号请写成 \\\""
        ),
    })
}

/// Whether a list or a table in braces is not closed: instead of its next value, a field or a heading follows.
fn is_open(spot: &Spot<'_>) -> bool {
    let next = spot.at.trim_start().lines().next().unwrap_or_default();
    let is_next_field = next.is_empty() || next.starts_with('[') || parts(next, &['=']).is_some();
    let is_at_end = spot.token().is_empty() || spot.column() == 0;
    spot.says("unclosed") || (spot.says("missing comma") && is_at_end && is_next_field)
}

fn brackets(spot: &Spot<'_>) -> Option<Message> {
    let remedy = if spot.says("unclosed table") || spot.says("unclosed array table") {
        let end = if spot.line.trim_start().starts_with("[[") { "]]" } else { "]" };
        words!(
            "the heading is not complete; close it with {end}{line}, or perhaps the file was not saved completely",
            "标题行不完整；请用 {end} 结束{line}；也可能是文件没有保存完整";
            line = as_in(closed(spot.line, end).filter(|_| !spot.at.is_empty()))
        )
    } else if spot.says("extra comma") {
        words!("there is a comma too many; remove it", "多了一个逗号；请删除")
    } else if is_open(spot) {
        words!(
            "a bracket is not closed; write ] at the end of a list, and }} at the end of a table in braces",
            "括号没有结束；列表请以 ] 结束，花括号中的表请以 }} 结束"
        )
    } else if spot.says("missing comma") {
        words!("missing comma; put a comma between the two", "缺少逗号；请在两者之间加逗号")
    } else {
        return None;
    };
    Some(say!(TOML_BRACKETS, "this is not TOML: {remedy}", "这不是 TOML：{remedy}"; remedy = remedy))
}

fn names(spot: &Spot<'_>) -> Option<Message> {
    if !spot.says("key") {
        return None;
    }
    let is_colon = spot.line.split(['"', '\'']).next().unwrap_or_default().contains(':');
    let what = if is_colon && !spot.line.contains('=') {
        words!("there is a colon instead of the equals sign", "用了冒号，应为等号")
    } else if spot.says("no value") {
        words!("there is no equals sign behind the name", "名称后面没有等号")
    } else {
        words!(
            "the name of a field has only letters a to z, digits and underscores",
            "字段名只能用字母 a 到 z、数字和下划线"
        )
    };
    Some(say!(
        TOML_EQUALS,
        "this is not TOML: {what}; a field has a name, an equals sign and a value, as in {line}",
        "这不是 TOML：{what}；字段由名称、等号和值组成，如 {line}",
        line = with_equals_sign(spot.line, spot.is_top()).unwrap_or_else(|| "issue = \"5\"".to_owned());
        what = what
    ))
}
