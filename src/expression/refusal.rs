//! Why an expression is refused.

use minijinja::machinery::Span;

/// Why an expression is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The line, from 1.
    pub line: usize,
    pub message: &'static str,
}

pub(super) fn refusal(span: Span, message: &'static str) -> Refusal {
    Refusal { line: span.start_line.into(), message }
}
