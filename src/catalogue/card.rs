//! What lists show of an item.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::model::{Article, Content, Datestamp, DublinCore, Item, Language, PartialDate, Person, Text};
use crate::xml::{plain, without_illegal};

/// The most authors that a card names.
const AUTHORS: usize = 20;

/// The most authors of an item that are listed.
pub const AUTHORS_LISTED: usize = 200;

/// What lists show of an item: plain texts, each in its languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Card {
    pub titles: Vec<CardTitle>,
    /// The first authors.
    pub authors: Vec<CardAuthor>,
    /// How many authors there are besides.
    pub more_authors: usize,
    pub journal: Vec<Text>,
    pub section: Vec<Text>,
    pub issue: Option<CardIssue>,
    /// As printed: `130-145`, or the number of the article.
    pub pages: Option<String>,
    /// The date of publication, if it is known in a form that can be compared.
    pub published: Option<PartialDate>,
    /// The datestamp of its oai_dc record, in seconds of Unix time.
    pub datestamp: i64,
}

/// A title.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardTitle {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<Language>,
    pub text: String,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub devised: bool,
}

/// An author under all names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardAuthor {
    /// What identifies the author here: the ORCID iD or, without one, the name.
    pub key: String,
    /// The name that decides the order of authors: family name first, in Latin letters if there is one, in small letters.
    pub sort: String,
    pub names: Vec<Text>,
}

/// The issue that an article is in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CardIssue {
    pub year: Option<String>,
    pub volume: Option<String>,
    pub number: Option<String>,
    /// What a special issue is called.
    pub titles: Vec<Text>,
}

impl Card {
    /// The card of an item whose oai_dc record has this datestamp.
    pub fn of(item: &Item, datestamp: Datestamp) -> Self {
        let card = match &item.content {
            Content::Article(article) => of_article(article),
            Content::Dc(elements) => of_dublin_core(elements),
        };
        Self { datestamp: datestamp.unix(), ..card }
    }

    /// The authors that an item is listed under: more than a card names.
    pub(super) fn listed_authors(item: &Item) -> Vec<CardAuthor> {
        let mut authors = match &item.content {
            Content::Article(article) => article.authors.iter().filter_map(author).collect(),
            Content::Dc(elements) => creators(elements),
        };
        authors.truncate(AUTHORS_LISTED);
        authors
    }

    /// The title in a language, or the first one.
    pub fn title(&self, lang: &str) -> Option<&CardTitle> {
        let in_language = self.titles.iter().find(|title| title.lang.as_ref().is_some_and(|it| it.is(lang)));
        in_language.or_else(|| self.titles.first())
    }
}

fn of_article(article: &Article) -> Card {
    let titles = article.titles.iter().map(|title| CardTitle {
        lang: title.lang.clone(),
        text: line(&title.joined()),
        devised: title.devised,
    });
    let journal = article.journal.as_ref();
    let issue = CardIssue {
        year: article.published.as_ref().map(|date| date.year().to_owned()),
        volume: article.volume.as_deref().map(line),
        number: article.issue.as_deref().map(line),
        titles: texts(&article.issue_titles),
    };
    Card {
        titles: titles.filter(|title| !title.text.is_empty()).collect(),
        authors: article.authors.iter().take(AUTHORS).filter_map(author).collect(),
        more_authors: article.authors.len().saturating_sub(AUTHORS),
        journal: journal.map_or_else(Vec::new, |journal| texts(&journal.titles)),
        section: texts(&article.sections),
        issue: (issue.volume.is_some() || issue.number.is_some()).then_some(issue),
        pages: pages(article),
        published: article.published.clone(),
        datestamp: 0,
    }
}

fn pages(article: &Article) -> Option<String> {
    let pages = article.pages.as_ref().map(|pages| line(&pages.to_string()).replace('-', "–"));
    pages.or_else(|| article.article_number.as_deref().map(line)).filter(|pages| !pages.is_empty())
}

fn of_dublin_core(elements: &DublinCore) -> Card {
    let of = |name: &'static str| elements.elements.iter().filter(move |element| element.element == name);
    let titles = of("title").map(|title| CardTitle {
        lang: title.lang.clone(),
        text: line(&title.value),
        devised: false,
    });
    let authors = creators(elements);
    let published = of("date").find_map(|date| date_in(&date.value));
    Card {
        titles: titles.filter(|title| !title.text.is_empty()).collect(),
        more_authors: authors.len().saturating_sub(AUTHORS),
        authors: authors.into_iter().take(AUTHORS).collect(),
        published,
        ..Card::default()
    }
}

