//! crossref: the deposit schema 5.4.0 of Crossref: what an editor uploads to register the DOI of an article.
//!
//! It is written for an article that Crossref can take. Where the schema limits a value, what is demanded and does not fit
//! is a reason to refuse, and what may be left out is left out; nothing is cut to fit. Not 5.5.0, which is newer: it is in XSD 1.1,
//! which libxml2 and with it most validators cannot read.

mod article;
mod components;
mod head;
mod journal;
mod languages;
mod limits;
mod people;
mod programs;
mod resources;

use crate::formats::writing::element::XSI;
use crate::formats::writing::original::main_title;
use crate::model::{Article, Depositor};
use crate::xml::{MATHML, Xml};

use super::{About, Format, Reasons, Source, missing};

pub struct Crossref;

const SCHEMA: &str = "https://www.crossref.org/schemas/crossref5.4.0.xsd";
const NAMESPACE: &str = "http://www.crossref.org/schema/5.4.0";
const VERSION: &str = "5.4.0";

/// The namespaces of the parts of a deposit.
const JATS: &str = "http://www.ncbi.nlm.nih.gov/JATS1";
const FUNDING: &str = "http://www.crossref.org/fundref.xsd";
const ACCESS: &str = "http://www.crossref.org/AccessIndicators.xsd";
const RELATIONS: &str = "http://www.crossref.org/relations.xsd";

impl Format for Crossref {
    fn about(&self) -> About<'_> {
        About { revision: 3, is_dated: true, ..About::of("crossref", SCHEMA, NAMESPACE) }
    }

    fn write(&self, source: &Source<'_>, xml: &mut Xml) -> Result<(), Reasons> {
        let article = source.article()?;
        demand(article, source.depositor)?;
        xml.element("doi_batch")
            .attr("xmlns", NAMESPACE)
            .attr("xmlns:ai", ACCESS)
            .attr("xmlns:fr", FUNDING)
            .attr("xmlns:jats", JATS)
            .attr("xmlns:mml", MATHML)
            .attr("xmlns:rel", RELATIONS)
            .attr("xmlns:xsi", XSI)
            .attr("version", VERSION)
            .attr("xsi:schemaLocation", &format!("{NAMESPACE} {SCHEMA}"))
            .content(|xml| {
                head::write_head(source, xml);
                xml.element("body").content(|xml| {
                    xml.element("journal").content(|xml| {
                        journal::write_journal(article, xml);
                        article::write_article(article, xml);
                    });
                });
            });
        Ok(())
    }
}

/// Tells all that Crossref demands and the record or the repository has not.
fn demand(article: &Article, depositor: Option<&Depositor>) -> Result<(), Reasons> {
    let doi = article.doi.as_ref();
    let url = article.url.as_ref();
    let journal = article.journal.as_ref();
    let published = article.published.as_ref();
    missing(&[
        (depositor.is_some(), NO_DEPOSITOR),
        (depositor.is_none_or(head::is_depositor), STRANGE_DEPOSITOR),
        (doi.is_some(), "no DOI; add `doi`"),
        (doi.is_none_or(limits::is_doi), STRANGE_DOI),
        (doi.is_none_or(|doi| !limits::is_doi(doi) || limits::is_registered(doi)), UNREGISTERED_DOI),
        (url.is_some(), "no landing page for the DOI; add `url`"),
        (url.is_none_or(|url| limits::resource(url).is_some()), STRANGE_URL),
        (main_title(article).is_some(), "no title, or only a devised one; add `title`"),
        (published.is_some(), "no year of publication; add `published`, at least the year"),
        (published.is_none_or(limits::is_year), STRANGE_YEAR),
        (journal.is_some_and(journal::is_titled), NO_JOURNAL),
        (journal.is_some_and(journal::is_identified), NO_ISSN),
        (people::of_article(article).chain(people::of_issue(article)).all(people::is_taken), STRANGE_NAME),
    ])
}

const NO_DEPOSITOR: &str = "the repository names no depositor; add `[crossref]` with `name`, `email` and `registrant` \
     to repository.toml";
const STRANGE_DEPOSITOR: &str = "the depositor is not one that Crossref takes, who has a `name` of at most 130 characters, an \
     `email` of 6 to 200 and a `registrant` of at most 255; mend `[crossref]` in repository.toml";
const STRANGE_DOI: &str = "the DOI is not one that Crossref registers, which has four to nine digits behind `10.`, a slash, and \
     at most 200 characters behind it; correct `doi`";
const UNREGISTERED_DOI: &str = "the DOI has characters that Crossref does not register: it takes a-z, A-Z, 0-9 and `-._;()/`, and in \
     DOIs of the old form SICI also `<>:[]+#`; correct `doi` if it is not registered so";
const STRANGE_URL: &str = "the URL of the landing page has no proper host, or more than the 2048 characters that Crossref takes; \
     correct `url`";
const STRANGE_YEAR: &str = "Crossref accepts years of publication from 1400 to 2200; correct `published`";
const NO_JOURNAL: &str = "the journal has no title of at most 255 characters; add `title` to the journal";
const NO_ISSN: &str =
    "the journal has no ISSN; add its `print_issn` or `electronic_issn`, or its `doi` and `url`";
const STRANGE_NAME: &str = "an author or editor has a name that Crossref does not take: more than 60 characters in a part of it \
     (511 for an organization), a question mark, or digits apart from each other; correct the name";
