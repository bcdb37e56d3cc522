//! What every format writes: elements with a text, and none without.

use crate::model::Language;
use crate::xml::{Element, Xml, is_xml_char};

/// The namespaces of Dublin Core and of schema locations.
pub(in crate::formats) const DC: &str = "http://purl.org/dc/elements/1.1/";
pub(in crate::formats) const DCTERMS: &str = "http://purl.org/dc/terms/";
pub(in crate::formats) const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// Begins the root element of a record; it declares its own namespaces, so that the record can be cut out
/// of an answer, and the schema that ListMetadataFormats names (§3.4).
pub(in crate::formats) fn root<'x>(
    xml: &'x mut Xml,
    name: &'x str,
    namespace: &str,
    schema: &str,
) -> Element<'x> {
    let prefix = name.split(':').next().unwrap_or_default();
    xml.element(name)
        .attr(&["xmlns:", prefix].concat(), namespace)
        .attr("xmlns:dc", DC)
        .attr("xmlns:xsi", XSI)
        .attr("xsi:schemaLocation", &[namespace, " ", schema].concat())
}

/// Whether nothing of the text would be seen.
pub(in crate::formats) fn is_blank(text: &str) -> bool {
    text.chars().all(|character| character.is_whitespace() || !is_xml_char(character))
}

/// An element with a text in a language, if there is a text.
pub(in crate::formats) fn text(xml: &mut Xml, name: &str, lang: Option<&Language>, text: &str) {
    if !is_blank(text) {
        xml.element(name).attr_if("xml:lang", lang.map(Language::as_str)).text(text);
    }
}

/// An element with a value of no language: an identifier, a date, a term; `kind` is its encoding scheme.
pub(in crate::formats) fn value(xml: &mut Xml, name: &str, kind: Option<&str>, value: &str) {
    if !is_blank(value) {
        xml.element(name).attr_if("xsi:type", kind).text(value);
    }
}
