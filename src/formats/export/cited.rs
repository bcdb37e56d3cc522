//! What a citation says of an article: one title, one journal, one name for each person, all in one language where
//! the record has them in it.

use crate::model::{Abstract, Article, Language, NameParts, Person, Role, Text, Title, words};

use super::text::line;
use crate::formats::vocabulary::is_romanised;
use crate::formats::{Reasons, Source};

/// An article as it is cited, in the language of its first title; devised titles come last.
pub(super) struct Cited<'a> {
    pub(super) article: &'a Article,
    pub(super) title: &'a Title,
}

/// Rank of a text in another or an unknown language.
const ELSEWHERE: u8 = 2;

/// A name as it is cited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum CitedName {
    Parts(NamePieces),
    /// A mononym or an organisation.
    Whole(String),
}

/// The parts of a name; what is not known is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct NamePieces {
    pub(super) family: String,
    pub(super) given: String,
    pub(super) particle: String,
    pub(super) suffix: String,
}

impl NamePieces {
    /// The family name with its particle.
    pub(super) fn surname(&self) -> String {
        let particle = Some(self.particle.as_str()).filter(|particle| !particle.is_empty());
        let parts = NameParts { family: Some(&self.family), particle, ..NameParts::default() };
        parts.surname().unwrap_or_default().into_owned()
    }
}

impl<'a> Cited<'a> {
    /// Errs if the article has no title: then there is nothing to cite.
    pub(super) fn of(source: &Source<'a>) -> Result<Self, Reasons> {
        let article = source.article()?;
        let seen = || article.titles.iter().filter(|title| !line(&title.text).is_empty());
        let title = seen().find(|title| !title.devised).or_else(|| seen().next());
        title
            .map(|title| Self { article, title })
            .ok_or_else(|| vec![words!("no title; add `title`", "没有题名；请加上 title")])
    }

    /// The titles in other languages; a devised one is not a translation.
    pub(super) fn translated_titles(&self) -> impl Iterator<Item = &'a Title> {
        let others = self.article.titles.iter().filter(|title| !std::ptr::eq(*title, self.title));
        others.filter(|title| !title.devised && !line(&title.text).is_empty())
    }

    pub(super) fn journal(&self) -> Option<&'a str> {
        self.text(self.article.journal.as_ref().map_or(&[], |journal| &journal.titles))
    }

    /// The abbreviation of the journal's title, but not of its title in another language.
    pub(super) fn abbreviation(&self) -> Option<&'a str> {
        let all = self.article.journal.iter().flat_map(|journal| &journal.abbreviations);
        let own = all.filter(|text| text.lang.is_none() || self.distance(text.lang.as_ref()) < ELSEWHERE);
        own.min_by_key(|text| self.distance(text.lang.as_ref())).map(|text| text.text.as_str())
    }

    pub(super) fn publisher(&self) -> Option<&'a str> {
        self.text(self.article.journal.as_ref().map_or(&[], |journal| &journal.publisher))
    }

    pub(super) fn place(&self) -> Option<&'a str> {
        self.text(self.article.journal.as_ref().map_or(&[], |journal| &journal.place.0))
    }

    pub(super) fn section(&self) -> Option<&'a str> {
        self.text(&self.article.sections)
    }

    /// The abstracts that are not blank; the ordinary ones first, and of these that in the language of the citation.
    pub(super) fn abstracts(&self) -> Vec<&'a Abstract> {
        let abstracts = self.article.abstracts.iter().filter(|text| !line(&text.text).is_empty());
        let mut abstracts: Vec<&Abstract> = abstracts.collect();
        abstracts.sort_by_key(|text| (!text.is_ordinary(), self.distance(text.lang.as_ref()))); // keeps the order of the like
        abstracts
    }

    /// The keywords, those of the citation's language first, each once.
    pub(super) fn keywords(&self) -> Vec<&'a str> {
        let mut lists: Vec<_> = self.article.keywords.iter().collect();
        lists.sort_by_key(|list| self.distance(list.lang.as_ref()));
        let mut words: Vec<&str> = Vec::new();
        for word in lists.into_iter().flat_map(|list| &list.words).map(|word| &word.text) {
            if !line(word).is_empty() && !words.contains(&word.as_str()) {
                words.push(word);
            }
        }
        words
    }

    pub(super) fn authors(&self) -> Vec<CitedName> {
        self.article.authors.iter().filter_map(|person| self.name(person)).collect()
    }

    /// The translators. (Editors of the article's text are not cited: in a citation an editor is that of the volume.)
    pub(super) fn translators(&self) -> Vec<CitedName> {
        let people = self.article.contributors.iter().filter(|person| person.role == Some(Role::Translator));
        people.filter_map(|person| self.name(person)).collect()
    }

    /// The name in the citation's language, or as the record has it first.
    fn name(&self, person: &Person) -> Option<CitedName> {
        let name = person.names().min_by_key(|name| self.distance(name.lang))?;
        CitedName::of(&name).or_else(|| CitedName::of(&person.own_name()))
    }

    /// The text in the citation's language, or the first there is.
    pub(super) fn text(&self, texts: &'a [Text]) -> Option<&'a str> {
        let texts = texts.iter().filter(|text| !line(&text.text).is_empty());
        texts.min_by_key(|text| self.distance(text.lang.as_ref())).map(|text| text.text.as_str())
    }

    /// How far a language is from that of the citation: the same tag, the same language in the same kind of letters, another.
    fn distance(&self, lang: Option<&Language>) -> u8 {
        let (Some(own), Some(lang)) = (&self.title.lang, lang) else { return ELSEWHERE };
        let alike = own.is_same(lang) && is_romanised(own) == is_romanised(lang);
        match (own.as_str().eq_ignore_ascii_case(lang.as_str()), alike) {
            (true, _) => 0,
            (false, true) => 1,
            _ => ELSEWHERE,
        }
    }
}

