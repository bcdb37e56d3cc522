//! The words by which an item is found.

use crate::model::{Article, Content, DublinCore, Item, Person};
use crate::search::joined;
use crate::store::FIELDS;
use crate::xml::plain;

/// The most text of a field that counts, in bytes: more than any abstract has.
const LONGEST: usize = 60_000;

/// Titles, authors, keywords, abstracts and identifiers, in the order of [`crate::search::Field`].
pub(super) fn words(item: &Item) -> [String; FIELDS] {
    let mut texts = match &item.content {
        Content::Article(article) => of_article(article),
        Content::Dc(elements) => of_dublin_core(elements),
    };
    texts[4].push(item.identifier.to_string());
    texts.map(|texts| {
        let mut room = LONGEST;
        let within = texts.iter().take_while(|text| {
            let fits = text.len() <= room;
            room = room.saturating_sub(text.len());
            fits
        });
        joined(within.map(String::as_str))
    })
}

fn of_article(article: &Article) -> [Vec<String>; FIELDS] {
    let plain = |text: &String| plain(text).into_owned();
    let titles = article.titles.iter().map(|title| plain(&title.joined().into_owned()));
    let people = article.authors.iter().chain(&article.contributors);
    let names = people.flat_map(Person::names).map(|name| name.displayed().into_owned());
    let keywords = article.keywords.iter().flat_map(|list| &list.words).map(|word| plain(&word.text));
    let abstracts = article.abstracts.iter().map(|text| plain(&text.text));
    let doi = article.doi.iter().map(ToString::to_string);
    let others = article.other_identifiers.iter().map(|other| other.value.clone());
    [titles.collect(), names.collect(), keywords.collect(), abstracts.collect(), doi.chain(others).collect()]
}

fn of_dublin_core(dublin_core: &DublinCore) -> [Vec<String>; FIELDS] {
    let of = |names: &[&str]| {
        let named = dublin_core.elements.iter().filter(|element| names.contains(&&*element.element));
        named.map(|element| element.value.clone()).collect()
    };
    [
        of(&["title"]),
        of(&["creator", "contributor"]),
        of(&["subject"]),
        of(&["description"]),
        of(&["identifier"]),
    ]
}
