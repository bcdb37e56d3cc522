//! Where an article appeared, as a line for people: journal; year, volume and issue; pages.

use std::borrow::Cow;

use crate::model::{Article, Language, Text};
use crate::xml::plain;

use super::element::is_blank;
use crate::formats::vocabulary::is_romanised;

/// A line in a language.
pub(in crate::formats) struct Citation<'a> {
    pub(in crate::formats) lang: Option<&'a Language>,
    pub(in crate::formats) line: String,
}

/// One citation for each title of the journal, in the title's language; what is unknown is left out.
pub(in crate::formats) fn citations(article: &Article) -> Vec<Citation<'_>> {
    let titles = article.journal.iter().flat_map(|journal| &journal.titles);
    let titles: Vec<&Text> = titles.filter(|title| !is_blank(&plain(&title.text))).collect();
    if titles.is_empty() {
        let line = line(article, None, None);
        return if line.is_empty() { Vec::new() } else { vec![Citation { lang: None, line }] };
    }
    titles
        .into_iter()
        .map(|title| {
            let lang = title.lang.as_ref();
            Citation { lang, line: line(article, Some(&plain(&title.text)), lang) }
        })
        .collect()
}

/// Whether the line is in Chinese characters; romanised Chinese is set as other languages are.
fn is_chinese(lang: Option<&Language>) -> bool {
    lang.is_some_and(|lang| lang.is("zh") && !is_romanised(lang))
}

fn line(article: &Article, journal: Option<&str>, lang: Option<&Language>) -> String {
    let mut issue = if is_chinese(lang) { chinese_issue(article) } else { issue(article) };
    let is_own = |title: &&Text| match (title.lang.as_ref(), lang) {
        (Some(one), Some(other)) => one.is_same(other) && is_chinese(Some(one)) == is_chinese(lang),
        (one, other) => one.is_none() && other.is_none(),
    };
    let mut titles = article.issue_titles.iter().filter(|title| !is_blank(&plain(&title.text)));
    let special = titles.find(is_own);
    if let Some(special) = special.filter(|_| !issue.is_empty()) {
        issue += if is_chinese(lang) { "：" } else { ": " };
        issue += &plain(&special.text);
    }
    let pages = article.pages.as_ref().map(ToString::to_string).or_else(|| article.article_number.clone());
    let pages = pages.as_deref().map(|pages| plain(pages).into_owned());
    let parts = [journal.map(str::to_owned), Some(issue), pages];
    let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !is_blank(part)).collect();
    parts.join("; ")
}

/// A number or name without markup, if anything of it is to be seen.
fn seen(text: &Option<String>) -> Option<Cow<'_, str>> {
    text.as_deref().map(plain).filter(|text| !is_blank(text))
}

fn is_number(text: &str) -> bool {
    text.contains(|character: char| character.is_ascii_digit())
}

/// `2022, Vol. 40, No. 5`; an issue that is no number stands as it is.
fn issue(article: &Article) -> String {
    let year = article.published.as_ref().map(|date| date.year().to_owned());
    let volume = seen(&article.volume).map(|volume| format!("Vol. {volume}"));
    let number = seen(&article.issue)
        .map(|number| if is_number(&number) { format!("No. {number}") } else { number.into_owned() });
    let parts: Vec<String> = [year, volume, number].into_iter().flatten().collect();
    parts.join(", ")
}

/// `2022年第40卷第5期`.
fn chinese_issue(article: &Article) -> String {
    let mut text = article.published.as_ref().map_or(String::new(), |date| format!("{}年", date.year()));
    if let Some(volume) = seen(&article.volume) {
        text += &format!("第{volume}卷");
    }
    if let Some(number) = seen(&article.issue) {
        text += &if is_number(&number) { format!("第{number}期") } else { number.into_owned() };
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Journal, Pages};

    fn lines(volume: Option<&str>, issue: Option<&str>, last: Option<&str>) -> Vec<String> {
        let owned = |text: Option<&str>| text.map(str::to_owned);
        let title =
            |lang: &str, text: &str| Text { lang: Some(lang.parse().unwrap()), text: text.to_owned() };
        let article = Article {
            journal: Some(Journal {
                titles: vec![title("zh-Hans", "学报"), title("en", "Journal")],
                ..Journal::default()
            }),
            volume: owned(volume),
            issue: owned(issue),
            published: Some("2022-05".parse().unwrap()),
            pages: Some(Pages { first: "130".to_owned(), last: owned(last), printed: None }),
            ..Article::default()
        };
        citations(&article).into_iter().map(|citation| citation.line).collect()
    }

    #[test]
    fn each_language_cites_in_its_own_way() {
        assert_eq!(lines(None, Some("5"), None), ["学报; 2022年第5期; 130", "Journal; 2022, No. 5; 130"]);
        assert_eq!(
            lines(Some("40"), Some("Special issue"), Some("145")),
            ["学报; 2022年第40卷Special issue; 130-145", "Journal; 2022, Vol. 40, Special issue; 130-145"]
        );
        assert_eq!(lines(None, None, None), ["学报; 2022年; 130", "Journal; 2022; 130"]);
    }

    #[test]
    fn romanised_chinese_is_cited_without_characters() {
        let titles = ["zh-Latn", "zh"].map(|lang| Text { lang: lang.parse().ok(), text: "J".to_owned() });
        let article = Article {
            journal: Some(Journal { titles: titles.into(), ..Journal::default() }),
            issue: Some("5".to_owned()),
            ..Article::default()
        };
        let lines: Vec<_> = citations(&article).into_iter().map(|citation| citation.line).collect();
        assert_eq!(lines, ["J; No. 5", "J; 第5期"]);
    }

    #[test]
    fn what_cannot_be_seen_has_no_caption() {
        assert_eq!(lines(Some("\u{3}"), Some(" "), None), ["学报; 2022年; 130", "Journal; 2022; 130"]);
    }

    #[test]
    fn a_special_issue_and_the_number_of_an_article_are_named() {
        let article = Article {
            journal: Some(Journal {
                titles: vec![Text { lang: "en".parse().ok(), text: "<i>Journal</i>".to_owned() }],
                ..Journal::default()
            }),
            issue: Some("5".to_owned()),
            issue_titles: vec![
                Text { lang: "zh".parse().ok(), text: "专刊".to_owned() },
                Text { lang: "en".parse().ok(), text: "On Norms".to_owned() },
            ],
            article_number: Some("e12".to_owned()),
            ..Article::default()
        };
        let lines: Vec<_> = citations(&article).into_iter().map(|citation| citation.line).collect();
        assert_eq!(lines, ["Journal; No. 5: On Norms; e12"]);
    }

    #[test]
    fn nothing_known_is_nothing_said() {
        assert!(citations(&Article::default()).is_empty());
    }
}
