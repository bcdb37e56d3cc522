//! DataCite's metadata kernel, which `datacite` and `oai_datacite` write as it is today, and `oai_openaire` as the profile
//! that OpenAIRE made of kernel 4.1. One module for each group of properties.

mod events;
mod identifiers;
mod people;
mod subjects;
mod titles;

use crate::model::{Both, Language, both};
use crate::xml::Xml;

use super::element::is_blank;

pub(in crate::formats) use events::{write_dates, write_extents, write_funding};
pub(in crate::formats) use identifiers::{write_alternate_identifiers, write_related_identifiers};
pub(in crate::formats) use people::{write_contributors, write_creators};
pub(in crate::formats) use subjects::write_subjects;
pub(in crate::formats) use titles::write_titles;

pub(in crate::formats) use people::has_creator;
pub(in crate::formats) use titles::title_type;

/// What is said where something is missing that both demand.
pub(in crate::formats) const NO_TITLE: Both =
    both("no original title; add `title`", "没有原题名；请加上 title");
pub(in crate::formats) const NO_DATE: Both =
    both("no date of publication; add `published`", "没有出版日期；请加上 published");

/// Whose rules hold.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::formats) enum Profile {
    /// DataCite's kernel of 4.7, in the default namespace.
    DataCite,
    /// OpenAIRE v4, every name with its prefix.
    OpenAire,
}

impl Profile {
    /// The name of an element, given with its prefix.
    pub(in crate::formats) fn name(self, name: &'static str) -> &'static str {
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
pub(in crate::formats) fn property(xml: &mut Xml, name: &str, attributes: &[(&str, &str)], text: &str) {
    if !is_blank(text) {
        xml.element(name).attrs(attributes).text(text);
    }
}

/// The same of a text in a language.
pub(in crate::formats) fn property_in(
    xml: &mut Xml,
    name: &str,
    lang: Option<&Language>,
    attributes: &[(&str, &str)],
    text: &str,
) {
    if !is_blank(text) {
        let element = xml.element(name).attr_if("xml:lang", lang.map(Language::as_str));
        element.attrs(attributes).text(text);
    }
}
