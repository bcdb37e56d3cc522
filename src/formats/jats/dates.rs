//! Dates, to the precision that is known.

use crate::model::{Article, IssueDate, PartialDate};
use crate::xml::{Element, Xml};

/// Writes the date of publication, and those in print and online where these are others. The date itself has a medium only
/// if it is that of one.
pub(super) fn write_published(article: &Article, xml: &mut Xml) {
    let media = [("print", &article.published_print), ("electronic", &article.published_online)];
    let is_main = |date: &Option<PartialDate>| date.is_some() && *date == article.published;
    let own = media.iter().find(|(_, date)| is_main(date)).map(|(medium, _)| *medium);
    let others = media.iter().filter(|(medium, _)| Some(*medium) != own);
    let others = others.filter_map(|(medium, date)| Some((Some(*medium), date.as_ref()?)));
    for (medium, date) in article.published.iter().map(|date| (own, date)).chain(others) {
        let element = xml.element("pub-date").attr("date-type", "pub");
        write_parts(element.attr_if("publication-format", medium), date);
    }
    article.issue_date.iter().for_each(|date| write_issue_date(date, xml));
}

/// The season of an issue, or the first of several years; the attribute has the whole range.
fn write_issue_date(date: &IssueDate, xml: &mut Xml) {
    let element = xml.element("pub-date").attr("date-type", "collection");
    element.attr("iso-8601-date", &date.edtf()).content(|xml| {
        if let Some(season) = date.season() {
            xml.element("season").text(season.name());
        }
        xml.element("year").text(date.first().year());
    });
}

/// Writes what happened before the publication, and what after it.
pub(super) fn write_history(article: &Article, xml: &mut Xml) {
    let before =
        [("received", &article.received), ("rev-recd", &article.revised), ("accepted", &article.accepted)];
    xml.element("history").around(|xml| {
        for (kind, date) in before {
            date.iter().for_each(|date| write_date(xml, kind, date));
        }
    });
    xml.element("pub-history").around(|xml| {
        for (kind, date) in [("updated", &article.updated), ("retracted", &article.retracted)] {
            if let Some(date) = date {
                xml.element("event").attr("event-type", kind).content(|xml| write_date(xml, kind, date));
            }
        }
    });
}

fn write_date(xml: &mut Xml, kind: &str, date: &PartialDate) {
    write_parts(xml.element("date").attr("date-type", kind), date);
}

fn write_parts(element: Element<'_>, date: &PartialDate) {
    element.attr("iso-8601-date", date.as_str()).content(|xml| {
        for (name, part) in [("day", date.day()), ("month", date.month()), ("year", Some(date.year()))] {
            if let Some(part) = part {
                xml.element(name).text(part);
            }
        }
    });
}
