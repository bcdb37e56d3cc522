//! CNKI's own export ("E-Study"), with labels in both languages.

use std::io;
use std::path::Path;

use crate::diagnostics::Both;

use super::field::Field::{self, *};
use super::importer::{Importer, Sink};
use super::labelled::{Format, Line, cut, read};
use super::lines::Lines;

pub struct EStudy;

impl Importer for EStudy {
    fn name(&self) -> &'static str {
        "cnki"
    }

    fn about(&self) -> Both {
        Both { en: "CNKI's own export (E-Study)", zh: "知网自定义导出（E-Study）" }
    }

    fn recognises(&self, head: &str) -> bool {
        head.lines().any(|line| line.starts_with("SrcDatabase-") || line.starts_with("Title-题名"))
    }

    fn read(&self, path: &Path, lines: &mut Lines<'_>, sink: &mut dyn Sink) -> io::Result<()> {
        read(&FORMAT, path, lines, sink)
    }
}

static FORMAT: Format = Format { line, first: "DataType", fields: FIELDS, kind };

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
