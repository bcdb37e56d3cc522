//! What an importer is.

use std::io;
use std::path::Path;

use crate::diagnostics::{Both, Problem};

use super::draft::Draft;
use super::lines::Lines;

/// A reader of one format.
pub trait Importer: Sync {
    /// The name, for `--from`.
    fn name(&self) -> &'static str;

    /// Which files it reads.
    fn about(&self) -> Both;

    /// Whether a file that begins like this is of the format. What the file is called says nothing.
    fn recognises(&self, head: &str) -> bool;

    /// Reads all records, and gives each as soon as it is complete. Errs if the file cannot be read any further.
    fn read(&self, path: &Path, lines: &mut Lines<'_>, sink: &mut dyn Sink) -> io::Result<()>;
}

/// What takes the records of a file.
pub trait Sink {
    fn draft(&mut self, draft: Draft);

    /// Something that is not about a draft, or a record that cannot become one.
    fn problem(&mut self, problem: Problem);
}
