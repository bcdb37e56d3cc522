//! Lists and maps that an expression builds: never one within another, and never kept under a name, so that none grows from itself.

use minijinja::machinery::ast::{BinOpKind, Expr};

use super::refusal::{Reason, Refusal, refusal};
use super::walk::{argument, children};

/// Filters whose result is a text, a number or one of the elements, whatever they are given.
const ENDS: [&str; 8] = ["join", "length", "count", "first", "last", "min", "max", "inverted"];

/// Errs if a value that is used at once could be larger than what the engine counts.
pub(super) fn check_shown(expression: &Expr<'_>) -> Result<(), Refusal> {
    if multiplies(expression) {
        return Err(refusal(expression.span(), Reason::Multiplied));
    }
    let inside = children(expression);
    if is_structure(expression)
        && let Some(inner) = inside.iter().find(|inner| brings_structure(inner))
    {
        return Err(refusal(inner.span(), Reason::Nested));
    }
    if let Expr::Call(call) = expression {
        call.args.iter().map(argument).try_for_each(check_kept)?;
    }
    inside.into_iter().try_for_each(check_shown)
}

/// Errs if a value that gets a name could be larger than what the engine counts, or be made so by naming it again.
pub(super) fn check_kept(expression: &Expr<'_>) -> Result<(), Refusal> {
    if brings_structure(expression) {
        return Err(refusal(expression.span(), Reason::Kept));
    }
    check_shown(expression)
}

/// Whether the expression's value may be, or hold, a list or map that is built in it.
fn brings_structure(expression: &Expr<'_>) -> bool {
    is_structure(expression) || (!ends(expression) && children(expression).into_iter().any(brings_structure))
}

/// Whether the expression builds a list or map, of other than constants; the sum of two lists is one.
fn is_structure(expression: &Expr<'_>) -> bool {
    match expression {
        Expr::List(_) | Expr::Tuple(_) | Expr::Map(_) => !is_constant(expression),
        Expr::BinOp(it) => matches!(it.op, BinOpKind::Add) && !is_number(&it.left) && !is_number(&it.right),
        // a default stands in for each element that lacks the attribute
        Expr::Filter(it) => it.name == "map" && it.args.len() > 1,
        _ => false,
    }
}

fn multiplies(expression: &Expr<'_>) -> bool {
    matches!(expression, Expr::BinOp(it) if matches!(it.op, BinOpKind::Mul | BinOpKind::Pow))
}

fn ends(expression: &Expr<'_>) -> bool {
    matches!(expression, Expr::Filter(it) if ENDS.contains(&it.name))
}

fn is_number(expression: &Expr<'_>) -> bool {
    expression.as_const().is_some_and(|value| value.is_number())
}

fn is_constant(expression: &Expr<'_>) -> bool {
    match expression {
        Expr::Const(_) => true,
        Expr::Var(_) => false,
        Expr::List(_) | Expr::Tuple(_) | Expr::Map(_) | Expr::UnaryOp(_) => {
            children(expression).into_iter().all(is_constant)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{check_template, condition};
    use super::Reason;

    fn refused(template: &str) -> Option<(usize, Reason)> {
        check_template(template).err().map(|refusal| (refusal.line, refusal.reason))
    }

    #[test]
    fn what_templates_need_is_available() {
        for template in [
            "{{ [family, given] | select | join(', ') }}",
            "{% set name = [family, given] | join(', ') %}{{ name }}",
            "{% set roles = {'editor': ['edt', 1], 'other': []} %}{{ roles[role] }}",
            "{% for pair in [['a', 'b'], ['c', -1]] %}{{ pair[0] }}{% endfor %}",
            "{% for part in [volume, issue] if part %}{{ part }}{% endfor %}",
            "{% set ns = namespace(found=false, n=0) %}{% set ns.n = ns.n + 1 %}",
            "{% macro m(x, y='z') %}{{ x ~ y }}{% endmacro %}{{ m(title[0].text) }}",
            "{{ loop.index + 1 }}{{ a + b }}{{ refuse('no ' ~ doi) }}",
            "{% if 'a' in [x, y] and (x, y) != (1, 2) %}{% endif %}",
            "{{ keywords | map(attribute='words') | map('join', '; ') | join('; ') }}",
            "{{",
        ] {
            assert_eq!(refused(template), None, "{template}");
        }
    }

    #[test]
    fn a_list_that_could_grow_is_refused() {
        for (template, message) in [
            ("{% set ns.x = [ns.x, ns.x] %}", Reason::Kept),
            ("{% set ns.x = [ns.x, ns.x] | list %}", Reason::Kept),
            ("{% set ns.x = ns.x + ns.x %}", Reason::Kept),
            ("{% set ns.x = (ns.x + ns.x) | reverse %}", Reason::Kept),
            ("{% set ns.x = {'a': ns.x, 'b': ns.x} %}", Reason::Kept),
            ("{% set ns.x = (ns.x, 1) if a else 1 %}", Reason::Kept),
            ("{% set ns.x = range(2) | map(attribute='z', default=ns.x) | list %}", Reason::Kept),
            ("{% with x = [x, x] %}{{ x }}{% endwith %}", Reason::Kept),
            ("{{ m([x, x]) }}", Reason::Kept),
            ("{% macro m(x=[y, y]) %}{% endmacro %}", Reason::Kept),
            ("{% set ns = namespace(x=[y, y]) %}", Reason::Kept),
            ("{% for x in y recursive %}{{ loop([x, x]) }}{% endfor %}", Reason::Kept),
            ("{% call m([x, x]) %}{% endcall %}", Reason::Kept),
            ("{% do m([x, x]) %}", Reason::Kept),
            ("{{ [[x]] }}", Reason::Nested),
            ("{{ [x, [y] | list] | length }}", Reason::Nested),
            ("{% if [(x, y)] == z %}{% endif %}", Reason::Nested),
            ("{{ 'x' * 100 }}", Reason::Multiplied),
            ("{{ [2 ** 9] }}", Reason::Multiplied),
        ] {
            assert_eq!(refused(&format!("\n{template}")), Some((2, message)), "{template}");
        }
    }

    #[test]
    fn a_condition_is_limited_too() {
        let message = |text| condition(text).map(|_| ()).map_err(|refusal| refusal.reason);
        assert_eq!(message("[([1]*99)]*99 == year"), Err(Reason::Multiplied));
        assert_eq!(message("([[title]]|string|length) > 0"), Err(Reason::Nested));
        assert_eq!(message("year in [2021, 2022] and (language|first) in ('en', 'zh')"), Ok(()));
    }

    #[test]
    fn an_expression_must_be_short_enough_for_the_stack() {
        let terms = |most: usize| vec!["identifier == 'a'"; most].join(" or ");
        assert!(condition(&terms(8_000)).is_err() && condition(&terms(400)).is_ok());
        assert!(check_template(&format!("\n{{{{ 1{} }}}}", "+1".repeat(200_000))).is_err());
        assert!(check_template(&format!("{{{{ 1{} }}}}", "+1".repeat(1_990))).is_ok());
        assert!(
            condition(&format!("identifier in [{}]", "'a',".repeat(10_000))).is_ok(),
            "a list is not deep"
        );
        assert!(check_template(&"{{ a }}{% if a %}b{% endif %}".repeat(5_000)).is_ok(), "each one is short");
    }
}
