//! What rules ask of an article.

use crate::model::{Access, Article, Doi, Keywords, Language, PartialDate, Text};

use super::value::Value;

/// The article that is asked.
pub(super) struct Source<'a> {
    pub(super) article: &'a Article,
}

fn plain(text: impl Into<String>) -> Value {
    Value { lang: None, text: text.into() }
}

fn in_language(lang: Option<&Language>, text: &str) -> Value {
    Value { lang: lang.map(ToString::to_string), text: text.to_owned() }
}

fn texts(texts: &[Text]) -> Vec<Value> {
    texts.iter().map(|text| in_language(text.lang.as_ref(), &text.text)).collect()
}

pub(super) fn journal(source: &Source<'_>) -> Vec<Value> {
    source.article.journal.as_ref().map_or_else(Vec::new, |journal| texts(&journal.titles))
}

pub(super) fn year(source: &Source<'_>) -> Vec<Value> {
    source.article.published.iter().map(PartialDate::year).map(plain).collect()
}

pub(super) fn volume(source: &Source<'_>) -> Vec<Value> {
    source.article.volume.iter().map(plain).collect()
}

pub(super) fn issue(source: &Source<'_>) -> Vec<Value> {
    source.article.issue.iter().map(plain).collect()
}

pub(super) fn section(source: &Source<'_>) -> Vec<Value> {
    texts(&source.article.sections)
}

pub(super) fn language(source: &Source<'_>) -> Vec<Value> {
    source.article.language.iter().map(Language::as_str).map(plain).collect()
}

pub(super) fn subject(source: &Source<'_>) -> Vec<Value> {
    let words = |keywords: &Keywords| {
        keywords.words.iter().map(|word| in_language(keywords.lang.as_ref(), &word.text)).collect::<Vec<_>>()
    };
    source.article.keywords.iter().flat_map(words).collect()
}

pub(super) fn kinds(source: &Source<'_>) -> Vec<Value> {
    source.article.types.iter().map(plain).collect()
}

/// The SPDX id where there is one, so that a licence is the same however it is named; else its URL, else its words.
pub(super) fn license(source: &Source<'_>) -> Vec<Value> {
    let Some(license) = &source.article.license else { return Vec::new() };
    let url = || license.url.as_ref().map(ToString::to_string);
    let id = license.spdx.clone().or_else(|| license.creative_commons()?.id.clone());
    id.or_else(url).or_else(|| license.text.clone()).into_iter().map(plain).collect()
}

pub(super) fn access(source: &Source<'_>) -> Vec<Value> {
    source.article.access.into_iter().map(|access| plain(word(access))).collect()
}

/// The access right as record files write it.
pub(super) const fn word(access: Access) -> &'static str {
    match access {
        Access::Open => "open",
        Access::Embargoed => "embargoed",
        Access::Restricted => "restricted",
        Access::MetadataOnly => "metadata-only",
    }
}

/// The original titles, without devised ones.
pub(super) fn title(source: &Source<'_>) -> Vec<Value> {
    let real = source.article.titles.iter().filter(|title| !title.devised);
    real.map(|title| in_language(title.lang.as_ref(), &title.joined())).collect()
}

pub(super) fn creator(source: &Source<'_>) -> Vec<Value> {
    source.article.authors.iter().map(|author| plain(author.inverted())).collect()
}

/// Landing page and DOI.
pub(super) fn link(source: &Source<'_>) -> Vec<Value> {
    let url = source.article.url.iter().map(ToString::to_string);
    url.chain(source.article.doi.iter().map(Doi::url)).map(plain).collect()
}

/// Full texts.
pub(super) fn file(source: &Source<'_>) -> Vec<Value> {
    source.article.files.iter().map(|file| plain(file.url.as_str())).collect()
}

/// Funders.
pub(super) fn funding(source: &Source<'_>) -> Vec<Value> {
    source.article.funding.iter().flat_map(|funding| texts(&funding.funder.0)).collect()
}
