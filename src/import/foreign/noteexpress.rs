//! NoteExpress, as CNKI and Wanfang export it. Wanfang's is the only Chinese export that has both languages.

use std::io;
use std::path::Path;

use crate::diagnostics::Both;

use super::field::Field::{self, *};
use super::importer::{Importer, Sink};
use super::labelled::{Format, Line, read};
use super::lines::Lines;

pub struct NoteExpress;

impl Importer for NoteExpress {
    fn name(&self) -> &'static str {
        "noteexpress"
    }

    fn about(&self) -> Both {
        Both { en: "NoteExpress (CNKI, Wanfang)", zh: "NoteExpress（知网、万方）" }
    }

    fn recognises(&self, head: &str) -> bool {
        head.lines().any(|line| line.starts_with("{Reference Type}"))
    }

    fn read(&self, path: &Path, lines: &mut Lines<'_>, sink: &mut dyn Sink) -> io::Result<()> {
        read(&FORMAT, path, lines, sink)
    }
}

static FORMAT: Format = Format { line, first: "Reference Type", fields: FIELDS, kind };

const FIELDS: &[(&str, Field)] = &[
    ("Title", Title),
    ("Translated Title", OtherTitle),
    ("Author", Author),
    ("Translated Author", OtherAuthor),
    ("Author Address", Affiliation),
    ("Abstract", Abstract),
    ("Keywords", Keywords),
    ("Journal", JournalTitle),
    ("Translated Journal", OtherJournalTitle),
    ("Publisher", Publisher),
    ("Volume", Volume),
    ("Issue", Issue),
    ("Pages", FirstPage),
    ("Year", Published),
    ("Date", Published),
    ("DOI", Doi),
    ("URL", Url),
    ("ISBN/ISSN", AnyNumber),
    ("Notes", Cn),
    ("Language", Language),
    ("Database Provider", Ignored),
    ("Author Affiliation", Affiliation),
];

/// `{Title}: …`, the colon perhaps of full width.
fn line(line: &str) -> Line<'_> {
    let labelled = line.strip_prefix('{').and_then(|rest| rest.split_once('}'));
    match labelled {
        Some((label, rest)) => Line::Labelled(label, rest.trim_start_matches([':', '：', ' '])),
        None if line.trim().is_empty() => Line::Blank,
        None => Line::More(line),
    }
}

fn kind(text: &str) -> Option<&'static str> {
    (text.trim() == "Journal Article").then_some("journal article")
}
