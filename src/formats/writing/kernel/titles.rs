//! titles: the title of the source first, each subtitle by itself.

use crate::model::{Article, Title};
use crate::xml::{Xml, plain};

use super::super::original::real_titles;
use super::{Profile, property_in};

pub(in crate::formats) fn write_titles(article: &Article, profile: Profile, xml: &mut Xml) {
    xml.element(profile.name("datacite:titles")).around(|xml| {
        let Some(main) = real_titles(article).next() else { return };
        write_title(main, None, profile, xml);
        for title in article.titles.iter().filter(|title| !std::ptr::eq(*title, main)) {
            write_title(title, Some(kind(title, main)), profile, xml);
        }
    });
}

/// Another title is a translation, unless it is in the language of the main one: then it is the same in another script, or
/// one that the cataloguer devised.
fn kind(title: &Title, main: &Title) -> &'static str {
    let languages = title.lang.as_ref().zip(main.lang.as_ref());
    if languages.is_some_and(|(one, other)| one.is_same(other)) {
        "AlternativeTitle"
    } else {
        "TranslatedTitle"
    }
}

fn write_title(title: &Title, kind: Option<&str>, profile: Profile, xml: &mut Xml) {
    let name = profile.name("datacite:title");
    let lang = title.lang.as_ref();
    let kind: Vec<_> = kind.iter().map(|kind| ("titleType", *kind)).collect();
    property_in(xml, name, lang, &kind, &plain(&title.text));
    if let Some(subtitle) = &title.subtitle {
        property_in(xml, name, lang, &[("titleType", "Subtitle")], &plain(subtitle));
    }
}
