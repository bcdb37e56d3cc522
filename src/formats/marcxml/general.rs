//! 500 and 504: notes of no kind of their own.

use std::borrow::Cow;

use crate::formats::vocabulary::{trial_registry, version_name};
use crate::formats::writing::line::line;
use crate::formats::writing::remarks::remarks;
use crate::formats::writing::texts::statement_name;
use crate::model::{Article, StatementKind, Trial};

use super::record::{Field, Record};

pub(super) fn push<'a>(article: &'a Article, record: &mut Record<'a>) {
    let mut note = |text: Cow<'a, str>| record.push(Field::new("500", [" ", " "]).with('a', text));
    for text in remarks(article) {
        note(Cow::Owned(text.text));
    }
    note(Cow::Owned(history(article)));
    if let Some(version) = article.version {
        note(Cow::Owned(format!("Version of the full text: {}.", version_name(version))));
    }
    for author in article.authors.iter().filter(|author| author.corresponding) {
        if let Some(name) = line(&author.latin_name().displayed()) {
            note(Cow::Owned(format!("Corresponding author: {name}.")));
        }
    }
    for statement in &article.statements {
        if let Some(text) = line(&statement.text).filter(|_| statement.kind != StatementKind::Funding) {
            note(Cow::Owned(format!("{}: {text}", statement_name(statement.kind))));
        }
    }
    for trial in &article.trials {
        note(Cow::Owned(trial_note(trial).unwrap_or_default()));
    }
    if !article.references.is_empty() {
        let field = Field::new("504", [" ", " "]).with('a', "Includes bibliographical references.");
        record.push(field.with('b', article.references.len().to_string()));
    }
}

/// `Received 2022-01-10; accepted 2022-06-20.`; empty if no date is known.
fn history(article: &Article) -> String {
    let dates = [
        ("received", &article.received),
        ("revised", &article.revised),
        ("accepted", &article.accepted),
        ("published online", &article.published_online),
        ("published in print", &article.published_print),
        ("updated", &article.updated),
    ];
    let known = dates.iter().filter_map(|(word, date)| Some(format!("{word} {}", date.as_ref()?)));
    let known: Vec<String> = known.collect();
    if known.is_empty() { String::new() } else { capitalised(&known.join("; ")) + "." }
}

/// `Clinical trial: NCT00000001 (ClinicalTrials.gov).`
fn trial_note(trial: &Trial) -> Option<String> {
    let number = line(&trial.number)?;
    let known = trial_registry(trial).map(|known| Cow::Borrowed(known.name));
    let registry = trial.registry.as_deref().and_then(line).or(known);
    let registry = registry.map_or_else(String::new, |name| format!(" ({name})"));
    Some(format!("Clinical trial: {number}{registry}."))
}

/// The text with a capital at its beginning.
pub(super) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
