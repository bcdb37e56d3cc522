//! What checks found, and where in the value.

use crate::diagnostics::{Message, Severity};
use crate::model::Words;
use std::collections::BTreeSet;

/// A step from a value to one in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Key(&'static str),
    Index(usize),
}

/// A problem, with the path to the value that it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub severity: Severity,
    pub path: Vec<Step>,
    /// The other field of a contradiction: the position if the file does not have the first one.
    pub beside: Option<&'static str>,
    pub message: Message,
}

impl Finding {
    /// The path in words, counted from 1: `author 2, orcid`.
    pub fn way(&self) -> String {
        let mut way = String::new();
        for step in &self.path {
            match step {
                Step::Key(key) if way.is_empty() => way += key,
                Step::Key(key) => way += &format!(", {key}"),
                Step::Index(index) => way += &format!(" {}", index + 1),
            }
        }
        way
    }
}

/// Findings, and the path to the value that is being checked.
#[derive(Default)]
pub(super) struct Findings {
    pub(super) found: Vec<Finding>,
    pub(super) path: Vec<Step>,
    /// Messages that are reported once for each file.
    reported: BTreeSet<(&'static str, Words)>,
}

impl Findings {
    /// Adds a message about the value that is being checked. Of two with the same code, the first is enough.
    pub(super) fn add(&mut self, message: Message) {
        let is_same = |known: &Finding| known.message.code == message.code && known.path == self.path;
        if !self.found.iter().any(is_same) {
            self.found.push(Finding {
                severity: message.severity(),
                path: self.path.clone(),
                beside: None,
                message,
            });
        }
    }

    pub(super) fn add_at(&mut self, field: &'static str, message: Message) {
        self.within(Step::Key(field), |findings| findings.add(message));
    }

    /// A message about two fields; the first may be a default that is not in the file.
    pub(super) fn add_between(&mut self, [field, beside]: [&'static str; 2], message: Message) {
        self.add_at(field, message);
        if let Some(finding) = self.found.last_mut() {
            finding.beside = Some(beside);
        }
    }

    /// A message that is reported at its first position only, because it would be the same at each.
    pub(super) fn add_once(&mut self, message: Message) {
        if self.reported.insert((message.code.name, message.words.clone())) {
            self.add(message);
        }
    }

    /// Adds a step to the path during a check.
    pub(super) fn within<T>(&mut self, step: Step, check: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push(step);
        let value = check(self);
        self.path.pop();
        value
    }

    /// Checks the value of a field.
    pub(super) fn field<V>(&mut self, key: &'static str, value: V, check: impl FnOnce(&mut Self, V)) {
        self.within(Step::Key(key), |findings| check(findings, value));
    }

    /// Checks each value of a field.
    pub(super) fn each<V>(
        &mut self,
        key: &'static str,
        values: impl IntoIterator<Item = V>,
        mut check: impl FnMut(&mut Self, V),
    ) {
        self.within(Step::Key(key), |findings| {
            for (index, value) in values.into_iter().enumerate() {
                findings.within(Step::Index(index), |findings| check(findings, value));
            }
        });
    }
}

#[cfg(test)]
impl Findings {
    /// Each finding as a test reads it: `author 2, orcid: …`.
    pub(super) fn lines(self) -> Vec<String> {
        self.found
            .into_iter()
            .map(|finding| format!("{}: {}", finding.way(), finding.message.words))
            .collect()
    }
}
