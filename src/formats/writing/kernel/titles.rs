//! titles: the title of the source first, each subtitle by itself.

use crate::model::{Article, Language, Title};
use crate::xml::{Xml, plain};

use super::super::element::is_blank;
use super::super::original::real_titles;
use super::{Profile, property_in};

pub(in crate::formats) fn write_titles(article: &Article, profile: Profile, xml: &mut Xml) {
    xml.element(profile.name("datacite:titles")).around(|xml| {
        let Some(main) = real_titles(article).next() else { return };
        write_title(main, None, profile, xml);
        for title in article.titles.iter().filter(|title| !std::ptr::eq(*title, main)) {
            let kind =
                if title.devised { ALTERNATIVE } else { title_type(title.lang.as_ref(), main.lang.as_ref()) };
            write_title(title, Some(kind), profile, xml);
        }
    });
}

const ALTERNATIVE: &str = "AlternativeTitle";

/// Another title is a translation, unless it is in the language of the main one: then it is the same in another script.
/// (A title that the cataloguer devised is not a translation either.)
pub(in crate::formats) fn title_type(lang: Option<&Language>, of_main: Option<&Language>) -> &'static str {
    let is_same = lang.zip(of_main).is_some_and(|(lang, main)| lang.is_same(main));
    if is_same { ALTERNATIVE } else { "TranslatedTitle" }
}

fn write_title(title: &Title, kind: Option<&str>, profile: Profile, xml: &mut Xml) {
    if is_blank(&plain(&title.text)) {
        return; // a subtitle is one of a title
    }
    let name = profile.name("datacite:title");
    let lang = title.lang.as_ref();
    let kind: Vec<_> = kind.iter().map(|kind| ("titleType", *kind)).collect();
    property_in(xml, name, lang, &kind, &plain(&title.text));
    if let Some(subtitle) = &title.subtitle {
        property_in(xml, name, lang, &[("titleType", "Subtitle")], &plain(subtitle));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_translation_is_in_another_language_and_of_the_source() {
        let title = |lang: &str, text: &str, devised| Title {
            lang: lang.parse().ok(),
            text: text.to_owned(),
            subtitle: None,
            devised,
        };
        let article = Article {
            titles: vec![
                title("en", "[D]", true),
                title("zh", "中", false),
                title("zh-Latn", "Zhong", false),
                title("en", "M", false),
            ],
            ..Article::default()
        };
        let mut xml = Xml::new();
        write_titles(&article, Profile::DataCite, &mut xml);
        assert_eq!(
            xml.into_string(),
            "<titles><title xml:lang=\"zh\">中</title>\
             <title xml:lang=\"en\" titleType=\"AlternativeTitle\">[D]</title>\
             <title xml:lang=\"zh-Latn\" titleType=\"AlternativeTitle\">Zhong</title>\
             <title xml:lang=\"en\" titleType=\"TranslatedTitle\">M</title></titles>"
        );
    }
}
