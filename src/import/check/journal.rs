//! The journal, and the place of the article in it.

use crate::model::{Journal, Pages};

use super::fields::{language_text, optional};
use super::{Findings, text};

pub(super) fn journal(findings: &mut Findings, journal: &mut Journal) {
    for (key, texts) in [
        ("title", &mut journal.titles),
        ("abbreviation", &mut journal.abbreviations),
        ("publisher", &mut journal.publisher),
    ] {
        findings.each(key, texts, language_text);
    }
    optional("place", &mut journal.place, findings, text::required);
    if journal.print_issn.is_some() && journal.print_issn == journal.electronic_issn {
        findings.error_at(
            "electronic_issn",
            "print and electronic ISSN cannot be the same; remove the wrong one",
        );
    }
}

/// Words before and after the number of a volume or an issue.
const LABELS: [&str; 9] = ["vol", "volume", "no", "nr", "number", "issue", "第", "期", "卷"];

/// The number of a volume or an issue, which formats write their own words around.
pub(super) fn number(findings: &mut Findings, number: &mut String) {
    text::required(findings, number);
    let digits = |character: char| character.is_ascii_digit();
    let (Some(begin), Some(end)) = (number.find(digits), number.rfind(digits)) else { return };
    let (before, bare, behind) = (&number[..begin], &number[begin..=end], &number[end + 1..]);
    let label = |text: &str| {
        let word = text.trim().trim_end_matches('.').trim_end().to_lowercase();
        word.is_empty() || LABELS.contains(&word.as_str())
    };
    if label(before) && label(behind) && bare != number.as_str() {
        findings.warning(format!(
            "`{number}` has words around the number, which formats add themselves; write \"{bare}\""
        ));
    }
}

/// Signs between the first page and the last.
const DASHES: [char; 7] = ['-', '–', '—', '~', '～', '－', '至'];

pub(super) fn pages(findings: &mut Findings, pages: &mut Pages) {
    findings.field("first", &mut pages.first, text::required);
    optional("last", &mut pages.last, findings, text::required);
    optional("printed", &mut pages.printed, findings, text::required);
    let number = |page: &str| page.trim().parse::<u32>().ok();
    let range = pages.first.split_once(DASHES);
    if let (None, Some((first, last))) = (&pages.last, range)
        && let (Some(_), Some(_)) = (number(first), number(last))
    {
        findings.warning(format!(
            "`{}` is a range; write the last page in `last`: pages = {{ first = \"{}\", last = \"{}\" }}",
            pages.first,
            first.trim(),
            last.trim()
        ));
    }
    if let (Some(first), Some(last)) = (number(&pages.first), pages.last.as_deref().and_then(number))
        && last < first
    {
        findings.warning_at("last", format!(
            "the article ends on page {last}, before it begins on page {first}; write both numbers in full"
        ));
    }
}
