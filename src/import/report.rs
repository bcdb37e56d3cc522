//! The problems of one file, as they are found.

use crate::diagnostics::{Message, Place, Problem, Severity, say};
use std::path::Path;

use crate::xml::Positions;

/// The most problems that are collected of one file.
const MOST_PROBLEMS: usize = 100;

/// Collects problems and finds their places.
pub(super) struct Report<'a> {
    file: &'a Path,
    positions: Positions<'a>,
    problems: Vec<Problem>,
    /// How many more there were.
    more: usize,
    has_errors: bool,
}

impl<'a> Report<'a> {
    pub(super) fn new(file: &'a Path, bytes: &'a [u8]) -> Self {
        Self::of(file, Positions::new(bytes))
    }

    /// Of a file whose text has these positions.
    pub(super) const fn of(file: &'a Path, positions: Positions<'a>) -> Self {
        Self { file, positions, problems: Vec::new(), more: 0, has_errors: false }
    }

    /// The place of a byte of the file.
    pub(super) fn place(&mut self, offset: usize) -> Place {
        let (line, column) = self.positions.of(offset);
        Place { file: self.file.to_owned(), line: Some(line), column: Some(column) }
    }

    /// The problem of the file as a whole, not collected.
    pub(super) fn whole_file(&self, severity: Severity, message: impl Into<Message>) -> Problem {
        let place = Place { file: self.file.to_owned(), line: None, column: None };
        Problem::severe(severity, place, message)
    }

    pub(super) fn push(&mut self, severity: Severity, offset: usize, message: impl Into<Message>) {
        self.has_errors |= severity == Severity::Error;
        if self.problems.len() < MOST_PROBLEMS {
            let place = self.place(offset);
            self.problems.push(Problem::severe(severity, place, message));
        } else {
            self.more += 1;
        }
    }

    pub(super) fn error(&mut self, offset: usize, message: impl Into<Message>) {
        self.push(Severity::Error, offset, message);
    }

    /// The value with its warnings, or everything that is wrong, in the order of the file.
    pub(super) fn finish<T>(mut self, value: Option<T>) -> Result<(T, Vec<Problem>), Vec<Problem>> {
        self.problems.sort_by_key(|problem| (problem.place.line, problem.place.column));
        if self.more > 0 {
            let severity = if self.has_errors { Severity::Error } else { Severity::Warning };
            let message = say!(
                MORE_PROBLEMS,
                "and {more} problems more; correct those above first",
                "另有 {more} 个问题；请先改正上面的问题",
                more = self.more
            );
            self.problems.push(self.whole_file(severity, message));
        }
        match value {
            Some(value) if !self.has_errors => Ok((value, self.problems)),
            _ => Err(self.problems),
        }
    }
}
