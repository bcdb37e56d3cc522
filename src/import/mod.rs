//! Other people's files become items; every problem has its place.
//!
//! - [`record_file`], [`Defaults`] and [`repository_file`]: the records folder.
//! - [`load_file`]: files of many records: OAI-PMH responses as harvesters save them, and JSON Lines.

mod check;
mod dc_document;
mod dc_reader;
mod defaults;
mod incoming;
mod json_lines;
mod load;
pub mod mapping_file;

mod namespaces;
pub mod native;
mod oai_about;
mod oai_record;
mod oai_response;
mod problem;
pub mod record_file;
mod report;
pub mod repository_file;
mod size;
mod suggest;
mod tally;
mod toml_file;
mod toml_words;

pub use defaults::Defaults;
pub use incoming::Incoming;
pub use load::load_file;
pub use problem::{Place, Problem, Severity};
pub use suggest::{nearest, remedy};
