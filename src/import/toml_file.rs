//! TOML files, with every problem in its place: serde stops at the first one, so what it stumbles on is
//! reported, cut out, and the rest is tried again.

use std::borrow::Cow;
use std::ops::Range;

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use super::report::Report;
use super::size::has_few_values;
use super::toml_words::{Culprit, quoted, value_message};
use super::{toml_kinds, toml_syntax};
use crate::checks::{Finding, Step};
use crate::diagnostics::say;

/// So many problems are told of one file.
const MOST_PROBLEMS: usize = 50;

/// A TOML file as a tree that knows where everything stands.
pub(super) struct Tree<'a> {
    table: Spanned<DeTable<'a>>,
    /// Where the text begins in the file, behind a byte order mark.
    base: usize,
    /// Where tables begin out of which something was cut.
    incomplete: Vec<usize>,
}

impl<'a> Tree<'a> {
    /// Reads the file; `None` if it is no TOML, which is reported.
    pub(super) fn parse(bytes: &'a [u8], report: &mut Report<'_>) -> Option<Self> {
        let (text, base) = match crate::xml::utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                match toml_kinds::binary(bytes) {
                    Some(message) => report.error(0, message),
                    None => report.error(error.offset, error),
                }
                return None;
            }
        };
        if !has_few_values(text, report) {
            return None;
        }
        let (table, errors) = DeTable::parse_recoverable(text);
        if errors.is_empty() {
            return Some(Self { table, base, incomplete: Vec::new() });
        }
        report_syntax(text, base, &errors, report);
        None
    }

    /// Takes some of the top-level fields out into a tree of their own.
    pub(super) fn split_off(&mut self, fields: &[&str]) -> Self {
        let mut table = DeTable::new();
        for field in fields {
            if let Some((key, value)) = self.table.get_mut().remove_entry(*field) {
                table.insert(key, value);
            }
        }
        Self { table: Spanned::new(self.table.span(), table), base: self.base, incomplete: Vec::new() }
    }

    /// Whether the file says the top-level field.
    pub(super) fn has(&self, field: &str) -> bool {
        self.table.get_ref().contains_key(field)
    }

    /// The top-level fields that the file says are empty: `contributor = []`.
    pub(super) fn emptied(&self) -> Vec<String> {
        let fields = self.table.get_ref().iter();
        let empty =
            fields.filter(|(_, value)| matches!(value.get_ref(), DeValue::Array(list) if list.is_empty()));
        empty.map(|(key, _)| key.get_ref().to_string()).collect()
    }

    /// Reports fields that must be there and are not.
    pub(super) fn require(&mut self, fields: &[&str], report: &mut Report<'_>) {
        for field in fields.iter().filter(|field| !self.table.get_ref().contains_key(**field)) {
            let message = say!(FIELD_MISSING, "`{field}` is missing; add it", "缺少“{field}”；请加上");
            report.error(self.base, message);
            self.incomplete.push(self.table.span().start);
        }
    }

    /// Whether something was cut out because it was wrong.
    pub(super) const fn is_incomplete(&self) -> bool {
        !self.incomplete.is_empty()
    }

    /// The value, or what of it could be understood, with the problems reported. `beside` are fields that are
    /// legal at the top level though the type does not have them; `stand_ins` are texts for fields that must be
    /// there, so that the rest can be looked at without them.
    pub(super) fn value<T: DeserializeOwned>(
        &mut self,
        beside: &[&str],
        stand_ins: &[StandIn],
        report: &mut Report<'_>,
    ) -> Option<T> {
        for _ in 0..MOST_PROBLEMS {
            let error = match T::deserialize(toml::Deserializer::from(self.table.clone())) {
                Ok(value) => return Some(value),
                Err(error) => error,
            };
            let top = self.table.span();
            let span = error.span().unwrap_or_else(|| top.clone());
            let span = narrow(self.table.get_ref(), &span, error.message()).unwrap_or(span);
            let missing = error.message().starts_with("missing field");
            let known = missing && self.incomplete.contains(&span.start);
            let culprit = if span == top {
                None
            } else {
                cut(self.table.get_mut(), "", top.start, &span, &mut self.incomplete)
            };
            if !known {
                let message = value_message(error.message(), culprit.as_ref(), &top_fields::<T>(beside));
                report.error(self.base + span.start, message);
            }
            if culprit.is_none() && !self.stand_in(error.message(), stand_ins) {
                return None;
            }
        }
        None
    }

    /// Puts a text where a field is missing; false if there is none for it.
    fn stand_in(&mut self, message: &str, stand_ins: &[StandIn]) -> bool {
        let field = quoted(message).next().unwrap_or_default();
        let Some(StandIn { field, text, list }) = stand_ins.iter().find(|stand_in| stand_in.field == field)
        else {
            return false;
        };
        let span = self.table.span().start..self.table.span().start;
        let value = Spanned::new(span.clone(), DeValue::String(Cow::Borrowed(*text)));
        let value = if *list { DeValue::Array(std::iter::once(value).collect()) } else { value.into_inner() };
        let key = Spanned::new(span.clone(), Cow::Borrowed(*field));
        self.table.get_mut().insert(key, Spanned::new(span, value)).is_none()
    }

    /// Reports what a check found, at the value it is about. Nothing is said of a table out of which something was cut:
    /// what it lacks may be just that.
    pub(super) fn report(&self, findings: Vec<Finding>, report: &mut Report<'_>) {
        for finding in findings {
            let at = self.locate_finding(&finding);
            if !self.incomplete.contains(&at) {
                report.push(finding.severity, self.base + at, finding.message);
            }
        }
    }

    /// Where the value at the path stands, or the nearest one that contains where it would be.
    pub(super) fn offset_of(&self, path: &[Step]) -> usize {
        self.base + self.locate(path)
    }

    /// Where a top-level field stands.
    pub(super) fn start_of(&self, field: &'static str) -> usize {
        self.base + self.locate(&[Step::Key(field)])
    }

    /// Where the value stands that a finding is about, or what it is about, too.
    fn locate_finding(&self, finding: &Finding) -> usize {
        match (finding.path.first(), finding.beside) {
            (Some(Step::Key(field)), Some(beside)) if !self.has(field) => self.locate(&[Step::Key(beside)]),
            _ => self.locate(&finding.path),
        }
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

/// Reports what is not TOML in a text that begins at the byte `base` of the file: the first mistake of each line.
fn report_syntax(text: &str, base: usize, errors: &[toml::de::Error], report: &mut Report<'_>) {
    if let Some((offset, message)) = toml_kinds::other_text(text) {
        return report.error(base + offset, message);
    }
    let offset = |error: &toml::de::Error| error.span().map_or(text.len(), |span| span.start);
    let mut in_order: Vec<_> = errors.iter().map(|error| (offset(error), error.message())).collect();
    in_order.sort_by_key(|(offset, _)| *offset);
    // what follows on a line, and on the next one if the first is not closed, comes of the first mistake
    let (mut explained, mut spoils_next) = (None, false);
    for (offset, says) in in_order.into_iter().take(MOST_PROBLEMS) {
        let line = text.get(..offset).unwrap_or(text).matches('\n').count();
        let is_next = spoils_next && explained.is_some_and(|last| last + 1 == line);
        if explained.replace(line) != Some(line) && !is_next {
            let mistake = toml_syntax::mistake(says, text, offset);
            spoils_next = mistake.spoils_next;
            report.error(base + mistake.offset, mistake.message);
        }
    }
}

/// A text for a field that must be there and is not.
pub(super) struct StandIn {
    pub(super) field: &'static str,
    pub(super) text: &'static str,
    /// Whether the field is a list, of which this is one.
    pub(super) list: bool,
}

/// The fields of the type, which it tells when it is asked for one that it cannot have, and those beside them.
fn top_fields<T: DeserializeOwned>(beside: &[&str]) -> Vec<String> {
    let error = toml::from_str::<T>("\"\" = 0").err();
    let names = error.as_ref().map_or("", |error| error.message());
    quoted(names).skip(1).chain(beside.iter().copied()).map(str::to_owned).collect()
}

/// In a list that serde found wrong as a whole, the one text that it names.
fn narrow(table: &DeTable<'_>, span: &Range<usize>, message: &str) -> Option<Range<usize>> {
    let named = quoted(message).next()?;
    table.values().find_map(|value| narrow_value(value, span, named))
}

fn narrow_value(value: &Spanned<DeValue<'_>>, span: &Range<usize>, named: &str) -> Option<Range<usize>> {
    match value.get_ref() {
        DeValue::Array(array) if value.span() == *span => {
            array.iter().find(|element| element.get_ref().as_str() == Some(named)).map(Spanned::span)
        }
        DeValue::Array(array) => array.iter().find_map(|element| narrow_value(element, span, named)),
        DeValue::Table(table) => table.values().find_map(|value| narrow_value(value, span, named)),
        _ => None,
    }
}

/// Cuts out the entry whose key or value has this span, in whatever depth; `owner` is where the table begins.
fn cut(
    table: &mut DeTable<'_>,
    above: &str,
    owner: usize,
    span: &Range<usize>,
    incomplete: &mut Vec<usize>,
) -> Option<Culprit> {
    let found = table.iter().find(|(key, value)| key.span() == *span || value.span() == *span);
    if let Some(key) = found.map(|(key, _)| key.get_ref().to_string()) {
        let value = table.remove(key.as_str())?;
        incomplete.push(owner);
        return Some(Culprit::new(&key, &below(above, &key), false, value.get_ref()));
    }
    table.iter_mut().find_map(|(key, value)| cut_value(key.get_ref(), above, value, span, incomplete))
}

/// The way to a field.
fn below(above: &str, key: &str) -> String {
    if above.is_empty() { key.to_owned() } else { format!("{above}.{key}") }
}

fn cut_value(
    key: &str,
    above: &str,
    value: &mut Spanned<DeValue<'_>>,
    span: &Range<usize>,
    incomplete: &mut Vec<usize>,
) -> Option<Culprit> {
    let start = value.span().start;
    match value.get_mut() {
        DeValue::Table(table) => cut(table, &below(above, key), start, span, incomplete),
        DeValue::Array(array) => {
            if let Some(at) = array.iter().position(|element| element.span() == *span) {
                let element = Culprit::new(key, &below(above, key), true, array[at].get_ref());
                incomplete.push(start);
                *array = std::mem::replace(array, DeArray::new())
                    .into_iter()
                    .enumerate()
                    .filter(|(index, _)| *index != at)
                    .map(|(_, element)| element)
                    .collect();
                return Some(element);
            }
            array.iter_mut().find_map(|element| cut_value(key, above, element, span, incomplete))
        }
        _ => None,
    }
}
