//! Kinds of articles: COAR Resource Types, info:eu-repo, JATS and DataCite, by the words of editors.

use crate::model::Article;

/// A kind of article in its vocabularies.
#[derive(Debug)]
pub(in crate::formats) struct ResourceType {
    /// COAR's label: what an editor writes.
    pub(in crate::formats) label: &'static str,
    pub(in crate::formats) coar: &'static str,
    /// The local part of the info:eu-repo term.
    pub(in crate::formats) info_eu_repo: &'static str,
    /// JATS's article-type.
    pub(in crate::formats) jats: &'static str,
    /// DataCite's resourceTypeGeneral.
    pub(in crate::formats) datacite: &'static str,
    /// What it is called elsewhere.
    aliases: &'static [&'static str],
}

impl ResourceType {
    /// The whole info:eu-repo term.
    pub(in crate::formats) fn term(&self) -> String {
        format!("{INFO_EU_REPO}{}", self.info_eu_repo)
    }
}

const INFO_EU_REPO: &str = "info:eu-repo/semantics/";
const COAR: &str = "http://purl.org/coar/resource_type/";

const fn kind(
    label: &'static str,
    coar: &'static str,
    info_eu_repo: &'static str,
    jats: &'static str,
    datacite: &'static str,
    aliases: &'static [&'static str],
) -> ResourceType {
    ResourceType { label, coar, info_eu_repo, jats, datacite, aliases }
}

/// The first of several with the same term elsewhere is the one that the term means.
const RESOURCE_TYPES: [ResourceType; 9] = [
    kind(
        "journal article",
        "http://purl.org/coar/resource_type/c_6501",
        "article",
        "research-article",
        "JournalArticle",
        &["article", "JournalArticle"],
    ),
    kind(
        "research article",
        "http://purl.org/coar/resource_type/c_2df8fbb1",
        "article",
        "research-article",
        "JournalArticle",
        &["original article", "research-article"],
    ),
    kind(
        "review article",
        "http://purl.org/coar/resource_type/c_dcae04bc",
        "article",
        "review-article",
        "JournalArticle",
        &["review-article"],
    ),
    kind(
        "book review",
        "http://purl.org/coar/resource_type/c_ba08",
        "review",
        "book-review",
        "JournalArticle",
        &["book-review", "review"],
    ),
    kind(
        "editorial",
        "http://purl.org/coar/resource_type/c_b239",
        "contributionToPeriodical",
        "editorial",
        "JournalArticle",
        &["contributionToPeriodical"],
    ),
    kind(
        "letter to the editor",
        "http://purl.org/coar/resource_type/c_545b",
        "contributionToPeriodical",
        "letter",
        "JournalArticle",
        &["letter"],
    ),
    kind(
        "data paper",
        "http://purl.org/coar/resource_type/c_beb9",
        "article",
        "data-paper",
        "DataPaper",
        &["data-paper", "DataPaper"],
    ),
    kind(
        "corrigendum",
        "http://purl.org/coar/resource_type/c_7acd",
        "other",
        "correction",
        "JournalArticle",
        &["correction", "erratum"],
    ),
    kind("other", "http://purl.org/coar/resource_type/c_1843", "other", "other", "Other", &[]),
];

/// The kind that a word or a URI means.
fn meaning(text: &str) -> Option<&'static ResourceType> {
    let term = text.strip_prefix(INFO_EU_REPO).or_else(|| {
        text.strip_prefix("https://purl.org/coar/resource_type/").or_else(|| text.strip_prefix(COAR))
    });
    let term = term.unwrap_or(text);
    RESOURCE_TYPES.iter().find(|kind| {
        kind.label.eq_ignore_ascii_case(term)
            || kind.info_eu_repo == term
            || kind.coar.strip_prefix(COAR) == Some(term)
            || kind.aliases.iter().any(|alias| alias.eq_ignore_ascii_case(term))
    })
}

/// The kind of the article: of its types the first that a vocabulary knows.
pub(in crate::formats) fn resource_type(article: &Article) -> Option<&'static ResourceType> {
    article.types.iter().find_map(|text| meaning(text))
}

/// The types of the article that no vocabulary knows, in the editor's words.
pub(in crate::formats) fn free_types(article: &Article) -> impl Iterator<Item = &str> {
    article.types.iter().map(String::as_str).filter(|text| meaning(text).is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_terms_mean_a_kind() {
        for (text, label) in [
            ("info:eu-repo/semantics/article", "journal article"),
            ("Book Review", "book review"),
            ("http://purl.org/coar/resource_type/c_b239", "editorial"),
            ("review-article", "review article"),
        ] {
            assert_eq!(meaning(text).map(|kind| kind.label), Some(label), "{text}");
        }
        assert!(meaning("Peer-reviewed Article").is_none());
    }
}
