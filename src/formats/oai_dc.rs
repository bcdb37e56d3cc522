//! oai_dc: unqualified Dublin Core, which every repository disseminates (§5).

use crate::model::{Article, Content, Doi, DublinCore, Journal, Relation};
use crate::xml::Xml;

use super::citation::citations;
use super::element::{root, text, value};
use super::link::media_types;
use super::texts::{TextNames, write_texts};
use super::vocabulary::known_license;
use super::{Format, Reasons, Source};

pub struct OaiDc;

const SCHEMA: &str = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd";
const NAMESPACE: &str = "http://www.openarchives.org/OAI/2.0/oai_dc/";

impl Format for OaiDc {
    fn metadata_prefix(&self) -> &str {
        "oai_dc"
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
        root(xml, "oai_dc:dc", NAMESPACE, SCHEMA).content(|xml| match source.content {
            Content::Article(article) => {
                write_texts(article, &TEXTS, xml);
                write_facts(article, xml);
            }
            Content::Dc(dc) => write_dc(dc, xml),
        });
        Ok(())
    }
}

const TEXTS: TextNames = TextNames { next_title: "dc:title", description: "dc:description" };

/// The names of the fifteen elements; there are no others in oai_dc (§5).
const NAMES: [&str; 15] = [
    "dc:title",
    "dc:creator",
    "dc:subject",
    "dc:description",
    "dc:publisher",
    "dc:contributor",
    "dc:date",
    "dc:type",
    "dc:format",
    "dc:identifier",
    "dc:source",
    "dc:language",
    "dc:relation",
    "dc:coverage",
    "dc:rights",
];

fn write_dc(dc: &DublinCore, xml: &mut Xml) {
    for element in &dc.elements {
        let name = NAMES.iter().find(|name| name.strip_prefix("dc:") == Some(&element.element));
        if let Some(name) = name {
            text(xml, name, element.lang.as_ref(), &element.value);
        }
    }
}

/// From dc:date on: values that have no language, and the rights.
fn write_facts(article: &Article, xml: &mut Xml) {
    if let Some(date) = &article.published {
        value(xml, "dc:date", None, date.as_str());
    }
    for kind in &article.types {
        value(xml, "dc:type", None, kind);
    }
    for media_type in media_types(&article.files) {
        value(xml, "dc:format", None, media_type);
    }
    // BASE takes the first URL for the landing page
    for url in article.url.iter().map(ToString::to_string).chain(article.doi.as_ref().map(Doi::url)) {
        value(xml, "dc:identifier", None, &url);
    }
    for citation in citations(article) {
        text(xml, "dc:source", citation.lang, &citation.line);
    }
    for issn in article.journal.iter().flat_map(|journal: &Journal| &journal.issn) {
        value(xml, "dc:source", None, issn.as_str());
    }
    for language in &article.language {
        value(xml, "dc:language", None, language.as_str());
    }
    let doi = article.doi.iter().map(|doi| format!("info:eu-repo/semantics/altIdentifier/doi/{doi}"));
    let files = article.files.iter().map(|file| file.url.to_string());
    for relation in files.chain(doi).chain(article.relations.iter().filter_map(Relation::link)) {
        value(xml, "dc:relation", None, &relation);
    }
    if let Some(license) = article.license.as_ref().map(known_license) {
        value(xml, "dc:rights", None, license.url.or(license.name).unwrap_or_default().as_str());
    }
    for copyright in &article.copyright {
        text(xml, "dc:rights", copyright.lang.as_ref(), &copyright.text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::DC_ELEMENTS;

    #[test]
    fn the_names_are_those_of_dublin_core() {
        assert_eq!(NAMES.map(|name| name.strip_prefix("dc:").unwrap()), DC_ELEMENTS);
    }
}
