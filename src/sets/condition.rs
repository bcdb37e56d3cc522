//! Conditions of rules: expressions over an item, in the language of Jinja.
//!
//! What is not known of an item is undefined: it counts as false, and a comparison with it fails. A condition that fails for
//! an item does not hold for it; nothing that an item says can make a synchronisation fail.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use minijinja::value::{Serde, Value};
use minijinja::{Environment, ErrorKind, Expression, UndefinedBehavior};

use crate::expression;
use crate::model::{Article, Content, InWords as _, Item, words};

use super::comparison;
use super::fault::Fault;
use super::field::{FIELDS, Field, Shape};

/// How much work a condition may make: far more than any that an operator writes, and over in a moment.
const FUEL: u64 = 50_000;

static ENVIRONMENT: LazyLock<Environment<'static>> = LazyLock::new(|| {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::SemiStrict);
    environment.set_fuel(Some(FUEL));
    expression::restrict(&mut environment);
    environment
});

/// Names in addition to those of [`FIELDS`].
const IDENTIFIER: &str = "identifier";
const ARTICLE: &str = "article";

/// A condition that can be asked of items.
pub(super) struct Condition {
    expression: Expression<'static, 'static>,
    /// What it names, so that nothing else is made ready for it.
    names: BTreeSet<String>,
}

/// What the engine says, in plain words.
fn told(error: &minijinja::Error) -> Fault {
    let kind = error.kind();
    let what = match error.detail() {
        Some(detail) if kind != ErrorKind::SyntaxError => format!("{kind}: {detail}"),
        Some(detail) => detail.to_owned(),
        None => kind.to_string(),
    };
    Fault::Other(match kind {
        ErrorKind::SyntaxError => {
            words!(
                "this is not an expression: {what}; docs/record-format.md has examples",
                "这不是表达式（{what}）；示例见 docs/record-format.md"
            )
        }
        ErrorKind::OutOfFuel => words!(
            "this expression takes too much work; write a simpler one",
            "这个表达式计算量太大；请写得简单一些"
        ),
        _ => words!(
            "this expression cannot be evaluated: {what}; correct it",
            "这个表达式无法求值（{what}）；请改正"
        ),
    })
}

impl Condition {
    /// Compiles a condition. It is an error if it is not an expression, if it uses an unknown name, or if it fails for an
    /// item that has every field.
    pub(super) fn parse(text: &str) -> Result<Self, Fault> {
        let parsed = expression::condition(text).map_err(|refusal| Fault::Other(refusal.words()))?;
        let expression =
            ENVIRONMENT.compile_expression_owned(text.to_owned()).map_err(|error| told(&error))?;
        parsed.iter().try_for_each(comparison::check)?;
        let mut paths: Vec<_> = expression.undeclared_variables(true).into_iter().collect();
        paths.sort();
        paths.iter().try_for_each(|path| check_path(path))?;
        let names = expression.undeclared_variables(false).into_iter().collect();
        let condition = Self { expression, names };
        let trial = specimen().map(|item| condition.expression.eval(condition.context(&item)));
        match trial {
            Some(Err(error)) if error.kind() != ErrorKind::UndefinedError => Err(told(&error)),
            _ => Ok(condition),
        }
    }

    /// Whether the condition is true for the item; false if it fails.
    pub(super) fn holds(&self, item: &Item) -> bool {
        self.expression.eval(self.context(item)).is_ok_and(|value| value.is_true())
    }

    fn context(&self, item: &Item) -> Value {
        let fields = FIELDS.iter().filter(|field| self.names.contains(field.name));
        let known = fields.filter_map(|field| Some((field.name, value(field, item)?)));
        let mut known: Vec<(&str, Value)> = known.collect();
        if self.names.contains(IDENTIFIER) {
            known.push((IDENTIFIER, Value::from(item.identifier.as_str())));
        }
        if let Content::Article(article) = &item.content
            && self.names.contains(ARTICLE)
        {
            known.push((ARTICLE, Value::from(Serde(&**article))));
        }
        Value::from_pairs(known)
    }
}

