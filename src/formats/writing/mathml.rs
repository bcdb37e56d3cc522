//! Formulas: the part of MathML 3 that editors paste, such that its schema takes whatever is written.

use crate::xml::{Math, MathContent, Xml};

use super::element::is_blank;

/// The allowed content of an element.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Model {
    /// Characters.
    Token,
    /// So many formulas.
    Formulas(usize),
    /// Formulas in any number.
    Row,
    /// Elements of this name in any number.
    Only(&'static str),
    /// A formula, then annotations.
    Semantics,
}

/// Which values an attribute may have.
#[derive(Clone, Copy)]
enum Values {
    Any,
    /// One of these words.
    Words(&'static str),
    /// A number and a unit.
    Length,
}

struct Rule {
    /// With the prefix that it is written with.
    name: &'static str,
    model: Model,
    attributes: &'static [(&'static str, Values)],
}

const BOOLEAN: Values = Values::Words("true false");
const VARIANT: (&str, Values) = (
    "mathvariant",
    Values::Words(
        "normal bold italic bold-italic double-struck bold-fraktur script bold-script fraktur sans-serif \
         bold-sans-serif sans-serif-italic sans-serif-bold-italic monospace",
    ),
);

const fn rule(name: &'static str, model: Model, attributes: &'static [(&'static str, Values)]) -> Rule {
    Rule { name, model, attributes }
}

#[rustfmt::skip]
const RULES: [Rule; 28] = [
    rule("mml:math", Model::Row, &[("display", Values::Words("block inline"))]),
    rule("mml:mi", Model::Token, &[VARIANT]),
    rule("mml:mn", Model::Token, &[VARIANT]),
    rule("mml:mo", Model::Token, &[
        VARIANT, ("stretchy", BOOLEAN), ("fence", BOOLEAN), ("separator", BOOLEAN), ("accent", BOOLEAN),
        ("largeop", BOOLEAN), ("movablelimits", BOOLEAN), ("form", Values::Words("prefix infix postfix")),
    ]),
    rule("mml:mtext", Model::Token, &[VARIANT]),
    rule("mml:ms", Model::Token, &[VARIANT]),
    rule("mml:mspace", Model::Formulas(0), &[("width", Values::Length)]),
    rule("mml:mrow", Model::Row, &[]),
    rule("mml:msqrt", Model::Row, &[]),
    rule("mml:mstyle", Model::Row, &[("displaystyle", BOOLEAN)]),
    rule("mml:merror", Model::Row, &[]),
    rule("mml:mpadded", Model::Row, &[]),
    rule("mml:mphantom", Model::Row, &[]),
    rule("mml:mfenced", Model::Row, &[("open", Values::Any), ("close", Values::Any), ("separators", Values::Any)]),
    rule("mml:menclose", Model::Row, &[("notation", Values::Any)]),
    rule("mml:mfrac", Model::Formulas(2), &[("bevelled", BOOLEAN)]),
    rule("mml:mroot", Model::Formulas(2), &[]),
    rule("mml:msub", Model::Formulas(2), &[]),
    rule("mml:msup", Model::Formulas(2), &[]),
    rule("mml:munder", Model::Formulas(2), &[("accentunder", BOOLEAN)]),
    rule("mml:mover", Model::Formulas(2), &[("accent", BOOLEAN)]),
    rule("mml:msubsup", Model::Formulas(3), &[]),
    rule("mml:munderover", Model::Formulas(3), &[("accent", BOOLEAN), ("accentunder", BOOLEAN)]),
    rule("mml:mtable", Model::Only("mtr"), &[]),
    rule("mml:mtr", Model::Only("mtd"), &[]),
    rule("mml:mtd", Model::Row, &[]),
    rule("mml:semantics", Model::Semantics, &[]),
    rule("mml:annotation", Model::Token, &[("encoding", Values::Any)]),
];

/// Elements that are not a formula by themselves.
const PARTS: [&str; 4] = ["math", "mtr", "mtd", "annotation"];

fn rule_of(math: &Math) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.name.strip_prefix("mml:") == Some(math.name.as_str()))
}

