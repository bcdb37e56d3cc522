//! The article.

use crate::model::{
    Abstract, Access, Article, Classification, FileLink, Funding, Journal, Keywords, License,
    OtherIdentifier, Pages, PartialDate, Reference, Relation, Text, Title,
};

use super::person::{author, person};
use super::{Findings, text};

/// Where the source gives no title, cataloguers devise one.
const NO_TITLE: &str = "the article has no [[title]]; add it. If the source gives none, devise one, put it in square \
                        brackets and mark it: text = \"[On …]\", devised = true";

pub(super) fn check(article: &mut Article, whole: bool, findings: &mut Findings) {
    if article.titles.is_empty() && whole {
        findings.error(NO_TITLE);
    }
    findings.each("title", &mut article.titles, title);
    findings.each("author", &mut article.authors, author);
    findings.each("contributor", &mut article.contributors, person);
    findings.each("abstract", &mut article.abstracts, |findings, value: &mut Abstract| {
        findings.field("text", &mut value.text, text::required);
    });
    findings.each("keywords", &mut article.keywords, keywords);
    for (key, texts) in [
        ("note", &mut article.notes),
        ("issue_title", &mut article.issue_titles),
        ("section", &mut article.sections),
        ("copyright", &mut article.copyright),
        ("copyright_holder", &mut article.copyright_holder),
    ] {
        findings.each(key, texts, language_text);
    }
    findings.each("classification", &mut article.classifications, classification);
    if let Some(value) = &mut article.journal {
        findings.field("journal", value, journal);
    }
    optional("volume", &mut article.volume, findings, text::required);
    optional("issue", &mut article.issue, findings, text::required);
    optional("article_number", &mut article.article_number, findings, text::required);
    if let Some(value) = &mut article.pages {
        findings.field("pages", value, pages);
    }
    dates(article, findings);
    findings.each(
        "other_identifier",
        &mut article.other_identifiers,
        |findings, value: &mut OtherIdentifier| {
            findings.field("value", &mut value.value, text::required);
        },
    );
    findings.each("file", &mut article.files, |findings, file: &mut FileLink| {
        optional("media_type", &mut file.media_type, findings, media_type);
    });
    findings.each("type", &mut article.types, text::required);
    if let Some(value) = &mut article.license {
        findings.field("license", value, license);
    }
    findings.each("funding", &mut article.funding, funding);
    findings.each("reference", &mut article.references, reference);
    findings.each("relation", &mut article.relations, relation);
}

/// Dates and access rights that contradict each other.
fn dates(article: &Article, findings: &mut Findings) {
    if article.embargo_end.as_ref().is_some_and(|date| date.as_str().len() != 10) {
        findings.field("embargo_end", (), |findings, ()| {
            findings.error("an embargo ends on a day; write it as YYYY-MM-DD");
        });
    }
    if article.embargo_end.is_some() && !matches!(article.access, Some(Access::Embargoed | Access::Open)) {
        findings.field("embargo_end", (), |findings, ()| {
            findings.warning("an article with `embargo_end` has access = \"embargoed\" (or \"open\", when the day has passed); add it");
        });
    }
    if article.access == Some(Access::Embargoed) && article.embargo_end.is_none() {
        findings.field("access", (), |findings, ()| {
            findings.warning(
                "an embargo has an end; add `embargo_end`, or harvesters cannot tell when the text is open",
            );
        });
    }
    if article.copyright_year.as_ref().is_some_and(|year| year.as_str().len() != 4) {
        findings
            .field("copyright_year", (), |findings, ()| findings.error("this is a year; write it as YYYY"));
    }
    if let (Some(received), Some(accepted)) = (&article.received, &article.accepted)
        && is_after(received, accepted)
    {
        findings.field("accepted", (), |findings, ()| {
            findings.warning(format!(
                "accepted {accepted}, before it was received ({received}); look at both dates"
            ));
        });
    }
}

/// Whether the first date lies after the second, as far as both are known.
fn is_after(first: &PartialDate, second: &PartialDate) -> bool {
    let known = first.as_str().len().min(second.as_str().len());
    first.as_str()[..known] > second.as_str()[..known]
}