/// What a condition sees of the field; `None` if nothing is known.
fn value(field: &Field, item: &Item) -> Option<Value> {
    let mut values = field.values(item).into_iter().map(|value| value.text).peekable();
    values.peek()?;
    match field.shape {
        Shape::List => Some(values.map(Value::from).collect()),
        Shape::Text => values.next().map(Value::from),
        Shape::Number => values.next()?.parse::<u32>().ok().map(Value::from),
    }
}

/// Errs if the path, names joined by dots, leads to nothing that an item could have.
fn check_path(path: &str) -> Result<(), Fault> {
    let mut names = path.split('.');
    let first = names.next().unwrap_or_default();
    let below: Vec<_> = names.collect();
    if first == ARTICLE {
        return check_article(&below);
    }
    let known = FIELDS.iter().map(|field| field.name).chain([IDENTIFIER, ARTICLE]);
    if known.clone().all(|name| name != first) {
        return Err(Fault::Unknown { name: first.to_owned(), among: known.map(str::to_owned).collect() });
    }
    if below.is_empty() { Ok(()) } else { Err(no_fields(first, path)) }
}

fn no_fields(owner: &str, path: &str) -> Fault {
    Fault::Other(words!(
        "`{owner}` has no fields, but `{path}` asks for one",
        "“{owner}”没有下级字段，但“{path}”要取一个；请只写 {owner}"
    ))
}

/// Asks the model itself whether an article can have the field, by reading one that has it.
fn check_article(path: &[&str]) -> Result<(), Fault> {
    let mut json = serde_json::Value::Null;
    for name in path.iter().rev() {
        json = serde_json::Value::Object([((*name).to_owned(), json)].into_iter().collect());
    }
    let error = match serde_json::from_value::<Article>(json) {
        Err(error) if path.len() > 1 || error.to_string().starts_with("unknown field") => error.to_string(),
        _ => return Ok(()),
    };
    let mut quoted = error.split('`').skip(1).step_by(2).map(str::to_owned);
    if error.starts_with("unknown field") {
        return Err(Fault::Unknown { name: quoted.next().unwrap_or_default(), among: quoted.collect() });
    }
    let whole = format!("{ARTICLE}.{}", path.join("."));
    if error.contains("invalid type: map, expected a sequence") {
        return Err(Fault::Other(words!(
            "`{whole}` asks a list for a field; name one element of the list, as in article.title[0].text",
            "“{whole}”向列表要字段；请指明列表中的一项，如 article.title[0].text"
        )));
    }
    if error.contains("invalid type: map") { Err(no_fields(ARTICLE, &whole)) } else { Ok(()) }
}

/// An item with every field that a condition can name.
const SPECIMEN: &str = r#"{"identifier":"oai:journal.org:1","article":{"title":[{"lang":"en","text":"T"}],
    "author":[{"family":"F","given":"G"}],"journal":{"title":[{"lang":"en","text":"J"}]},"volume":"1","issue":"2",
    "section":[{"lang":"en","text":"S"}],"published":"2022-05","language":["en"],"keywords":[{"lang":"en","words":["K"]}],
    "type":["journal article"],"license":"CC-BY-4.0","access":"open","url":"https://journal.org/1","doi":"10.1000/1",
    "file":["https://journal.org/1.pdf"],"funding":[{"funder":"F"}]}}"#;

