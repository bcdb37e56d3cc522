//! The place where a text is not TOML any more.

use crate::model::{Words, words};

/// Where the parser stopped.
pub(super) struct Spot<'t> {
    /// What it says.
    pub(super) says: &'t str,
    /// The text before, and from there on.
    pub(super) before: &'t str,
    pub(super) at: &'t str,
    /// The whole line.
    pub(super) line: &'t str,
}

impl<'t> Spot<'t> {
    pub(super) fn new(says: &'t str, text: &'t str, offset: usize) -> Self {
        let (before, at) = text.split_at_checked(offset).unwrap_or((text, ""));
        let begin = before.rfind('\n').map_or(0, |at| at + 1);
        let line = text.get(begin..).unwrap_or_default().split(['\n', '\r']).next().unwrap_or_default();
        Self { says, before, at, line }
    }

    pub(super) fn says(&self, words: &str) -> bool {
        self.says.contains(words)
    }

    /// The part of the line that was read.
    pub(super) fn column(&self) -> usize {
        self.before.len() - self.before.rfind('\n').map_or(0, |at| at + 1)
    }

    /// Whether the line is before all headings.
    pub(super) fn is_top(&self) -> bool {
        !self.before.lines().any(|line| line.trim_start().starts_with('['))
    }

    /// The rest of the line.
    pub(super) fn rest(&self) -> &'t str {
        self.line.get(self.column()..).unwrap_or_default()
    }

    /// What in the line the parser did not expect: a value as far as it goes, or a sign.
    pub(super) fn token(&self) -> &'t str {
        self.rest().split(" #").next().unwrap_or_default().trim()
    }
}

/// Behind a remedy: the line as it should be.
pub(super) fn as_in(line: Option<String>) -> Words {
    line.map(|line| words!(": {line}", "：{line}")).unwrap_or_default()
}
