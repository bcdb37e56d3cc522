//! Where an article appeared, as a line for people: journal; year, volume and issue; pages.

use std::borrow::Cow;

use crate::model::{Article, IssueDate, Language, Text};
use crate::xml::plain;

use super::captions::{Captions, begins_with_number, captions};
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

fn line(article: &Article, journal: Option<&str>, lang: Option<&Language>) -> String {
    let captions = captions(lang);
    let mut issue = issue(article, captions);
    let is_own = |title: &&Text| match (title.lang.as_ref(), lang) {
        (Some(one), Some(other)) => one.is_same(other) && is_romanised(one) == is_romanised(other),
        (one, other) => one.is_none() && other.is_none(),
    };
    let mut titles = article.issue_titles.iter().filter(|title| !is_blank(&plain(&title.text)));
    let special = titles.find(is_own);
    if let Some(special) = special.filter(|_| !issue.is_empty()) {
        issue += captions.map_or(": ", |captions| captions.colon);
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

/// The year of publication, or the years of an issue that has several.
pub(in crate::formats) fn year(article: &Article) -> Option<String> {
    let of_issue = article.issue_date.as_ref().map(IssueDate::years);
    of_issue.or_else(|| article.published.as_ref().map(|date| date.year().to_owned()))
}

/// `2022, Vol. 40, No. 5` as the language writes it; without captions `2022, 40(5)`.
fn issue(article: &Article, captions: Option<&Captions>) -> String {
    let year = year(article);
    let (volume, number) = (seen(&article.volume), seen(&article.issue));
    let Some(captions) = captions else {
        let numbers = match (volume, number) {
            (Some(volume), Some(number)) if begins_with_number(&number) => {
                Some(format!("{volume}({number})"))
            }
            (Some(volume), Some(name)) => Some(format!("{volume}, {name}")),
            (one, other) => one.or(other).map(Cow::into_owned),
        };
        return year.into_iter().chain(numbers).collect::<Vec<_>>().join(", ");
    };
    let year = year.map(|year| format!("{year}{}", captions.year));
    let volume = volume.map(|volume| captions.volume.around(&volume));
    let number = number.map(|number| captions.issue.around(&number));
    let parts: Vec<String> = [year, volume, number].into_iter().flatten().collect();
    parts.join(captions.between)
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
        assert_eq!(lines, ["J; 5", "J; 第5期"]);
    }

    #[test]
    fn supplements_and_special_issues_stand_as_they_are() {
        for (issue, chinese, english) in [
            ("Suppl. 1", "Suppl. 1", ", Suppl. 1"),
            ("增刊", "增刊", ", 增刊"),
            ("增刊1", "增刊1", ", 增刊1"),
            ("S1", "S1", ", S1"),
            ("5-6", "第5-6期", ", No. 5-6"),
            ("2A", "第2A期", ", No. 2A"),
            ("38(40)", "第38(40)期", ", No. 38(40)"),
            ("5 Suppl. 1", "第5期 Suppl. 1", ", No. 5 Suppl. 1"),
            ("5增刊", "第5期增刊", ", No. 5增刊"),
        ] {
            assert_eq!(
                lines(Some("12"), Some(issue), None),
                [
                    format!("学报; 2022年第12卷{chinese}; 130"),
                    format!("Journal; 2022, Vol. 12{english}; 130")
                ]
            );
        }
    }

    #[test]
    fn captions_are_in_the_language_of_the_title_or_there_are_none() {
        for (lang, issue) in [
            ("es", "2022, Vol. 40, Núm. 2"),
            ("fr", "2022, Vol. 40, No 2"),
            ("de", "2022, Bd. 40, Nr. 2"),
            ("pt-BR", "2022, v. 40, n. 2"),
            ("ru", "2022, Том 40, № 2"),
            ("ar", "2022، مجلد 40، عدد 2"),
            ("ja", "2022年第40巻第2号"),
            ("ko", "2022년 제40권 제2호"),
            ("zh-Hant", "2022年第40卷第2期"),
            ("sw", "2022, 40(2)"),
            ("ru-Latn", "2022, 40(2)"),
            ("x-mine", "2022, 40(2)"),
        ] {
            let title = Text { lang: lang.parse().ok(), text: "J".to_owned() };
            assert!(title.lang.is_some(), "{lang}");
            let article = Article {
                journal: Some(Journal { titles: vec![title], ..Journal::default() }),
                volume: Some("40".to_owned()),
                issue: Some("2".to_owned()),
                published: "2022".parse().ok(),
                ..Article::default()
            };
            assert_eq!(citations(&article)[0].line, format!("J; {issue}"), "{lang}");
        }
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
