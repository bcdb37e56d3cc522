//! EndNote's tagged format ("Refer"), which CNKI writes as well.

use crate::diagnostics::Both;

use super::field::Field::{self, *};
use super::labelled::{Format, Labelled, Line};

pub static ENDNOTE: Labelled = Labelled {
    name: "endnote",
    about: Both {
        en: "EndNote, tagged with % (EndNote, CNKI)",
        zh: "EndNote（以 % 开头的标签，EndNote、知网）",
    },
    is_mark: |line| line.starts_with("%0 "),
    format: Format { line, first: "%0", fields: FIELDS, kind },
};

const FIELDS: &[(&str, Field)] = &[
    ("%T", Title),
    ("%Q", OtherTitle),
    ("%A", Author),
    ("%+", Affiliation),
    ("%X", Abstract),
    ("%K", Keywords),
    ("%J", JournalTitle),
    ("%B", JournalTitle),
    ("%I", Publisher),
    ("%V", Volume),
    ("%N", Issue),
    ("%P", FirstPage),
    ("%D", Published),
    ("%8", Published),
    ("%R", Doi),
    ("%U", Url),
    ("%>", File),
    ("%@", AnyNumber),
    ("%L", Cn),
    ("%G", Language),
    ("%W", Ignored),
    ("%M", Ignored),
    ("%~", Ignored),
    ("%[", Ignored),
    ("%F", Ignored),
];

fn line(line: &str) -> Line<'_> {
    match line.strip_prefix('%').and_then(|rest| rest.chars().next()) {
        Some(sign) if line[1 + sign.len_utf8()..].starts_with([' ', '\t']) => {
            let end = 1 + sign.len_utf8();
            Line::Labelled(&line[..end], line[end..].trim_start())
        }
        Some(sign) if line.len() == 1 + sign.len_utf8() => Line::Labelled(line, ""),
        _ if line.trim().is_empty() => Line::Blank,
        _ => Line::More(line),
    }
}

fn kind(text: &str) -> Option<&'static str> {
    match text.trim() {
        "Journal Article" | "Electronic Article" => Some("journal article"),
        "Conference Paper" | "Conference Proceedings" => Some("conference paper"),
        _ => None,
    }
}
