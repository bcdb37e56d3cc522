//! The elements that carry texts with their languages, which the Dublin Core formats have in common.

use std::borrow::Cow;

use crate::model::{
    Abstract, AbstractKind, Article, Classification, Keywords, Person, StatementKind, Text, Texts, Title,
};
use crate::xml::{Xml, plain};

use super::element::{is_blank, text, value};
use super::people::inverted;
use super::remarks::remarks;
use crate::formats::vocabulary::{is_latin, resource_type, version_type};

/// Where the formats differ.
pub(in crate::formats) struct TextNames {
    /// The titles after the first.
    pub(in crate::formats) next_title: &'static str,
    /// The abstracts.
    pub(in crate::formats) description: &'static str,
    /// Writes the code of a class.
    pub(in crate::formats) class: fn(&Classification, &mut Xml),
    /// The encoding scheme of keywords, for which then no language is written.
    pub(in crate::formats) keyword_type: fn(&Keywords) -> Option<&'static str>,
}

/// `Title: Subtitle` without markup; empty if the title is blank.
pub(in crate::formats) fn whole_title(title: &Title) -> String {
    let whole = plain(&title.text).into_owned();
    match title.subtitle.as_deref().map(plain) {
        Some(subtitle) if !is_blank(&whole) && !is_blank(&subtitle) => format!("{whole}: {subtitle}"),
        _ => whole,
    }
}

/// The abstract without markup; a fragment begins with `[…]`.
pub(in crate::formats) fn whole_abstract(text: &Abstract) -> Cow<'_, str> {
    let (mark, whole) = (text.mark(), plain(&text.text));
    if mark.is_empty() || is_blank(&whole) { whole } else { Cow::Owned(format!("{mark}{whole}")) }
}

/// What a kind of abstract is called in words; the ordinary one has no name.
pub(in crate::formats) const fn abstract_name(kind: AbstractKind) -> Option<&'static str> {
    match kind {
        AbstractKind::PlainLanguage => Some("Plain-language summary"),
        AbstractKind::Graphical => Some("Graphical abstract"),
        AbstractKind::Structured => None,
    }
}

/// Of a text in several languages the one in Latin letters, for formats that have a place for one only and are read in all
/// countries; otherwise the first. Empty if there is none.
pub(in crate::formats) fn latin(texts: &Texts) -> &str {
    let seen = || texts.iter().map(|text| text.text.as_str()).filter(|text| !is_blank(&plain(text)));
    seen().find(|text| is_latin(&plain(text))).or_else(|| seen().next()).unwrap_or_default()
}

/// What a kind of statement is called in words.
pub(in crate::formats) const fn statement_name(kind: StatementKind) -> &'static str {
    match kind {
        StatementKind::DataAvailability => "Data availability",
        StatementKind::CompetingInterests => "Competing interests",
        StatementKind::Ethics => "Ethics",
        StatementKind::Funding => "Funding",
    }
}

/// An element for each text, without markup.
pub(in crate::formats) fn write_all(texts: &[Text], name: &str, xml: &mut Xml) {
    for line in texts {
        text(xml, name, line.lang.as_ref(), &plain(&line.text));
    }
}

/// Titles, creators, subjects, descriptions, publishers and contributors, in the order of the element set.
pub(in crate::formats) fn write_texts(article: &Article, names: &TextNames, xml: &mut Xml) {
    for (at, title) in article.titles.iter().enumerate() {
        let name = if at == 0 { "dc:title" } else { names.next_title };
        text(xml, name, title.lang.as_ref(), &whole_title(title));
    }
    write_people(&article.authors, "dc:creator", xml);
    write_subjects(article, names, xml);
    for description in &article.abstracts {
        text(xml, names.description, description.lang.as_ref(), &whole_abstract(description));
    }
    write_all(&remarks(article), "dc:description", xml);
    if let Some(journal) = &article.journal {
        write_all(&journal.publisher, "dc:publisher", xml);
    }
    write_people(&article.contributors, "dc:contributor", xml);
    for funder in funders(article) {
        text(xml, "dc:contributor", funder.lang.as_ref(), &plain(&funder.text));
    }
}

/// Keywords, then classes: the first subject is for people (OpenAIRE v3).
fn write_subjects(article: &Article, names: &TextNames, xml: &mut Xml) {
    for keywords in &article.keywords {
        for word in &keywords.words {
            match (names.keyword_type)(keywords) {
                Some(kind) => value(xml, "dc:subject", Some(kind), &plain(&word.text)),
                None => text(xml, "dc:subject", keywords.lang.as_ref(), &plain(&word.text)),
            }
        }
    }
    for class in &article.classifications {
        (names.class)(class, xml);
        write_all(&class.labels, "dc:subject", xml);
    }
}

/// One element for each person: a second one for another script would count the person twice.
fn write_people(people: &[Person], name: &str, xml: &mut Xml) {
    for person in people {
        text(xml, name, person.lang.as_ref(), &inverted(&person.own_name()));
    }
}

/// The funders, each once, however many awards they gave; under the first of their names.
fn funders(article: &Article) -> Vec<&Text> {
    let mut funders: Vec<&Text> = Vec::new();
    for funder in article.funding.iter().filter_map(|funding| funding.funder.iter().next()) {
        if !funders.contains(&funder) {
            funders.push(funder);
        }
    }
    funders
}

/// The term of info:eu-repo, the words of the source, and the version: some harvesters look at the first alone.
pub(in crate::formats) fn types(article: &Article) -> Vec<Cow<'_, str>> {
    let term = resource_type(article).map(|kind| Cow::Owned(kind.term()));
    let words = article.types.iter().map(|kind| plain(kind));
    let version = version_type(article).map(|version| Cow::Borrowed(version.info_eu_repo));
    let mut types: Vec<Cow<'_, str>> = Vec::new();
    for kind in term.into_iter().chain(words).chain(version) {
        if !types.contains(&kind) {
            types.push(kind);
        }
    }
    types
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subtitle_alone_is_not_a_title() {
        let title = |text: &str, subtitle: &str| {
            let subtitle = Some(subtitle.to_owned());
            whole_title(&Title { lang: None, text: text.to_owned(), subtitle, devised: false })
        };
        assert_eq!(title("<i>A</i>", "B"), "A: B");
        assert_eq!(title("A", "<i></i>"), "A");
        assert_eq!(title("<i></i>", "B"), "");
    }

    #[test]
    fn a_fragment_is_marked_if_anything_of_it_is_seen() {
        let written = |text: &str| {
            whole_abstract(&Abstract { lang: None, text: text.to_owned(), fragment: true, kind: None })
                .into_owned()
        };
        assert_eq!(written("<p>One.</p><p>Two.</p>"), "[…] One.\nTwo.");
        assert_eq!(written("<p> </p>"), "");
    }
}
