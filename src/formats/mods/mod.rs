//! mods: the Metadata Object Description Schema of the Library of Congress, version 3.8.

mod about;
mod element;
mod names;
mod related;
mod rights;
mod titles;

use crate::xml::Xml;

use super::writing::element::XSI;
use super::writing::original::has_title;
use super::{About, Format, Reasons, Source, missing};
use crate::model::both;

pub struct Mods;

const SCHEMA: &str = "https://www.loc.gov/standards/mods/v3/mods-3-8.xsd";
const NAMESPACE: &str = "http://www.loc.gov/mods/v3";
const XLINK: &str = "http://www.w3.org/1999/xlink";
const VERSION: &str = "3.8";

impl Format for Mods {
    fn about(&self) -> About<'_> {
        About { revision: 2, ..About::of("mods", SCHEMA, NAMESPACE) }
    }

    fn write(&self, source: &Source<'_>, xml: &mut Xml) -> Result<(), Reasons> {
        let article = source.article()?;
        missing(&[(has_title(article), both("no title; add `title`", "没有题名；请加上 title"))])?;
        xml.element("mods")
            .attr("xmlns", NAMESPACE)
            .attr("xmlns:xlink", XLINK)
            .attr("xmlns:xsi", XSI)
            .attr("xsi:schemaLocation", &format!("{NAMESPACE} {SCHEMA}"))
            .attr("version", VERSION)
            .content(|xml| {
                titles::write(article, xml);
                names::write(article, xml);
                about::write(article, xml);
                about::write_identifiers(article, xml); // before those of other works, for readers that take the first
                related::write(article, xml);
                rights::write(article, xml);
                about::write_record_info(source.identifier, xml);
            });
        Ok(())
    }
}
