//! What every part of a MODS record writes: elements with a text and its language, and none without.

use crate::formats::vocabulary::{is_romanised, library_code, script_of, script_of_tag, transliteration};
use crate::formats::writing::line::line;
use crate::model::{Language, Text};
use crate::xml::{Element, Xml};

/// An element with a text of no language, if there is a text.
pub(super) fn value(xml: &mut Xml, name: &str, attributes: &[(&str, &str)], text: &str) {
    if let Some(text) = line(text) {
        xml.element(name).attrs(attributes).text(&text);
    }
}

/// An element with a text in a language, if there is a text.
pub(super) fn text(
    xml: &mut Xml,
    name: &str,
    attributes: &[(&str, &str)],
    lang: Option<&Language>,
    text: &str,
) {
    if let Some(text) = line(text) {
        in_language(xml.element(name).attrs(attributes), lang, None).text(&text);
    }
}

/// An element for each text.
pub(super) fn texts(xml: &mut Xml, name: &str, attributes: &[(&str, &str)], texts: &[Text]) {
    for each in texts {
        text(xml, name, attributes, each.lang.as_ref(), &each.text);
    }
}

/// Adds the language: its code in ISO 639-2/B, the script and the romanisation as the tag says them, and the tag itself. Of
/// titles and names, the letters give the script if the tag does not.
pub(super) fn in_language<'x>(
    element: Element<'x>,
    lang: Option<&Language>,
    letters: Option<&str>,
) -> Element<'x> {
    let by_letters = || letters.and_then(script_of).map(|script| script.iso);
    let script = lang.and_then(script_of_tag).or_else(by_letters);
    element
        .attr_if("lang", lang.and_then(library_code))
        .attr_if("script", script)
        .attr_if("transliteration", lang.and_then(transliteration))
        .attr_if("xml:lang", lang.map(Language::as_str))
}

/// The type of a further title: a translation if it is in another language and not a romanisation.
pub(super) fn kind_of_title(first: Option<&Language>, this: Option<&Language>) -> &'static str {
    match (first, this) {
        (Some(first), Some(this)) if !first.is_same(this) => "translated",
        (None, Some(this)) if !is_romanised(this) => "translated",
        _ => "alternative",
    }
}
