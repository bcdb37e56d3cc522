//! The formats of libraries: marcxml and mods, of an article with everything in several scripts, and of any content.

use proptest::prelude::*;
use windrow::formats::{Source, by_prefix};
use windrow::model::{Article, Content, Item, Title};
use windrow::xml::{Event, Limits, Reader, Xml};

use crate::properties::article;
use crate::{item, pretty, record, write};

/// An article in Chinese, with everything that the model can tell.
pub(crate) fn bilingual() -> Item {
    serde_json::from_str(include_str!("library.json")).unwrap()
}

#[test]
fn a_bilingual_article_in_marcxml() {
    insta::assert_snapshot!(pretty(&write("marcxml", &bilingual()).unwrap()));
}

#[test]
fn a_bilingual_article_in_mods() {
    insta::assert_snapshot!(pretty(&write("mods", &bilingual()).unwrap()));
}

#[test]
fn an_article_of_the_seed_in_marcxml() {
    insta::assert_snapshot!(pretty(&write("marcxml", &record("2022/05/p130.toml")).unwrap()));
}

#[test]
fn an_article_of_the_seed_in_mods() {
    insta::assert_snapshot!(pretty(&write("mods", &record("2022/05/p130.toml")).unwrap()));
}

#[test]
fn a_devised_title_keeps_its_brackets_in_the_catalogue() {
    let item = record("2022/05/a1.toml");
    let Content::Article(article) = &item.content else { panic!("no article") };
    let title = &article.titles[0].text;
    assert!(title.starts_with('['), "{title}");
    assert!(write("marcxml", &item).unwrap().contains(&format!("<subfield code=\"a\">{title}")));
    let mods = write("mods", &item).unwrap();
    assert!(mods.contains("<titleInfo usage=\"primary\" supplied=\"yes\""), "{mods}");
}

#[test]
fn an_item_without_a_title_is_not_a_catalogue_record() {
    for (title, prefix) in [("", "marcxml"), ("", "mods"), (" \u{3}", "marcxml"), ("<i> </i>", "mods")] {
        let title = Title { lang: None, text: title.to_owned(), subtitle: None, devised: false };
        let article = Article { titles: vec![title], ..Article::default() };
        let refused = write(prefix, &item(Content::Article(Box::new(article)))).unwrap_err();
        assert_eq!(refused, ["no title; add `title`"]);
    }
}

#[test]
fn the_moment_changes_005_and_the_date_of_entry_only() {
    let item = bilingual();
    let at = |moment: &str| {
        let mut xml = Xml::new();
        let source = Source { moment: moment.parse().ok(), ..Source::of(&item) };
        by_prefix("marcxml").unwrap().write(&source, &mut xml).unwrap();
        xml.into_string()
    };
    assert!(by_prefix("marcxml").unwrap().about().is_dated);
    let dated = at("2026-11-23T01:02:03Z");
    let undated = dated
        .replace("<controlfield tag=\"005\">20261123010203.0</controlfield>", "")
        .replace("<controlfield tag=\"008\">261123", "<controlfield tag=\"008\">||||||");
    assert_eq!(undated, write("marcxml", &item).unwrap());
}

/// What mods has of an article that has a title and this beside.
fn mods(json: &str) -> String {
    let json = format!(r#"{{"title":[{{"text":"T"}}],{json}}}"#);
    write("mods", &item(Content::Article(Box::new(serde_json::from_str(&json).unwrap())))).unwrap()
}

#[test]
fn mods_says_of_pages_and_dates_what_is_known_and_no_more() {
    let part = mods(r#""pages":{"first":"130"},"published":"2022-09""#);
    assert!(part.contains(
        "<extent unit=\"page\"><start>130</start></extent><date encoding=\"w3cdtf\">2022-09</date>"
    ));
    assert!(part.contains("<dateIssued encoding=\"w3cdtf\" keyDate=\"yes\">2022-09</dateIssued>"));
    for absent in ["<relatedItem", "<originInfo", "<language>", "<location>", "<name", "<identifier"] {
        assert!(!mods(r#""volume":" ""#).contains(absent), "{absent}");
    }
}

#[test]
fn mods_takes_the_code_of_libraries_or_the_tag_itself() {
    let language = mods(r#""language":["cmn-Hans","x-mine"]"#);
    assert!(language.contains("authority=\"iso639-2b\">chi</languageTerm><scriptTerm"), "{language}");
    assert!(language.contains("authority=\"rfc5646\">x-mine</languageTerm>"), "{language}");
}

#[test]
fn a_url_in_mods_is_a_uri_or_left_out() {
    let written = mods(r#""url":"https://a.org:port/1","file":["https://a.org/100%[1].pdf"]"#);
    assert!(written.contains(">https://a.org/100%25%5B1%5D.pdf</url>"), "{written}");
    assert!(!written.contains("a.org:port"), "{written}");
}

#[test]
fn names_without_letters_are_nobody() {
    let nobody = r#""author":[{"family":" ","given":"\u0003"}]"#;
    assert!(!mods(nobody).contains("<name"));
}

/// The tags and the elements without content or text.
fn read(written: &str) -> (Vec<String>, Vec<String>) {
    let mut reader = Reader::new(written.as_bytes(), Limits::default()).unwrap();
    let (mut tags, mut empty, mut open) = (Vec::new(), Vec::new(), Vec::<(String, bool)>::new());
    loop {
        match reader.read().unwrap_or_else(|error| panic!("{error} in {written}")) {
            Event::Start(name) => {
                let name = name.local.to_owned();
                let tag = reader.attributes().iter().find(|attribute| attribute.name.local == "tag");
                tags.extend(tag.map(|tag| tag.value.to_string()));
                open.iter_mut().for_each(|(_, filled)| *filled = true);
                open.push((name, false));
            }
            Event::Text(text) => {
                let blank = text.trim().is_empty();
                open.last_mut().unwrap().1 |= !blank;
            }
            Event::End => {
                let (name, filled) = open.pop().unwrap();
                empty.extend((!filled).then_some(name));
            }
            Event::Eof => return (tags, empty),
        }
    }
}

proptest! {
    #[test]
    fn any_article_is_well_formed_without_empty_elements_and_marc_in_the_order_of_tags(article in article()) {
        let item = item(Content::Article(Box::new(article)));
        for prefix in ["marcxml", "mods"] {
            let Ok(written) = write(prefix, &item) else { continue };
            let (tags, empty) = read(&written);
            prop_assert!(empty.is_empty(), "{empty:?} in {written}");
            prop_assert!(tags.is_sorted() || prefix == "mods", "{tags:?}");
        }
    }
}

#[test]
fn a_part_of_a_name_of_which_nothing_is_seen_is_none() {
    let article = r#"{ "title": [{ "text": "T" }], "author": [{ "organization": "A Society",
        "variant": [{ "family": "<br/>", "name": "The Society" }, { "family": "<b></b>" }] }] }"#;
    let mods = write("mods", &item(Content::Article(serde_json::from_str(article).unwrap()))).unwrap();
    assert_eq!(mods.matches("<alternativeName").count(), 1, "{mods}");
    assert!(mods.contains("<namePart>The Society</namePart>"), "{mods}");
}
