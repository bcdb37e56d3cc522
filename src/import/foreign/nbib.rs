//! PubMed's format ("MEDLINE", `.nbib`).

use crate::diagnostics::Both;

use super::field::Field::{self, *};
use super::labelled::{Format, Labelled, Line};

pub static NBIB: Labelled = Labelled {
    name: "nbib",
    about: Both { en: "PubMed (MEDLINE, .nbib)", zh: "PubMed（MEDLINE，.nbib）" },
    is_mark: |line| line.starts_with("PMID- "),
    format: Format { line, first: "PMID", fields: FIELDS, kind },
};

const FIELDS: &[(&str, Field)] = &[
    ("TI", Title),
    ("TT", OtherTitle),
    ("FAU", Author),
    ("AU", Ignored),
    ("AB", Abstract),
    ("OT", Keywords),
    ("JT", JournalTitle),
    ("TA", Ignored),
    ("VI", Volume),
    ("IP", Issue),
    ("PG", FirstPage),
    ("DP", Published),
    ("DEP", Published),
    ("LA", Language),
    ("IS", AnyNumber),
    ("OWN", Ignored),
    ("STAT", Ignored),
    ("DCOM", Ignored),
    ("LR", Ignored),
    ("EDAT", Ignored),
    ("MHDA", Ignored),
    ("CRDT", Ignored),
    ("PHST", Ignored),
    ("SO", Ignored),
    ("PST", Ignored),
    ("JID", Ignored),
    ("SB", Ignored),
];

/// `FAU - Okafor, Ada`; a value goes on after six spaces.
fn line(line: &str) -> Line<'_> {
    let label = line.get(..4).filter(|label| label.starts_with(|sign: char| sign.is_ascii_uppercase()));
    match label.zip(line.get(4..).and_then(|rest| rest.strip_prefix('-'))) {
        Some((label, value)) => Line::Labelled(label.trim_end(), value.trim_start()),
        None if line.trim().is_empty() => Line::Blank,
        None => Line::More(line),
    }
}

fn kind(_: &str) -> Option<&'static str> {
    Some("journal article")
}
