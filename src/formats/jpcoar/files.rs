//! The journal with the place of the article in it, the conference, and the files.

use crate::formats::writing::any_uri::any_uri;
use crate::formats::writing::kernel::property;
use crate::formats::writing::link::{file_type, media_type_of, page_count};
use crate::formats::writing::texts::{latin, write_all};
use crate::model::{Access, Article, Conference, PartialDate, WebUrl};
use crate::xml::{Xml, plain};

/// The journal, volume, issue and pages. The schema takes numbers of pages only, so that `e130` and `xii` are left out.
pub(super) fn write_source(article: &Article, xml: &mut Xml) {
    if let Some(journal) = &article.journal {
        write_all(&journal.titles, "jpcoar:sourceTitle", xml);
    }
    let part = |part: &Option<String>| part.as_deref().map(plain).unwrap_or_default().into_owned();
    property(xml, "jpcoar:volume", &[], &part(&article.volume));
    property(xml, "jpcoar:issue", &[], &part(&article.issue));
    let count = article.page_count.filter(|count| *count > 0).map(|count| count.to_string());
    property(xml, "jpcoar:numPages", &[], &count.unwrap_or_default());
    if let Some(pages) = &article.pages {
        property(xml, "jpcoar:pageStart", &[], number(&pages.first).unwrap_or_default());
        let last = pages.last.as_deref().and_then(number);
        property(xml, "jpcoar:pageEnd", &[], last.unwrap_or_default());
    }
}

/// The text, if it is a positive number.
fn number(text: &str) -> Option<&str> {
    let text = text.trim();
    text.parse::<u32>().ok().filter(|number| *number > 0 && !text.starts_with('+')).map(|_| text)
}

pub(super) fn write_conference(article: &Article, xml: &mut Xml) {
    let Some(conference) = &article.conference else { return };
    xml.element("jpcoar:conference").around(|xml| {
        write_all(&conference.name.0, "jpcoar:conferenceName", xml);
        let sequence = conference.number.as_deref().and_then(number);
        property(xml, "jpcoar:conferenceSequence", &[], sequence.unwrap_or_default());
        write_all(&conference.sponsor.0, "jpcoar:conferenceSponsor", xml);
        write_date(conference, xml);
        write_all(&conference.place.0, "jpcoar:conferencePlace", xml);
        let country = conference.country.as_ref().map(|country| country.alpha3());
        property(xml, "jpcoar:conferenceCountry", &[], country.unwrap_or_default());
    });
}

fn write_date(conference: &Conference, xml: &mut Xml) {
    let parts = |date: &Option<PartialDate>, names: [&'static str; 3]| {
        let date = date.clone().filter(is_year);
        let parts = date.map(|date| {
            [date.day().map(str::to_owned), date.month().map(str::to_owned), Some(date.year().to_owned())]
        });
        let parts = parts.into_iter().flatten().zip(names);
        parts.filter_map(|(part, name)| Some((name, part?))).collect::<Vec<_>>()
    };
    let mut attributes = parts(&conference.start, ["startDay", "startMonth", "startYear"]);
    attributes.extend(parts(&conference.end, ["endDay", "endMonth", "endYear"]));
    let attributes: Vec<(&str, &str)> =
        attributes.iter().map(|(name, part)| (*name, part.as_str())).collect();
    property(xml, "jpcoar:conferenceDate", &attributes, &conference.dates().unwrap_or_default());
}

/// The years that the schema takes.
fn is_year(date: &PartialDate) -> bool {
    date.year().parse().is_ok_and(|year: u16| (1400..=2200).contains(&year))
}

/// The full texts and the supplements. During an embargo there are none.
pub(super) fn write_files(article: &Article, xml: &mut Xml) {
    if article.access == Some(Access::Embargoed) {
        return;
    }
    for file in &article.files {
        let pages = page_count(article);
        let extents = [file.size.as_deref(), pages.as_deref()];
        write_file(("fulltext", None), &file.url, file_type(file), &extents, xml);
    }
    for supplement in &article.supplements {
        let title = plain(latin(&supplement.title)).into_owned();
        let label = Some(title.as_str()).filter(|title| !title.trim().is_empty());
        let extents = [supplement.size.as_deref()];
        write_file(("other", label), &supplement.url, media_type_of(supplement), &extents, xml);
    }
}

fn write_file(
    (kind, label): (&str, Option<&str>),
    url: &WebUrl,
    media_type: Option<&str>,
    extents: &[Option<&str>],
    xml: &mut Xml,
) {
    let Some(url) = any_uri(url.as_str()) else { return };
    xml.element("jpcoar:file").content(|xml| {
        let mut attributes = vec![("objectType", kind)];
        attributes.extend(label.map(|label| ("label", label)));
        property(xml, "jpcoar:URI", &attributes, &url);
        property(xml, "jpcoar:mimeType", &[], media_type.unwrap_or_default());
        for extent in extents.iter().flatten() {
            property(xml, "jpcoar:extent", &[], &plain(extent));
        }
    });
}
