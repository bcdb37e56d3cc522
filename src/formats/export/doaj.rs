//! DOAJ's article XML (doajArticles.xsd 1.3), which editors upload.
//!
//! It has no namespace, so it cannot be in an answer of OAI-PMH (OAI-PMH.xsd: `namespace="##other"`), and DOAJ does not harvest.
//! DOAJ reads the first title, the first abstract, the first list of keywords and the first affiliation of an author only: these
//! are in the article's own language.

use crate::formats::vocabulary::{bibliographic_of_two_letters, resource_type};
use crate::formats::writing::any_uri::any_uri;
use crate::formats::writing::element::{XSI, is_blank};
use crate::formats::writing::kernel::{NO_DATE, NO_TITLE, property};
use crate::formats::writing::link::file_type;
use crate::formats::writing::original::{is_original, main_title, real_titles};
use crate::formats::writing::people::address;
use crate::formats::writing::texts::{whole_abstract, whole_title};
use crate::formats::{Reasons, Source, missing};
use crate::model::{
    Affiliation, Article, Doi, IdentifierScheme, Journal, Language, Medium, NameParts, PartialDate, Person,
    both,
};
use crate::xml::{Xml, plain};

use super::Export;

pub struct Doaj;

const SCHEMA: &str = "https://doaj.org/static/doaj/doajArticles.xsd";

impl Export for Doaj {
    fn name(&self) -> &str {
        "doaj"
    }

    fn media_type(&self) -> &str {
        "application/xml"
    }

    fn extension(&self) -> &str {
        "doaj.xml"
    }

    fn write(&self, source: &Source<'_>) -> Result<String, Reasons> {
        let article = source.article()?;
        let (issn, eissn) = article.journal.as_ref().map_or((None, None), issns);
        let link = full_text(article);
        missing(&[
            (main_title(article).is_some(), NO_TITLE),
            (
                journal_title(article).is_some(),
                both("no title of the journal; add `title` to the journal", "没有刊名；请在期刊中加上 title"),
            ),
            (
                issn.is_some() || eissn.is_some(),
                both(
                    "no ISSN; add the `print_issn` or `electronic_issn` of the journal",
                    "没有 ISSN；请加上期刊的 print_issn 或 electronic_issn",
                ),
            ),
            (article.published.is_some(), NO_DATE),
            (
                link.is_some(),
                both(
                    "no link to the full text that DOAJ takes; add `url` or `file`, or correct it",
                    "没有 DOAJ 接受的全文链接；请加上或改正 url 或 file",
                ),
            ),
        ])?;
        let mut xml = Xml::document(1 << 12);
        let root = xml.element("records").attr("xmlns:xsi", XSI);
        root.attr("xsi:noNamespaceSchemaLocation", SCHEMA).content(|xml| {
            xml.element("record").content(|xml| {
                write_journal(article, (issn, eissn), xml);
                write_place(article, xml);
                write_titles(article, xml);
                write_authors(article, xml);
                write_abstracts(article, xml);
                link.iter().for_each(|(url, kind)| property(xml, "fullTextUrl", &[("format", kind)], url));
                write_keywords(article, xml);
            });
        });
        Ok(xml.into_string() + "\n")
    }
}

/// The language by the code that the schema takes.
fn code(language: Option<&Language>) -> Option<&'static str> {
    bibliographic_of_two_letters(language?)
}

fn journal_title(article: &Article) -> Option<String> {
    let titles = article.journal.iter().flat_map(|journal| &journal.titles);
    titles.map(|title| plain(&title.text).into_owned()).find(|title| !is_blank(title))
}

/// The ISSN of print, and that of the electronic journal; one of an unknown medium counts as the first.
fn issns(journal: &Journal) -> (Option<&str>, Option<&str>) {
    let issns = journal.issns();
    let of = |wanted| issns.iter().find(|(medium, _)| *medium == wanted).map(|(_, issn)| issn.as_str());
    let print = of(Medium::Print).or_else(|| of(Medium::Unknown));
    (print, of(Medium::Electronic))
}

/// The page of the article, or else a file, with its format; of the form that the schema takes.
fn full_text(article: &Article) -> Option<(String, &'static str)> {
    let page = article.url.iter().map(|url| (url.as_str(), "html"));
    let files = article.files.iter().map(|file| {
        let is_pdf = file_type(file) == Some("application/pdf");
        (file.url.as_str(), if is_pdf { "pdf" } else { "html" })
    });
    let mut links = page.chain(files).filter(|(url, _)| has_domain(url));
    links.find_map(|(url, kind)| Some((any_uri(url)?.into_owned(), kind)))
}

/// `https?://([^/:]+\.[\p{L}]{2,10}|…)`: the host has a domain of letters.
fn has_domain(url: &str) -> bool {
    let host = url.split_once("://").map_or("", |(_, rest)| rest);
    let host = host.split(['/', ':', '?', '#']).next().unwrap_or_default();
    let is_domain = |domain: &str| domain.chars().take_while(|letter| letter.is_alphabetic()).count() >= 2;
    host.match_indices('.').any(|(at, _)| at > 0 && is_domain(&host[at + 1..]))
}

