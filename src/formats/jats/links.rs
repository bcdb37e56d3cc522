//! Other works: what an article cites, and what it is related to.

use std::borrow::Cow;

use crate::formats::vocabulary::relation_type;
use crate::formats::writing::any_uri::any_uri;
use crate::formats::writing::jats_text::{JATS_WORDS, Prose};
use crate::model::{Doi, Relation, RelationKind, Work};
use crate::xml::Xml;

/// Writes what is known of a work: as printed, then what identifies it, a space between two parts.
pub(super) fn write_work(work: Work<'_>, xml: &mut Xml) {
    let before = xml.len();
    let separate = |xml: &mut Xml| {
        if xml.len() > before {
            xml.text(" ");
        }
    };
    if let Some(prose) = work.text.and_then(Prose::of) {
        prose.write(&JATS_WORDS, None, xml);
    }
    if let Some(doi) = work.doi {
        separate(xml);
        xml.element("pub-id").attr("pub-id-type", "doi").text(doi.as_str());
    }
    if let Some(isbn) = work.isbn {
        separate(xml);
        xml.element("isbn").text(isbn.as_str());
    }
    if let Some(issn) = work.issn {
        separate(xml);
        xml.element("issn").text(issn.as_str());
    }
    if let Some(url) = work.url {
        separate(xml);
        let href = any_uri(url.as_str());
        let link = xml.element("ext-link").attr("ext-link-type", "uri");
        link.attr_if("xlink:href", href.as_deref()).text(url.as_str());
    }
}

/// Whether the article is a review of the work.
pub(super) fn is_reviewed(relation: &&Relation) -> bool {
    relation.kind == Some(RelationKind::Reviews)
}

/// Writes a reviewed work; that it is a book is known by its ISBN.
pub(super) fn write_product(relation: &Relation, xml: &mut Xml) {
    let kind = relation.isbn.as_ref().map(|_| "book");
    let url = relation.url.as_ref().and_then(|url| any_uri(url.as_str())).map(Cow::into_owned);
    let link = relation.doi.as_ref().map(Doi::url).or(url);
    let product = xml.element("product").attr_if("product-type", kind);
    product.attr_if("xlink:href", link.as_deref()).around(|xml| write_work(relation.work(), xml));
}

/// Writes a related work; one that is not known to be an article becomes a related object.
pub(super) fn write_relation(relation: &Relation, xml: &mut Xml) {
    let (name, attribute, kind) = names(relation.kind);
    let url = relation.url.as_ref().and_then(|url| any_uri(url.as_str()));
    let doi = relation.doi.as_ref().map(|doi| ("doi", doi.url()));
    let link = doi.or_else(|| url.map(|url| ("uri", url.into_owned())));
    let (scheme, href) = link.as_ref().map(|(scheme, href)| (*scheme, href.as_str())).unzip();
    xml.element(name)
        .attr_if(attribute, kind)
        .attr_if("ext-link-type", scheme)
        .attr_if("xlink:href", href)
        .around(|xml| write_work(relation.work(), xml));
}

/// The element for a related work, and the attribute that says how it is related: what it is to this article.
fn names(kind: Option<RelationKind>) -> (&'static str, &'static str, Option<&'static str>) {
    match relation_type(kind).map(|known| known.jats) {
        Some((true, word)) => ("related-article", "related-article-type", Some(word)),
        Some((false, word)) => ("related-object", "link-type", Some(word)),
        None => ("related-object", "link-type", None),
    }
}
