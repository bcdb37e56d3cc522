//! What is wrong with a file, for the person who wrote it: a problem, its place, the line of the file, and what to do, in English and in
//! Chinese.

mod code;
pub mod codes;
mod language;
mod message;
mod problem;
mod snippet;
mod source_line;
pub mod suggest;
mod xml_fault;

pub use crate::model::Both;
pub use code::{Aggregator, Code, Example, Rule, Severity, Solver};
pub use language::Language;
pub use message::Message;
pub(crate) use message::say;
pub use problem::{Place, Problem, Tally, harmless};
pub use snippet::snippet;
pub use source_line::source_line;