fn write_journal(article: &Article, (issn, eissn): (Option<&str>, Option<&str>), xml: &mut Xml) {
    let language = article.language.iter().find_map(|language| code(Some(language)));
    property(xml, "language", &[], language.unwrap_or_default());
    let publishers = article.journal.iter().flat_map(|journal| &journal.publisher);
    let publisher = publishers.map(|name| plain(&name.text)).find(|name| !is_blank(name));
    property(xml, "publisher", &[], &publisher.unwrap_or_default());
    property(xml, "journalTitle", &[], &journal_title(article).unwrap_or_default());
    property(xml, "issn", &[], issn.unwrap_or_default());
    property(xml, "eissn", &[], eissn.unwrap_or_default());
    let date = article.published.as_ref().map(PartialDate::as_str);
    property(xml, "publicationDate", &[], date.unwrap_or_default());
}

fn write_place(article: &Article, xml: &mut Xml) {
    let pages = article.pages.as_ref();
    let own = article.other_identifiers.iter().find(|other| other.scheme == IdentifierScheme::Publisher);
    let parts = [
        ("volume", article.volume.as_deref()),
        ("issue", article.issue.as_deref()),
        ("startPage", pages.map(|pages| pages.first.as_str()).or(article.article_number.as_deref())),
        ("endPage", pages.and_then(|pages| pages.last.as_deref())),
    ];
    for (name, part) in parts {
        property(xml, name, &[], &plain(part.unwrap_or_default()));
    }
    property(xml, "doi", &[], article.doi.as_ref().map(Doi::as_str).unwrap_or_default());
    property(xml, "publisherRecordId", &[], own.map(|own| own.value.trim()).unwrap_or_default());
    property(xml, "documentType", &[], resource_type(article).map(|kind| kind.label).unwrap_or_default());
}

fn in_language(xml: &mut Xml, name: &str, language: Option<&Language>, text: &str) {
    let language: Vec<_> = code(language).into_iter().map(|code| ("language", code)).collect();
    property(xml, name, &language, text);
}

fn write_titles(article: &Article, xml: &mut Xml) {
    let main = main_title(article);
    let others = real_titles(article).filter(|title| main.is_none_or(|main| !std::ptr::eq(*title, main)));
    for title in main.into_iter().chain(others) {
        in_language(xml, "title", title.lang.as_ref(), &whole_title(title));
    }
}

/// Authors, then their affiliations, to which they refer by number.
fn write_authors(article: &Article, xml: &mut Xml) {
    let mut places: Vec<String> = Vec::new();
    xml.element("authors").around(|xml| {
        for author in &article.authors {
            write_author(author, &mut places, xml);
        }
    });
    xml.element("affiliationsList").around(|xml| {
        for (place, number) in places.iter().zip(1..) {
            let id = number.to_string();
            property(xml, "affiliationName", &[("affiliationId", &id)], place);
        }
    });
}

fn write_author(author: &Person, places: &mut Vec<String>, xml: &mut Xml) {
    let name = given_first(&author.latin_name());
    if is_blank(&name) {
        return;
    }
    xml.element("author").content(|xml| {
        property(xml, "name", &[], &name);
        for place in author.affiliations.iter().map(latin_address).filter(|place| !is_blank(place)) {
            let at = places.iter().position(|known| *known == place).unwrap_or_else(|| {
                places.push(place);
                places.len() - 1
            });
            property(xml, "affiliationId", &[], &(at + 1).to_string());
        }
        property(xml, "orcid_id", &[], &author.orcid.as_ref().map(|orcid| orcid.url()).unwrap_or_default());
    });
}

/// `Given Family`, whatever is printed.
fn given_first(name: &NameParts<'_>) -> String {
    let parts = NameParts { printed: None, order: None, ..*name };
    let displayed = parts.displayed();
    plain(if displayed.is_empty() { name.printed.unwrap_or_default() } else { &displayed }).into_owned()
}

/// The affiliation in English if it has such a form, otherwise as it is.
fn latin_address(affiliation: &Affiliation) -> String {
    let is_english = |form: &&Affiliation| form.lang.as_ref().is_some_and(|lang| lang.is("en"));
    address(affiliation.forms().find(is_english).unwrap_or(affiliation))
}

/// The ordinary abstracts, that of the article's own language first.
fn write_abstracts(article: &Article, xml: &mut Xml) {
    let mut abstracts: Vec<_> = article.abstracts.iter().filter(|given| given.is_ordinary()).collect();
    abstracts.sort_by_key(|given| !is_original(article, given.lang.as_ref()));
    for given in abstracts {
        in_language(xml, "abstract", given.lang.as_ref(), &whole_abstract(given));
    }
}

/// The authors' own keywords before those of vocabularies, those in the article's own language first.
fn write_keywords(article: &Article, xml: &mut Xml) {
    let mut lists: Vec<_> = article.keywords.iter().collect();
    lists.sort_by_key(|list| (list.scheme.is_some(), !is_original(article, list.lang.as_ref())));
    for list in lists {
        xml.element("keywords").attr_if("language", code(list.lang.as_ref())).around(|xml| {
            list.words.iter().for_each(|word| property(xml, "keyword", &[], &plain(&word.text)));
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_host_of_a_full_text_has_a_domain() {
        for url in ["https://a.org/1", "http://sub.a.example:80/", "https://a.中国/"] {
            assert!(has_domain(url), "{url}");
        }
        for url in ["http://localhost/1", "http://a/b.org", "https://[::1]:80/", "http://.org"] {
            assert!(!has_domain(url), "{url}");
        }
    }
}
