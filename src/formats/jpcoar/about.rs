//! Titles, rights, subjects, descriptions, publisher, dates, languages and types.

use crate::formats::vocabulary::{
    access_right, jpcoar_type, keyword_scheme, known_license, terminological, version_type,
};
use crate::formats::writing::any_uri::any_uri;
use crate::formats::writing::kernel::{property, property_in};
use crate::formats::writing::remarks::remarks;
use crate::formats::writing::texts::{whole_abstract, whole_title, write_all};
use crate::model::{AbstractKind, Article, ClassificationScheme, Keywords, PartialDate};
use crate::xml::{Xml, plain};

/// The original titles in each language; what the cataloguer devised is an alternative to them.
pub(super) fn write_titles(article: &Article, xml: &mut Xml) {
    for (name, devised) in [("dc:title", false), ("dcterms:alternative", true)] {
        for title in article.titles.iter().filter(|title| title.devised == devised) {
            property_in(xml, name, title.lang.as_ref(), &[], &whole_title(title));
        }
    }
}

pub(super) fn write_rights(article: &Article, xml: &mut Xml) {
    if let Some(right) = access_right(article) {
        property(xml, "dcterms:accessRights", &[("rdf:resource", right.coar)], right.label);
    }
    if let Some(license) = article.license.as_ref().map(known_license) {
        let url = license.url.as_deref().and_then(any_uri);
        let link: Vec<_> = url.iter().map(|url| ("rdf:resource", url.as_ref())).collect();
        let words = license.name.as_deref().or(license.url.as_deref()).unwrap_or_default();
        property(xml, "dc:rights", &link, &plain(words));
    }
    write_all(&article.copyright, "dc:rights", xml);
}

pub(super) fn write_subjects(article: &Article, xml: &mut Xml) {
    article.keywords.iter().for_each(|keywords| write_keywords(keywords, xml));
    for class in &article.classifications {
        let scheme = match class.scheme {
            ClassificationScheme::Ddc => "DDC",
            ClassificationScheme::Lcc => "LCC",
            ClassificationScheme::Udc => "UDC",
            ClassificationScheme::Clc => "Other",
        };
        property(xml, "jpcoar:subject", &[("subjectScheme", scheme)], &class.code);
        for label in &class.labels {
            let other = [("subjectScheme", "Other")];
            property_in(xml, "jpcoar:subject", label.lang.as_ref(), &other, &plain(&label.text));
        }
    }
}

fn write_keywords(keywords: &Keywords, xml: &mut Xml) {
    let scheme = keyword_scheme(keywords).and_then(|known| known.jpcoar).unwrap_or("Other");
    for word in &keywords.words {
        let uri = word.uri.as_ref().and_then(|uri| any_uri(uri.as_str()));
        let mut attributes = vec![("subjectScheme", scheme)];
        attributes.extend(uri.as_deref().map(|uri| ("subjectURI", uri)));
        property_in(xml, "jpcoar:subject", keywords.lang.as_ref(), &attributes, &plain(&word.text));
    }
}

pub(super) fn write_descriptions(article: &Article, xml: &mut Xml) {
    for given in &article.abstracts {
        let kind = if given.kind == Some(AbstractKind::Graphical) { "Other" } else { "Abstract" };
        let kind = [("descriptionType", kind)];
        property_in(xml, "datacite:description", given.lang.as_ref(), &kind, &whole_abstract(given));
    }
    for note in remarks(article) {
        let kind = [("descriptionType", "Other")];
        property_in(xml, "datacite:description", note.lang.as_ref(), &kind, &plain(&note.text));
    }
}

/// The names, and apart from them where the publisher is.
pub(super) fn write_publisher(article: &Article, xml: &mut Xml) {
    let Some(journal) = &article.journal else { return };
    write_all(&journal.publisher, "dc:publisher", xml);
    xml.element("jpcoar:publisher").around(|xml| {
        write_all(&journal.place.0, "dcndl:location", xml);
        let country = journal.country.as_ref().map(|country| country.as_str());
        property(xml, "dcndl:publicationPlace", &[], country.unwrap_or_default());
    });
}

pub(super) fn write_dates(article: &Article, xml: &mut Xml) {
    let available = article.embargo_end.as_ref().or(article.published_online.as_ref());
    let dates = [
        ("Issued", article.published.as_ref()),
        ("Submitted", article.received.as_ref()),
        ("Accepted", article.accepted.as_ref()),
        ("Available", available),
        ("Updated", article.updated.as_ref()),
        ("Copyrighted", article.copyright_year.as_ref()),
    ];
    for (kind, date) in dates {
        let date = date.map(PartialDate::as_str).unwrap_or_default();
        property(xml, "datacite:date", &[("dateType", kind)], date);
    }
}

/// Languages, type and version.
pub(super) fn write_kind(article: &Article, xml: &mut Xml) {
    let mut codes: Vec<&str> = article.language.iter().filter_map(terminological).collect();
    codes.dedup();
    codes.into_iter().for_each(|code| property(xml, "dc:language", &[], code));
    if let Some((label, uri)) = jpcoar_type(article) {
        property(xml, "dc:type", &[("rdf:resource", &uri)], label);
    }
    if let Some(version) = version_type(article) {
        property(xml, "oaire:version", &[("rdf:resource", version.coar)], version.label);
    }
}

pub(super) fn write_coverage(article: &Article, xml: &mut Xml) {
    let Some(coverage) = &article.coverage else { return };
    write_all(&coverage.time.0, "dcterms:temporal", xml);
    for place in coverage.place.iter() {
        xml.element("datacite:geoLocation")
            .around(|xml| property(xml, "datacite:geoLocationPlace", &[], &plain(&place.text)));
    }
}
