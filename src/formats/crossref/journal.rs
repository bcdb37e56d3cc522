//! journal_metadata and journal_issue.

use crate::formats::writing::jats_text::{FACES, Prose};
use crate::model::{Article, Journal, Medium, PartialDate};
use crate::xml::Xml;

use super::languages::code;
use super::limits::{fitting, is_doi, is_registered, is_year, resource, text};
use super::people;

const LONGEST_TITLE: usize = 255;
const LONGEST_ABBREVIATION: usize = 150;
/// Of volume and issue.
const LONGEST_NUMBER: usize = 32;
/// How many titles, and abbreviations, the schema takes.
const TITLES: usize = 10;
const ISSNS: usize = 6;

/// Whether the journal has a title that fits.
pub(super) fn is_titled(journal: &Journal) -> bool {
    journal.titles.iter().any(|title| fitting(&title.text, LONGEST_TITLE).is_some())
}

/// Crossref knows a journal by its ISSN, or by a DOI of its own, which must lead somewhere.
pub(super) fn is_identified(journal: &Journal) -> bool {
    !journal.issns().is_empty() || registered(journal).is_some()
}

/// The DOI of the journal and where it leads.
fn registered(journal: &Journal) -> Option<(&str, String)> {
    let doi = journal.doi.as_ref().filter(|doi| is_doi(doi))?;
    Some((doi.as_str(), resource(journal.url.as_ref()?)?))
}

/// Writes the journal, and the issue if it has a volume, a number or a title.
pub(super) fn write_journal(article: &Article, xml: &mut Xml) {
    let Some(journal) = &article.journal else { return };
    let titles: Vec<_> =
        journal.titles.iter().filter(|title| fitting(&title.text, LONGEST_TITLE).is_some()).collect();
    let lang = titles.first().and_then(|title| title.lang.as_ref());
    xml.element("journal_metadata").attr_if("language", code(lang)).content(|xml| {
        for title in titles.iter().take(TITLES) {
            text(xml, "full_title", &title.text, LONGEST_TITLE);
        }
        for abbreviation in journal.abbreviations.iter().take(TITLES) {
            text(xml, "abbrev_title", &abbreviation.text, LONGEST_ABBREVIATION);
        }
        for (medium, issn) in journal.issns().into_iter().take(ISSNS) {
            xml.element("issn").attr_if("media_type", media_type(medium)).text(issn.as_str());
        }
        if let Some((doi, url)) = registered(journal) {
            write_doi(doi, &url, xml);
        }
    });
    write_issue(article, xml);
}

const fn media_type(medium: Medium) -> Option<&'static str> {
    match medium {
        Medium::Print => Some("print"),
        Medium::Electronic => Some("electronic"),
        Medium::Unknown => None,
    }
}

fn write_issue(article: &Article, xml: &mut Xml) {
    let number = |value: &Option<String>| value.as_deref().and_then(|value| fitting(value, LONGEST_NUMBER));
    let (volume, issue) = (number(&article.volume), number(&article.issue));
    let title = article.issue_titles.iter().find_map(|title| Prose::of(&title.text));
    if volume.is_none() && issue.is_none() && title.is_none() && article.issue_date.is_none() {
        return;
    }
    xml.element("journal_issue").content(|xml| {
        people::write_people(people::of_issue(article), xml);
        if let Some(title) = title {
            xml.element("titles").content(|xml| {
                xml.element("title").content(|xml| title.write(&FACES, None, xml));
            });
        }
        write_issue_date(article, xml);
        if let Some(volume) = volume {
            xml.element("journal_volume").content(|xml| xml.element("volume").text(&volume));
        }
        if let Some(issue) = issue {
            xml.element("issue").text(&issue);
        }
        let doi = article.issue_doi.as_ref().filter(|doi| is_doi(doi) && is_registered(doi));
        if let Some((doi, url)) = doi.zip(article.issue_url.as_ref().and_then(resource)) {
            write_doi(doi.as_str(), &url, xml);
        }
    });
}

fn write_doi(doi: &str, url: &str, xml: &mut Xml) {
    xml.element("doi_data").content(|xml| {
        xml.element("doi").text(doi);
        xml.element("resource").text(url);
    });
}

/// The season of the issue, which Crossref takes as a month, or the date of publication.
fn write_issue_date(article: &Article, xml: &mut Xml) {
    let date = article.issue_date.as_ref().filter(|date| is_year(date.first()));
    let Some((season, year)) = date.and_then(|date| Some((date.season()?, date.years()))) else {
        return write_published(article, xml);
    };
    xml.element("publication_date").attr("media_type", medium(article)).content(|xml| {
        xml.element("month").shown(20 + season.number());
        xml.element("year").text(&year);
    });
}

/// Writes the date of publication. The schema requires the medium: online, because there is a landing page,
/// unless the journal is known in print only.
fn write_published(article: &Article, xml: &mut Xml) {
    if let Some(date) = &article.published {
        write_date(xml, "publication_date", Some(medium(article)), date);
    }
}

fn medium(article: &Article) -> &'static str {
    let is_printed = article.journal.as_ref().is_some_and(|journal| {
        let issns = journal.issns();
        !issns.is_empty() && issns.iter().all(|(medium, _)| *medium == Medium::Print)
    });
    if is_printed { "print" } else { "online" }
}

/// Writes the dates on which the article was published in print and online, and its date of publication, which is that in the
/// other medium if it is that of none.
pub(super) fn write_dates(article: &Article, xml: &mut Xml) {
    let (print, online) = (article.published_print.as_ref(), article.published_online.as_ref());
    let main = article.published.as_ref().filter(|date| Some(*date) != print && Some(*date) != online);
    let main_medium = match (print, online) {
        (None, None) => medium(article),
        (Some(_), None) => "online",
        (None, Some(_)) => "print",
        (Some(_), Some(_)) => "other",
    };
    for (medium, date) in [(main_medium, main), ("print", print), ("online", online)] {
        date.iter().for_each(|date| write_date(xml, "publication_date", Some(medium), date));
    }
}

/// Writes a date, in the American order that the schema has.
pub(super) fn write_date(xml: &mut Xml, name: &str, medium: Option<&str>, date: &PartialDate) {
    if !is_year(date) {
        return;
    }
    xml.element(name).attr_if("media_type", medium).content(|xml| {
        for (name, part) in [("month", date.month()), ("day", date.day()), ("year", Some(date.year()))] {
            if let Some(part) = part {
                xml.element(name).text(part);
            }
        }
    });
}
