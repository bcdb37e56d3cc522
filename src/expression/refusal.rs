//! Why an expression is refused.

use minijinja::machinery::Span;

use crate::model::{InWords, Words, words};

/// Why an expression is refused. (It has no texts, since it is the result of functions that call themselves as deep as an expression is.)
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The line, from 1.
    pub line: usize,
    pub(super) reason: Reason,
}

/// What is not available.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reason {
    TooLong,
    Multiplied,
    Nested,
    Kept,
}

pub(super) fn refusal(span: Span, reason: Reason) -> Refusal {
    Refusal { line: span.start_line.into(), reason }
}

impl InWords for Refusal {
    fn words(&self) -> Words {
        match self.reason {
            Reason::TooLong => words!(
                "this expression is too long: it has more than 2,000 names and signs; divide it, or write a list, as in identifier in ['a', 'b']",
                "表达式太长：名称和符号超过 2000 个；请拆开，或写成列表，如 identifier in ['a', 'b']"
            ),
            Reason::Multiplied => {
                words!("`*` and `**` are not available here; remove them", "这里不能使用 * 和 **；请删除")
            }
            Reason::Nested => words!(
                "a list or map is built from fields within another one, which is not available; build one at a time",
                "不能在一个列表或映射中用字段再构造另一个；请一次只构造一个"
            ),
            Reason::Kept => words!(
                "a list or map that is built from fields cannot get a name, by `set`, `with` or as an argument; use it where it is built, as in \
                 {{% for name in [a, b] %}}, or make a text of it, as in [a, b] | join(', ')",
                "用字段构造的列表或映射不能（通过 set、with 或作为参数）命名；请就地使用，如 {{% for name in [a, b] %}}，或转成文本，如 \
                 [a, b] | join(', ')"
            ),
        }
    }
}
