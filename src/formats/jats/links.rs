//! Other works: what an article cites, and what it is related to.

use crate::formats::writing::any_uri::any_uri;
use crate::formats::writing::jats_text::{JATS_WORDS, Prose};
use crate::model::{Doi, Isbn, Reference, Relation, RelationKind, WebUrl};
use crate::xml::Xml;

/// Writes the work that a reference names: as printed, then what identifies it.
pub(super) fn write_cited(reference: &Reference, xml: &mut Xml) {
    write_prose(reference.text.as_deref(), xml);
    write_doi(reference.doi.as_ref(), xml);
    write_isbn(reference.isbn.as_ref(), xml);
    write_url(reference.url.as_ref(), xml);
}

/// Writes a related work; what is no article, or of which that is not known, as a related object.
pub(super) fn write_relation(relation: &Relation, xml: &mut Xml) {
    let mut inner = Xml::new();
    write_prose(relation.text.as_deref(), &mut inner);
    write_doi(relation.doi.as_ref(), &mut inner);
    write_isbn(relation.isbn.as_ref(), &mut inner);
    if let Some(issn) = &relation.issn {
        separate(&mut inner);
        inner.element("issn").text(issn.as_str());
    }
    write_url(relation.url.as_ref(), &mut inner);
    if inner.is_empty() {
        return;
    }
    let (name, attribute, kind) = names(relation.kind);
    let url = relation.url.as_ref().and_then(|url| any_uri(url.as_str()));
    let doi = relation.doi.as_ref().map(|doi| ("doi", doi.url()));
    let link = doi.or_else(|| url.map(|url| ("uri", url.into_owned())));
    let (scheme, href) = link.as_ref().map(|(scheme, href)| (*scheme, href.as_str())).unzip();
    xml.element(name)
        .attr_if(attribute, kind)
        .attr_if("ext-link-type", scheme)
        .attr_if("xlink:href", href)
        .content(|xml| xml.raw(&inner.into_string()));
}

/// The element for a related work, and the attribute that says how it is related: what it is to this article.
const fn names(kind: Option<RelationKind>) -> (&'static str, &'static str, Option<&'static str>) {
    let Some(kind) = kind else { return ("related-object", "link-type", None) };
    let (is_article, word) = match kind {
        RelationKind::Preprint => (true, "preprint"),
        RelationKind::Translation => (true, "translation"),
        RelationKind::TranslationOf => (true, "translated-article"),
        RelationKind::Version => (true, "version"),
        RelationKind::Replaces => (true, "earlier-version"),
        RelationKind::ReplacedBy => (true, "later-version"),
        RelationKind::Erratum => (true, "correction-forward"),
        RelationKind::ErratumOf => (true, "corrected-article"),
        RelationKind::Retraction => (true, "retraction-forward"),
        RelationKind::RetractionOf => (true, "retracted-article"),
        RelationKind::Reviews => (false, "reviewed"),
        RelationKind::Data => (false, "data"),
        RelationKind::Supplement => (false, "supplement"),
        RelationKind::PartOf => (false, "part-of"),
    };
    if is_article {
        ("related-article", "related-article-type", Some(word))
    } else {
        ("related-object", "link-type", Some(word))
    }
}

/// A space between two parts.
fn separate(xml: &mut Xml) {
    if !xml.is_empty() {
        xml.text(" ");
    }
}

fn write_prose(text: Option<&str>, xml: &mut Xml) {
    if let Some(prose) = text.and_then(Prose::of) {
        prose.write(&JATS_WORDS, None, xml);
    }
}

fn write_doi(doi: Option<&Doi>, xml: &mut Xml) {
    if let Some(doi) = doi {
        separate(xml);
        xml.element("pub-id").attr("pub-id-type", "doi").text(doi.as_str());
    }
}

fn write_isbn(isbn: Option<&Isbn>, xml: &mut Xml) {
    if let Some(isbn) = isbn {
        separate(xml);
        xml.element("isbn").text(isbn.as_str());
    }
}

fn write_url(url: Option<&WebUrl>, xml: &mut Xml) {
    if let Some(url) = url {
        separate(xml);
        let href = any_uri(url.as_str());
        let link = xml.element("ext-link").attr("ext-link-type", "uri");
        link.attr_if("xlink:href", href.as_deref()).text(url.as_str());
    }
}
