//! subjects: keywords, and classes by code and by what they are called.

use crate::model::{Article, Classification};
use crate::xml::{Xml, plain};

use super::{Profile, property, property_in};
use crate::formats::vocabulary::classification;

pub(in crate::formats) fn write_subjects(article: &Article, profile: Profile, xml: &mut Xml) {
    let name = profile.name("datacite:subject");
    xml.element(profile.name("datacite:subjects")).around(|xml| {
        for keywords in &article.keywords {
            for word in &keywords.words {
                property_in(xml, name, keywords.lang.as_ref(), &[], &plain(word));
            }
        }
        for class in &article.classifications {
            write_class(class, name, xml);
        }
    });
}

fn write_class(class: &Classification, name: &str, xml: &mut Xml) {
    let scheme = classification(class.scheme);
    let attributes = [("subjectScheme", scheme.name), ("schemeURI", scheme.uri)];
    property(xml, name, &attributes, &class.code);
    for label in &class.labels {
        property_in(xml, name, label.lang.as_ref(), &attributes, &plain(&label.text));
    }
}
