//! The types of JPCOAR 2.0, whose list is its own: it has the terms of COAR, but not all of them.

use crate::model::Article;

use super::article_types::{ARTICLE_TYPES, ArticleType, CoarTerm};
use super::resource_type::resource_type;

/// Of the terms of JPCOAR those that an article can have.
const TYPES: [&str; 22] = [
    "conference paper",
    "data paper",
    "editorial",
    "journal article",
    "review article",
    "software paper",
    "conference output",
    "conference presentation",
    "conference poster",
    "lecture",
    "report",
    "research report",
    "technical report",
    "policy report",
    "working paper",
    "commentary",
    "peer review",
    "research proposal",
    "research protocol",
    "technical documentation",
    "transcription",
    "other",
];

/// What is printed in a magazine or newspaper.
const ARTICLE: &str = "article";

/// A paper in the bulletin of a university, for which COAR has no term of its own.
const BULLETIN: [&str; 2] = ["departmental bulletin paper", "紀要論文"];

/// The type of the article in the words of JPCOAR, with the URI of COAR.
pub(in crate::formats) fn jpcoar_type(article: &Article) -> Option<(&'static str, String)> {
    let kind = resource_type(article)?;
    let is_bulletin = |text: &String| BULLETIN.iter().any(|word| word.eq_ignore_ascii_case(text.trim()));
    let listed = Some(kind.coar).filter(|term| TYPES.contains(&term.label));
    let term = listed.or_else(|| wider(kind))?;
    let label = match kind.info_eu_repo {
        _ if article.types.iter().any(is_bulletin) => BULLETIN[0],
        "contributionToPeriodical" => ARTICLE,
        _ => term.label,
    };
    Some((label, term.uri()))
}

/// An article that JPCOAR has no term for is one of a journal; another text is `other`.
fn wider(kind: &ArticleType) -> Option<CoarTerm> {
    let is_article = matches!(kind.info_eu_repo, "article" | "review" | "contributionToPeriodical");
    let label = if is_article || kind.datacite == "JournalArticle" { "journal article" } else { "other" };
    ARTICLE_TYPES.iter().find(|known| known.label == label).map(|known| known.coar)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_of_article_is_one_of_jpcoar() {
        let term =
            |label: &str| jpcoar_type(&Article { types: vec![label.to_owned()], ..Article::default() });
        for kind in &ARTICLE_TYPES {
            let (label, uri) = term(kind.label).unwrap();
            assert!(TYPES.contains(&label) || label == ARTICLE, "{label}");
            assert!(label != "journal article" || uri.ends_with("/c_6501"), "{label} {uri}");
        }
        for (kind, label) in [
            ("book review", "journal article"),
            ("systematic review", "review article"),
            ("commentary", "commentary"),
            ("departmental bulletin paper", "departmental bulletin paper"),
            ("clinical study", "journal article"),
            ("magazine article", "article"),
            ("bibliography", "other"),
            ("corrigendum", "journal article"),
        ] {
            assert_eq!(term(kind).unwrap().0, label, "{kind}");
        }
    }
}
