//! What is wrong with a file, for the person who wrote it.

use std::borrow::Cow;
use std::fmt;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize, Serializer};

use super::{Language, Message, Severity};

/// A place in a file; lines and columns count from 1, columns in characters.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    #[serde(serialize_with = "lossy")]
    pub file: PathBuf,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<usize>,
}

/// A name that is not UTF-8 shall not keep a report from being kept.
fn lossy<S: Serializer>(file: &Path, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&file.to_string_lossy())
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file.display())?;
        for number in [self.line, self.column].into_iter().flatten() {
            write!(f, ":{number}")?;
        }
        Ok(())
    }
}

/// One problem: where, what, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    pub severity: Severity,
    #[serde(flatten)]
    pub place: Place,
    /// The name of its [`Code`](super::Code); empty in a report that an older version kept.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub code: Cow<'static, str>,
    /// What is wrong and what to do, in plain words.
    pub message: String,
    /// The same in Chinese.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub message_zh: String,
}

impl Problem {
    /// A problem as severe as its code.
    pub fn new(place: Place, message: impl Into<Message>) -> Self {
        let message = message.into();
        Self::severe(message.severity(), place, message)
    }

    /// A problem that is more severe than others of its code, or less.
    pub fn severe(severity: Severity, place: Place, message: impl Into<Message>) -> Self {
        let Message { code, words } = message.into();
        Self { severity, place, code: code.name.into(), message: words.en, message_zh: words.zh }
    }

    /// A problem of a whole file.
    pub fn of_file(file: &Path, message: impl Into<Message>) -> Self {
        Self::new(Place { file: file.to_owned(), ..Place::default() }, message)
    }

    /// `error: FILE:LINE:COLUMN: MESSAGE [CODE]`: one line, whatever the name of the file and the words quoted from it contain.
    pub fn line(&self, language: Language) -> String {
        let message = match language.choose(&self.message, &self.message_zh) {
            "" => &self.message,
            message => message,
        };
        let mut line = format!("{}: {}: {message}", self.severity.word(language), self.place);
        if !self.code.is_empty() {
            line += &format!(" [{}]", self.code);
        }
        harmless(&line)
    }
}

impl fmt::Display for Problem {
    /// The line in English.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.line(Language::English))
    }
}

/// How many problems there are of each severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub errors: usize,
    pub warnings: usize,
    pub hints: usize,
}

impl Tally {
    /// Counts one more.
    pub const fn add(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Hint => self.hints += 1,
        }
    }
}

impl<'p> FromIterator<&'p Problem> for Tally {
    fn from_iter<P: IntoIterator<Item = &'p Problem>>(problems: P) -> Self {
        let mut tally = Self::default();
        problems.into_iter().for_each(|problem| tally.add(problem.severity));
        tally
    }
}

/// Control characters are shown, not obeyed, by whatever shows the text.
pub fn harmless(text: &str) -> String {
    let shown = |character: char| match character {
        character if character.is_control() => character.escape_default().collect(),
        character => character.to_string(),
    };
    text.chars().map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::say;

    #[test]
    fn a_problem_is_one_line_whatever_it_quotes() {
        let place = Place { file: "a\n2024 ERROR b.toml".into(), line: Some(1), column: None };
        let problem = Problem::new(place, say!(TITLE_MISSING, "`\u{1b}[31m` 国际", "`\u{1b}[31m` 国际"));
        assert_eq!(problem.to_string(), "error: a\\n2024 ERROR b.toml:1: `\\u{1b}[31m` 国际 [title-missing]");
        let warning = Problem { severity: Severity::Warning, ..problem };
        assert!(warning.to_string().starts_with("warning: a\\n2024"));
        assert!(warning.line(Language::Chinese).starts_with("警告: a\\n2024"));
    }

    #[test]
    fn a_report_of_an_older_version_is_read() {
        let old = r#"{"severity":"error","file":"a.toml","line":3,"message":"no title"}"#;
        let problem: Problem = serde_json::from_str(old).unwrap();
        assert_eq!(problem.line(Language::Chinese), "错误: a.toml:3: no title");
        assert_eq!(serde_json::to_string(&problem).unwrap(), old);
    }
}
