//! What checks found, and where in the value.

use std::collections::BTreeSet;

use crate::import::Severity;

/// A step from a value to one in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import) enum Step {
    Key(&'static str),
    Index(usize),
}

/// A problem, with the way to the value that it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::import) struct Finding {
    pub(in crate::import) severity: Severity,
    pub(in crate::import) path: Vec<Step>,
    /// The field that it is about, too: where a file does not say the first one, it stands there.
    pub(in crate::import) beside: Option<&'static str>,
    pub(in crate::import) message: String,
}

impl Finding {
    /// The way in words, counted from 1: `author 2, orcid`.
    pub(in crate::import) fn way(&self) -> String {
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

/// Findings, and the way to where the check is just now.
#[derive(Default)]
pub(super) struct Findings {
    pub(super) found: Vec<Finding>,
    pub(super) path: Vec<Step>,
    /// What is told once of a file.
    told: BTreeSet<String>,
}

impl Findings {
    fn push(&mut self, severity: Severity, message: String) {
        self.found.push(Finding { severity, path: self.path.clone(), beside: None, message });
    }

    pub(super) fn error(&mut self, message: impl Into<String>) {
        self.push(Severity::Error, message.into());
    }

    pub(super) fn warning(&mut self, message: impl Into<String>) {
        self.push(Severity::Warning, message.into());
    }

    pub(super) fn error_at(&mut self, field: &'static str, message: impl Into<String>) {
        self.within(Step::Key(field), |findings| findings.error(message));
    }

    pub(super) fn warning_at(&mut self, field: &'static str, message: impl Into<String>) {
        self.within(Step::Key(field), |findings| findings.warning(message));
    }

    /// A warning about two fields, of which the first may be a default and not stand in the file.
    pub(super) fn warning_between(&mut self, [field, beside]: [&'static str; 2], message: impl Into<String>) {
        self.warning_at(field, message);
        if let Some(finding) = self.found.last_mut() {
            finding.beside = Some(beside);
        }
    }

    /// A warning that is told at the first of its places only: in each it would be the same.
    pub(super) fn warning_once(&mut self, message: String) {
        if self.told.insert(message.clone()) {
            self.warning(message);
        }
    }

    /// Goes one step down for the length of a check.
    pub(super) fn within<T>(&mut self, step: Step, check: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push(step);
        let value = check(self);
        self.path.pop();
        value
    }

    /// Checks what is at a field.
    pub(super) fn field<V>(&mut self, key: &'static str, value: V, check: impl FnOnce(&mut Self, V)) {
        self.within(Step::Key(key), |findings| check(findings, value));
    }

    /// Checks each of what is at a field.
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
