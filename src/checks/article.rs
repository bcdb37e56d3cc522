//! The article: each of its values by itself.

use crate::diagnostics::say;
use crate::model::{
    Abstract, Article, Classification, FileLink, Funding, Keywords, Reference, Relation, Title,
};

use super::check::Check;
use super::fields::{language_text, optional};
use super::person::{author, contributor};
use super::{
    Findings, details, grant, journal, language, license, other_identifier, placeholder, prose, text,
};

/// The values of the article, in the order of the file format.
pub(super) struct Values;

impl Check for Values {
    fn check(&self, article: &mut Article, findings: &mut Findings) {
        values(article, findings);
    }
}

fn values(article: &mut Article, findings: &mut Findings) {
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
    if let Some(value) = &mut article.license {
        findings.field("license", value, license::check);
    }
    findings.each("funding", &mut article.funding, funding);
    findings.each("reference", &mut article.references, reference);
    findings.each("relation", &mut article.relations, relation);
    details::article(findings, article);
}

fn title(findings: &mut Findings, title: &mut Title) {
    language::lang(findings, title.lang.as_ref());
    findings.field("text", &mut title.text, prose::required);
    optional("subtitle", &mut title.subtitle, findings, prose::required);
    placeholder::title(findings, title);
    match (title.devised, title.is_bracketed()) {
        (true, false) if !title.text.is_empty() => findings.add(say!(
            TITLE_BRACKETS,
            "a devised title must be in square brackets, so that readers can see that it is not the original; write [ ] around it, or \
             remove devised = true",
            "自拟题名必须放在方括号中，使读者知道它不是原题名；请加上 [ ]，或删除 devised = true"
        )),
        (false, true) => findings.add(say!(
            TITLE_DEVISED,
            "square brackets mark a title that the cataloguer devised; add devised = true, or remove the brackets",
            "方括号表示编目员自拟的题名；请加上 devised = true，或删除方括号"
        )),
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
        findings.add(say!(
            VALUE_EMPTY,
            "the list of keywords is empty; fill it in, or remove it",
            "关键词列表是空的；请填写，或删除"
        ));
    }
    findings.each("words", keywords.words.iter_mut().map(|word| &mut word.text), keyword);
}

/// Signs that separate keywords on a page. A comma may belong to one: `Arendt, Hannah`.
const SEPARATORS: [char; 4] = [';', '；', '，', '、'];

fn keyword(findings: &mut Findings, word: &mut String) {
    prose::required(findings, word);
    prose::keyword_label(findings, word);
    let references = word.contains('&'); // `&amp;` has been reported
    let is_separator = |sign: char| SEPARATORS.contains(&sign) && !(references && sign == ';');
    if let Some(separator) = word.chars().find(|sign| is_separator(*sign)) {
        let parts = word.split(is_separator).map(str::trim).filter(|part| !part.is_empty());
        let parts: Vec<_> = parts.map(|part| format!("{part:?}")).collect();
        findings.add_once(say!(
            KEYWORDS_TOGETHER,
            "this is one keyword with `{separator}` in it; if these are several, write words = [{parts}]",
            "这是一个含有“{separator}”的关键词；如果是几个关键词，请写 words = [{parts}]",
            parts = parts.join(", ")
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
        findings.add(say!(
            MEDIA_TYPE,
            "`{value}` is not a media type; write one such as application/pdf",
            "“{value}”不是媒体类型；请写成 application/pdf 这样的形式"
        ));
    }
}

fn funding(findings: &mut Findings, value: &mut Funding) {
    if value.funder.is_empty() {
        findings.add(say!(
            FUNDER_MISSING,
            "the name of the funder is missing; add `funder`",
            "缺少资助机构的名称；请加上 funder"
        ));
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
        findings.add(say!(
            VALUE_EMPTY,
            "this reference is empty; fill it in, or remove it",
            "这条参考文献是空的；请填写，或删除"
        ));
    }
}

fn relation(findings: &mut Findings, value: &mut Relation) {
    optional("text", &mut value.text, findings, prose::required);
    if value.link().is_none() {
        findings.add(say!(
            RELATION_UNIDENTIFIED,
            "this related work has no identifier; add `doi`, `url`, `isbn`, `issn` or `text`",
            "这个相关作品没有标识；请加上 doi、url、isbn、issn 或 text"
        ));
    }
}
