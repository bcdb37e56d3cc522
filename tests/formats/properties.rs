//! For any content: what is written is well-formed, has no empty element, and gives back the values that went in.

use proptest::prelude::*;
use windrow::model::{
    Abstract, Access, Article, Content, DC_ELEMENTS, DublinCore, DublinCoreElement, Journal, Keywords,
    Language, License, Pages, Person, Relation, Text, Title,
};
use windrow::xml::{Event, Limits, Reader, XML_NAMESPACE, is_xml_char, plain};

use crate::repository::written;
use crate::{item, write};

/// An element without elements in it: local name, language, text.
type Element = (String, Option<String>, String);

/// Reads the elements that have no others in them back; the document must be well-formed to the letter.
fn read_back(text: &str) -> Vec<Element> {
    let mut reader = Reader::new(text.as_bytes(), Limits::default()).unwrap();
    let mut elements = Vec::new();
    let mut open: Vec<Option<Element>> = Vec::new(); // those that have an element in them are `None`
    loop {
        match reader.read().unwrap_or_else(|error| panic!("{error} in {text}")) {
            Event::Start(name) => {
                let name = name.local.to_owned();
                let lang =
                    reader.attributes().iter().find(|attribute| attribute.name.is(XML_NAMESPACE, "lang"));
                if let Some(parent) = open.last_mut() {
                    *parent = None;
                }
                open.push(Some((name, lang.map(|lang| lang.value.to_string()), String::new())));
            }
            Event::Text(text) => {
                if let Some(Some(element)) = open.last_mut() {
                    element.2.push_str(&text);
                }
            }
            Event::End => elements.extend(open.pop().unwrap()),
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
        .prop_map(|(at, lang, value)| DublinCoreElement { element: DC_ELEMENTS[at].into(), lang, value });
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
                    .map(|Text { lang, text }| Abstract { lang, text, fragment: flag, kind: None })
                    .collect(),
                keywords: vec![Keywords {
                    lang: None,
                    scheme: None,
                    words: words.into_iter().map(Into::into).collect(),
                }],
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

/// Without markup, and without what XML cannot hold.
fn seen(text: &str) -> String {
    without_illegal(&plain(text))
}

type Expected = Vec<(Option<Language>, String)>;

fn of_texts(texts: &[Text]) -> Expected {
    texts.iter().map(|text| (text.lang.clone(), seen(&text.text))).collect()
}

/// What every format tells: abstracts, notes and keywords in their languages.
fn everywhere(article: &Article) -> Expected {
    let abstracts = article.abstracts.iter().map(|text| {
        let plain = Abstract { text: seen(&text.text), ..text.clone() };
        let marked = if plain.text.trim().is_empty() {
            String::new()
        } else {
            format!("{}{}", plain.mark(), plain.text)
        };
        (text.lang.clone(), marked)
    });
    let words =
        article.keywords.iter().flat_map(|keywords| &keywords.words).map(|word| (None, seen(&word.text)));
    abstracts.chain(words).chain(of_texts(&article.notes)).collect()
}

/// What Dublin Core tells beside.
fn of_dublin_core(article: &Article) -> Expected {
    let titles = article.titles.iter().map(|title| {
        let (text, subtitle) = (seen(&title.text), title.subtitle.as_deref().map(seen).unwrap_or_default());
        let is_alone = text.trim().is_empty() || subtitle.trim().is_empty();
        let whole = if is_alone { text } else { format!("{text}: {subtitle}") };
        (title.lang.clone(), whole)
    });
    let people = article.authors.iter().chain(&article.contributors);
    let people = people.map(|person| (person.lang.clone(), without_illegal(&plainly(person).inverted())));
    let types = article.types.iter().map(|text| (None, seen(text)));
    let relations = article.relations.iter().filter_map(Relation::link).map(|text| (None, seen(&text)));
    titles.chain(people).chain(of_texts(&article.copyright)).chain(types).chain(relations).collect()
}

/// The person under a name without markup.
fn plainly(person: &Person) -> Person {
    let part = |part: &Option<String>| part.as_deref().map(|part| plain(part).into_owned());
    Person {
        family: part(&person.family),
        given: part(&person.given),
        name: part(&person.name),
        organization: part(&person.organization),
        printed: part(&person.printed),
        ..Person::default()
    }
}

/// What DataCite and OpenAIRE v4 tell beside; the language of a name is told by one of them.
fn of_kernel(article: &Article) -> Expected {
    let seen_titles = article.titles.iter().filter(|title| !seen(&title.text).trim().is_empty());
    let titles = seen_titles.flat_map(|title| {
        let parts = [Some(&title.text), title.subtitle.as_ref()].into_iter().flatten();
        parts.map(|part| (title.lang.clone(), seen(part))).collect::<Expected>()
    });
    titles.collect()
}

/// The article with what the formats demand.
fn demanded(article: Article) -> Article {
    let text = |text: &str| Text { lang: None, text: text.to_owned() };
    let mut article = Article {
        published: article.published.or_else(|| "2022".parse().ok()),
        doi: "10.1000/182".parse().ok(),
        access: Some(Access::Open),
        ..article
    };
    let title = Title { lang: None, text: "T".to_owned(), subtitle: None, devised: false };
    article.titles.insert(0, title);
    article.authors.push(Person { name: Some("A".to_owned()), ..Person::default() });
    article.types.push("article".to_owned());
    article.journal.get_or_insert_default().publisher.push(text("P"));
    article
}

proptest! {
    #[test]
    fn dublin_core_comes_back_value_by_value(dc in dublin_core()) {
        let expected: Vec<Element> = dc
            .elements
            .iter()
            .map(|element| {
                let lang = element.lang.as_ref().map(ToString::to_string);
                (element.element.to_string(), lang, without_illegal(&element.value))
            })
            .filter(|(_, _, value)| !value.trim().is_empty())
            .collect();
        let written = write("oai_dc", &item(Content::Dc(dc))).unwrap();
        let elements: Vec<_> = read_back(&written).into_iter().filter(|(name, ..)| name != "dc").collect();
        prop_assert_eq!(elements, expected);
    }

    #[test]
    fn an_article_is_well_formed_and_complete_in_every_format(article in article(), whole in any::<bool>()) {
        let article = if whole { demanded(article) } else { article };
        for prefix in ["oai_dc", "oai_qdc", "oai_openaire", "oai_datacite", "datacite"] {
            let is_dublin_core = ["oai_dc", "oai_qdc"].contains(&prefix);
            let written = written(prefix, &article, &["openaire"]);
            prop_assert!(written.is_ok() || !(whole || is_dublin_core), "{prefix}: {written:?}");
            let Ok(written) = written else { continue };
            let elements = read_back(&written);
            for (name, _, text) in &elements {
                let is_empty_root = elements.len() == 1 && is_dublin_core;
                prop_assert!(!text.trim().is_empty() || is_empty_root, "{name} is empty in {prefix}");
            }
            let beside = if is_dublin_core { of_dublin_core(&article) } else { of_kernel(&article) };
            for (lang, text) in everywhere(&article).into_iter().chain(beside) {
                let lang = lang.map(|lang| lang.to_string());
                let found = elements.iter().any(|(_, found, value)| *found == lang && *value == text);
                prop_assert!(found || text.trim().is_empty(), "{text:?} is missing in {prefix}");
            }
        }
    }
}
