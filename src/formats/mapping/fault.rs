//! What is wrong with a template, or with what it makes.

use minijinja::{Error, ErrorKind};

use crate::expression::Refusal;
use crate::model::{InWords as _, Words, words};

/// What is wrong with a template, or with what it makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The line of the template, from 1, if it is known.
    pub line: Option<usize>,
    pub message: Words,
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        let message = match (error.kind(), error.detail()) {
            (ErrorKind::OutOfFuel, _) => words!(
                "it does too much work for one record; look for a loop within a loop",
                "处理一条记录的计算量太大；请检查是否有循环套循环"
            ),
            (
                ErrorKind::UnknownFilter | ErrorKind::UnknownFunction | ErrorKind::UnknownTest,
                Some(detail),
            ) => words!("{detail}", "没有这个过滤器、函数或测试（{detail}）"),
            (ErrorKind::SyntaxError, Some(detail)) => {
                words!("syntax error: {detail}", "语法错误（{detail}）")
            }
            (kind, Some(detail)) => words!("{kind}: {detail}", "无法执行（{kind}：{detail}）"),
            (kind, None) => words!("{kind}", "无法执行（{kind}）"),
        };
        Self { line: error.line(), message }
    }
}

impl From<Refusal> for Fault {
    fn from(refusal: Refusal) -> Self {
        Self { line: Some(refusal.line), message: refusal.words() }
    }
}
