//! NoteExpress, as CNKI and Wanfang export it. Wanfang's is the only Chinese export that has both languages.

use crate::diagnostics::Both;

use super::field::Field::{self, *};
use super::labelled::{Format, Labelled, Line};

pub static NOTEEXPRESS: Labelled = Labelled {
    name: "noteexpress",
    about: Both { en: "NoteExpress (CNKI, Wanfang)", zh: "NoteExpress（知网、万方）" },
    is_mark: |line| line.starts_with("{Reference Type}"),
    format: Format { line, first: "Reference Type", fields: FIELDS, kind },
};

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
