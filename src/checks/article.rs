//! The article: each of its values by itself.

use crate::model::{
    Abstract, Article, Classification, FileLink, Funding, Keywords, Reference, Relation, Title,
};

use super::fields::{language_text, optional};
use super::person::{author, contributor};
use super::{
    Findings, details, doubt, grant, journal, kind, language, license, other_identifier, placeholder,
    printed, prose, script, text,
};

pub(super) fn check(article: &mut Article, findings: &mut Findings) {
    findings.each("title", &mut article.titles, title);
    findings.each("author", &mut article.authors, author);
    findings.each("contributor", &mut article.contributors, contributor);
    findings.each("abstract", &mut article.abstracts, summary);
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
        findings.field("journal", value, journal::journal);
    }
    optional("volume", &mut article.volume, findings, journal::number);
    optional("issue", &mut article.issue, findings, journal::number);
    optional("article_number", &mut article.article_number, findings, text::required);
    if let Some(value) = &mut article.pages {
        findings.field("pages", value, journal::pages);
    }
    findings.each("language", &article.language, language::tag);
    findings.each("other_identifier", &mut article.other_identifiers, other_identifier::check);
    findings.each("file", &mut article.files, |findings, file: &mut FileLink| {
        optional("media_type", &mut file.media_type, findings, media_type);
    });
    kind::check(&mut article.types, findings);
    if let Some(value) = &mut article.license {
        findings.field("license", value, license::check);
    }
    findings.each("funding", &mut article.funding, funding);
    findings.each("reference", &mut article.references, reference);
    findings.each("relation", &mut article.relations, relation);
    details::article(findings, article);
    doubt::dois(article, findings);
    script::check(article, findings);
    printed::check(article, findings);
    precision(article, findings);
}

/// Dates that must be a year or a day.
fn precision(article: &Article, findings: &mut Findings) {
    if article.embargo_end.as_ref().is_some_and(|date| date.day().is_none()) {
        findings.error_at("embargo_end", "the end of an embargo is a day; write it as YYYY-MM-DD");
    }
    if article.copyright_year.as_ref().is_some_and(|year| year.as_str().len() != 4) {
        findings.error_at("copyright_year", "this must be a year; write it as YYYY");
    }
}

fn title(findings: &mut Findings, title: &mut Title) {
    language::lang(findings, title.lang.as_ref());
    findings.field("text", &mut title.text, prose::required);
    optional("subtitle", &mut title.subtitle, findings, prose::required);
    placeholder::title(findings, title);
    match (title.devised, title.is_bracketed()) {
        (true, false) if !title.text.is_empty() => findings.error(
            "a devised title must be in square brackets, so that readers can see that it is not the original; \
             write [ ] around it, or remove devised = true",
        ),
        (false, true) => findings.warning(
            "square brackets mark a title that the cataloguer devised; add devised = true, or remove the brackets",
        ),
        _ => {}
    }
}

fn summary(findings: &mut Findings, value: &mut Abstract) {
    language::lang(findings, value.lang.as_ref());
    findings.field("text", &mut value.text, |findings, text| {
        prose::required(findings, text);
        prose::abstract_labels(findings, text);
    });
}

fn keywords(findings: &mut Findings, keywords: &mut Keywords) {
    language::lang(findings, keywords.lang.as_ref());
    if keywords.words.is_empty() {
        findings.error("the list of keywords is empty; fill it in, or remove it");
    }
    findings.each("words", keywords.words.iter_mut().map(|word| &mut word.text), keyword);
}

/// Signs that separate keywords on a page. A comma may belong to one: `Arendt, Hannah`.
const SEPARATORS: [char; 4] = [';', '；', '，', '、'];

fn keyword(findings: &mut Findings, word: &mut String) {
    prose::required(findings, word);
    prose::keyword_label(findings, word);
    let references = word.contains('&'); // `&amp;` has been reported
    if let Some(separator) =
        word.chars().find(|sign| SEPARATORS.contains(sign) && !(references && *sign == ';'))
    {
        findings.warning_once(format!(
            "this is one keyword with `{separator}` in it; if these are several, separate them: words = [\"…\", \"…\"]"
        ));
    }
}

fn classification(findings: &mut Findings, value: &mut Classification) {
    findings.field("code", &mut value.code, text::required);
    findings.each("label", &mut value.labels, language_text);
}

fn media_type(findings: &mut Findings, value: &mut String) {
    text::required(findings, value);
    let part = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_graphic());
    if !value.split_once('/').is_some_and(|(kind, name)| part(kind) && part(name)) {
        findings.error(format!("`{value}` is not a media type; write one such as application/pdf"));
    }
}

fn funding(findings: &mut Findings, value: &mut Funding) {
    if value.funder.is_empty() {
        findings.error("the name of the funder is missing; add `funder`");
    } else {
        findings.field("funder", &mut value.funder, details::texts);
    }
    optional("programme", &mut value.programme, findings, text::required);
    optional("award", &mut value.award, findings, text::required);
    optional("award_title", &mut value.award_title, findings, prose::required);
    grant::check(value, findings);
}

fn reference(findings: &mut Findings, value: &mut Reference) {
    optional("text", &mut value.text, findings, prose::required);
    if *value == Reference::default() {
        findings.error("this reference is empty; fill it in, or remove it");
    }
}

fn relation(findings: &mut Findings, value: &mut Relation) {
    optional("text", &mut value.text, findings, prose::required);
    if value.link().is_none() {
        findings.error("this related work has no identifier; add `doi`, `url`, `isbn`, `issn` or `text`");
    }
}