fn elements(math: &Math) -> impl Iterator<Item = &Math> {
    math.content.iter().filter_map(|content| match content {
        MathContent::Element(element) => Some(element),
        MathContent::Text(_) => None,
    })
}

fn texts(math: &Math) -> impl Iterator<Item = &str> {
    math.content.iter().filter_map(|content| match content {
        MathContent::Element(_) => None,
        MathContent::Text(text) => Some(text.as_str()),
    })
}

/// Whether the schema of MathML takes the formula, attributes aside.
pub(in crate::formats) fn is_formula(math: &Math) -> bool {
    math.name == "math" && is_valid(math)
}

fn is_valid(math: &Math) -> bool {
    let Some(rule) = rule_of(math) else { return false };
    let is_part = |inner: &Math| !PARTS.contains(&inner.name.as_str());
    let names = match rule.model {
        Model::Token => elements(math).next().is_none(),
        Model::Row => elements(math).all(is_part),
        Model::Formulas(count) => elements(math).all(is_part) && elements(math).count() == count,
        Model::Only(name) => elements(math).all(|inner| inner.name == name),
        Model::Semantics => {
            elements(math).next().is_some_and(is_part)
                && elements(math).skip(1).all(|inner| inner.name == "annotation")
        }
    };
    names && (rule.model == Model::Token || texts(math).all(is_blank)) && elements(math).all(is_valid)
}

/// Writes a formula that [`is_formula`]; attributes that its schema might not take, which are of its looks, are left out.
pub(in crate::formats) fn write_formula(math: &Math, xml: &mut Xml) {
    let Some(rule) = rule_of(math) else { return };
    let mut element = xml.element(rule.name);
    for (name, value) in &math.attributes {
        let known = rule.attributes.iter().find(|(known, _)| known == name);
        if known.is_some_and(|(_, values)| is_value(*values, value)) {
            element = element.attr(name, value);
        }
    }
    if math.content.is_empty() {
        return element.empty();
    }
    element.content(|xml| match rule.model {
        Model::Token => texts(math).for_each(|text| xml.text(text.trim())),
        _ => elements(math).for_each(|inner| write_formula(inner, xml)),
    });
}

fn is_value(values: Values, value: &str) -> bool {
    match values {
        Values::Any => true,
        Values::Words(words) => words.split(' ').any(|word| word == value),
        Values::Length => {
            let number = ["em", "ex", "px", "pt"].iter().find_map(|unit| value.strip_suffix(unit));
            number.is_some_and(|number| {
                let (whole, fraction) = number.split_once('.').unwrap_or((number, "0"));
                [whole, fraction]
                    .iter()
                    .all(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::xml::{Markup, markup};

    fn written(text: &str) -> Option<String> {
        let pieces = markup(text).unwrap_or_default();
        let [Markup::Math(math)] = pieces.as_slice() else { panic!("{text} is not a formula") };
        is_formula(math).then(|| {
            let mut xml = Xml::new();
            write_formula(math, &mut xml);
            xml.into_string()
        })
    }

    #[test]
    fn a_formula_is_written_without_attributes_that_might_not_be_taken() {
        let text = "<math display=\"block\" class=\"x\"><msup> <mi mathvariant=\"wild\">x</mi><mn>2</mn></msup><mspace width=\"0.5em\"/></math>";
        let expected = "<mml:math display=\"block\"><mml:msup><mml:mi>x</mml:mi><mml:mn>2</mml:mn></mml:msup><mml:mspace width=\"0.5em\"/></mml:math>";
        assert_eq!(written(text).as_deref(), Some(expected));
    }

    #[test]
    fn what_the_schema_would_not_accept_is_not_a_formula() {
        for text in [
            "<math><msup><mi>x</mi></msup></math>",
            "<math>x</math>",
            "<math><mi><mn>1</mn></mi></math>",
            "<math><mtd><mi>x</mi></mtd></math>",
            "<math><wild/></math>",
            "<math><math><mi>x</mi></math></math>",
            "<math><semantics><annotation>x</annotation></semantics></math>",
        ] {
            assert_eq!(written(text), None, "{text}");
        }
    }
}
