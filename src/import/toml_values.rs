//! Values that are not TOML: texts, dates and numbers without quotes.

use crate::diagnostics::{Message, codes, say};
use crate::model::{PartialDate, words};

use super::toml_line::{in_quotes, parts};
use super::toml_spot::Spot;

/// What the parser says of values that have no quotes, or are nearly something else than a text.
const UNQUOTED: [&str; 7] = [
    "must be quoted",
    "invalid date",
    "invalid boolean",
    "invalid float",
    "leading zero",
    "digits",
    "opening quote",
];

/// What is wrong with a value.
pub(super) fn values(spot: &Spot<'_>) -> Option<Message> {
    if !UNQUOTED.iter().any(|words| spot.says(words)) {
        return None;
    }
    let given = parts(spot.line, &['=']);
    let value = given.as_ref().map_or(spot.token(), |(_, value)| value);
    if value.is_empty() {
        return Some(say!(
            TOML_SYNTAX,
            "this is not TOML: the value is missing; write it in quotes, as in issue = \"5\", or remove the line",
            "这不是 TOML：缺少值；请加引号写上，如 issue = \"5\"，或删除这一行"
        ));
    }
    let lower = value.to_ascii_lowercase();
    if ["true", "false"].contains(&lower.as_str()) {
        let name = given.as_ref().map_or("devised", |(name, _)| name);
        return Some(say!(
            FIELD_KIND,
            "this is not TOML: write true or false in lower case: {name} = {lower}",
            "这不是 TOML：true 和 false 请用小写：{name} = {lower}"
        ));
    }
    let is_in_list = value.starts_with(['[', '{']);
    let value =
        if is_in_list { spot.token().split([',', ']', '}']).next().unwrap_or_default() } else { value };
    if let Some(date) = PartialDate::nearest(value).filter(|date| date.month().is_some()) {
        return Some(say!(
            TOML_DATE,
            "this is not TOML: the date has no quotes; write the date in quotes: \"{date}\"",
            "这不是 TOML：日期没有加引号；请写成 \"{date}\""
        ));
    }
    let line = given
        .as_ref()
        .filter(|_| !is_in_list)
        .and_then(|(name, value)| in_quotes(name, value, spot.is_top()));
    let is_number = value.starts_with(|first: char| first.is_ascii_digit() || "+-.".contains(first));
    let message = |what| {
        words!(
            "this is not TOML: {what}; {remedy}",
            "这不是 TOML：{what}；{remedy}";
            what = what,
            remedy = match line {
                Some(line) => words!("write it in quotes: {line}", "请写成 {line}"),
                None => words!("write texts in quotes, as in issue = \"5\"", "文本请加引号，如 issue = \"5\""),
            }
        )
    };
    Some(if is_number {
        let what = words!("`{value}` is not a number", "“{value}”不是数字");
        Message::new(&codes::TOML_DATE, message(what))
    } else {
        let what = words!("the text has no quotes", "文本没有加引号");
        Message::new(&codes::TOML_QUOTES, message(what))
    })
}
