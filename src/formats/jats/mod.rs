//! jats: the front matter of JATS Publishing 1.3 (ANSI/NISO Z39.96-2021), with the references.
//!
//! The DTD has no namespace, but the content of `metadata` must have one (OAI-PMH.xsd: `namespace="##other"`). This is that of
//! the XML Schema which Crossref publishes and uses in its deposits; see `docs/formats.md`.

mod article;
mod back;
mod dates;
mod element;
mod ids;
mod journal;
mod links;
mod names;
mod people;
mod rights;
mod statements;
mod subjects;
mod supplements;

use crate::model::{Article, Language, both};
use crate::xml::{MATHML, Xml};

use super::vocabulary::{NO_TYPE, resource_type};
use super::writing::element::XSI;
use super::writing::original::main_title;
use super::writing::remarks::remarks;
use super::{About, Format, Reasons, Source, missing};

pub struct Jats;

/// The schema of JATS Publishing 1.3d2, the draft that became 1.3: the only one with a namespace.
const SCHEMA: &str = "https://www.crossref.org/schemas/JATS-journalpublishing1-3d2-mathml3.xsd";
const NAMESPACE: &str = "http://www.ncbi.nlm.nih.gov/JATS1"; // the targetNamespace of SCHEMA; JATS as a DTD has none
/// What [`SCHEMA`] takes for `dtd-version`.
const VERSION: &str = "1.3d2";

const ALI: &str = "http://www.niso.org/schemas/ali/1.0/";
const XLINK: &str = "http://www.w3.org/1999/xlink";

/// Undetermined (ISO 639-2). Without it the default of the schema, English, would apply.
const UNDETERMINED: &str = "und";

impl Format for Jats {
    fn about(&self) -> About<'_> {
        About { revision: 2, ..About::of("jats", SCHEMA, NAMESPACE) }
    }

    fn write(&self, source: &Source<'_>, xml: &mut Xml) -> Result<(), Reasons> {
        let article = source.article()?;
        let kind = resource_type(article);
        let has_issn = article.journal.as_ref().is_some_and(|journal| !journal.issns().is_empty());
        missing(&[
            (
                main_title(article).is_some(),
                both(
                    "no title, or only a devised one; add `title`",
                    "没有题名，或只有自拟题名；请加上 title",
                ),
            ),
            (
                article.published.is_some(),
                both(
                    "no date of publication; add `published`, at least the year",
                    "没有出版日期；请加上 published，至少写年份",
                ),
            ),
            (
                has_issn,
                both(
                    "JATS requires an ISSN of the journal; add its `print_issn` or `electronic_issn`",
                    "JATS 要求有期刊的 ISSN；请加上 print_issn 或 electronic_issn",
                ),
            ),
            (kind.is_some(), NO_TYPE),
        ])?;
        xml.element("article")
            .attr("xmlns", NAMESPACE)
            .attr("xmlns:ali", ALI)
            .attr("xmlns:mml", MATHML)
            .attr("xmlns:xlink", XLINK)
            .attr("xmlns:xsi", XSI)
            .attr("xsi:schemaLocation", &format!("{NAMESPACE} {SCHEMA}"))
            .attr_if("article-type", kind.map(|kind| kind.jats))
            .attr("dtd-version", VERSION)
            .attr("xml:lang", article.language.first().map_or(UNDETERMINED, Language::as_str))
            .content(|xml| {
                write_front(source, article, xml);
                back::write_back(source.identifier, article, xml);
            });
        Ok(())
    }
}

fn write_front(source: &Source<'_>, article: &Article, xml: &mut Xml) {
    xml.element("front").content(|xml| {
        if let Some(journal) = &article.journal {
            journal::write_journal(journal, xml);
        }
        xml.element("article-meta").content(|xml| article::write_article(source.identifier, article, xml));
        back::write_notes(&remarks(article), xml);
    });
}
