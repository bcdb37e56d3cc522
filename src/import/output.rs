//! What is given and what is told of one file that is loaded.

use crate::diagnostics::{Message, Place, Problem, Severity, say};
use std::path::Path;

use crate::model::Words;
use crate::xml::{Mark, Window};

use super::Incoming;

/// Hands on the records of a file and the problems with them.
pub(super) struct Output<'o> {
    file: &'o Path,
    each: &'o mut dyn FnMut(Result<Incoming, Problem>),
    /// Whether nothing was given or told yet.
    pub(super) is_silent: bool,
}

impl<'o> Output<'o> {
    pub(super) fn new(file: &'o Path, each: &'o mut dyn FnMut(Result<Incoming, Problem>)) -> Self {
        Self { file, each, is_silent: true }
    }

    pub(super) const fn file(&self) -> &Path {
        self.file
    }

    pub(super) fn place(&self, mark: Mark) -> Place {
        Place { file: self.file.to_owned(), line: Some(mark.line), column: Some(mark.column) }
    }

    pub(super) fn give(&mut self, incoming: Incoming) {
        self.is_silent = false;
        (self.each)(Ok(incoming));
    }

    /// Counts records that were not taken; the problem with them is told by itself.
    pub(super) fn reject(&mut self, records: u64) {
        if records > 0 {
            self.give(Incoming::Rejected(records));
        }
    }

    pub(super) fn problem(&mut self, problem: Problem) {
        self.is_silent = false;
        (self.each)(Err(problem));
    }

    pub(super) fn tell(&mut self, severity: Severity, mark: Mark, message: impl Into<Message>) {
        let place = self.place(mark);
        self.problem(Problem::severe(severity, place, message));
    }

    /// Tells that nothing can be read of the file.
    pub(super) fn reject_file(&mut self, message: impl Into<Message>) {
        self.problem(Problem::of_file(self.file, message.into()));
        self.reject(1);
    }

    /// Reads on, and tells if that fails; true if it did.
    pub(super) fn fill(&mut self, window: &mut Window<'_>) -> bool {
        window.fill();
        self.damage(window)
    }

    /// Tells if the file could not be read to its end; true if so.
    pub(super) fn damage(&mut self, window: &mut Window<'_>) -> bool {
        let Some(error) = window.take_damage() else { return false };
        let why = error.get_ref().and_then(|inner| inner.downcast_ref::<Words>()).cloned();
        let message = say!(
            LOAD_DAMAGED,
            "the file cannot be read to its end ({why}); what was read of it before is taken; get it again",
            "文件不能读到末尾（{why}）；此前读到的内容已采用；请重新获取该文件";
            why = why.unwrap_or_else(|| Words::same(error.to_string()))
        );
        self.problem(Problem::of_file(self.file, message));
        true
    }
}
