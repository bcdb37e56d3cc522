//! journal-meta: the journal.

use crate::formats::writing::any_uri::any_uri;
use crate::model::{Journal, Medium};
use crate::xml::Xml;

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
    let before = xml.len();
    texts(xml, "publisher-name", &journal.publisher);
    if let (Some(place), true) = (&journal.place, xml.len() > before) {
        text(xml, "publisher-loc", None, place); // only behind a name
    }
}
