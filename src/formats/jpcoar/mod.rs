//! jpcoar: the JPCOAR schema 2.0 (2022-12-01) of Japan's institutional repositories, which IRDB harvests.
//!
//! Every text stands once for each language, and a person is one creator with a name for each script.

mod about;
mod files;
mod people;
mod related;

use crate::model::{Article, both};
use crate::xml::Xml;

use super::vocabulary::{NO_TYPE, resource_type};
use super::writing::element::{DC, DCTERMS, XSI};
use super::writing::kernel::NO_TITLE;
use super::writing::original::has_real_title;
use super::{About, Format, Reasons, Source, missing};

pub struct Jpcoar;

const SCHEMA: &str = "https://github.com/JPCOAR/schema/blob/master/2.0/jpcoar_scm.xsd";
const NAMESPACE: &str = "https://github.com/JPCOAR/schema/blob/master/2.0/";
/// The namespaces of its parts; that of DataCite is not the one that DataCite has.
const PARTS: [(&str, &str); 6] = [
    ("xmlns:dc", DC),
    ("xmlns:dcterms", DCTERMS),
    ("xmlns:datacite", "https://schema.datacite.org/meta/kernel-4/"),
    ("xmlns:oaire", "http://namespace.openaire.eu/schema/oaire/"),
    ("xmlns:dcndl", "http://ndl.go.jp/dcndl/terms/"),
    ("xmlns:rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
];

impl Format for Jpcoar {
    fn about(&self) -> About<'_> {
        About::of("jpcoar", SCHEMA, NAMESPACE)
    }

    fn write(&self, source: &Source<'_>, xml: &mut Xml) -> Result<(), Reasons> {
        let article = source.article()?;
        missing(&[
            (has_real_title(article), NO_TITLE),
            (resource_type(article).is_some(), NO_TYPE),
            (
                related::is_identified(article),
                both("no link; add `doi` or `url`", "没有链接；请加上 doi 或 url"),
            ),
        ])?;
        xml.element("jpcoar:jpcoar")
            .attr("xmlns:jpcoar", NAMESPACE)
            .attrs(&PARTS)
            .attr("xmlns:xsi", XSI)
            .attr("xsi:schemaLocation", &format!("{NAMESPACE} {SCHEMA}"))
            .content(|xml| write_content(article, xml));
        Ok(())
    }
}

/// The elements in the order of the schema.
fn write_content(article: &Article, xml: &mut Xml) {
    about::write_titles(article, xml);
    people::write_people(article, xml);
    about::write_rights(article, xml);
    people::write_holders(article, xml);
    about::write_subjects(article, xml);
    about::write_descriptions(article, xml);
    about::write_publisher(article, xml);
    about::write_dates(article, xml);
    about::write_kind(article, xml);
    related::write_identifiers(article, xml);
    related::write_relations(article, xml);
    about::write_coverage(article, xml);
    related::write_funding(article, xml);
    related::write_issns(article, xml);
    files::write_source(article, xml);
    files::write_conference(article, xml);
    files::write_files(article, xml);
}
