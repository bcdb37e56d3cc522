//! doi_data: the DOI, and where it leads; citation_list: the works that the article cites.

use crate::formats::vocabulary::cited_type;
use crate::formats::writing::jats_text::{FACES, Prose};
use crate::formats::writing::link::file_type;
use crate::model::{Article, Isbn, Reference};
use crate::xml::Xml;

use super::limits::{is_doi, resource};

/// Of the media types that the schema knows those of articles.
pub(super) const MEDIA_TYPES: [&str; 10] = [
    "application/pdf",
    "text/html",
    "application/xml",
    "text/xml",
    "application/epub+zip",
    "text/plain",
    "application/postscript",
    "application/msword",
    "application/rtf",
    "application/vnd.oasis.opendocument.text",
];

/// That of Similarity Check, which compares full texts.
const CRAWLER: &str = "iParadigms";

pub(super) fn write_doi(article: &Article, xml: &mut Xml) {
    let Some((doi, url)) = article.doi.as_ref().zip(article.url.as_ref().and_then(resource)) else { return };
    let files: Vec<_> =
        article.files.iter().filter_map(|file| Some((resource(&file.url)?, file_type(file)))).collect();
    xml.element("doi_data").content(|xml| {
        xml.element("doi").text(doi.as_str());
        xml.element("resource").text(&url);
        let checked = files.iter().find(|(_, kind)| *kind == Some("application/pdf")).or(files.first());
        let Some((checked, _)) = checked else { return };
        xml.element("collection").attr("property", "crawler-based").content(|xml| {
            let item = xml.element("item").attr("crawler", CRAWLER);
            item.content(|xml| xml.element("resource").text(checked));
        });
        xml.element("collection").attr("property", "text-mining").content(|xml| {
            for (url, media_type) in &files {
                let known = media_type.filter(|media_type| MEDIA_TYPES.contains(media_type));
                xml.element("item").content(|xml| {
                    xml.element("resource").attr_if("mime_type", known).text(url);
                });
            }
        });
    });
}

/// Writes the references; the key of each is its place in the list of the article.
pub(super) fn write_citations(references: &[Reference], xml: &mut Xml) {
    xml.element("citation_list").around(|xml| {
        for (at, reference) in references.iter().enumerate() {
            let citation = xml.element("citation").attr_if("type", cited_type(reference));
            let citation = citation.attr("key", &format!("ref{}", at + 1));
            citation.around(|xml| write_citation(reference, xml));
        }
    });
}

fn write_citation(reference: &Reference, xml: &mut Xml) {
    if let Some(doi) = reference.doi.as_ref().filter(|doi| is_doi(doi)) {
        xml.element("doi").text(doi.as_str());
    }
    if let Some(isbn) = reference.isbn.as_ref().filter(|isbn| is_isbn(isbn)) {
        xml.element("isbn").text(isbn.as_str());
    }
    let prose = reference.text.as_deref().and_then(Prose::of);
    let url = reference.url.as_ref().map(|url| url.as_str());
    match (prose, url) {
        (None, None) => {}
        (Some(prose), url) => xml.element("unstructured_citation").content(|xml| {
            prose.write(&FACES, None, xml);
            let printed = reference.text.as_deref().unwrap_or_default();
            if let Some(url) = url.filter(|url| !printed.contains(url)) {
                xml.text(&format!(" {url}"));
            }
        }),
        (None, Some(url)) => xml.element("unstructured_citation").text(url),
    }
}

/// `isbn_t`: `(97(8|9)-)?\d[\d \-]+[\dX]`, of 10 to 17 characters.
fn is_isbn(isbn: &Isbn) -> bool {
    let text = isbn.as_str();
    (10..=17).contains(&text.len())
        && text.starts_with(|first: char| first.is_ascii_digit())
        && text.ends_with(|last: char| last.is_ascii_digit() || last == 'X')
        && text[..text.len() - 1].bytes().all(|byte| byte.is_ascii_digit() || byte == b'-' || byte == b' ')
}