fn specimen() -> Option<Item> {
    serde_json::from_str(SPECIMEN).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(article: &str) -> Item {
        serde_json::from_str(&format!(r#"{{"identifier":"oai:a.org:1","article":{{{article}}}}}"#)).unwrap()
    }

    fn holds(condition: &str, article: &str) -> bool {
        Condition::parse(condition)
            .unwrap_or_else(|fault| panic!("{condition}: {fault}"))
            .holds(&item(article))
    }

    fn fault(condition: &str) -> String {
        Condition::parse(condition).err().unwrap_or_else(|| panic!("{condition}")).to_string()
    }

    #[test]
    fn every_field_is_known_of_the_specimen() {
        let specimen = specimen().unwrap();
        for field in FIELDS {
            assert!(value(field, &specimen).is_some(), "{}", field.name);
        }
    }

    #[test]
    fn a_condition_asks_for_what_is_known() {
        let article = r#""published":"2022-05","language":["zh","en"],"section":[{"lang":"zh","text":"论文"},{"lang":"en","text":"Articles"}],
            "license":"https://creativecommons.org/licenses/by/4.0/","journal":{"title":[{"text":"J"}],"print_issn":"2049-3630"}"#;
        for condition in [
            "year == 2022",
            "year >= 2020 and 'en' in language",
            "'Articles' in section and '论文' in section",
            "license == 'CC-BY-4.0'",
            "article.journal.print_issn",
            "identifier is startingwith 'oai:a.org:'",
            "language|length == 2",
            "not file",
        ] {
            assert!(holds(condition, article), "{condition}");
        }
        for condition in ["year < 2022", "file", "access", "article.doi", "'fr' in language"] {
            assert!(!holds(condition, article), "{condition}");
        }
    }

    #[test]
    fn a_comparison_with_what_is_not_known_makes_the_condition_fail() {
        for condition in [
            "year < 2022",
            "not (year == 2022)",
            "not ('en' in language)",
            "access != 'open'",
            "article.journal.title[0].text",
        ] {
            assert!(!holds(condition, r#""issue":"5""#), "{condition}");
        }
        assert!(holds("issue or year < 2022", r#""issue":"5""#));
    }

    #[test]
    fn plain_dublin_core_takes_part_as_far_as_its_elements_tell() {
        let dc = r#"{"identifier":"oai:a.org:1","dc":[{"element":"date","value":"2022-05"},{"element":"subject","value":"IR"},
            {"element":"rights","value":"info:eu-repo/semantics/openAccess"}]}"#;
        let dc: Item = serde_json::from_str(dc).unwrap();
        let holds = |condition: &str| Condition::parse(condition).unwrap().holds(&dc);
        assert!(holds("year == 2022 and access == 'open' and 'IR' in subject"));
        assert!(!holds("article.issue") && !holds("section"));
    }

    #[test]
    fn unknown_names_are_reported_when_the_condition_is_read() {
        assert!(fault("yaer == 2022").starts_with("`yaer` is not known; there are journal, year,"));
        assert!(fault("article.journl.title").starts_with("`journl` is not known; there are title,"));
        assert!(fault("article.journal.titel").contains("`titel` is not known"));
        assert!(fault("article.title.text").contains("asks a list for a field"));
        assert!(
            fault("article.doi.url").contains("`article` has no fields")
                || fault("article.doi.url").contains("asks for one")
        );
        assert!(fault("year.first").contains("`year` has no fields"));
        assert!(fault("range(10)").contains("`range` is not known"));
    }

    #[test]
    fn what_cannot_be_evaluated_is_reported_when_the_condition_is_read() {
        assert!(fault("year ==").starts_with("this is not an expression: "), "{}", fault("year =="));
        assert!(fault("").starts_with("this is not an expression: "), "{}", fault(""));
        assert!(fault("title|upcase").contains("unknown filter"), "{}", fault("title|upcase"));
        assert!(fault("year is leap").contains("unknown test"), "{}", fault("year is leap"));
        assert!(fault("year + title").contains("cannot be evaluated"), "{}", fault("year + title"));
    }

    #[test]
    fn the_longest_condition_does_not_overflow_the_stack() {
        let long = vec!["identifier == 'oai:a.org:1'"; 660].join(" or ");
        assert!(holds(&format!("not ({long}) or year"), r#""published":"2022""#));
        assert!(fault(&vec!["year == 1"; 8_000].join(" or ")).starts_with("this expression is too long"));
    }

    #[test]
    fn a_condition_may_do_a_limited_amount_of_work() {
        let endless = format!("(title|first{})|length > 0", "|replace('T', 'TTTTTTTTTT')".repeat(9));
        assert_eq!(fault(&endless), "this expression takes too much work; write a simpler one");
    }
}
