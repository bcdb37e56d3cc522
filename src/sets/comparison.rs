//! Comparisons that can never be true because the two sides are of different kinds: `year == "2022"`, `language == "zh"`.
//! The engine accepts them and answers false.

use minijinja::machinery::ast::{BinOpKind, CompareOpKind, Expr};

use super::fault::Fault;
use super::field::{FIELDS, Shape};
use crate::expression::expressions_in;
use crate::model::words;

/// Errs if a field is compared with a literal that it can never equal.
pub(super) fn check(expression: &Expr<'_>) -> Result<(), Fault> {
    let pairs = expressions_in(expression).into_iter().flat_map(compared);
    pairs
        .into_iter()
        .try_for_each(|(left, right)| fault(left, right).or_else(|| fault(right, left)).map_or(Ok(()), Err))
}

/// The pairs that the expression compares, its parts apart.
fn compared<'e, 's>(expression: &'e Expr<'s>) -> Vec<(&'e Expr<'s>, &'e Expr<'s>)> {
    use BinOpKind::{Eq, Gt, Gte, Lt, Lte, Ne};
    match expression {
        Expr::BinOp(it) if matches!(it.op, Eq | Ne | Lt | Lte | Gt | Gte) => vec![(&it.left, &it.right)],
        Expr::Compare(it) => {
            let lefts = std::iter::once(&it.expr).chain(it.ops.iter().map(|op| &op.expr));
            let is_membership = |op| matches!(op, CompareOpKind::In | CompareOpKind::NotIn);
            let pairs = lefts.zip(&it.ops).filter(|(_, op)| !is_membership(op.op));
            pairs.map(|(left, op)| (left, &op.expr)).collect()
        }
        _ => Vec::new(),
    }
}

/// Why the field, if `field` is one, can never equal the literal, if `literal` is one.
fn fault(field: &Expr<'_>, literal: &Expr<'_>) -> Option<Fault> {
    let (Expr::Var(name), Expr::Const(literal)) = (field, literal) else { return None };
    let name = name.id;
    let field = FIELDS.iter().find(|field| field.name == name)?;
    let value = &literal.value;
    let sentence = match (field.shape, value.as_str()) {
        (Shape::List, Some(text)) => {
            words!(
                "`{name}` is a list; ask whether the list contains the text: '{text}' in {name}",
                "“{name}”是列表；请判断列表中是否有这个值：'{text}' in {name}"
            )
        }
        (Shape::Number, Some(text)) => words!(
            "`{name}` is a number; write it without quotes: {text}",
            "“{name}”是数字；请不加引号：{text}"
        ),
        (Shape::Text, None) if value.is_number() => {
            words!("`{name}` is a text; write it in quotes: '{value}'", "“{name}”是文本；请加引号：'{value}'")
        }
        _ => return None,
    };
    Some(Fault::Other(sentence))
}

#[cfg(test)]
mod tests {
    use minijinja::machinery;

    use super::*;

    fn fault(expression: &str) -> Option<String> {
        let expression = machinery::parse_expr(expression).ok()?;
        check(&expression).err().map(|fault| fault.to_string())
    }

    #[test]
    fn a_comparison_of_different_kinds_is_reported() {
        assert_eq!(fault("year == '2022'").unwrap(), "`year` is a number; write it without quotes: 2022");
        assert_eq!(fault("file and 5 == issue").unwrap(), "`issue` is a text; write it in quotes: '5'");
        assert_eq!(
            fault("(language=='zh')").unwrap(),
            "`language` is a list; ask whether the list contains the text: 'zh' in language"
        );
    }

    #[test]
    fn other_comparisons_are_not_checked() {
        for expression in [
            "year == 2022",
            "issue == '5'",
            "issue|int == 5",
            "language[0] == 'zh'",
            "article.language == 'zh'",
            "5 == issue|int",
            "'zh' == language[0]",
            "\"a \\\" year == '2'\" == issue",
            "'zh' in language",
            "year ==",
            "'",
            "国 == 5",
        ] {
            assert_eq!(fault(expression), None, "{expression}");
        }
    }
}
