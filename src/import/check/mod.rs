//! What can be wrong with an item though it can be read, whatever file it came in.
//!
//! Checks also put right what has one right form: a DOI without its URL, no white space around a text.

mod article;
mod code;
mod contradictions;
mod defaults;
mod doubt;
mod dublin_core;
mod format;
mod identity;
mod journal;
mod kind;
mod language;
mod license;
mod names;
mod other_identifier;
mod person;
mod prose;
mod rules;
mod sets;
mod text;

use std::collections::BTreeSet;

use crate::model::{Article, Content, Item};

use super::Severity;

pub(super) use defaults::{OF_ONE_ARTICLE, defaults, defaults_of, of_one_article};
pub(super) use format::mapping;
pub(super) use identity::identity;
pub(super) use sets::declared;

/// A step from a value to one in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Key(&'static str),
    Index(usize),
}

/// A problem, with the way to the value that it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Finding {
    pub(super) severity: Severity,
    pub(super) path: Vec<Step>,
    /// The field that it is about, too: where a file does not say the first one, it stands there.
    pub(super) beside: Option<&'static str>,
    pub(super) message: String,
}

impl Finding {
    /// The way in words, counted from 1: `author 2, orcid`.
    pub(super) fn way(&self) -> String {
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
    found: Vec<Finding>,
    path: Vec<Step>,
    /// What is told once of a file.
    told: BTreeSet<String>,
}

impl Findings {
    fn push(&mut self, severity: Severity, message: String) {
        self.found.push(Finding { severity, path: self.path.clone(), beside: None, message });
    }

    fn error(&mut self, message: impl Into<String>) {
        self.push(Severity::Error, message.into());
    }

    fn warning(&mut self, message: impl Into<String>) {
        self.push(Severity::Warning, message.into());
    }

    fn error_at(&mut self, field: &'static str, message: impl Into<String>) {
        self.within(Step::Key(field), |findings| findings.error(message));
    }

    fn warning_at(&mut self, field: &'static str, message: impl Into<String>) {
        self.within(Step::Key(field), |findings| findings.warning(message));
    }

    /// A warning about two fields, of which the first may be a default and not stand in the file.
    fn warning_between(&mut self, [field, beside]: [&'static str; 2], message: impl Into<String>) {
        self.warning_at(field, message);
        if let Some(finding) = self.found.last_mut() {
            finding.beside = Some(beside);
        }
    }

    /// A warning that is told at the first of its places only: in each it would be the same.
    fn warning_once(&mut self, message: String) {
        if self.told.insert(message.clone()) {
            self.warning(message);
        }
    }

    /// Goes one step down for the length of a check.
    fn within<T>(&mut self, step: Step, check: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push(step);
        let value = check(self);
        self.path.pop();
        value
    }

    /// Checks what is at a field.
    fn field<V>(&mut self, key: &'static str, value: V, check: impl FnOnce(&mut Self, V)) {
        self.within(Step::Key(key), |findings| check(findings, value));
    }

    /// Checks each of what is at a field.
    fn each<V>(
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

/// What is wrong with an item.
pub(super) fn item(item: &mut Item) -> Vec<Finding> {
    let mut findings = Findings::default();
    findings.each("rights", &mut item.rights, code::url);
    match &mut item.content {
        Content::Article(article) => {
            article::check(article, &mut findings);
            contradictions::contradictions(article, &mut findings);
            contradictions::gaps(article, true, &mut findings);
        }
        Content::Dc(dc) => findings.field("dc", dc, |findings, dc| dublin_core::check(dc, findings)),
    }
    findings.found
}

/// What is wrong with the URLs of rights statements.
pub(super) fn rights(rights: &mut [String]) -> Vec<Finding> {
    let mut findings = Findings::default();
    findings.each("rights", rights, code::url);
    findings.found
}

/// What is wrong with the values of an article, each taken by itself.
pub(super) fn article(article: &mut Article) -> Vec<Finding> {
    let mut findings = Findings::default();
    article::check(article, &mut findings);
    findings.found
}

/// Values of an article that contradict each other, but for what `known` does already: that was told where it stands.
pub(super) fn contradictions(article: &Article, known: &Article) -> Vec<Finding> {
    let of = |article: &Article| {
        let mut findings = Findings::default();
        contradictions::contradictions(article, &mut findings);
        findings.found
    };
    let known = of(known);
    of(article).into_iter().filter(|finding| !known.contains(finding)).collect()
}

/// What an article lacks. `whole` is false where parts of it could not be read, and what is missing may be there.
pub(super) fn gaps(article: &Article, whole: bool) -> Vec<Finding> {
    let mut findings = Findings::default();
    contradictions::gaps(article, whole, &mut findings);
    findings.found
}
