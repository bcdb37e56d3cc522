//! What a synchronisation did, kept in the store so that every node and every command can show it.

use crate::diagnostics::{Language, Problem, Tally, codes};
use std::fmt;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::document::replace_document;
use crate::model::{Datestamp, Words, words};
use crate::store::{Outcome, Store, StoreError};

/// How many items had which outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    pub created: u64,
    pub changed: u64,
    pub unchanged: u64,
    pub deleted: u64,
    pub rejected: u64,
    /// Older at their origin than what is here, and not taken.
    #[serde(default)]
    pub older: u64,
    /// Deletions in formats that items were not loaded in, and not taken.
    #[serde(default)]
    pub other_formats: u64,
}

impl Counts {
    /// Counts the outcome of one change.
    pub(super) const fn add(&mut self, outcome: &Outcome) {
        let count = match outcome {
            Outcome::Created => &mut self.created,
            Outcome::Changed => &mut self.changed,
            Outcome::Unchanged => &mut self.unchanged,
            Outcome::Deleted => &mut self.deleted,
            Outcome::OwnedByOtherSource(_) => &mut self.rejected,
            Outcome::Stale => return, // the caller reads it again
        };
        *count += 1;
    }

    /// Adds what an earlier look at the same items changed.
    pub(crate) const fn follow(&mut self, earlier: Self) {
        self.created += earlier.created;
        self.changed += earlier.changed;
        self.deleted += earlier.deleted;
        self.unchanged = self.unchanged.saturating_sub(earlier.created + earlier.changed);
    }

    /// Whether the store was changed.
    pub const fn wrote(&self) -> bool {
        self.created + self.changed + self.deleted > 0
    }

    /// How many items there were.
    pub const fn total(&self) -> u64 {
        let Self { created, changed, unchanged, deleted, rejected, older, other_formats } = *self;
        created + changed + unchanged + deleted + rejected + older + other_formats
    }
}

impl std::ops::AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        let Self { created, changed, unchanged, deleted, rejected, older, other_formats } = other;
        self.created += created;
        self.changed += changed;
        self.unchanged += unchanged;
        self.deleted += deleted;
        self.rejected += rejected;
        self.older += older;
        self.other_formats += other_formats;
    }
}

/// Deletions that were found and not published: aggregators would take them, and they cannot be called back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withheld {
    pub deletions: u64,
    /// Of so many live items.
    pub of: u64,
    /// Why, in plain words, and what to do.
    pub reason: String,
    /// The same in Chinese; empty in a report that an older version kept.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason_zh: String,
}

impl Withheld {
    pub fn new(deletions: u64, of: u64, reason: Words) -> Self {
        Self { deletions, of, reason: reason.en, reason_zh: reason.zh }
    }

    /// `error: … [CODE]`, as the line of a problem.
    pub fn line(&self, language: Language) -> String {
        let Self { deletions, of, reason, reason_zh } = self;
        let words = words!(
            "error: {deletions} deletions of {of} records are withheld: {why}",
            "错误: 共 {of} 条记录，其中 {deletions} 条的删除暂缓执行：{why}";
            why = Words {
                en: reason.clone(),
                zh: if reason_zh.is_empty() { reason.clone() } else { reason_zh.clone() },
            }
        );
        format!("{} [{}]", language.of(&words), codes::DELETIONS_WITHHELD.name)
    }
}

impl fmt::Display for Withheld {
    /// The line in English.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.line(Language::English))
    }
}

/// A record file whose present content is not published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotPublished {
    /// Relative to the folder.
    pub file: PathBuf,
    /// Whether an earlier version of its record is still served.
    pub served: bool,
}

/// The last synchronisation of a folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// When it ended, by the store's time.
    pub at: Datestamp,
    pub counts: Counts,
    /// Items of every source that were rendered again although they were not edited: rules, formats or the program
    /// have changed.
    #[serde(default)]
    pub refreshed: Counts,
    /// What editors have to correct, or to know.
    pub problems: Vec<Problem>,
    /// In the order of the files; not stored, since one mistake in a file of defaults can hold up every record.
    #[serde(skip)]
    pub not_published: Vec<NotPublished>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withheld: Option<Withheld>,
}

impl Report {
    /// How many problems were reported. Withheld deletions are an error.
    pub fn tally(&self) -> Tally {
        let mut tally: Tally = self.problems.iter().collect();
        tally.errors += usize::from(self.withheld.is_some());
        tally
    }
}

/// The name of the store's document that holds the report of a source.
fn name(source: &str) -> String {
    format!("report:{source}")
}

/// The report of the source's last synchronisation, whichever process wrote it.
pub fn last_report(store: &dyn Store, source: &str) -> Result<Option<Report>, StoreError> {
    // A report that cannot be read was written by another version; the next synchronisation writes a new one.
    Ok(store.document(&name(source))?.and_then(|document| serde_json::from_str(&document.text).ok()))
}

/// Keeps the report as the last one of the source; of two processes, the later one counts.
pub fn keep_report(store: &dyn Store, source: &str, report: &Report) -> Result<(), StoreError> {
    replace_document(store, &name(source), &serde_json::to_string(report).unwrap_or_default())
}
