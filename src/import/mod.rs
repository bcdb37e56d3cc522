//! Other people's files become items; every problem has its place.
//!
//! - [`record_file`], [`Defaults`] and [`repository_file`]: the records folder.
//! - [`Loader`]: files of many records: OAI-PMH responses as harvesters save them, and JSON Lines.

mod accidents;
mod dc_document;
mod dc_reader;
mod defaults;
mod fault;
pub mod foreign;
mod gunzip;
mod incoming;
mod json_lines;
mod lists;
mod load;
mod losses;
pub mod mapping_file;

mod namespaces;
pub mod native;
mod oai_about;
mod oai_envelope;
mod oai_record;
mod oai_response;
mod one_line;
mod origin_date;
mod output;
pub mod record_file;
mod report;
pub mod repository_file;
mod size;
mod tally;
mod toml_file;
mod toml_kinds;
mod toml_line;
mod toml_spot;
mod toml_syntax;
mod toml_values;
mod toml_words;
mod value_codes;

pub use dc_document::dublin_core;
pub use defaults::Defaults;
pub use incoming::{DeletedRecord, Incoming, Origin};
pub use load::{Loader, load_file, unreadable};
pub use origin_date::{Age, OriginDate};
pub use size::RECORD_BYTES;