fn creators(elements: &DublinCore) -> Vec<CardAuthor> {
    let creators = elements.elements.iter().filter(|element| element.element == "creator");
    creators.filter_map(|it| named(it.lang.clone(), &it.value)).collect()
}

/// The date, or the year that a text begins with.
fn date_in(text: &str) -> Option<PartialDate> {
    let text = text.trim();
    let starts = [text.get(..10), text.get(..7), text.get(..4)];
    text.parse().ok().or_else(|| starts.into_iter().flatten().find_map(|start| start.parse().ok()))
}

/// What identifies an author among the headings; `None` if the person has no name.
pub fn author_key(person: &Person) -> Option<String> {
    author(person).map(|author| author.key)
}

fn author(person: &Person) -> Option<CardAuthor> {
    let names: Vec<Text> = person
        .names()
        .map(|name| Text { lang: name.lang.cloned(), text: line(&name.displayed()) })
        .filter(|name| !name.text.is_empty())
        .collect();
    let first = names.first()?.text.clone();
    let key = person.orcid.as_ref().map_or(first, |orcid| orcid.as_str().to_owned());
    let sort = line(&person.latin_name().inverted()).to_lowercase();
    Some(CardAuthor { key, sort, names })
}

fn named(lang: Option<Language>, name: &str) -> Option<CardAuthor> {
    let text = line(name);
    (!text.is_empty()).then(|| CardAuthor {
        key: text.clone(),
        sort: text.to_lowercase(),
        names: vec![Text { lang, text }],
    })
}

fn texts(texts: &[Text]) -> Vec<Text> {
    let lines = texts.iter().map(|text| Text { lang: text.lang.clone(), text: line(&text.text) });
    lines.filter(|text| !text.text.is_empty()).collect()
}

/// The plain text on one line, without characters that no page may have.
fn line(text: &str) -> String {
    let text = plain(text);
    let (legal, _) = without_illegal(&text);
    let words: Vec<&str> = match legal {
        Cow::Borrowed(text) => text.split_whitespace().collect(),
        Cow::Owned(ref text) => text.split_whitespace().collect(),
    };
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(json: &str) -> Card {
        Card::of(&serde_json::from_str(json).unwrap(), Datestamp::from_unix(7))
    }

    #[test]
    fn a_card_has_plain_texts_in_all_languages() {
        let card = card(
            r#"{"identifier":"oai:a.org:1","article":{"title":[{"lang":"en","text":"<i>A</i>\n title"},{"text":" "}],
                "author":[{"family":"Wang","given":"Lei","orcid":"0000-0002-1825-0097","variant":[{"lang":"zh","name":"王磊"}]},
                {"name":"\u0003"}],"volume":"40","published":"2022-09","pages":{"first":"130","last":"145"}}}"#,
        );
        assert_eq!(
            card.titles,
            [CardTitle { lang: "en".parse().ok(), text: "A title".into(), devised: false }]
        );
        assert_eq!((card.authors.len(), card.authors[0].key.as_str()), (1, "0000-0002-1825-0097"));
        let names: Vec<_> = card.authors[0].names.iter().map(|name| name.text.as_str()).collect();
        assert_eq!(names, ["Lei Wang", "王磊"]);
        let issue = card.issue.unwrap();
        assert_eq!((issue.year.as_deref(), issue.volume.as_deref()), (Some("2022"), Some("40")));
        assert_eq!((card.pages.as_deref(), card.datestamp), (Some("130–145"), 7));
    }

    #[test]
    fn dublin_core_gives_what_can_be_compared() {
        let card = card(
            r#"{"identifier":"oai:a.org:1","dc":[{"element":"title","value":"T"},{"element":"creator","value":"Wang, L."},
                {"element":"date","value":"about 1900"},{"element":"date","value":"1999/2000"}]}"#,
        );
        assert_eq!((card.titles.len(), card.authors.len(), card.issue), (1, 1, None));
        assert_eq!(card.published.unwrap().as_str(), "1999");
    }

    #[test]
    fn only_the_first_authors_are_named_and_the_others_counted() {
        let creators = (0..25).map(|number| format!(r#"{{"element":"creator","value":"A{number}"}}"#));
        let json = creators.collect::<Vec<_>>().join(",");
        let card = card(&format!(r#"{{"identifier":"oai:a.org:1","dc":[{json}]}}"#));
        assert_eq!((card.authors.len(), card.more_authors), (20, 5));
    }
}
