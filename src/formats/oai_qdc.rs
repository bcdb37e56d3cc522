//! oai_qdc: qualified Dublin Core, the properties of DCMI Terms with their encoding schemes.
//!
//! There is no official container for qualified Dublin Core in OAI-PMH. This is the one whose schema is DCMI's own
//! of 2008 (qualifieddc.xsd) under the namespace of the University of Alberta; `docs/formats.md` gives the reasons.

use crate::model::{Article, Classification, Doi, PartialDate, Reference};
use crate::xml::{Xml, plain};

use super::vocabulary::{
    access_right, classification, identifier_link, keyword_scheme, known_license, relation_type,
};
use super::writing::citation::citations;
use super::writing::element::{DCTERMS, is_blank, root, text, value};
use super::writing::link::{extents, is_uri, media_types};
use super::writing::texts::{TextNames, types, write_all, write_texts};
use super::{About, Format, Reasons, Source};

pub struct OaiQdc;

const SCHEMA: &str = "http://terms.library.ualberta.ca/oai_qdc/oai_qdc.xsd";
const NAMESPACE: &str = "http://terms.library.ualberta.ca/oai_qdc/";

/// DCMI Terms have names of their own for a translated title and for an abstract.
const TEXTS: TextNames = TextNames {
    next_title: "dcterms:alternative",
    description: "dcterms:abstract",
    class: write_class,
    keyword_type: |keywords| keyword_scheme(keywords)?.dcterms,
};

/// Encoding schemes of DCMI Terms.
const URI: Option<&str> = Some("dcterms:URI");
const W3CDTF: Option<&str> = Some("dcterms:W3CDTF");
const MEDIA_TYPE: Option<&str> = Some("dcterms:IMT");
const LANGUAGE: Option<&str> = Some("dcterms:RFC4646");
const DCMI_TYPE: Option<&str> = Some("dcterms:DCMIType");

/// The DCMI Type Vocabulary.
const DCMI_TYPES: [&str; 12] = [
    "Collection",
    "Dataset",
    "Event",
    "Image",
    "InteractiveResource",
    "MovingImage",
    "PhysicalObject",
    "Service",
    "Software",
    "Sound",
    "StillImage",
    "Text",
];

impl Format for OaiQdc {
    fn about(&self) -> About<'_> {
        About { revision: 4, ..About::of("oai_qdc", SCHEMA, NAMESPACE) }
    }

    fn write(&self, source: &Source<'_>, xml: &mut Xml) -> Result<(), Reasons> {
        let article = source.article()?;
        root(xml, "oai_qdc:qualifieddc", NAMESPACE, SCHEMA).attr("xmlns:dcterms", DCTERMS).content(|xml| {
            write_texts(article, &TEXTS, xml);
            write_facts(article, xml);
            write_relations(article, xml);
            write_rights(article, xml);
        });
        Ok(())
    }
}

/// Classes of a scheme that DCMI Terms have no name for are written as in oai_dc.
fn write_class(class: &Classification, xml: &mut Xml) {
    let scheme = classification(class.scheme);
    match scheme.dcterms {
        Some(kind) => value(xml, "dc:subject", Some(kind), &class.code),
        None if is_blank(&class.code) => {}
        None => value(xml, "dc:subject", None, &scheme.subject(&class.code)),
    }
}

/// A value that is a URI if it looks like one that every validator takes.
fn uri(xml: &mut Xml, name: &str, uri: &str) {
    value(xml, name, if is_uri(uri) { URI } else { None }, uri);
}

fn write_facts(article: &Article, xml: &mut Xml) {
    let available =
        if article.embargo_end.is_some() { &article.embargo_end } else { &article.published_online };
    let dates = [
        ("dcterms:dateSubmitted", &article.received),
        ("dcterms:dateAccepted", &article.accepted),
        ("dcterms:issued", &article.published),
        ("dcterms:available", available),
        ("dcterms:modified", &article.updated),
        ("dcterms:dateCopyrighted", &article.copyright_year),
    ];
    for (name, date) in dates {
        value(xml, name, W3CDTF, date.as_ref().map(PartialDate::as_str).unwrap_or_default());
    }
    let types = types(article);
    if types.iter().all(|kind| !DCMI_TYPES.contains(&kind.as_ref())) {
        value(xml, "dc:type", DCMI_TYPE, "Text"); // what every article is, in the vocabulary of Dublin Core
    }
    for kind in types {
        let scheme = if DCMI_TYPES.contains(&kind.as_ref()) { DCMI_TYPE } else { None };
        value(xml, "dc:type", scheme, &kind);
    }
    for media_type in media_types(&article.files) {
        value(xml, "dc:format", MEDIA_TYPE, media_type);
    }
    for extent in extents(article) {
        value(xml, "dcterms:extent", None, &extent);
    }
    for url in article.url.iter().map(ToString::to_string).chain(article.doi.as_ref().map(Doi::url)) {
        uri(xml, "dc:identifier", &url);
    }
    for identifier in &article.other_identifiers {
        uri(xml, "dc:identifier", &identifier_link(identifier));
    }
    for citation in citations(article) {
        text(xml, "dcterms:bibliographicCitation", citation.lang, &citation.line);
    }
    for language in &article.language {
        value(xml, "dc:language", LANGUAGE, language.as_str());
    }
}

fn write_relations(article: &Article, xml: &mut Xml) {
    if let Some(journal) = &article.journal {
        write_all(&journal.titles, "dcterms:isPartOf", xml);
        for (_, issn) in journal.issns() {
            value(xml, "dcterms:isPartOf", URI, &format!("urn:ISSN:{issn}"));
        }
    }
    if let Some(doi) = &article.issue_doi {
        uri(xml, "dcterms:isPartOf", &doi.url());
    }
    for supplement in &article.supplements {
        uri(xml, "dcterms:hasPart", &supplement.link());
    }
    if let Some(coverage) = &article.coverage {
        write_all(&coverage.place.0, "dcterms:spatial", xml);
        write_all(&coverage.time.0, "dcterms:temporal", xml);
    }
    write_all(&article.audience.0, "dcterms:audience", xml);
    for file in &article.files {
        uri(xml, "dcterms:hasFormat", file.url.as_str());
    }
    for relation in &article.relations {
        let name = relation_type(relation.kind).map_or("dc:relation", |known| known.dcterms);
        uri(xml, name, &plain(&relation.link().unwrap_or_default()));
    }
    for reference in &article.references {
        write_reference(reference, xml);
    }
}

/// A work that is cited: as a link, or else as printed.
fn write_reference(reference: &Reference, xml: &mut Xml) {
    match (reference.work().link(), &reference.text) {
        (Some(link), _) => uri(xml, "dcterms:references", &link),
        (None, Some(printed)) => text(xml, "dcterms:references", None, &plain(printed)),
        (None, None) => {}
    }
}

fn write_rights(article: &Article, xml: &mut Xml) {
    if let Some(right) = access_right(article) {
        value(xml, "dcterms:accessRights", URI, right.coar);
    }
    if let Some(license) = article.license.as_ref().map(known_license) {
        match (license.url, license.name) {
            (Some(url), _) => uri(xml, "dcterms:license", &url),
            (None, name) => value(xml, "dc:rights", None, &plain(&name.unwrap_or_default())),
        }
    }
    write_all(&article.copyright, "dc:rights", xml);
    write_all(&article.copyright_holder, "dcterms:rightsHolder", xml);
}
