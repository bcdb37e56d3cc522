//! The articles that formats are tried on: those of `articles/`, those of `records/`, and what is made of the full one.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::Value;
use windrow::clock::SystemClock;
use windrow::folder::{Confirm, RECORDS, sync};
use windrow::import::{record_file, repository_file};
use windrow::model::{Article, Content, Identity, Item};
use windrow::render::stored_item;
use windrow::store::Store as _;
use windrow::store::memory::Memory;

use crate::item;

/// An item with the name of the test that it is.
pub struct Named {
    pub name: String,
    pub item: Item,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats/articles")
}

/// What the repository of these articles says of itself: it has a depositor and the set `openaire`.
pub fn identity() -> Identity {
    let bytes = std::fs::read(folder().join("repository.toml")).unwrap();
    repository_file::read(Path::new("repository.toml"), &bytes).unwrap().0
}

/// One of the files of `articles/`.
pub fn article(name: &str) -> Item {
    let file = format!("{name}.toml");
    let bytes = std::fs::read(folder().join(&file)).unwrap();
    let read = record_file::read(Path::new(&file), &bytes, &identity());
    read.unwrap_or_else(|problems| panic!("{problems:?}")).0
}

/// All of `articles/`, in the order of their names.
pub fn written() -> Vec<Named> {
    let names = std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let names = names.map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned());
    let mut names: Vec<_> = names.filter(|name| name != "repository").collect();
    names.sort();
    names.into_iter().map(|name| Named { item: article(&name), name }).collect()
}

/// All of `records/`, as a synchronisation takes them.
pub fn records() -> Vec<Named> {
    let records = Path::new(env!("CARGO_MANIFEST_DIR")).join("records");
    let store = Memory::new(Arc::new(SystemClock));
    sync(&store, &records, Confirm::Withhold, &|_, _| {}).unwrap();
    let mut items = store.live_items(RECORDS).unwrap();
    items.sort_by(|one, other| one.origin.cmp(&other.origin));
    let named = items.into_iter().map(|item| Named {
        name: item.origin.trim_end_matches(".toml").replace('/', "_"),
        item: stored_item(&store, &item.identifier).unwrap().unwrap(),
    });
    named.collect()
}

/// Too large, or too much alike, to be a file each.
pub fn generated() -> Vec<Named> {
    let named = |name: &str, item: Item| Named { name: name.to_owned(), item };
    let long = |piece: &str| piece.repeat(10_240 / piece.len());
    vec![
        named("of_300_authors", of_300_authors()),
        named("of_500_references", of_500_references()),
        named("title_of_10_kb", titled([long("On peace & <i>war</i>. "), long("论“规范”，"), long("x")])),
        named("title_nested_deeply", titled([format!("{}x{}", "<i>".repeat(60), "</i>".repeat(60))])),
        named("title_nested_too_deeply", titled([format!("{}x{}", "<b>".repeat(99), "</b>".repeat(99))])),
        named("every_text_blank", with_every_text(|_| " \u{3}\u{fffe}\n".to_owned())),
        named("every_text_invisible", with_every_text(|_| "\u{200b}".to_owned())),
        named(
            "every_text_with_specials",
            with_every_text(|text| {
                format!("]]>&<\"'\u{0}\u{b}\u{ffff}\u{85}\r {text} \u{202e}&amp;\u{10ffff}")
            }),
        ),
        named(
            "every_text_with_markup",
            with_every_text(|text| format!("<i>{text}</i> <b>&amp;</b><sub>2</sub>")),
        ),
        named("every_text_of_blank_markup", with_every_text(|_| "<i><b> </b></i><p></p>".to_owned())),
        named("every_text_of_10_kb", with_every_text(|text| format!("{text} {}", long("long & wide ")))),
    ]
}

