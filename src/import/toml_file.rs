//! TOML files, with every problem in its place: serde stops at the first one, so what it stumbles on is
//! reported, cut out, and the rest is tried again.

use std::ops::Range;

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use super::check::{Finding, Step};
use super::report::Report;
use super::suggest;

/// So many problems are told of one file.
const MOST_PROBLEMS: usize = 50;

/// A TOML file as a tree that knows where everything stands.
pub(super) struct Tree<'a> {
    table: Spanned<DeTable<'a>>,
    /// Where the text begins in the file, behind a byte order mark.
    base: usize,
    /// Where tables begin out of which something was cut.
    wounded: Vec<usize>,
}

impl<'a> Tree<'a> {
    /// Reads the file; `None` if it is no TOML, which is reported.
    pub(super) fn parse(bytes: &'a [u8], report: &mut Report<'_>) -> Option<Self> {
        let (text, base) = match crate::xml::utf8(bytes) {
            Ok(text) => text,
            Err((offset, message)) => {
                report.error(offset, message);
                return None;
            }
        };
        let (table, errors) = DeTable::parse_recoverable(text);
        for error in errors.iter().take(MOST_PROBLEMS) {
            let offset = base + error.span().map_or(text.len(), |span| span.start);
            report.error(offset, syntax_message(error.message()));
        }
        errors.is_empty().then_some(Self { table, base, wounded: Vec::new() })
    }

    /// Takes some of the top-level fields out into a tree of their own.
    pub(super) fn split_off(&mut self, fields: &[&str]) -> Self {
        let mut table = DeTable::new();
        for field in fields {
            if let Some((key, value)) = self.table.get_mut().remove_entry(*field) {
                table.insert(key, value);
            }
        }
        Self { table: Spanned::new(self.table.span(), table), base: self.base, wounded: Vec::new() }
    }

    /// Reports fields that must be there and are not.
    pub(super) fn require(&mut self, fields: &[&str], report: &mut Report<'_>) {
        for field in fields.iter().filter(|field| !self.table.get_ref().contains_key(**field)) {
            report.error(self.base, format!("`{field}` is missing; add it"));
            self.wounded.push(self.table.span().start);
        }
    }

    /// Whether something was cut out because it was wrong.
    pub(super) const fn is_wounded(&self) -> bool {
        !self.wounded.is_empty()
    }

    /// The value, or what of it could be understood, with the problems reported. `beside` are fields that are
    /// legal at the top level though the type does not have them.
    pub(super) fn value<T: DeserializeOwned>(
        &mut self,
        beside: &[&str],
        report: &mut Report<'_>,
    ) -> Option<T> {
        for _ in 0..MOST_PROBLEMS {
            match T::deserialize(toml::Deserializer::from(self.table.clone())) {
                Ok(value) => return Some(value),
                Err(error) => {
                    let span = error.span().unwrap_or_else(|| self.table.span());
                    let missing = error.message().starts_with("missing field");
                    let known = missing && self.wounded.contains(&span.start);
                    let top = span == self.table.span();
                    let owner = self.table.span().start;
                    let culprit =
                        if top { None } else { cut(self.table.get_mut(), owner, &span, &mut self.wounded) };
                    if !known {
                        let message = value_message(error.message(), culprit.as_ref(), beside);
                        report.error(self.base + span.start, message);
                    }
                    culprit?;
                }
            }
        }
        None
    }

    /// Reports what a check found, at the value it is about.
    pub(super) fn report(&self, findings: Vec<Finding>, report: &mut Report<'_>) {
        for finding in findings {
            report.push(finding.severity, self.base + self.locate(&finding.path), finding.message);
        }
    }

    /// Where a top-level field stands.
    pub(super) fn start_of(&self, field: &'static str) -> usize {
        self.base + self.locate(&[Step::Key(field)])
    }

    /// Where the value at the path stands, or the nearest one that contains where it would be.
    fn locate(&self, path: &[Step]) -> usize {
        let mut at = self.table.span().start;
        let Some((Step::Key(first), rest)) = path.split_first() else { return at };
        let Some(mut value) = self.table.get_ref().get(*first) else { return at };
        at = value.span().start;
        for step in rest {
            let next = match (step, value.get_ref()) {
                (Step::Key(key), DeValue::Table(table)) => table.get(*key),
                (Step::Index(index), DeValue::Array(array)) => array.get(*index),
                _ => None,
            };
            let Some(next) = next else { return at };
            value = next;
            at = value.span().start;
        }
        at
    }
}