impl CitedName {
    fn of(name: &NameParts<'_>) -> Option<Self> {
        let part = |part: Option<&str>| part.map(line).filter(|part| !part.is_empty());
        match (part(name.family), part(name.given)) {
            (Some(family), Some(given)) => Some(Self::Parts(NamePieces {
                family,
                given,
                particle: part(name.particle).unwrap_or_default(),
                suffix: part(name.suffix).unwrap_or_default(),
            })),
            (_, other) => {
                let one = name.surname().map(|family| line(&family)).filter(|family| !family.is_empty());
                one.or(other).or_else(|| part(name.name)).or_else(|| part(name.printed)).map(Self::Whole)
            }
        }
    }

    /// `Family, Given, Suffix`, or the whole name.
    pub(super) fn inverted(&self) -> String {
        match self {
            Self::Parts(name) if name.suffix.is_empty() => format!("{}, {}", name.surname(), name.given),
            Self::Parts(name) => format!("{}, {}, {}", name.surname(), name.given, name.suffix),
            Self::Whole(name) => name.clone(),
        }
    }
}

/// The title with its subtitle, each written by `write`.
pub(super) fn whole_title(title: &Title, mut write: impl FnMut(&str) -> String) -> String {
    let parts = [Some(&title.text), title.subtitle.as_ref()];
    let parts: Vec<String> =
        parts.into_iter().flatten().map(|part| write(part)).filter(|part| !part.is_empty()).collect();
    parts.join(": ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Content, Item, Journal, Name};

    fn text(lang: &str, text: &str) -> Text {
        Text { lang: lang.parse().ok(), text: text.to_owned() }
    }

    fn item(lang: &str) -> Item {
        let named = |lang: &str, name: &str| Name {
            lang: lang.parse().ok(),
            name: Some(name.to_owned()),
            ..Name::default()
        };
        let person = Person {
            lang: "en".parse().ok(),
            family: Some("Wang".to_owned()),
            given: Some("Lei".to_owned()),
            variants: vec![named("zh-Latn", "Wáng Lěi"), named("zh", "王磊")],
            ..Person::default()
        };
        let title = Title { lang: lang.parse().ok(), text: "T".to_owned(), subtitle: None, devised: false };
        let article = Article {
            titles: vec![title],
            authors: vec![person],
            journal: Some(Journal {
                titles: vec![text("zh-Hans", "学报"), text("en-GB", "Journal")],
                ..Journal::default()
            }),
            ..Article::default()
        };
        Item::new("oai:a.org:1".parse().unwrap(), Content::Article(Box::new(article)))
    }

    #[test]
    fn a_citation_speaks_one_language() {
        for (lang, journal, author) in
            [("zh-Hans", "学报", "王磊"), ("en", "Journal", "Wang, Lei"), ("fr", "学报", "Wang, Lei")]
        {
            let item = item(lang);
            let cited = Cited::of(&Source::of(&item)).unwrap_or_else(|reasons| panic!("{reasons:?}"));
            assert_eq!((cited.journal(), cited.authors()[0].inverted().as_str()), (Some(journal), author));
        }
    }

    #[test]
    fn an_article_is_cited_by_a_title_of_the_source_if_there_is_one() {
        let mut item = item("en");
        let Content::Article(article) = &mut item.content else { unreachable!() };
        article.titles[0].devised = true;
        let real = Title { lang: None, text: "Real".to_owned(), subtitle: None, devised: false };
        article.titles.push(real);
        let cited = Cited::of(&Source::of(&item)).unwrap_or_else(|reasons| panic!("{reasons:?}"));
        assert_eq!(cited.title.text, "Real");
        assert_eq!(cited.translated_titles().count(), 0);
    }

    #[test]
    fn an_article_without_a_title_cannot_be_cited() {
        let mut item = item("en");
        let Content::Article(article) = &mut item.content else { unreachable!() };
        article.titles[0].text = " \u{3}".to_owned();
        let reasons = Cited::of(&Source::of(&item)).map(|_| ()).unwrap_err();
        assert_eq!(reasons[0].en, "no title; add `title`");
    }
}
