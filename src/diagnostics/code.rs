//! Codes: each kind of problem has a stable name, a level, somebody who can solve it, a rule, and an example.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::model::Both;

use super::Language;

/// How much depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The record is served as it is, and would be better otherwise ("hint").
    Hint,
    /// The record is served; something in it is lost, or looks wrong ("should").
    Warning,
    /// The record is not served ("must").
    Error,
}

impl Severity {
    /// The word before a message.
    pub const fn word(self, language: Language) -> &'static str {
        match self {
            Self::Hint => language.choose("hint", "提示"),
            Self::Warning => language.choose("warning", "警告"),
            Self::Error => language.choose("error", "错误"),
        }
    }

    /// The level that it stands for.
    pub const fn level(self) -> &'static str {
        match self {
            Self::Hint => "hint",
            Self::Warning => "should",
            Self::Error => "must",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word(Language::English))
    }
}

/// Who can solve it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Solver {
    /// Whoever writes the records.
    Editor,
    /// Whoever runs the program.
    Operator,
}

/// The rule that a check comes from, and where it can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    pub name: &'static str,
    /// A web address, or the place in a document of `docs/`, without that folder.
    pub url: &'static str,
}

impl Rule {
    /// Where it can be read, as seen from the root of the project.
    pub fn place(&self) -> String {
        if self.url.contains("://") { self.url.to_owned() } else { format!("docs/{}", self.url) }
    }
}

/// Services that read the records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Aggregator {
    /// Each of them.
    All,
    Base,
    Core,
    Crossref,
    DataCite,
    Doaj,
    GoogleScholar,
    OpenAire,
    OpenAlex,
    WorldCat,
}

impl Aggregator {
    pub const fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Base => "BASE",
            Self::Core => "CORE",
            Self::Crossref => "Crossref",
            Self::DataCite => "DataCite",
            Self::Doaj => "DOAJ",
            Self::GoogleScholar => "Google Scholar",
            Self::OpenAire => "OpenAIRE",
            Self::OpenAlex => "OpenAlex",
            Self::WorldCat => "WorldCat",
        }
    }
}

/// What a code is reported of, or what it is not reported of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Example {
    /// Lines of a record file. A title is added if they have none.
    Record(&'static str),
    /// Lines of `repository.toml`, before the first heading or with headings of their own.
    Repository(&'static str),
    /// Files of a records folder, with their names.
    Folder(&'static [(&'static str, &'static str)]),
    /// A file for `windrow load`, with its name.
    Load(&'static str, &'static str),
    /// What a short file cannot show.
    Situation(&'static str),
}

/// A kind of problem.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// The stable name, such as `doi-twice`, with which messages end.
    pub name: &'static str,
    pub severity: Severity,
    pub solver: Solver,
    pub rule: Rule,
    /// What is wrong, in one sentence.
    pub about: Both,
    /// Whom it concerns.
    pub concerns: &'static [Aggregator],
    /// What happens if it stays.
    pub effect: Both,
    pub wrong: Example,
    pub right: Example,
}
