//! The parts of an expression, and of a statement of a template.

use minijinja::machinery::ast::{Call, CallArg, Expr, Stmt};

/// The expressions that this one is made of.
pub(super) fn children<'e, 's>(expression: &'e Expr<'s>) -> Vec<&'e Expr<'s>> {
    match expression {
        Expr::Var(_) | Expr::Const(_) => Vec::new(),
        Expr::Slice(it) => {
            let bounds = [&it.start, &it.stop, &it.step];
            std::iter::once(&it.expr).chain(bounds.into_iter().flatten()).collect()
        }
        Expr::UnaryOp(it) => vec![&it.expr],
        Expr::BinOp(it) => vec![&it.left, &it.right],
        Expr::Compare(it) => std::iter::once(&it.expr).chain(it.ops.iter().map(|op| &op.expr)).collect(),
        Expr::IfExpr(it) => [&it.test_expr, &it.true_expr].into_iter().chain(&it.false_expr).collect(),
        Expr::Filter(it) => it.expr.iter().chain(it.args.iter().map(argument)).collect(),
        Expr::Test(it) => std::iter::once(&it.expr).chain(it.args.iter().map(argument)).collect(),
        Expr::GetAttr(it) => vec![&it.expr],
        Expr::GetItem(it) => vec![&it.expr, &it.subscript_expr],
        Expr::Call(it) => called(it),
        Expr::List(it) => it.items.iter().collect(),
        Expr::Tuple(it) => it.items.iter().collect(),
        Expr::Map(it) => it.keys.iter().chain(&it.values).collect(),
    }
}

/// The expression and all that are in it.
pub fn expressions_in<'e, 's>(expression: &'e Expr<'s>) -> Vec<&'e Expr<'s>> {
    let mut found = vec![expression];
    let mut at = 0;
    while let Some(next) = found.get(at).copied() {
        found.extend(children(next));
        at += 1;
    }
    found
}

/// The value of an argument.
pub(super) const fn argument<'e, 's>(argument: &'e CallArg<'s>) -> &'e Expr<'s> {
    match argument {
        CallArg::Pos(value)
        | CallArg::Kwarg(_, value)
        | CallArg::PosSplat(value)
        | CallArg::KwargSplat(value) => value,
    }
}

fn called<'e, 's>(call: &'e Call<'s>) -> Vec<&'e Expr<'s>> {
    std::iter::once(&call.expr).chain(call.args.iter().map(argument)).collect()
}

/// What a statement is made of.
#[derive(Default)]
pub(super) struct Parts<'e, 's> {
    /// Expressions whose value is used at once.
    pub(super) shown: Vec<&'e Expr<'s>>,
    /// Expressions whose value gets a name.
    pub(super) kept: Vec<&'e Expr<'s>>,
    pub(super) statements: Vec<&'e [Stmt<'s>]>,
}

/// What the statement is made of. The parts of the features that are switched off do not exist.
pub(super) fn parts<'e, 's>(statement: &'e Stmt<'s>) -> Parts<'e, 's> {
    let mut parts = Parts::default();
    match statement {
        Stmt::EmitRaw(_) => {}
        Stmt::Template(it) => parts.statements.push(&it.children),
        Stmt::EmitExpr(it) => parts.shown.push(&it.expr),
        Stmt::ForLoop(it) => {
            parts.shown.push(&it.iter);
            parts.shown.extend(&it.filter_expr);
            parts.statements.extend([&*it.body, &it.else_body]);
        }
        Stmt::IfCond(it) => {
            parts.shown.push(&it.expr);
            parts.statements.extend([&*it.true_body, &it.false_body]);
        }
        Stmt::WithBlock(it) => {
            parts.kept.extend(it.assignments.iter().map(|(_, value)| value));
            parts.statements.push(&it.body);
        }
        Stmt::Set(it) => parts.kept.push(&it.expr),
        Stmt::SetBlock(it) => {
            parts.kept.extend(&it.filter);
            parts.statements.push(&it.body);
        }
        Stmt::AutoEscape(it) => {
            parts.shown.push(&it.enabled);
            parts.statements.push(&it.body);
        }
        Stmt::FilterBlock(it) => {
            parts.shown.push(&it.filter);
            parts.statements.push(&it.body);
        }
        Stmt::Macro(it) => {
            parts.kept.extend(&it.defaults);
            parts.statements.push(&it.body);
        }
        Stmt::CallBlock(it) => {
            parts.kept.extend(it.call.args.iter().map(argument).chain(&it.macro_decl.defaults));
            parts.statements.push(&it.macro_decl.body);
        }
        Stmt::Do(it) => parts.kept.extend(it.call.args.iter().map(argument)),
    }
    parts
}
