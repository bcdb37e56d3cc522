//! The problems of one file, as they are found.

use std::path::Path;

use crate::xml::Positions;

use super::{Place, Problem, Severity};

/// Collects problems and finds their places.
pub(super) struct Report<'a> {
    file: &'a Path,
    positions: Positions<'a>,
    problems: Vec<Problem>,
}

impl<'a> Report<'a> {
    pub(super) fn new(file: &'a Path, bytes: &'a [u8]) -> Self {
        Self { file, positions: Positions::new(bytes), problems: Vec::new() }
    }

    /// The problem at a byte of the file, not collected.
    pub(super) fn problem(
        &mut self,
        severity: Severity,
        offset: usize,
        message: impl Into<String>,
    ) -> Problem {
        let (line, column) = self.positions.of(offset);
        let place = Place { file: self.file.to_owned(), line: Some(line), column: Some(column) };
        Problem { severity, place, message: message.into() }
    }

    /// The problem of the file as a whole, not collected.
    pub(super) fn whole_file(&self, severity: Severity, message: impl Into<String>) -> Problem {
        let place = Place { file: self.file.to_owned(), line: None, column: None };
        Problem { severity, place, message: message.into() }
    }

    pub(super) fn push(&mut self, severity: Severity, offset: usize, message: impl Into<String>) {
        let problem = self.problem(severity, offset, message);
        self.problems.push(problem);
    }

    pub(super) fn error(&mut self, offset: usize, message: impl Into<String>) {
        self.push(Severity::Error, offset, message);
    }

    /// Whether an error was found.
    pub(super) fn has_errors(&self) -> bool {
        self.problems.iter().any(|problem| problem.severity == Severity::Error)
    }

    /// The value with its warnings, or everything that is wrong, in the order of the file.
    pub(super) fn finish<T>(mut self, value: Option<T>) -> Result<(T, Vec<Problem>), Vec<Problem>> {
        self.problems.sort_by_key(|problem| (problem.place.line, problem.place.column));
        match value {
            Some(value) if !self.has_errors() => Ok((value, self.problems)),
            _ => Err(self.problems),
        }
    }
}
