//! oai_dc: unqualified Dublin Core, which every repository disseminates (§5).

use crate::model::{Article, Classification, Content, Doi, DublinCore, Journal, Relation, Supplement};
use crate::xml::{Xml, plain};

use super::vocabulary::{access_right, classification, identifier_link, known_license, terminological};
use super::writing::citation::citations;
use super::writing::element::{is_blank, root, text, value};
use super::writing::link::media_types;
use super::writing::openaire_v3;
use super::writing::texts::{TextNames, types, write_all, write_texts};
use super::{About, Format, Reasons, Source};

pub struct OaiDc;

const SCHEMA: &str = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd";
const NAMESPACE: &str = "http://www.openarchives.org/OAI/2.0/oai_dc/";

impl Format for OaiDc {
    fn about(&self) -> About<'_> {
        About { revision: 5, ..About::of("oai_dc", SCHEMA, NAMESPACE) }
    }

    fn write(&self, source: &Source<'_>, xml: &mut Xml) -> Result<(), Reasons> {
        root(xml, "oai_dc:dc", NAMESPACE, SCHEMA).content(|xml| match source.content {
            Content::Article(article) => {
                write_texts(article, &TEXTS, xml);
                write_facts(article, openaire_v3::is_for_openaire(source), xml);
            }
            Content::Dc(dc) => write_dc(dc, xml),
        });
        Ok(())
    }
}

const TEXTS: TextNames = TextNames {
    next_title: "dc:title",
    description: "dc:description",
    class: write_class,
    keyword_type: |_| None,
};

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
        let name = NAMES.iter().find(|name| name.get(3..) == Some(&element.element));
        if let Some(name) = name {
            text(xml, name, element.lang.as_ref(), &element.value);
        }
    }
}

/// A code with its scheme: for those that OpenAIRE knows, in the terms of info:eu-repo.
fn write_class(class: &Classification, xml: &mut Xml) {
    if !is_blank(&class.code) {
        let scheme = classification(class.scheme);
        value(xml, "dc:subject", None, &scheme.subject(&class.code));
    }
}

/// From dc:date on: values that have no language, and the rights.
fn write_facts(article: &Article, openaire: bool, xml: &mut Xml) {
    if let Some(date) = &article.published {
        value(xml, "dc:date", None, date.as_str());
    }
    if let Some(end) = openaire_v3::embargo_end(article).filter(|_| openaire) {
        value(xml, "dc:date", None, &end);
    }
    for kind in types(article) {
        value(xml, "dc:type", None, &kind);
    }
    for media_type in media_types(&article.files) {
        value(xml, "dc:format", None, media_type);
    }
    write_identifiers(article, xml);
    for citation in citations(article) {
        text(xml, "dc:source", citation.lang, &citation.line);
    }
    for (_, issn) in article.journal.iter().flat_map(Journal::issns) {
        value(xml, "dc:source", None, issn.as_str());
    }
    if let Some(doi) = &article.issue_doi {
        value(xml, "dc:source", None, &doi.url());
    }
    for code in languages(article) {
        value(xml, "dc:language", None, code);
    }
    write_relations(article, openaire, xml);
    if let Some(coverage) = &article.coverage {
        write_all(&coverage.place.0, "dc:coverage", xml);
        write_all(&coverage.time.0, "dc:coverage", xml);
    }
    write_rights(article, xml);
}

/// The languages in three letters, each once: `zh-Hans` and `zh-Hant` are one.
fn languages(article: &Article) -> Vec<&str> {
    let mut codes: Vec<&str> = Vec::new();
    for language in &article.language {
        let code = terminological(language).unwrap_or(language.as_str());
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    codes
}

/// Landing page, DOI, full texts, and the others. BASE takes the first URL for the landing page; CORE looks for the full text here.
fn write_identifiers(article: &Article, xml: &mut Xml) {
    let pages = article.url.iter().map(ToString::to_string).chain(article.doi.as_ref().map(Doi::url));
    for url in pages.chain(article.files.iter().map(|file| file.url.to_string())) {
        value(xml, "dc:identifier", None, &url);
    }
    for identifier in &article.other_identifiers {
        value(xml, "dc:identifier", None, &identifier_link(identifier));
    }
}

fn write_relations(article: &Article, openaire: bool, xml: &mut Xml) {
    let files = article.files.iter().map(|file| file.url.to_string());
    let works = article.relations.iter().filter_map(Relation::link).map(|work| plain(&work).into_owned());
    let supplements = article.supplements.iter().map(Supplement::link);
    for relation in files.chain(openaire_v3::doi(article)).chain(works).chain(supplements) {
        value(xml, "dc:relation", None, &relation);
    }
    if openaire {
        for relation in openaire_v3::relations(article) {
            value(xml, "dc:relation", None, &relation);
        }
    }
}

/// The access right, the licence by its address, copyright statements as printed; where there are none, one of the holder.
fn write_rights(article: &Article, xml: &mut Xml) {
    if let Some(right) = access_right(article) {
        value(xml, "dc:rights", None, right.info_eu_repo);
    }
    if let Some(license) = article.license.as_ref().map(known_license) {
        value(xml, "dc:rights", None, &plain(&license.url.or(license.name).unwrap_or_default()));
    }
    write_all(&article.copyright, "dc:rights", xml);
    let holders = article.copyright_holder.iter().filter(|holder| !is_blank(&holder.text));
    for holder in holders.filter(|_| article.copyright.is_empty()) {
        let year = article.copyright_year.as_ref().map(|date| format!("{} ", date.year()));
        let statement = format!("Copyright (c) {}{}", year.unwrap_or_default(), plain(&holder.text));
        text(xml, "dc:rights", holder.lang.as_ref(), &statement);
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
