//! journal-meta: the journal.

use crate::formats::writing::any_uri::any_uri;
use crate::formats::writing::element::is_blank;
use crate::model::{Journal, Language, Medium, Text};
use crate::xml::{Xml, plain};

use super::element::{text, texts, typed};

/// Writes the journal.
pub(super) fn write_journal(journal: &Journal, xml: &mut Xml) {
    xml.element("journal-meta").content(|xml| {
        write_identifiers(journal, xml);
        xml.element("journal-title-group").around(|xml| write_titles(journal, xml));
        for (medium, issn) in journal.issns() {
            xml.element("issn").attr_if("publication-format", format_of(medium)).text(issn.as_str());
        }
        if let Some(issn) = &journal.linking_issn {
            xml.element("issn-l").text(issn.as_str());
        }
        xml.element("publisher").around(|xml| write_publisher(journal, xml));
        if let Some(url) = journal.url.as_ref().and_then(|url| any_uri(url.as_str())) {
            xml.element("self-uri").attr("xlink:href", &url).text(&url);
        }
    });
}

fn format_of(medium: Medium) -> Option<&'static str> {
    match medium {
        Medium::Print => Some("print"),
        Medium::Electronic => Some("electronic"),
        Medium::Unknown => None,
    }
}

/// At least one is required: if there is no other, the ISSN identifies the journal.
fn write_identifiers(journal: &Journal, xml: &mut Xml) {
    let doi = journal.doi.iter().map(|doi| ("doi", doi.as_str()));
    let cn = journal.cn.iter().map(|cn| ("cn", cn.as_str()));
    let mut known: Vec<_> = doi.chain(cn).collect();
    let issns = journal.issns();
    if known.is_empty() {
        let issn = journal.linking_issn.as_ref().or_else(|| issns.first().map(|(_, issn)| *issn));
        known.extend(issn.map(|issn| ("issn", issn.as_str())));
    }
    for (kind, id) in known {
        typed(xml, "journal-id", "journal-id-type", kind, id);
    }
}

fn write_titles(journal: &Journal, xml: &mut Xml) {
    let mut titles = journal.titles.iter();
    if let Some(title) = titles.next() {
        text(xml, "journal-title", title.lang.as_ref(), &title.text);
    }
    for title in titles {
        let lang = title.lang.as_ref().map(|lang| lang.as_str());
        let group = xml.element("trans-title-group").attr_if("xml:lang", lang);
        group.around(|xml| text(xml, "trans-title", None, &title.text));
    }
    texts(xml, "abbrev-journal-title", &journal.abbreviations);
}

/// The publisher under each of its names, and where it is.
fn write_publisher(journal: &Journal, xml: &mut Xml) {
    let is_seen = |name: &&Text| !is_blank(&plain(&name.text));
    let names: Vec<&Text> = journal.publisher.iter().filter(is_seen).collect();
    let mut written = false;
    for (at, name) in names.iter().enumerate() {
        text(xml, "publisher-name", name.lang.as_ref(), &name.text);
        let is_its = |place: &&Text| name.lang.is_some() && place.lang == name.lang;
        let own = journal.place.iter().find(is_its);
        let is_last = at + 1 == names.len() && !written;
        let place = own.or_else(|| journal.place.iter().next().filter(|_| is_last));
        if place.is_some() || (is_last && journal.country.is_some()) {
            write_place(place, journal, xml);
            written = true;
        }
    }
}

fn write_place(place: Option<&Text>, journal: &Journal, xml: &mut Xml) {
    let lang = place.and_then(|place| place.lang.as_ref()).map(Language::as_str);
    xml.element("publisher-loc").attr_if("xml:lang", lang).around(|xml| {
        let place = place.map(|place| plain(&place.text)).filter(|place| !is_blank(place));
        place.iter().for_each(|place| xml.text(place));
        if let Some(country) = &journal.country {
            if place.is_some() {
                xml.text(", ");
            }
            xml.element("country").attr("country", country.as_str()).text(country.name());
        }
    });
}
