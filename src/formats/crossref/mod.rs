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
use crate::model::{Article, Both, Depositor, both};
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
        (doi.is_some(), both("no DOI; add `doi`", "没有 DOI；请加上 doi")),
        (doi.is_none_or(limits::is_doi), STRANGE_DOI),
        (doi.is_none_or(|doi| !limits::is_doi(doi) || limits::is_registered(doi)), UNREGISTERED_DOI),
        (url.is_some(), both("no landing page for the DOI; add `url`", "没有 DOI 指向的页面；请加上 url")),
        (url.is_none_or(|url| limits::resource(url).is_some()), STRANGE_URL),
        (
            main_title(article).is_some(),
            both("no title, or only a devised one; add `title`", "没有题名，或只有自拟题名；请加上 title"),
        ),
        (
            published.is_some(),
            both(
                "no year of publication; add `published`, at least the year",
                "没有出版年份；请加上 published，至少写年份",
            ),
        ),
        (published.is_none_or(limits::is_year), STRANGE_YEAR),
        (journal.is_some_and(journal::is_titled), NO_JOURNAL),
        (journal.is_some_and(journal::is_identified), NO_ISSN),
        (people::of_article(article).chain(people::of_issue(article)).all(people::is_taken), STRANGE_NAME),
    ])
}

const NO_DEPOSITOR: Both = both(
    "the repository names no depositor; add `[crossref]` with `name`, `email` and `registrant` \
     to repository.toml",
    "仓储没有指定 DOI 注册人；请在 repository.toml 中加上 [crossref]，写 name、email 和 registrant",
);
const STRANGE_DEPOSITOR: Both = both(
    "the depositor is not one that Crossref takes, who has a `name` of at most 130 characters, an \
     `email` of 6 to 200 and a `registrant` of at most 255; mend `[crossref]` in repository.toml",
    "Crossref 不接受这个注册人：name 最多 130 个字符，email 为 6 到 200 个，registrant 最多 255 个；请改正 repository.toml 中的 [crossref]",
);
const STRANGE_DOI: Both = both(
    "the DOI is not one that Crossref registers, which has four to nine digits behind `10.`, a slash, and \
     at most 200 characters behind it; correct `doi`",
    "Crossref 不注册这样的 DOI：“10.”之后应为四到九位数字、斜线和最多 200 个字符；请改正 doi",
);
const UNREGISTERED_DOI: Both = both(
    "the DOI has characters that Crossref does not register: it takes a-z, A-Z, 0-9 and `-._;()/`, and in \
     DOIs of the old form SICI also `<>:[]+#`; correct `doi` if it is not registered so",
    "DOI 中有 Crossref 不注册的字符：只接受 a-z、A-Z、0-9 和 -._;()/，旧式 SICI DOI 另可用 <>:[]+#；如果注册的不是这样，请改正 doi",
);
const STRANGE_URL: Both = both(
    "the URL of the landing page has no proper host, or more than the 2048 characters that Crossref takes; \
     correct `url`",
    "页面网址没有正确的主机名，或超过 Crossref 接受的 2048 个字符；请改正 url",
);
const STRANGE_YEAR: Both = both(
    "Crossref accepts years of publication from 1400 to 2200; correct `published`",
    "Crossref 接受 1400 到 2200 年的出版年份；请改正 published",
);
const NO_JOURNAL: Both = both(
    "the journal has no title of at most 255 characters; add `title` to the journal",
    "期刊没有不超过 255 个字符的刊名；请在期刊中加上 title",
);
const NO_ISSN: Both = both(
    "the journal has no ISSN; add its `print_issn` or `electronic_issn`, or its `doi` and `url`",
    "期刊没有 ISSN；请加上 print_issn 或 electronic_issn，或期刊的 doi 和 url",
);
const STRANGE_NAME: Both = both(
    "an author or editor has a name that Crossref does not take: more than 60 characters in a part of it \
     (511 for an organization), a question mark, or digits apart from each other; correct the name",
    "有作者或编辑的姓名 Crossref 不接受：某一部分超过 60 个字符（机构为 511 个），含有问号，或有分开的数字；请改正姓名",
);
