//! Which of several texts is that of the original, and which are translations of it.

use crate::model::{Article, Language, Title};
use crate::xml::plain;

use super::element::is_blank;
use super::line::line;

/// The original titles that are not blank.
pub(in crate::formats) fn real_titles(article: &Article) -> impl Iterator<Item = &Title> {
    article.titles.iter().filter(|title| !title.devised && !is_blank(&plain(&title.text)))
}

/// Whether there is an original title; a devised one does not count.
pub(in crate::formats) fn has_real_title(article: &Article) -> bool {
    real_titles(article).next().is_some()
}

/// Whether there is a title that is not blank, including devised ones.
pub(in crate::formats) fn has_title(article: &Article) -> bool {
    article.titles.iter().any(|title| line(&title.text).is_some())
}

/// The title of the original: of the real ones the first in a language of the text, or the first.
pub(in crate::formats) fn main_title(article: &Article) -> Option<&Title> {
    let is_own = |title: &&Title| {
        let lang = title.lang.as_ref();
        lang.is_some_and(|lang| article.language.iter().any(|language| lang.is_same(language)))
    };
    real_titles(article).find(is_own).or_else(|| real_titles(article).next())
}

/// Whether a text in this language is of the original, not a translation: it is in a language of the article's text; where
/// that is not known, in the language of its title, or of its first abstract. A text of no known language is of the original.
pub(in crate::formats) fn is_original(article: &Article, lang: Option<&Language>) -> bool {
    let Some(lang) = lang else { return true };
    if !article.language.is_empty() {
        return article.language.iter().any(|language| lang.is_same(language));
    }
    let of_title = main_title(article).and_then(|title| title.lang.as_ref());
    let of_abstract = || article.abstracts.iter().find_map(|given| given.lang.as_ref());
    of_title.or_else(of_abstract).is_none_or(|language| lang.is_same(language))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(languages: &[&str], titles: &[(&str, &str)]) -> Article {
        let language = |tag: &str| tag.parse::<Language>().unwrap();
        let title = |(lang, text): &(&str, &str)| Title {
            lang: lang.parse().ok(),
            text: (*text).to_owned(),
            subtitle: None,
            devised: text.starts_with('['),
        };
        Article {
            language: languages.iter().map(|tag| language(tag)).collect(),
            titles: titles.iter().map(title).collect(),
            ..Article::default()
        }
    }

    #[test]
    fn the_main_title_is_real_and_in_the_language_of_the_text() {
        let main = |article: &Article| main_title(article).map(|title| title.text.clone());
        assert_eq!(main(&article(&["zh"], &[("en", "E"), ("zh-Hans", "中")])).unwrap(), "中");
        assert_eq!(main(&article(&["zh"], &[("zh", "[x]"), ("en", "E")])).unwrap(), "E");
        assert_eq!(main(&article(&[], &[("de", " "), ("en", "E")])).unwrap(), "E");
        assert_eq!(main(&article(&["zh"], &[("zh", "[x]")])), None);
    }

    #[test]
    fn a_text_in_another_language_than_the_article_is_a_translation() {
        let is_original = |article: &Article, tag: &str| is_original(article, tag.parse().ok().as_ref());
        let known = article(&["zh"], &[("en", "E")]);
        assert!(is_original(&known, "zh-Hant") && !is_original(&known, "en") && is_original(&known, ""));
        let titled = article(&[], &[("en", "E")]);
        assert!(is_original(&titled, "en-GB") && !is_original(&titled, "zh"));
        assert!(is_original(&article(&[], &[]), "fr"));
    }
}
