//! Which type of article the words and terms of a record mean.

use crate::formats::writing::element::is_blank;
use crate::model::{Article, Both, both};
use crate::xml::plain;

use super::article_types::{ARTICLE_TYPES, ArticleType, COAR};

/// Why a format that demands a type is not written.
pub(in crate::formats) const NO_TYPE: Both = both(
    "`type` is missing or not a known article type; add one, such as \"journal article\"",
    "没有 type，或不是已知的文献类型；请加上，如 \"journal article\"",
);

const INFO_EU_REPO: &str = "info:eu-repo/semantics/";

/// Terms of COAR that have expired, and the type that replaces them.
const EXPIRED: [(&str, &str); 2] = [("c_3e5a", "journal article"), ("c_26e4", "interview")];

impl ArticleType {
    /// The whole info:eu-repo term.
    pub(in crate::formats) fn term(&self) -> String {
        format!("{INFO_EU_REPO}{}", self.info_eu_repo)
    }

    /// Its label, where COAR has no term for just this type.
    pub(in crate::formats) fn own_label(&self) -> Option<&'static str> {
        (self.label != self.coar.label).then_some(self.label)
    }
}

/// The letters of a word in lower case, so that `review-article`, `Review Article` and `ReviewArticle` are one.
fn letters(text: &str) -> String {
    text.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn first(is_it: impl Fn(&ArticleType) -> bool) -> Option<&'static ArticleType> {
    ARTICLE_TYPES.iter().find(|kind| is_it(kind))
}

fn by_label(label: &str) -> Option<&'static ArticleType> {
    first(|kind| letters(kind.label) == label)
}

/// The type that a word or a URI means: the one with this label, else the one that a vocabulary calls so.
fn meaning(text: &str) -> Option<&'static ArticleType> {
    let text = text.trim();
    if let Some(term) = text.strip_prefix(INFO_EU_REPO) {
        return first(|kind| kind.info_eu_repo == term);
    }
    if let Some(id) =
        text.strip_prefix(COAR).or_else(|| text.strip_prefix("https://purl.org/coar/resource_type/"))
    {
        let expired = EXPIRED.iter().find(|(expired, _)| *expired == id);
        return first(|kind| kind.coar.id == id)
            .or_else(|| expired.and_then(|(_, label)| by_label(&letters(label))));
    }
    let word = letters(text);
    let is_word = |term: &&str| letters(term) == word;
    by_label(&word)
        .or_else(|| first(|kind| is_word(&kind.jats) || kind.aliases.iter().any(is_word)))
        .or_else(|| first(|kind| is_word(&kind.info_eu_repo) || is_word(&kind.datacite)))
}

/// The type of the article: of its types the first that a vocabulary knows. What a journal prints and calls by a word that none
/// knows is a journal article.
pub(in crate::formats) fn resource_type(article: &Article) -> Option<&'static ArticleType> {
    let is_said = || article.types.iter().any(|text| !is_blank(&plain(text)));
    let wider = || ARTICLE_TYPES.first().filter(|_| article.journal.is_some() && is_said());
    article.types.iter().find_map(|text| meaning(text)).or_else(wider)
}

/// The words for the article that no vocabulary knows: the label of its type where COAR has a wider one only, and what else the
/// editor wrote.
pub(in crate::formats) fn free_types(article: &Article) -> impl Iterator<Item = &str> {
    let own = resource_type(article).and_then(ArticleType::own_label);
    let words = article.types.iter().map(String::as_str).filter(|text| meaning(text).is_none());
    own.into_iter().chain(words)
}

/// Whether a vocabulary knows this word or URI for a type of article.
pub fn is_article_type(text: &str) -> bool {
    meaning(text).is_some()
}

/// The labels of the types of articles, for "did you mean".
pub fn article_types() -> impl Iterator<Item = &'static str> + Clone {
    ARTICLE_TYPES.iter().map(|kind| kind.label)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn words_and_terms_mean_a_type() {
        for (text, label) in [
            ("info:eu-repo/semantics/article", "journal article"),
            ("info:eu-repo/semantics/other", "other"),
            ("info:eu-repo/semantics/review", "review"),
            ("info:eu-repo/semantics/conferenceObject", "conference output"),
            ("Book Review", "book review"),
            ("http://purl.org/coar/resource_type/c_b239", "editorial"),
            ("https://purl.org/coar/resource_type/D97F-VB57", "commentary"),
            ("http://purl.org/coar/resource_type/c_3e5a", "journal article"),
            ("review-article", "review article"),
            ("JournalArticle", "journal article"),
            ("Other", "other"),
            ("review", "review"),
            ("letter", "letter"),
            ("correction", "corrigendum"),
            ("Expression_of_concern", "expression of concern"),
            ("学术论文", "journal article"),
        ] {
            assert_eq!(meaning(text).map(|kind| kind.label), Some(label), "{text}");
        }
        for text in
            ["Peer-reviewed Article", "journal artcle", "", "-", "http://purl.org/coar/resource_type/c_0"]
        {
            assert!(meaning(text).is_none(), "{text}");
        }
    }

    #[test]
    fn every_label_means_its_own_row_and_no_word_has_two_meanings() {
        let mut words = BTreeSet::new();
        for kind in &ARTICLE_TYPES {
            assert_eq!(meaning(kind.label).map(|kind| kind.label), Some(kind.label));
            for word in [kind.label].iter().chain(kind.aliases) {
                assert!(words.insert(letters(word)), "{word} stands twice");
            }
            for alias in kind.aliases {
                assert_eq!(meaning(alias).map(|kind| kind.label), Some(kind.label), "{alias}");
            }
        }
    }

    #[test]
    fn the_documentation_has_every_row() {
        let documented = include_str!("../../../docs/formats.md");
        for kind in &ARTICLE_TYPES {
            let wider = if kind.coar.label == kind.label { "" } else { kind.coar.label };
            let row = format!(
                "| {} | {} | {} | `{}` | `{}` | `{}` | {} |",
                kind.label,
                format!("`{}` {wider}", kind.coar.id).trim(),
                if kind.openaire() == kind.coar { "" } else { kind.openaire().label },
                kind.info_eu_repo,
                kind.jats,
                kind.datacite,
                kind.schema_org.map(|term| format!("`{term}`")).unwrap_or_default(),
            );
            assert!(documented.contains(&row), "{row}");
        }
    }

    #[test]
    fn a_word_that_nobody_knows_is_a_journal_article_in_a_journal_only() {
        let article = |json: &str| serde_json::from_str::<Article>(json).unwrap();
        let label = |json: &str| resource_type(&article(json)).map(|kind| kind.label);
        assert_eq!(label(r#"{"type": ["journal artcle"], "journal": {}}"#), Some("journal article"));
        assert_eq!(label(r#"{"type": ["journal artcle"]}"#), None);
        assert_eq!(label(r#"{"journal": {}}"#), None);
        let retraction = article(r#"{"type": ["Retraction notice", "撤稿"], "journal": {}}"#);
        assert_eq!(free_types(&retraction).collect::<Vec<_>>(), ["retraction", "撤稿"]);
    }
}
