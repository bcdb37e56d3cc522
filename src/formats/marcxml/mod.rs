//! marcxml: MARC 21 for an article in a serial, in the XML of the Library of Congress (MARC21slim.xsd 1.2).

mod codes;
mod fixed;
mod general;
mod host;
mod links;
mod names;
mod notes;
mod record;
mod titles;

use crate::xml::Xml;

use super::writing::element::XSI;
use super::writing::original::has_title;
use super::{About, Format, Reasons, Source, missing};
use crate::model::both;
use record::Record;

pub struct MarcXml;

const SCHEMA: &str = "https://www.loc.gov/standards/marcxml/schema/MARC21slim.xsd";
const NAMESPACE: &str = "http://www.loc.gov/MARC21/slim";

impl Format for MarcXml {
    fn about(&self) -> About<'_> {
        // 005 and 008/00-05 are the time at which the record was written.
        About { revision: 2, is_dated: true, ..About::of("marcxml", SCHEMA, NAMESPACE) }
    }

    fn write(&self, source: &Source<'_>, xml: &mut Xml) -> Result<(), Reasons> {
        let article = source.article()?;
        missing(&[(has_title(article), both("no title; add `title`", "没有题名；请加上 title"))])?;
        let mut record = Record::default();
        codes::push(article, &mut record);
        let has_main_entry = names::push(article, &mut record);
        titles::push(article, has_main_entry, &mut record);
        notes::push(article, &mut record);
        host::push(article, &mut record);
        links::push(article, &mut record);
        xml.element("record")
            .attr("xmlns", NAMESPACE)
            .attr("xmlns:xsi", XSI)
            .attr("xsi:schemaLocation", &format!("{NAMESPACE} {SCHEMA}"))
            .content(|xml| {
                fixed::write(source.identifier.as_str(), article, source.moment, xml);
                record.write(xml);
            });
        Ok(())
    }
}