/// Checks a field if it is there.
pub(super) fn optional(
    key: &'static str,
    value: &mut Option<String>,
    findings: &mut Findings,
    check: impl FnOnce(&mut Findings, &mut String),
) {
    if let Some(value) = value {
        findings.field(key, value, check);
    }
}

fn language_text(findings: &mut Findings, value: &mut Text) {
    findings.field("text", &mut value.text, text::required);
}

fn title(findings: &mut Findings, title: &mut Title) {
    findings.field("text", &mut title.text, text::required);
    optional("subtitle", &mut title.subtitle, findings, text::required);
    match (title.devised, title.is_bracketed()) {
        (true, false) if !title.text.is_empty() => findings.error(
            "a devised title stands in square brackets, so that every reader sees that it is not the source's: \
             write \"[…]\" around it, or remove devised = true",
        ),
        (false, true) => findings.warning(
            "a title in square brackets is one that the cataloguer devised; add devised = true, or remove the brackets",
        ),
        _ => {}
    }
}

fn keywords(findings: &mut Findings, keywords: &mut Keywords) {
    if keywords.words.is_empty() {
        findings.error("a list of keywords without a keyword; fill it in or remove it");
    }
    findings.each("words", &mut keywords.words, text::required);
}

fn classification(findings: &mut Findings, value: &mut Classification) {
    findings.field("code", &mut value.code, text::required);
    findings.each("label", &mut value.labels, language_text);
}

fn media_type(findings: &mut Findings, value: &mut String) {
    text::required(findings, value);
    let part = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_graphic());
    if !value.split_once('/').is_some_and(|(kind, name)| part(kind) && part(name)) {
        findings.error(format!("`{value}` is no media type; it looks like application/pdf"));
    }
}

fn license(findings: &mut Findings, value: &mut License) {
    optional("spdx", &mut value.spdx, findings, text::required);
    optional("text", &mut value.text, findings, text::required);
    if *value == License::default() {
        findings.error("a licence that says nothing; fill it in or remove it");
    }
}

fn funding(findings: &mut Findings, value: &mut Funding) {
    findings.field("funder", &mut value.funder, text::required);
    optional("programme", &mut value.programme, findings, text::required);
    optional("award", &mut value.award, findings, text::required);
    optional("award_title", &mut value.award_title, findings, text::required);
}

fn reference(findings: &mut Findings, value: &mut Reference) {
    optional("text", &mut value.text, findings, text::required);
    if *value == Reference::default() {
        findings.error("a reference that says nothing; fill it in or remove it");
    }
}

fn relation(findings: &mut Findings, value: &mut Relation) {
    optional("text", &mut value.text, findings, text::required);
    if value.link().is_none() {
        findings.error("a related work without an identifier; add `doi`, `url`, `isbn`, `issn` or `text`");
    }
}

fn journal(findings: &mut Findings, journal: &mut Journal) {
    for (key, texts) in [
        ("title", &mut journal.titles),
        ("abbreviation", &mut journal.abbreviations),
        ("publisher", &mut journal.publisher),
    ] {
        findings.each(key, texts, language_text);
    }
    optional("place", &mut journal.place, findings, text::required);
    let same = journal.print_issn.is_some() && journal.print_issn == journal.electronic_issn;
    if same {
        findings.field("electronic_issn", (), |findings, ()| {
            findings.error("the printed and the electronic journal have each an ISSN of their own; remove the one that is not right");
        });
    }
}

fn pages(findings: &mut Findings, pages: &mut Pages) {
    findings.field("first", &mut pages.first, text::required);
    optional("last", &mut pages.last, findings, text::required);
    optional("printed", &mut pages.printed, findings, text::required);
    let range = pages.first.split_once(['-', '–', '—']);
    if pages.last.is_none()
        && range
            .is_some_and(|(first, last)| [first, last].iter().all(|page| page.trim().parse::<u32>().is_ok()))
    {
        findings.warning(format!(
            "`{}` is a range; write the last page into `last`: pages = {{ first = \"…\", last = \"…\" }}",
            pages.first
        ));
    }
}
