//! Files of other systems become drafts of articles: one trait, one file for each format, one line in [`IMPORTERS`].
//!
//! A draft is an article as far as the file has it, with everything that was guessed or could not be kept.

mod abstracts_page;
mod draft;
mod endnote;
mod estudy;
mod field;
mod importer;
mod labelled;
mod language;
mod lines;
mod naming;
mod nbib;
mod noteexpress;
mod page;
mod page_author;
mod page_entry;
mod people;
mod refworks;
mod ris;
mod sheet;
mod sheet_columns;
mod sheet_damage;
mod sheet_draft;
mod sheet_known;
mod sheet_rows;
mod sheet_text;
mod written;

pub use draft::{Draft, Guess};
pub use importer::{Importer, Sink};
pub use naming::name;
pub use sheet_known::sheet_columns;
pub use written::{article, written};

use std::io::{self, Read};
use std::path::Path;

use lines::Lines;

/// Every format that can be imported, in the order in which they are recognised: the more particular ones come first.
pub const IMPORTERS: &[&dyn Importer] = &[
    &noteexpress::NOTEEXPRESS,
    &estudy::ESTUDY,
    &refworks::REFWORKS,
    &endnote::ENDNOTE,
    &nbib::NBIB,
    &ris::RIS,
    &sheet::Sheet,
    &abstracts_page::AbstractsPage,
];

/// The importer with this name.
pub fn by_name(name: &str) -> Option<&'static dyn Importer> {
    IMPORTERS.iter().copied().find(|importer| importer.name() == name)
}

/// Reads a file with an importer, or with the one that recognises its beginning. `Ok(None)`: nothing recognises it.
///
/// A file of any size takes the memory of one record. Errs if the file cannot be read.
pub fn read(
    path: &Path,
    file: impl Read,
    wanted: Option<&'static dyn Importer>,
    sink: &mut dyn Sink,
) -> io::Result<Option<&'static dyn Importer>> {
    let mut lines = Lines::new(file)?;
    let recognised = || IMPORTERS.iter().copied().find(|importer| importer.recognises(lines.head()));
    let Some(importer) = wanted.or_else(recognised) else { return Ok(None) };
    importer.read(path, &mut lines, sink)?;
    Ok(Some(importer))
}