/// The full article with each of its fields missing, one after the other: the way to the field, and the item.
pub fn each_without_one_field() -> Vec<Named> {
    let full = json(&article("full"));
    let mut ways = Vec::new();
    fields(&full, "", &mut ways);
    let without = ways.into_iter().filter_map(|way| {
        let mut less = full.clone();
        let (above, key) = way.rsplit_once('/')?;
        less.pointer_mut(above)?.as_object_mut()?.remove(key)?;
        let name = way.trim_start_matches('/').to_owned();
        Some(Named { name, item: of_json(less)? })
    });
    without.collect()
}

/// The item with the fields of the plain article where it has none: what the most demanding format demands.
pub fn completed(item: &Item) -> Item {
    let (mut whole, plain) = (json(item), json(&article("plain")));
    for (key, value) in plain.as_object().unwrap() {
        whole.as_object_mut().unwrap().entry(key).or_insert_with(|| value.clone());
    }
    let content = of_json(whole).unwrap().content;
    Item { content, sets: article("plain").sets, ..item.clone() }
}

fn json(item: &Item) -> Value {
    let Content::Article(article) = &item.content else { panic!("no article") };
    serde_json::to_value(article).unwrap()
}

/// The article of the JSON, if it is one: not without what must be there.
fn of_json(json: Value) -> Option<Item> {
    let article: Article = serde_json::from_value(json).ok()?;
    Some(Item { sets: crate::articles::article("full").sets, ..item(Content::Article(Box::new(article))) })
}

/// The ways to all fields, in whatever depth; of a list the first element's.
fn fields(value: &Value, above: &str, ways: &mut Vec<String>) {
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                let way = format!("{above}/{key}");
                ways.push(way.clone());
                fields(value, &way, ways);
            }
        }
        Value::Array(array) => {
            let elements = array.first().into_iter();
            elements.for_each(|first| fields(first, &format!("{above}/0"), ways));
        }
        _ => {}
    }
}

/// The full article with another text in every place where a text may be anything.
fn with_every_text(other: impl Fn(&str) -> String) -> Item {
    let mut full = json(&article("full"));
    let mut ways = Vec::new();
    texts(&full, "", &mut ways);
    for way in ways {
        let place = full.pointer_mut(&way).unwrap();
        let before = place.clone();
        *place = Value::String(other(before.as_str().unwrap()));
        // What is taken is what it was given for; a date or a DOI is not, nor a language.
        if of_json(full.clone()).is_none() {
            *full.pointer_mut(&way).unwrap() = before;
        }
    }
    of_json(full).unwrap()
}

/// The ways to all texts.
fn texts(value: &Value, above: &str, ways: &mut Vec<String>) {
    match value {
        Value::Object(object) => {
            object.iter().for_each(|(key, value)| texts(value, &format!("{above}/{key}"), ways))
        }
        Value::Array(array) => {
            array.iter().enumerate().for_each(|(at, value)| texts(value, &format!("{above}/{at}"), ways))
        }
        Value::String(_) => ways.push(above.to_owned()),
        _ => {}
    }
}

fn titled<const N: usize>(titles: [String; N]) -> Item {
    let titles: Vec<_> = titles.into_iter().map(|text| serde_json::json!({ "text": text })).collect();
    of_json(serde_json::json!({ "title": titles })).unwrap()
}

fn of_300_authors() -> Item {
    let author = |number: usize| {
        serde_json::json!({
            "family": format!("Family{number}"),
            "given": format!("G{}.", number % 7),
            "lang": "en",
            "affiliation": [{ "institution": format!("University of {}", number % 30) }],
        })
    };
    let mut full = json(&article("plain"));
    full["author"] = (0..300).map(author).collect();
    of_json(full).unwrap()
}

fn of_500_references() -> Item {
    let reference = |number: usize| {
        let text = format!("[{number}] Author {number}. A Work & More. Journal, 2022({number}): 1-2.");
        match number % 3 {
            0 => serde_json::json!({ "text": text, "doi": format!("10.5555/{number}") }),
            _ => serde_json::json!({ "text": text }),
        }
    };
    let mut full = json(&article("plain"));
    full["reference"] = (1..=500).map(reference).collect();
    of_json(full).unwrap()
}
