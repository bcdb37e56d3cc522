//! RefWorks' tagged format, which CNKI writes as well.

use crate::diagnostics::Both;

use super::field::Field::{self, *};
use super::labelled::{Format, Labelled, Line};

pub static REFWORKS: Labelled = Labelled {
    name: "refworks",
    about: Both { en: "RefWorks, tagged (RefWorks, CNKI)", zh: "RefWorks（RefWorks、知网）" },
    is_mark: |line| line.starts_with("RT "),
    format: Format { line, first: "RT", fields: FIELDS, kind },
};

const FIELDS: &[(&str, Field)] = &[
    ("T1", Title),
    ("OT", OtherTitle),
    ("FT", OtherTitle),
    ("A1", Author),
    ("AD", Affiliation),
    ("AB", Abstract),
    ("K1", Keywords),
    ("JF", JournalTitle),
    ("JO", Ignored),
    ("PB", Publisher),
    ("VO", Volume),
    ("IS", Issue),
    ("SP", FirstPage),
    ("OP", LastPage),
    ("YR", Published),
    ("FD", Ignored),
    ("DO", Doi),
    ("LK", Url),
    ("UL", Url),
    ("SN", AnyNumber),
    ("CN", Cn),
    ("LA", Language),
    ("SR", Ignored),
    ("ID", Ignored),
    ("DS", Ignored),
    ("RD", Ignored),
    ("ER", Ignored),
];

/// Labels that an article has no field for.
const OTHERS: [&str; 36] = [
    "A2", "A3", "A4", "A5", "A6", "AN", "AV", "CL", "DB", "ED", "ET", "GR", "IP", "JT", "LL", "NO", "OL",
    "PA", "PMID", "PP", "RP", "SF", "SL", "ST", "T2", "T3", "TA", "U1", "U2", "U3", "U4", "U5", "WP", "WT",
    "WV", "CT",
];

/// `JF 国际安全研究`; CNKI writes `vo` in small letters.
fn line(line: &str) -> Line<'_> {
    let bytes = line.as_bytes();
    let is_label = bytes.len() >= 2
        && bytes[0].is_ascii_alphabetic()
        && bytes[1].is_ascii_alphanumeric()
        && bytes.get(2).is_none_or(|byte| *byte == b' ')
        && known(&line[..2]);
    if is_label {
        Line::Labelled(&line[..2], line[2..].trim_start())
    } else if line.trim().is_empty() {
        Line::Blank
    } else {
        Line::More(line)
    }
}

/// A line of an abstract may begin with a word of two letters.
fn known(label: &str) -> bool {
    let upper = label.to_ascii_uppercase();
    upper == "RT" || FIELDS.iter().any(|(known, _)| *known == upper) || OTHERS.contains(&&*upper)
}

fn kind(text: &str) -> Option<&'static str> {
    (text.trim() == "Journal Article").then_some("journal article")
}
