//! subjects: keywords, and classes by code and by what they are called.

use crate::model::{Article, Classification, Keywords};
use crate::xml::{Xml, plain};

use super::super::any_uri::any_uri;
use super::super::element::is_blank;
use super::{Profile, property, property_in};
use crate::formats::vocabulary::{classification, keyword_scheme, scheme_name};

pub(in crate::formats) fn write_subjects(article: &Article, profile: Profile, xml: &mut Xml) {
    let name = profile.name("datacite:subject");
    xml.element(profile.name("datacite:subjects")).around(|xml| {
        for keywords in &article.keywords {
            write_keywords(keywords, name, xml);
        }
        for class in &article.classifications {
            write_class(class, name, xml);
        }
    });
}

/// The words with their vocabulary, and each with its place in it, as far as these are known.
fn write_keywords(keywords: &Keywords, name: &str, xml: &mut Xml) {
    let scheme = scheme_name(keywords).filter(|name| !is_blank(name));
    let known = keyword_scheme(keywords);
    for word in &keywords.words {
        let uri = word.uri.as_ref().and_then(|uri| any_uri(uri.as_str()));
        let mut attributes: Vec<(&str, &str)> = Vec::new();
        attributes.extend(scheme.as_deref().map(|name| ("subjectScheme", name)));
        attributes.extend(known.map(|known| ("schemeURI", known.uri)));
        attributes.extend(uri.as_deref().map(|uri| ("valueURI", uri)));
        property_in(xml, name, keywords.lang.as_ref(), &attributes, &plain(&word.text));
    }
}

fn write_class(class: &Classification, name: &str, xml: &mut Xml) {
    let scheme = classification(class.scheme);
    let attributes = [("subjectScheme", scheme.name), ("schemeURI", scheme.uri)];
    property(xml, name, &attributes, &class.code);
    for label in &class.labels {
        property_in(xml, name, label.lang.as_ref(), &attributes, &plain(&label.text));
    }
}
