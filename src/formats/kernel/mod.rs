//! DataCite's metadata kernel, which `datacite` and `oai_datacite` write as it is today, and `oai_openaire` as the profile
//! that OpenAIRE made of kernel 4.1. One module for each group of properties.

mod events;
mod identifiers;
mod people;
mod subjects;
mod titles;

use crate::model::Language;
use crate::xml::{Element, Xml};

use super::element::is_blank;

pub(super) use events::{write_dates, write_funding};
pub(super) use identifiers::{write_alternate_identifiers, write_related_identifiers};
pub(super) use people::{write_contributors, write_creators};
pub(super) use subjects::write_subjects;
pub(super) use titles::write_titles;

pub(super) use people::has_creator;
pub(super) use titles::{real_title, title_type};

/// What is said where something is missing that both demand.
pub(super) const NO_TITLE: &str = "no title of the source; add `title`";
pub(super) const NO_TYPE: &str = "no kind of article that is known; add `type`, such as \"journal article\"";
pub(super) const NO_DATE: &str = "no date of publication; add `published`";

/// Whose rules hold.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Profile {
    /// DataCite's kernel of 4.6 or later, in the default namespace.
    DataCite,
    /// OpenAIRE v4, every name with its prefix.
    OpenAire,
}

impl Profile {
    /// The name of an element, given with its prefix.
    pub(super) fn name(self, name: &'static str) -> &'static str {
        match self {
            Self::DataCite => name.split_once(':').map_or(name, |(_, local)| local),
            Self::OpenAire => name,
        }
    }

    fn is_datacite(self) -> bool {
        self == Self::DataCite
    }
}

/// An element with attributes and a text, if there is a text.
pub(super) fn property(xml: &mut Xml, name: &str, attributes: &[(&str, &str)], text: &str) {
    if !is_blank(text) {
        with(xml.element(name), attributes).text(text);
    }
}

/// The same of a text in a language.
pub(super) fn property_in(
    xml: &mut Xml,
    name: &str,
    lang: Option<&Language>,
    attributes: &[(&str, &str)],
    text: &str,
) {
    if !is_blank(text) {
        with(xml.element(name).attr_if("xml:lang", lang.map(Language::as_str)), attributes).text(text);
    }
}

fn with<'x>(element: Element<'x>, attributes: &[(&str, &str)]) -> Element<'x> {
    attributes.iter().fold(element, |element, (name, value)| element.attr(name, value))
}
