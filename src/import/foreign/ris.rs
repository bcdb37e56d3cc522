//! RIS, of reference managers and databases.

use crate::diagnostics::Both;

use super::field::Field::{self, *};
use super::labelled::{Format, Labelled, Line};

pub static RIS: Labelled = Labelled {
    name: "ris",
    about: Both {
        en: "RIS (Zotero, EndNote, Mendeley, Scopus, Web of Science, CiNii)",
        zh: "RIS（Zotero、EndNote、Scopus、CiNii 等）",
    },
    is_mark: |line| matches!(self::line(line), Line::Labelled("TY", _)),
    format: Format { line, first: "TY", fields: FIELDS, kind },
};

const FIELDS: &[(&str, Field)] = &[
    ("TI", Title),
    ("T1", Title),
    ("CT", Title),
    ("TT", OtherTitle),
    ("ST", Ignored),
    ("AU", Author),
    ("A1", Author),
    ("AD", Affiliation),
    ("AB", Abstract),
    ("N2", Abstract),
    ("KW", Keywords),
    ("JO", JournalTitle),
    ("JF", JournalTitle),
    ("T2", JournalTitle),
    ("JA", Ignored),
    ("J2", Ignored),
    ("PB", Publisher),
    ("VL", Volume),
    ("IS", Issue),
    ("SP", FirstPage),
    ("EP", LastPage),
    ("PY", Published),
    ("Y1", Published),
    ("DA", Published),
    ("DO", Doi),
    ("UR", Url),
    ("L1", File),
    ("LK", Url),
    ("SN", AnyNumber),
    ("LA", Language),
    ("ER", Ignored),
    ("ID", Ignored),
    ("Y2", Ignored),
    ("DB", Ignored),
    ("DP", Ignored),
    ("AN", Ignored),
    ("LB", Ignored),
];

/// `AU  - Okafor, Ada`; also with one space, and without any behind the hyphen.
fn line(line: &str) -> Line<'_> {
    let bytes = line.as_bytes();
    let is_label = bytes.len() >= 2
        && bytes[0].is_ascii_uppercase()
        && (bytes[1].is_ascii_uppercase() || bytes[1].is_ascii_digit());
    let rest = if is_label { line[2..].trim_start_matches(' ').strip_prefix('-') } else { None };
    match rest {
        Some(value) => Line::Labelled(&line[..2], value.strip_prefix(' ').unwrap_or(value)),
        None if line.trim().is_empty() => Line::Blank,
        None => Line::More(line),
    }
}

/// What the type of the reference says of the article.
fn kind(code: &str) -> Option<&'static str> {
    match code.trim() {
        "JOUR" | "JFULL" | "EJOUR" | "MGZN" => Some("journal article"),
        "INPR" => Some("preprint"),
        "CONF" | "CPAPER" => Some("conference paper"),
        _ => None,
    }
}