/// What serde stumbled on.
struct Culprit {
    field: String,
    kind: &'static str,
    source: Option<String>,
}

/// Cuts out the entry whose key or value has this span, in whatever depth; `owner` is where the table begins.
fn cut(
    table: &mut DeTable<'_>,
    owner: usize,
    span: &Range<usize>,
    wounded: &mut Vec<usize>,
) -> Option<Culprit> {
    let found = table.iter().find(|(key, value)| key.span() == *span || value.span() == *span);
    if let Some(key) = found.map(|(key, _)| key.get_ref().to_string()) {
        let value = table.remove(key.as_str())?;
        wounded.push(owner);
        return Some(culprit(&key, value.get_ref()));
    }
    table.iter_mut().find_map(|(key, value)| cut_value(&key.get_ref().to_string(), value, span, wounded))
}

fn cut_value(
    key: &str,
    value: &mut Spanned<DeValue<'_>>,
    span: &Range<usize>,
    wounded: &mut Vec<usize>,
) -> Option<Culprit> {
    let start = value.span().start;
    match value.get_mut() {
        DeValue::Table(table) => cut(table, start, span, wounded),
        DeValue::Array(array) => {
            if let Some(at) = array.iter().position(|element| element.span() == *span) {
                let element = culprit(key, array[at].get_ref());
                *array = std::mem::replace(array, DeArray::new())
                    .into_iter()
                    .enumerate()
                    .filter(|(index, _)| *index != at)
                    .map(|(_, element)| element)
                    .collect();
                return Some(element);
            }
            array.iter_mut().find_map(|element| cut_value(key, element, span, wounded))
        }
        _ => None,
    }
}

fn culprit(field: &str, value: &DeValue<'_>) -> Culprit {
    let source = match value {
        DeValue::Integer(number) => Some(number.to_string()),
        DeValue::Float(number) => Some(number.to_string()),
        DeValue::Boolean(value) => Some(value.to_string()),
        DeValue::Datetime(date) => Some(date.to_string()),
        _ => None,
    };
    Culprit { field: field.to_owned(), kind: value.type_str(), source }
}

fn syntax_message(message: &str) -> String {
    format!("this is not TOML: {message}; texts stand in quotes, as in issue = \"5\"")
}

/// The texts between backticks.
fn quoted(message: &str) -> impl Iterator<Item = &str> + Clone {
    message.split('`').skip(1).step_by(2)
}

/// Says in plain words what serde says.
fn value_message(message: &str, culprit: Option<&Culprit>, beside: &[&str]) -> String {
    if let Some(rest) = message.strip_prefix("unknown field ") {
        let mut names = quoted(rest);
        let field = names.next().unwrap_or_default();
        return format!(
            "there is no field `{field}` here: {}",
            suggest::remedy(field, names.chain(beside.iter().copied()))
        );
    }
    if let Some(rest) = message.strip_prefix("unknown variant ") {
        let mut names = quoted(rest);
        let word = names.next().unwrap_or_default();
        return format!("`{word}` cannot stand here: {}", suggest::remedy(word, names));
    }
    if message.starts_with("missing field ") {
        return format!("`{}` is missing here; add it", quoted(message).next().unwrap_or_default());
    }
    match culprit {
        Some(Culprit { field, source: Some(source), .. }) if message.ends_with("expected a string") => {
            format!("`{field}` is a text; put it in quotes: {field} = \"{source}\"")
        }
        // a date that is no text comes to serde as a map
        Some(Culprit { field, source: Some(source), kind: "datetime" }) => {
            format!("`{field}` is a text; put it in quotes: {field} = \"{source}\"")
        }
        Some(Culprit { field, kind: "table", .. }) if message.ends_with("a sequence") => {
            format!("there may be several of `{field}`; write it in double brackets: [[{field}]]")
        }
        Some(Culprit { field, .. }) if message.ends_with("a sequence") => {
            format!(
                "`{field}` is a list; put it into [ ], or into [[{field}]] tables if it has fields of its own"
            )
        }
        Some(Culprit { field, .. }) if message.contains("expected struct") => {
            format!(
                "`{field}` has fields of its own; write it as [[{field}]] or [{field}], or in braces {{ }}"
            )
        }
        Some(Culprit { field, .. }) if message.starts_with("invalid type") => {
            format!("`{field}` cannot be read ({message}); see docs/record-format.md for what may stand here")
        }
        _ => message.to_owned(),
    }
}
