//! Limits of conditions and templates, which are one language, Jinja's.
//!
//! The engine counts the steps of an evaluation and the bytes that it makes, and stops at a limit. It does not count what it does within
//! one step: comparing, printing or joining lists of lists. So a list that grows from itself (`ns.x + ns.x`, `[ns.x, ns.x]`) could keep a
//! processor busy without end. Here such an expression is refused before it is evaluated: no value can be larger than what the engine
//! counts. An expression must also be short enough for the stack, because the engine walks it recursively.

mod refusal;
mod structure;
mod walk;

use minijinja::Environment;
use minijinja::machinery::ast::{Expr, Stmt};
use minijinja::machinery::{self, Token};

pub use refusal::Refusal;
use refusal::{Reason, refusal};
use structure::{check_kept, check_shown};
pub use walk::expressions_in;

/// The most names and signs in one expression. Values in a list are not counted, because a list makes the expression no deeper.
const MOST_TOKENS: usize = 2_000;

/// Filters of the engine that build lists of lists, or print values in its own notation. No condition or template needs them.
const REMOVED_FILTERS: [&str; 8] =
    ["batch", "slice", "zip", "chain", "groupby", "dictsort", "pprint", "urlencode"];

/// Removes what could build values that the engine does not count.
pub fn restrict(environment: &mut Environment<'_>) {
    for filter in REMOVED_FILTERS {
        environment.remove_filter(filter);
    }
    for function in ["dict", "debug"] {
        environment.remove_global(function);
    }
}

/// The expression of a condition, if it is short enough. What is not an expression is left for the engine to report.
pub fn condition(text: &str) -> Result<Option<Expr<'_>>, Refusal> {
    check_length(text, true)?;
    let Ok(expression) = machinery::parse_expr(text) else { return Ok(None) };
    check_shown(&expression)?;
    Ok(Some(expression))
}

/// Errs if a template could build values without limit, or has an expression that is too long.
pub fn check_template(text: &str) -> Result<(), Refusal> {
    check_length(text, false)?;
    let Ok(template) = machinery::parse(text, "template", minijinja::syntax::SyntaxConfig::default()) else {
        return Ok(()); // the engine reports it
    };
    check_statement(&template)
}

fn check_statement(statement: &Stmt<'_>) -> Result<(), Refusal> {
    let parts = walk::parts(statement);
    parts.shown.into_iter().try_for_each(check_shown)?;
    parts.kept.into_iter().try_for_each(check_kept)?;
    parts.statements.into_iter().flatten().try_for_each(check_statement)
}

fn check_length(text: &str, is_expression: bool) -> Result<(), Refusal> {
    let mut length = 0;
    for (token, span) in machinery::tokenize(text, is_expression, Default::default()).map_while(Result::ok) {
        length = if is_start(&token) { 0 } else { length + usize::from(!is_listed(&token)) };
        if length > MOST_TOKENS {
            return Err(refusal(span, Reason::TooLong));
        }
    }
    Ok(())
}

/// Whether an expression starts here, in a template.
const fn is_start(token: &Token<'_>) -> bool {
    matches!(token, Token::TemplateData(_) | Token::VariableStart | Token::BlockStart)
}

/// Whether the token is one that a list of constants consists of.
const fn is_listed(token: &Token<'_>) -> bool {
    matches!(token, Token::Str(_) | Token::String(_) | Token::Int(_) | Token::Float(_) | Token::Comma)
}
