//! What a citation in words is made of, in one language.

use crate::model::{Article, NameParts, PartialDate, Person, Text, Title};
use crate::xml::{is_xml_char, plain};

/// An article as it is cited.
pub(super) struct Cited<'a> {
    pub(super) title: String,
    /// Whether the cataloguer made the title.
    pub(super) is_devised: bool,
    pub(super) authors: Vec<NameParts<'a>>,
    pub(super) journal: Option<String>,
    pub(super) year: Option<&'a str>,
    pub(super) volume: Option<&'a str>,
    pub(super) issue: Option<&'a str>,
    /// The pages with a hyphen between first and last, or the number of the article.
    pub(super) pages: Option<String>,
    pub(super) doi: Option<String>,
    pub(super) url: Option<String>,
}

/// Which form of names and titles a citation has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// In Latin letters where the record has them.
    Latin,
    /// As the record has them first.
    Original,
}

impl<'a> Cited<'a> {
    /// `None` if the article has no title: then there is nothing to cite.
    pub(super) fn of(article: &'a Article, wanted: Wanted) -> Option<Self> {
        let title = title(&article.titles, wanted)?;
        let journal = article.journal.as_ref().map_or(&[][..], |journal| &journal.titles);
        let pages =
            article.pages.as_ref().map(ToString::to_string).or_else(|| article.article_number.clone());
        Some(Self {
            title: line(&title.joined()),
            is_devised: title.devised,
            authors: article.authors.iter().map(|person| name(person, title, wanted)).collect(),
            journal: like(journal, title).map(|text| line(&text.text)),
            year: article.published.as_ref().map(PartialDate::year),
            volume: article.volume.as_deref(),
            issue: article.issue.as_deref(),
            pages,
            doi: article.doi.as_ref().map(ToString::to_string),
            url: article.url.as_ref().map(ToString::to_string),
        })
    }
}

fn title(titles: &[Title], wanted: Wanted) -> Option<&Title> {
    let seen = || titles.iter().filter(|title| !line(&title.text).is_empty());
    let latin = || seen().find(|title| !title.devised && is_latin(&title.text));
    let real = || seen().find(|title| !title.devised).or_else(|| seen().next());
    if wanted == Wanted::Latin { latin().or_else(real) } else { real() }
}

/// The name in the letters of the title.
fn name<'a>(person: &'a Person, title: &Title, wanted: Wanted) -> NameParts<'a> {
    if wanted == Wanted::Latin || is_latin(&title.text) {
        return person.latin_name();
    }
    person.names().find(NameParts::is_east_asian).unwrap_or_else(|| person.own_name())
}

/// The text in the language of the title, else the first.
fn like<'t>(texts: &'t [Text], title: &Title) -> Option<&'t Text> {
    let same = |text: &&Text| match (&text.lang, &title.lang) {
        (Some(one), Some(other)) => one.is_same(other),
        _ => false,
    };
    texts.iter().find(same).or_else(|| texts.first())
}

fn is_latin(text: &str) -> bool {
    text.chars()
        .filter(|letter| letter.is_alphabetic())
        .all(|letter| letter < '\u{250}' || ('\u{1E00}'..='\u{1EFF}').contains(&letter))
}

/// The plain text on one line.
pub fn line(text: &str) -> String {
    let text = plain(text);
    let is_visible =
        |character: &char| character.is_whitespace() || (is_xml_char(*character) && !character.is_control());
    let visible = text.chars().filter(is_visible);
    visible.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first letters of given names with full stops: `J. R. R.`, `J.-P.`
pub(super) fn initials(given: &str, stop: &str) -> String {
    let word = |word: &str| {
        let parts =
            word.split(['-', '‐']).filter_map(|part| part.chars().find(|letter| letter.is_alphabetic()));
        let letters = parts.map(|letter| format!("{}{stop}", letter.to_uppercase()));
        letters.collect::<Vec<_>>().join("-")
    };
    given.split_whitespace().map(word).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
