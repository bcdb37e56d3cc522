//! The names of a person or an organisation, in every script.

use std::borrow::Cow;

use crate::formats::writing::element::is_blank;
use crate::model::{Language, NameOrder, NameParts, Person};
use crate::xml::{Xml, plain};

use super::element::text;

/// How JATS styles the name of who has one only: it is a given name.
const MONONYM: &str = "given-only";

/// The elements for the names, and how many there are.
#[derive(Default)]
struct Forms {
    xml: Xml,
    count: usize,
}

/// Writes the names; in the element for alternatives if there is more than one.
pub(super) fn write_names(person: &Person, xml: &mut Xml) {
    let mut forms = Forms::default();
    let around = if person.organization.is_some() {
        write_organization(person, &mut forms);
        "collab-alternatives"
    } else {
        person.names().for_each(|name| write_name(&name, &mut forms));
        "name-alternatives"
    };
    let written = forms.xml.into_string();
    if forms.count > 1 {
        xml.element(around).content(|xml| xml.raw(&written));
    } else {
        xml.raw(&written);
    }
}

fn write_organization(person: &Person, forms: &mut Forms) {
    for (at, name) in person.names().enumerate() {
        let Some(single) = seen(name.single()) else { continue };
        forms.count += 1;
        let element = forms.xml.element("collab").attr_if("xml:lang", name.lang.map(Language::as_str));
        match person.ror.as_ref().filter(|_| at == 0) {
            Some(ror) => element.content(|xml| {
                xml.element("institution-wrap").content(|xml| {
                    text(xml, "institution", None, &single);
                    xml.element("institution-id").attr("institution-id-type", "ror").text(&ror.url());
                });
            }),
            None => element.text(&single),
        }
    }
}

/// A text without its markup, if something of it is to be seen.
fn visible(text: Option<&str>) -> Option<Cow<'_, str>> {
    text.map(plain).filter(|text| !is_blank(text))
}

/// The same of a text that was put together.
fn seen(text: Option<Cow<'_, str>>) -> Option<String> {
    text.map(|text| plain(&text).into_owned()).filter(|text| !is_blank(text))
}

fn write_name(name: &NameParts<'_>, forms: &mut Forms) {
    let (family, given) = (seen(name.surname()), visible(name.given));
    let Some(style) = style(name, family.is_some(), given.is_some()) else {
        return write_single(name, forms);
    };
    write_parts(name, style, family.as_deref(), given.as_deref(), forms);
    if let Some(printed) = visible(name.printed) {
        write_string(name, &printed, Some("display"), forms);
    }
}

/// A name without parts. One word is a mononym, unless its script sets no spaces; of several it is not known which are what.
fn write_single(name: &NameParts<'_>, forms: &mut Forms) {
    match (visible(name.name), visible(name.printed)) {
        (Some(word), _) if !name.is_east_asian() && !word.trim().contains(char::is_whitespace) => {
            write_parts(name, Some(MONONYM), None, Some(&word), forms);
        }
        (Some(words), _) | (None, Some(words)) => write_string(name, &words, None, forms),
        (None, None) => {}
    }
}

fn write_parts(
    name: &NameParts<'_>,
    style: Option<&str>,
    family: Option<&str>,
    given: Option<&str>,
    forms: &mut Forms,
) {
    forms.count += 1;
    let element = forms.xml.element("name").attr_if("name-style", style);
    element.attr_if("xml:lang", name.lang.map(Language::as_str)).content(|xml| {
        let suffix = visible(name.suffix);
        for (name, part) in [("surname", family), ("given-names", given), ("suffix", suffix.as_deref())] {
            if let Some(part) = part {
                xml.element(name).text(part);
            }
        }
    });
}

/// How a name of parts is put together, where that is known; `None` if there are no parts.
fn style(name: &NameParts<'_>, has_family: bool, has_given: bool) -> Option<Option<&'static str>> {
    match (has_family, has_given) {
        (false, false) => None,
        (false, true) => Some(Some(MONONYM)),
        _ if name.is_family_first() => Some(Some("eastern")),
        _ if name.order == Some(NameOrder::GivenFirst) => Some(Some("western")),
        _ => Some(None),
    }
}

/// A name that is not in parts.
fn write_string(name: &NameParts<'_>, text: &str, use_for: Option<&str>, forms: &mut Forms) {
    forms.count += 1;
    let element = forms.xml.element("string-name").attr_if("specific-use", use_for);
    element.attr_if("xml:lang", name.lang.map(Language::as_str)).text(text);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(json: &str) -> String {
        let mut xml = Xml::new();
        write_names(&serde_json::from_str(json).unwrap(), &mut xml);
        xml.into_string()
    }

    #[test]
    fn names_keep_their_scripts_and_their_order() {
        assert_eq!(
            written(
                r#"{"family":"王","given":"磊","lang":"zh","variant":[{"family":"Wang","given":"Lei","order":"given-first"}]}"#
            ),
            "<name-alternatives>\
             <name name-style=\"eastern\" xml:lang=\"zh\"><surname>王</surname><given-names>磊</given-names></name>\
             <name name-style=\"western\"><surname>Wang</surname><given-names>Lei</given-names></name>\
             </name-alternatives>"
        );
        assert_eq!(
            written(r#"{"family":"Wang","given":"Lei","printed":"WANG Lei"}"#),
            "<name-alternatives><name><surname>Wang</surname><given-names>Lei</given-names></name>\
             <string-name specific-use=\"display\">WANG Lei</string-name></name-alternatives>"
        );
    }

    #[test]
    fn a_name_of_one_part_is_what_it_is() {
        assert_eq!(written(r#"{"family":"Suharto"}"#), "<name><surname>Suharto</surname></name>");
        assert_eq!(
            written(r#"{"given":"Madonna"}"#),
            "<name name-style=\"given-only\"><given-names>Madonna</given-names></name>"
        );
        assert_eq!(
            written(r#"{"name":"Suharto"}"#),
            "<name name-style=\"given-only\"><given-names>Suharto</given-names></name>"
        );
        assert_eq!(written(r#"{"name":"Jan van Eyck"}"#), "<string-name>Jan van Eyck</string-name>");
        assert_eq!(written(r#"{"name":"王磊"}"#), "<string-name>王磊</string-name>");
        assert_eq!(written(r#"{"organization":"UNESCO"}"#), "<collab>UNESCO</collab>");
        assert_eq!(
            written(r#"{"organization":"A","ror":"013q1eq08","variant":[{"name":"甲","lang":"zh"}]}"#),
            "<collab-alternatives><collab><institution-wrap><institution>A</institution>\
             <institution-id institution-id-type=\"ror\">https://ror.org/013q1eq08</institution-id></institution-wrap></collab>\
             <collab xml:lang=\"zh\">甲</collab></collab-alternatives>"
        );
        assert_eq!(written(r#"{"name":"\u0003"}"#), "");
    }
}
