//! For any content: what is written is well-formed, has no empty element, and gives back the values that went in.

use proptest::prelude::*;
use windrow::model::{
    Abstract, Article, Content, DC_ELEMENTS, DublinCore, DublinCoreElement, Journal, Keywords, Language,
    License, Pages, Person, Relation, Text, Title,
};
use windrow::xml::{Event, Limits, Reader, XML_NAMESPACE, is_xml_char};

use crate::{item, write};

/// An element below the root: local name, language, text.
type Element = (String, Option<String>, String);

/// Reads a document of one level back; it must be well-formed to the letter.
fn read_back(text: &str) -> Vec<Element> {
    let mut reader = Reader::new(text.as_bytes(), Limits::default()).unwrap();
    let mut elements = Vec::new();
    assert!(matches!(reader.read(), Ok(Event::Start(_))));
    loop {
        match reader.read().unwrap_or_else(|error| panic!("{error} in {text}")) {
            Event::Start(name) => {
                let lang =
                    reader.attributes().iter().find(|attribute| attribute.name.is(XML_NAMESPACE, "lang"));
                elements.push((
                    name.local.to_owned(),
                    lang.map(|lang| lang.value.to_string()),
                    String::new(),
                ));
            }
            Event::Text(text) => elements.last_mut().unwrap().2.push_str(&text),
            Event::End => {}
            Event::Eof => break,
        }
    }
    assert_eq!(reader.take_illegal(), None);
    elements
}

fn without_illegal(text: &str) -> String {
    text.chars().filter(|character| is_xml_char(*character)).collect()
}

/// Texts of which many are nasty.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[ -~]{0,20}",
        "[国际安全“”\u{0}\u{3}\u{b}\u{fffd}\u{fffe}\u{ffff}\\]>&<'\"\r\n\t\u{85}\u{2028}𝄞]{0,12}",
    ]
}

fn language() -> impl Strategy<Value = Option<Language>> {
    proptest::option::of("(en|zh-Hans|x-a)".prop_map(|tag| tag.parse().unwrap()))
}

fn dublin_core() -> impl Strategy<Value = DublinCore> {
    let element = (0..DC_ELEMENTS.len(), language(), text())
        .prop_map(|(at, lang, value)| DublinCoreElement { element: DC_ELEMENTS[at].to_owned(), lang, value });
    proptest::collection::vec(element, 0..8).prop_map(|elements| DublinCore { elements })
}

fn language_text() -> impl Strategy<Value = Text> {
    (language(), text()).prop_map(|(lang, text)| Text { lang, text })
}

fn person() -> impl Strategy<Value = Person> {
    (language(), proptest::option::of(text()), proptest::option::of(text()), text()).prop_map(
        |(lang, family, given, name)| Person { lang, family, given, name: Some(name), ..Person::default() },
    )
}

fn texts() -> impl Strategy<Value = Vec<Text>> {
    proptest::collection::vec(language_text(), 0..3)
}

pub(crate) fn article() -> impl Strategy<Value = Article> {
    let strings = || proptest::collection::vec(text(), 0..3);
    let people = || proptest::collection::vec(person(), 0..3);
    let some = || proptest::option::of(text());
    (
        (texts(), people(), people(), texts(), texts(), texts(), texts()),
        (some(), some(), some(), some(), any::<bool>()),
        (strings(), strings(), strings(), texts()),
    )
        .prop_map(|(texts, single, lists)| {
            let (titles, authors, contributors, abstracts, notes, journal_titles, publisher) = texts;
            let (volume, issue, license, page, flag) = single;
            let (words, types, relations, copyright) = lists;
            Article {
                titles: titles
                    .into_iter()
                    .map(|Text { lang, text }| Title { lang, text, subtitle: issue.clone(), devised: flag })
                    .collect(),
                authors,
                contributors,
                abstracts: abstracts
                    .into_iter()
                    .map(|Text { lang, text }| Abstract { lang, text, fragment: flag })
                    .collect(),
                keywords: vec![Keywords { lang: None, words }],
                notes,
                journal: Some(Journal { titles: journal_titles, publisher, ..Journal::default() }),
                volume: volume.clone(),
                issue,
                pages: page.map(|first| Pages { first, last: volume, printed: None }),
                published: flag.then(|| "2022-05".parse().unwrap()),
                types,
                license: license.map(|text| License { text: Some(text), ..License::default() }),
                copyright,
                relations: relations
                    .into_iter()
                    .map(|text| Relation { text: Some(text), ..Relation::default() })
                    .collect(),
                ..Article::default()
            }
        })
}

proptest! {
    #[test]
    fn dublin_core_comes_back_value_by_value(dc in dublin_core()) {
        let expected: Vec<Element> = dc
            .elements
            .iter()
            .map(|element| {
                let lang = element.lang.as_ref().map(ToString::to_string);
                (element.element.clone(), lang, without_illegal(&element.value))
            })
            .filter(|(_, _, value)| !value.trim().is_empty())
            .collect();
        let written = write("oai_dc", &item(Content::Dc(dc))).unwrap();
        prop_assert_eq!(read_back(&written), expected);
    }

    #[test]
    fn an_article_is_well_formed_and_complete_in_dublin_core(article in article()) {
        let item = item(Content::Article(Box::new(article.clone())));
        for prefix in ["oai_dc", "oai_qdc"] {
            let elements = read_back(&write(prefix, &item).unwrap());
            for (name, _, text) in &elements {
                prop_assert!(!text.trim().is_empty(), "{name} is empty");
            }
            let expected = article.titles.iter().map(|title| (&title.lang, title.joined().into_owned()))
                .chain(article.authors.iter().chain(&article.contributors).map(|person| (&person.lang, person.inverted())))
                .chain(article.abstracts.iter().map(|text| (&text.lang, text.marked().into_owned())))
                .chain(article.notes.iter().chain(&article.copyright).map(|text| (&text.lang, text.text.clone())))
                .chain(article.keywords.iter().flat_map(|keywords| &keywords.words).map(|word| (&None, word.clone())))
                .chain(article.types.iter().map(|text| (&None, text.clone())))
                .chain(article.relations.iter().filter_map(Relation::link).map(|text| (&None, text)));
            for (lang, text) in expected {
                let text = without_illegal(&text);
                let lang = lang.as_ref().map(ToString::to_string);
                let found = elements.iter().any(|(_, found, value)| *found == lang && *value == text);
                prop_assert!(found || text.trim().is_empty(), "{text:?} is missing in {prefix}");
            }
        }
    }
}
