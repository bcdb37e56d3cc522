//! Remarks for the reader of a record: that the article is retracted, and those of the cataloguer.

use crate::model::{Article, RelationKind, Text};

/// The link of the notice that retracts the article, empty if the notice has none; nothing if the article is not known to be
/// retracted.
pub(in crate::formats) fn retraction(article: &Article) -> Option<String> {
    let notice = article.relations.iter().find(|relation| relation.kind == Some(RelationKind::Retraction))?;
    Some(notice.link().unwrap_or_default())
}

/// The remarks. That of the retraction goes first, in Chinese with an article in Chinese, else in English.
pub(in crate::formats) fn remarks(article: &Article) -> Vec<Text> {
    let is_chinese = article.language.first().is_some_and(|language| language.is("zh"));
    let (lang, words) = if is_chinese {
        ("zh", "本文已撤稿。撤稿声明：")
    } else {
        ("en", "This article has been retracted. Notice of retraction: ")
    };
    let retracted =
        retraction(article).map(|link| Text { lang: lang.parse().ok(), text: format!("{words}{link}") });
    retracted.into_iter().chain(article.notes.iter().cloned()).collect()
}
