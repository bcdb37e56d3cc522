//! CNKI's own export ("E-Study"), with labels in both languages.

use crate::diagnostics::Both;

use super::field::Field::{self, *};
use super::labelled::{Format, Labelled, Line, cut};

pub static ESTUDY: Labelled = Labelled {
    name: "cnki",
    about: Both { en: "CNKI's own export (E-Study)", zh: "知网自定义导出（E-Study）" },
    is_mark: |line| line.starts_with("SrcDatabase-") || line.starts_with("Title-题名"),
    format: Format { line, first: "DataType", fields: FIELDS, kind },
};

const FIELDS: &[(&str, Field)] = &[
    ("Title", Title),
    ("Author", Author),
    ("Organ", Affiliation),
    ("Summary", Abstract),
    ("Keyword", Keywords),
    ("Source", JournalTitle),
    ("Roll", Volume),
    ("Period", Issue),
    ("Page", FirstPage),
    ("Year", Published),
    ("PubTime", Published),
    ("DOI", Doi),
    ("Link", Url),
    ("Fund", Ignored),
    ("PageCount", Ignored),
    ("FirstDuty", Ignored),
    ("SrcDatabase", Ignored),
];

/// `Title-题名: …`
fn line(line: &str) -> Line<'_> {
    match cut(line, &[":", "："]) {
        Some((label, value)) if is_label(label) => {
            Line::Labelled(label.split('-').next().unwrap_or(label), value.trim_start())
        }
        _ if line.trim().is_empty() => Line::Blank,
        _ => Line::More(line),
    }
}

fn is_label(label: &str) -> bool {
    let name = label.split('-').next().unwrap_or_default();
    name == "DataType" || (label.contains('-') && FIELDS.iter().any(|(known, _)| *known == name))
}

fn kind(_: &str) -> Option<&'static str> {
    None
}
