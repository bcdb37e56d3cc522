//! The elements that carry texts with their languages, which the Dublin Core formats have in common.

use crate::model::{Article, Person};
use crate::xml::Xml;

use super::element::text;

/// Where the formats differ.
pub(super) struct TextNames {
    /// The titles after the first.
    pub(super) next_title: &'static str,
    /// The abstracts.
    pub(super) description: &'static str,
}

/// Titles, creators, subjects, descriptions, publishers and contributors, in the order of the element set.
pub(super) fn write_texts(article: &Article, names: &TextNames, xml: &mut Xml) {
    for (at, title) in article.titles.iter().enumerate() {
        let name = if at == 0 { "dc:title" } else { names.next_title };
        text(xml, name, title.lang.as_ref(), &title.joined());
    }
    write_people(&article.authors, "dc:creator", xml);
    for keywords in &article.keywords {
        for word in &keywords.words {
            text(xml, "dc:subject", keywords.lang.as_ref(), word);
        }
    }
    for description in &article.abstracts {
        text(xml, names.description, description.lang.as_ref(), &description.marked());
    }
    for note in &article.notes {
        text(xml, "dc:description", note.lang.as_ref(), &note.text);
    }
    for publisher in article.journal.iter().flat_map(|journal| &journal.publisher) {
        text(xml, "dc:publisher", publisher.lang.as_ref(), &publisher.text);
    }
    write_people(&article.contributors, "dc:contributor", xml);
}

/// One element for each person: a second one for another script would count the person twice.
fn write_people(people: &[Person], name: &str, xml: &mut Xml) {
    for person in people {
        text(xml, name, person.lang.as_ref(), &person.inverted());
    }
}
