//! What every part of JATS writes: elements with a text, and none without.

use crate::formats::writing::element;
use crate::formats::writing::jats_text::{JATS, JATS_WORDS, Prose, Tags};
use crate::model::{Language, Text};
use crate::xml::{Xml, plain};

/// An element that holds no markup.
pub(super) fn text(xml: &mut Xml, name: &str, lang: Option<&Language>, text: &str) {
    element::text(xml, name, lang, &plain(text));
}

/// An element for each text.
pub(super) fn texts(xml: &mut Xml, name: &str, texts: &[Text]) {
    for given in texts {
        text(xml, name, given.lang.as_ref(), &given.text);
    }
}

/// An element with a value and an attribute that says of what kind it is.
pub(super) fn typed(xml: &mut Xml, name: &str, attribute: &str, kind: &str, value: &str) {
    if !element::is_blank(value) {
        xml.element(name).attr(attribute, kind).text(value);
    }
}

/// An element with markup and formulas, where lines may break.
pub(super) fn title(xml: &mut Xml, name: &str, lang: Option<&Language>, text: &str) {
    prose(xml, name, lang, text, &JATS, Some("break"));
}

/// An element with markup, but no formula.
pub(super) fn words(xml: &mut Xml, name: &str, lang: Option<&Language>, text: &str) {
    prose(xml, name, lang, text, &JATS_WORDS, None);
}

fn prose(
    xml: &mut Xml,
    name: &str,
    lang: Option<&Language>,
    text: &str,
    tags: &Tags,
    line_break: Option<&str>,
) {
    if let Some(prose) = Prose::of(text) {
        let element = xml.element(name).attr_if("xml:lang", lang.map(Language::as_str));
        element.content(|xml| prose.write(tags, line_break, xml));
    }
}
