//! oai_qdc: qualified Dublin Core, the properties of DCMI Terms with their encoding schemes.
//!
//! There is no official container for qualified Dublin Core in OAI-PMH. This is the one whose schema is DCMI's own
//! of 2008 (qualifieddc.xsd) under the namespace of the University of Alberta; `docs/formats.md` tells the reasons.

use crate::model::{Article, Doi, Relation};
use crate::xml::Xml;

use super::citation::citations;
use super::element::{DCTERMS, root, text, value};
use super::link::{is_url, media_types};
use super::texts::{TextNames, write_texts};
use super::vocabulary::known_license;
use super::{Format, Reasons, Source};

pub struct OaiQdc;

const SCHEMA: &str = "http://terms.library.ualberta.ca/oai_qdc/oai_qdc.xsd";
const NAMESPACE: &str = "http://terms.library.ualberta.ca/oai_qdc/";

/// DCMI Terms have names of their own for a translated title and for an abstract.
const TEXTS: TextNames = TextNames { next_title: "dcterms:alternative", description: "dcterms:abstract" };

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
    fn metadata_prefix(&self) -> &str {
        "oai_qdc"
    }

    fn schema(&self) -> &str {
        SCHEMA
    }

    fn metadata_namespace(&self) -> &str {
        NAMESPACE
    }

    fn revision(&self) -> u32 {
        1
    }

    fn write(&self, source: &Source<'_>, xml: &mut Xml) -> Result<(), Reasons> {
        let article = source.article()?;
        root(xml, "oai_qdc:qualifieddc", NAMESPACE, SCHEMA).attr("xmlns:dcterms", DCTERMS).content(|xml| {
            write_texts(article, &TEXTS, xml);
            write_facts(article, xml);
            write_relations(article, xml);
        });
        Ok(())
    }
}

fn write_facts(article: &Article, xml: &mut Xml) {
    if let Some(date) = &article.published {
        value(xml, "dcterms:issued", W3CDTF, date.as_str());
    }
    for kind in &article.types {
        let scheme = if DCMI_TYPES.contains(&kind.as_str()) { DCMI_TYPE } else { None };
        value(xml, "dc:type", scheme, kind);
    }
    for media_type in media_types(&article.files) {
        value(xml, "dc:format", MEDIA_TYPE, media_type);
    }
    for url in article.url.iter().map(ToString::to_string).chain(article.doi.as_ref().map(Doi::url)) {
        value(xml, "dc:identifier", URI, &url);
    }
    for citation in citations(article) {
        text(xml, "dcterms:bibliographicCitation", citation.lang, &citation.line);
    }
    for language in &article.language {
        value(xml, "dc:language", LANGUAGE, language.as_str());
    }
}

fn write_relations(article: &Article, xml: &mut Xml) {
    for issn in article.journal.iter().flat_map(|journal| &journal.issn) {
        value(xml, "dcterms:isPartOf", URI, &format!("urn:ISSN:{issn}"));
    }
    for file in &article.files {
        value(xml, "dcterms:hasFormat", URI, file.url.as_str());
    }
    for relation in article.relations.iter().filter_map(Relation::link) {
        value(xml, "dc:relation", if is_url(&relation) { URI } else { None }, &relation);
    }
    if let Some(license) = article.license.as_ref().map(known_license) {
        match (license.url, license.name) {
            (Some(url), _) => value(xml, "dcterms:license", URI, &url),
            (None, name) => value(xml, "dc:rights", None, &name.unwrap_or_default()),
        }
    }
    for copyright in &article.copyright {
        text(xml, "dc:rights", copyright.lang.as_ref(), &copyright.text);
    }
}
