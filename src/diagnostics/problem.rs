//! What is wrong with a file, for the person who wrote it.

use std::fmt::{self, Write as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize, Serializer};

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

/// Whether the record was taken all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The record was taken; something in it was not.
    Warning,
    /// The record was not taken.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

/// One problem: where, what, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    pub severity: Severity,
    #[serde(flatten)]
    pub place: Place,
    /// What is wrong and what to do, in plain words.
    pub message: String,
}

impl Problem {
    /// An error that is about a whole file.
    pub fn error(file: &Path, message: String) -> Self {
        Self {
            severity: Severity::Error,
            place: Place { file: file.to_owned(), ..Place::default() },
            message,
        }
    }
}

impl fmt::Display for Problem {
    /// `error: FILE:LINE:COLUMN: MESSAGE`: one line, whatever the name of the file and the words quoted from it contain.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for character in format!("{}: {}: {}", self.severity, self.place, self.message).chars() {
            match character {
                character if character.is_control() => write!(f, "{}", character.escape_default())?,
                character => f.write_char(character)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_is_one_line_whatever_it_quotes() {
        let place = Place { file: "a\n2024 ERROR b.toml".into(), line: Some(1), column: None };
        let problem = Problem { severity: Severity::Error, place, message: "`\u{1b}[31m` 国际".to_owned() };
        assert_eq!(problem.to_string(), "error: a\\n2024 ERROR b.toml:1: `\\u{1b}[31m` 国际");
        let warning = Problem { severity: Severity::Warning, ..problem };
        assert!(warning.to_string().starts_with("warning: a\\n2024"));
    }
}
