//! Remarks for the reader of a record: that the article is retracted, and those of the cataloguer.

use crate::model::{Article, Relation, RelationKind, Text};

/// The link of the notice that retracts the article, empty if that is not known; nothing if the article is not known to be
/// retracted.
pub(in crate::formats) fn retraction(article: &Article) -> Option<String> {
    let is_notice = |relation: &&Relation| relation.kind == Some(RelationKind::Retraction);
    match article.relations.iter().find(is_notice) {
        Some(notice) => Some(notice.link().unwrap_or_default()),
        None => article.retracted.as_ref().map(|_| String::new()),
    }
}

/// The remarks. That of the retraction goes first, in Chinese with an article in Chinese, else in English.
pub(in crate::formats) fn remarks(article: &Article) -> Vec<Text> {
    let is_chinese = article.language.first().is_some_and(|language| language.is("zh"));
    let retracted = retraction(article).map(|link| {
        let (lang, text) =
            if is_chinese { ("zh", chinese(article, &link)) } else { ("en", english(article, &link)) };
        Text { lang: lang.parse().ok(), text }
    });
    retracted.into_iter().chain(article.notes.iter().cloned()).collect()
}

fn english(article: &Article, link: &str) -> String {
    let date = article.retracted.as_ref().map_or_else(String::new, |date| format!(" ({date})"));
    let notice = if link.is_empty() { String::new() } else { format!(" Notice of retraction: {link}") };
    format!("This article has been retracted{date}.{notice}")
}

fn chinese(article: &Article, link: &str) -> String {
    let date = article.retracted.as_ref().map_or_else(String::new, |date| format!("（{date}）"));
    let notice = if link.is_empty() { String::new() } else { format!("撤稿声明：{link}") };
    format!("本文已撤稿{date}。{notice}")
}
