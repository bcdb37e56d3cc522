//! titleInfo: the title, its romanisation linked with it by altRepGroup, and the titles in other languages.

use crate::formats::writing::romanised::{Worded, Written, written};
use crate::model::{Article, Text, Title};
use crate::xml::Xml;

use super::element::{in_language, kind_of_title, value};

/// The titles of the article, the first of them the primary one.
pub(super) fn write(article: &Article, xml: &mut Xml) {
    let titles = written(&article.titles);
    for (at, title) in titles.iter().enumerate() {
        let kind = match titles.first().filter(|_| at > 0) {
            None => ("usage", "primary"),
            Some(first) => ("type", kind_of_title(first.original.lang(), title.original.lang())),
        };
        let group = format!("title{}", at + 1);
        write_forms(title, kind, &group, xml, |title: &Title, xml| {
            value(xml, "title", &[], &title.text);
            value(xml, "subTitle", &[], title.subtitle.as_deref().unwrap_or_default());
        });
    }
}

/// A title of the journal; `first` is the main one.
pub(super) fn write_journal_title(
    title: &Written<'_, Text>,
    first: Option<&Written<'_, Text>>,
    xml: &mut Xml,
) {
    let kind = first.map_or(("usage", "primary"), |first| {
        ("type", kind_of_title(first.original.lang(), title.original.lang()))
    });
    let group = title.original.lang().map_or_else(|| "journal".to_owned(), |lang| format!("journal-{lang}"));
    write_forms(title, kind, &group, xml, |title: &Text, xml| value(xml, "title", &[], &title.text));
}

fn write_forms<T: Worded + Devised>(
    title: &Written<'_, T>,
    kind: (&str, &str),
    group: &str,
    xml: &mut Xml,
    write: impl Fn(&T, &mut Xml),
) {
    let mut write_form = |form: &T, kind: Option<(&str, &str)>| {
        let mut attributes: Vec<(&str, &str)> = kind.into_iter().collect();
        if form.is_devised() {
            attributes.push(("supplied", "yes"));
        }
        if title.romanised.is_some() {
            attributes.push(("altRepGroup", group));
        }
        let element = xml.element("titleInfo").attrs(&attributes);
        in_language(element, form.lang(), Some(form.words())).content(|xml| write(form, xml));
    };
    write_form(title.original, Some(kind));
    if let Some(romanised) = title.romanised {
        write_form(romanised, Some(kind).filter(|(name, _)| *name == "type"));
    }
}

/// A title that a cataloguer may have made.
trait Devised {
    fn is_devised(&self) -> bool;
}

impl Devised for Title {
    fn is_devised(&self) -> bool {
        self.devised
    }
}

impl Devised for Text {
    fn is_devised(&self) -> bool {
        false
    }
}
