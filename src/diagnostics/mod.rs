//! What is wrong with a file, for the person who wrote it: a problem, its place, the line of the file, and what to do.

mod problem;
mod snippet;
mod source_line;
pub mod suggest;

pub use problem::{Place, Problem, Severity};
pub use snippet::snippet;
pub use source_line::source_line;
