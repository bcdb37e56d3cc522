//! Parts that several pages have.

use serde::Serialize;

use super::html::Said;
use super::lang::Lang;
use super::links::Links;
use crate::catalogue::{Card, CardTitle, Entry, IssueName};
use crate::model::Text;
use crate::repository::NamedSet;

/// A link with a text.
#[derive(Clone, Debug, Serialize)]
pub struct Link {
    pub link: String,
    pub text: String,
}

/// A link with names and the number of articles there.
#[derive(Clone, Debug, Serialize)]
pub struct Counted {
    pub link: String,
    pub names: Vec<Said>,
    pub count: u64,
}

/// A value with its name, and a link if it has one.
#[derive(Clone, Debug, Serialize)]
pub struct Fact {
    pub name: &'static str,
    pub text: String,
    pub link: String,
}

/// An article in a list.
#[derive(Clone, Debug, Serialize)]
pub struct EntryView {
    pub link: String,
    pub title: Said,
    pub devised: bool,
    pub other_titles: Vec<Said>,
    pub authors: Vec<AuthorLink>,
    /// `+ 3`, if there are more.
    pub more_authors: String,
    pub place: Vec<Said>,
    pub pages: String,
}

/// An author with the page of what the author wrote.
#[derive(Clone, Debug, Serialize)]
pub struct AuthorLink {
    pub link: String,
    pub name: Said,
}

/// What a list shows besides title and authors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Journal, issue and pages.
    Whole,
    /// Nothing: the page says it already.
    Known,
}

impl EntryView {
    /// The entry with texts of the language before others.
    pub fn of(entry: &Entry, place: Place, links: &Links, lang: Lang) -> Self {
        let (card, code) = (&entry.card, lang.code());
        let title = card.title(code);
        let others = card.titles.iter().filter(|other| Some(*other) != title);
        Self {
            link: links.item(&entry.identifier),
            title: title.map_or_else(|| Said::plain(None, &entry.identifier), said),
            devised: title.is_some_and(|title| title.devised),
            other_titles: others.map(said).collect(),
            authors: card.authors.iter().map(|author| author_link(author, links, code)).collect(),
            more_authors: if card.more_authors > 0 {
                format!("+ {}", card.more_authors)
            } else {
                String::new()
            },
            place: if place == Place::Whole { whole_place(card, lang) } else { Vec::new() },
            pages: card.pages.clone().unwrap_or_default(),
        }
    }
}

fn said(title: &CardTitle) -> Said {
    Said::plain(title.lang.as_ref(), &title.text)
}

fn author_link(author: &crate::catalogue::CardAuthor, links: &Links, lang: &str) -> AuthorLink {
    let name = in_language(&author.names, lang);
    AuthorLink {
        link: links.author(&author.key),
        name: name
            .map_or_else(|| Said::plain(None, &author.key), |it| Said::plain(it.lang.as_ref(), &it.text)),
    }
}

/// The text in the language, or the first one.
pub fn in_language<'t>(texts: &'t [Text], lang: &str) -> Option<&'t Text> {
    texts.iter().find(|text| text.lang.as_ref().is_some_and(|it| it.is(lang))).or_else(|| texts.first())
}

/// Journal, issue, pages.
fn whole_place(card: &Card, lang: Lang) -> Vec<Said> {
    let mut place: Vec<Said> = in_language(&card.journal, lang.code())
        .map(|it| Said::plain(it.lang.as_ref(), &it.text))
        .into_iter()
        .collect();
    let year = card.published.as_ref().map(|date| date.year().to_owned());
    let issue = card.issue.as_ref().map(|it| numbered(it.volume.as_deref(), it.number.as_deref(), lang));
    let rest = year.into_iter().chain(issue).chain(card.pages.clone());
    place.extend(rest.filter(|text| !text.is_empty()).map(|text| Said::plain(None, &text)));
    place
}

/// `40(5)`, `vol. 40`, `no. 5`, or nothing if neither is known.
pub fn numbered(volume: Option<&str>, number: Option<&str>, lang: Lang) -> String {
    match (volume, number, lang) {
        (Some(volume), Some(number), _) => format!("{volume}({number})"),
        (Some(volume), None, Lang::En) => format!("vol. {volume}"),
        (Some(volume), None, Lang::Zh) => format!("第{volume}卷"),
        (None, Some(number), Lang::En) => format!("no. {number}"),
        (None, Some(number), Lang::Zh) => format!("第{number}期"),
        (None, None, _) => String::new(),
    }
}

/// What an issue is called: its journal in the language, year, volume and number, and its own title.
pub fn issue_names(name: &IssueName, first: &Card, lang: Lang) -> Vec<Said> {
    let [journal, year, volume, number] = name.parts();
    let known = |part: &String| Some(part.clone()).filter(|part| part != "-");
    let mut names = match in_language(&first.journal, lang.code()) {
        Some(title) => vec![Said::plain(title.lang.as_ref(), &title.text)],
        None => vec![Said::plain(None, journal)],
    };
    let numbers = numbered(known(volume).as_deref(), known(number).as_deref(), lang);
    let parts = known(year).into_iter().chain((!numbers.is_empty()).then_some(numbers));
    names.extend(parts.map(|part| Said::plain(None, &part)));
    let titles = first.issue.as_ref().map_or(&[][..], |issue| &issue.titles);
    names.extend(in_language(titles, lang.code()).map(|title| Said::plain(title.lang.as_ref(), &title.text)));
    names
}

/// What a set is called.
pub fn set_names(set: &NamedSet) -> Vec<Said> {
    set.names.iter().map(|name| Said::plain(name.lang.as_ref(), &name.text)).collect()
}
