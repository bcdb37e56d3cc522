//! What an article says about itself: statements, and the numbers of clinical trials.

use serde::{Deserialize, Serialize};

use super::Language;
use super::text_or_table::short_form;

/// A statement that journals ask authors for, as printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    pub kind: StatementKind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<Language>,
    pub text: String,
}

/// What a statement is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StatementKind {
    /// Where the data are.
    DataAvailability,
    CompetingInterests,
    /// Approval by a committee, consent.
    Ethics,
    Funding,
}

/// A clinical trial that the article reports on. As a text it is the number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, remote = "Self")]
pub struct Trial {
    pub number: String,
    /// The name of the registry, if the number does not show it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registry: Option<String>,
    /// When in the course of the trial the article appeared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<TrialStage>,
}

short_form!(Trial, "the number of a trial, or a table of `number`, `registry` and `stage`", |text: &str| {
    Ok::<_, crate::model::Words>(Trial { number: text.to_owned(), registry: None, stage: None })
});

/// What an article is to the results of a trial.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TrialStage {
    /// It appeared before the results, such as a protocol.
    PreResults,
    Results,
    PostResults,
}
