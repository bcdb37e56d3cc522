//! The journal, and the place of the article in it.

use crate::diagnostics::say;
use crate::model::{Journal, Pages, words};

use super::fields::{language_text, optional};
use super::{Findings, details, text};

pub(super) fn journal(findings: &mut Findings, journal: &mut Journal) {
    for (key, texts) in [
        ("title", &mut journal.titles),
        ("abbreviation", &mut journal.abbreviations),
        ("publisher", &mut journal.publisher),
    ] {
        findings.each(key, texts, language_text);
    }
    findings.field("place", &mut journal.place, details::texts);
    if journal.print_issn.is_some() && journal.print_issn == journal.electronic_issn {
        findings.add_at(
            "electronic_issn",
            say!(
                ISSN_TWICE,
                "print and electronic ISSN cannot be the same; remove the wrong one",
                "印刷版与电子版的 ISSN 不可能相同；请删除错的那个"
            ),
        );
    }
}

/// Words before and after the number of a volume or an issue.
const LABELS: [&str; 9] = ["vol", "volume", "no", "nr", "number", "issue", "第", "期", "卷"];

/// The number of a volume or an issue, which formats write their own words around.
pub(super) fn number(findings: &mut Findings, number: &mut String) {
    text::required(findings, number);
    if let Some(bare) = without_labels(number, &LABELS) {
        findings.add(say!(
            NUMBER_WORDS,
            "`{number}` has words around the number, which formats add themselves; write \"{bare}\"",
            "“{number}”的数字前后有文字，这些文字由各格式自动添加；请写 \"{bare}\""
        ));
    }
}

/// The text from its first digit to its last, if there are labels around it and nothing else.
fn without_labels<'t>(text: &'t str, labels: &[&str]) -> Option<&'t str> {
    let digits = |character: char| character.is_ascii_digit();
    let (begin, end) = (text.find(digits)?, text.rfind(digits)?);
    let (before, bare, behind) = (&text[..begin], &text[begin..=end], &text[end + 1..]);
    let is_label = |text: &str| {
        let word = text.trim().trim_end_matches('.').trim_end().to_lowercase();
        word.is_empty() || labels.contains(&word.as_str())
    };
    (is_label(before) && is_label(behind) && bare != text).then_some(bare)
}

/// What pages call a page.
const PAGE_LABELS: [&str; 7] = ["p", "pp", "pg", "page", "pages", "第", "页"];

/// Signs between the first page and the last.
const DASHES: [char; 7] = ['-', '–', '—', '~', '～', '－', '至'];

pub(super) fn pages(findings: &mut Findings, pages: &mut Pages) {
    findings.field("first", &mut pages.first, page);
    optional("last", &mut pages.last, findings, page);
    optional("printed", &mut pages.printed, findings, text::required);
    let number = |page: &str| page.trim().parse::<u32>().ok();
    let range = pages.first.split_once(DASHES);
    if let (None, Some((first, last))) = (&pages.last, range)
        && let (Some(_), Some(_)) = (number(first), number(last))
    {
        findings.add(say!(
            PAGES_RANGE,
            "`{range}` is a range; write the last page in `last`: pages = {{ first = \"{first}\", last = \"{last}\" }}",
            "“{range}”是页码范围；请把末页写在 last 中：pages = {{ first = \"{first}\", last = \"{last}\" }}",
            range = pages.first,
            first = first.trim(),
            last = last.trim()
        ));
    }
    if let (Some(first), Some(last)) = (number(&pages.first), pages.last.as_deref().and_then(number))
        && last < first
    {
        findings.add_at(
            "last",
            say!(
                PAGES_ORDER,
                "the article ends on page {last}, before it begins on page {first}; write both numbers in full",
                "文章的末页 {last} 在首页 {first} 之前；请把两个页码写全"
            ),
        );
    }
}

/// The number of a page, which formats write their own words around.
fn page(findings: &mut Findings, page: &mut String) {
    text::required(findings, page);
    let Some(bare) = without_labels(page, &PAGE_LABELS) else { return };
    let remedy = match bare.split_once(DASHES) {
        Some((first, last)) => words!(
            "write first = \"{first}\" and last = \"{last}\"",
            "请写 first = \"{first}\"，last = \"{last}\"",
            first = first.trim(),
            last = last.trim()
        ),
        None => words!("write \"{bare}\"", "请写 \"{bare}\""),
    };
    findings.add(say!(
        NUMBER_WORDS,
        "`{page}` has words around the number, which formats add themselves; {remedy}",
        "“{page}”的数字前后有文字，这些文字由各格式自动添加；{remedy}";
        remedy = remedy
    ));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(check: impl Fn(&mut Findings, &mut String), text: &str) -> String {
        let mut findings = Findings::default();
        check(&mut findings, &mut text.to_owned());
        findings.found.into_iter().map(|finding| finding.message.words.en).collect()
    }

    #[test]
    fn words_around_a_number_are_reported_with_the_number() {
        for (text, remedy) in [
            ("pp. 12-34", "write first = \"12\" and last = \"34\""),
            ("p. 130", "write \"130\""),
            ("第12页", "write \"12\""),
            ("34 页", "write \"34\""),
        ] {
            assert!(found(page, text).ends_with(remedy), "{text}: {}", found(page, text));
        }
        for (text, remedy) in [("Vol. 40", "write \"40\""), ("第5期", "write \"5\""), ("No 3", "write \"3\"")]
        {
            assert!(found(number, text).ends_with(remedy), "{text}: {}", found(number, text));
        }
        for text in ["12", "S12", "e1", "xii", "12-34"] {
            assert_eq!(found(page, text), "", "{text}");
        }
        for text in ["40", "Suppl. 1", "增刊1", "2-3", "A"] {
            assert_eq!(found(number, text), "", "{text}");
        }
    }
}
