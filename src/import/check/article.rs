//! The article.

use crate::model::{Abstract, Affiliation, Article, Journal, Keywords, Pages, Person, Text, Title};

use super::{Findings, code, text};

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
    findings.each("note", &mut article.notes, language_text);
    if let Some(value) = &mut article.journal {
        findings.field("journal", value, journal);
    }
    optional("volume", &mut article.volume, findings, text::required);
    optional("issue", &mut article.issue, findings, text::required);
    if let Some(value) = &mut article.pages {
        findings.field("pages", value, pages);
    }
    optional("doi", &mut article.doi, findings, code::doi);
    optional("url", &mut article.url, findings, code::url);
    findings.each("file", &mut article.files, code::url);
    findings.each("type", &mut article.types, text::required);
    optional("license", &mut article.license, findings, text::required);
    findings.each("copyright", &mut article.copyright, language_text);
    findings.each("relation", &mut article.relations, text::required);
}

/// Checks a field if it is there.
fn optional(
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

fn author(findings: &mut Findings, author: &mut Person) {
    if author.role.is_some() {
        findings.warning("`role` is for contributors, and no format has it of an author; list who is no author under [[contributor]]");
    }
    person(findings, author);
}

fn person(findings: &mut Findings, person: &mut Person) {
    let parts = person.family.is_some() || person.given.is_some();
    if parts && person.name.is_some() {
        findings.error("a person has `family` and `given`, or one `name`, not both; remove one of them");
    }
    if !parts && person.name.is_none() && person.printed.is_none() {
        findings
            .error("a person without a name; add `family` and `given`, or `name` where there are no parts");
    }
    for (key, value) in [
        ("family", &mut person.family),
        ("given", &mut person.given),
        ("name", &mut person.name),
        ("printed", &mut person.printed),
        ("position", &mut person.position),
    ] {
        optional(key, value, findings, text::required);
    }
    optional("orcid", &mut person.orcid, findings, code::orcid);
    findings.each("affiliation", &mut person.affiliations, affiliation);
}

fn affiliation(findings: &mut Findings, affiliation: &mut Affiliation) {
    if *affiliation == Affiliation::default() {
        findings.error("an affiliation that says nothing; fill it in or remove it");
    }
    for (key, value) in [
        ("department", &mut affiliation.department),
        ("institution", &mut affiliation.institution),
        ("city", &mut affiliation.city),
        ("postcode", &mut affiliation.postcode),
        ("country", &mut affiliation.country),
    ] {
        optional(key, value, findings, text::required);
    }
    optional("ror", &mut affiliation.ror, findings, code::url);
}

fn keywords(findings: &mut Findings, keywords: &mut Keywords) {
    if keywords.words.is_empty() {
        findings.error("a list of keywords without a keyword; fill it in or remove it");
    }
    findings.each("words", &mut keywords.words, text::required);
}

fn journal(findings: &mut Findings, journal: &mut Journal) {
    findings.each("title", &mut journal.titles, language_text);
    findings.each("issn", &mut journal.issn, code::issn);
    findings.each("publisher", &mut journal.publisher, language_text);
}

fn pages(findings: &mut Findings, pages: &mut Pages) {
    findings.field("first", &mut pages.first, text::required);
    optional("last", &mut pages.last, findings, text::required);
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
