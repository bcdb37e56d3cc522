//! Identifiers of the article and of other works, funding, and the ISSNs of the journal.

use std::borrow::Cow;

use crate::formats::vocabulary::{identifier_link, relation_type};
use crate::formats::writing::any_uri::any_uri;
use crate::formats::writing::element::is_blank;
use crate::formats::writing::kernel::{property, property_in};
use crate::formats::writing::texts::write_all;
use crate::model::{
    Article, Doi, Funding, IdentifierScheme, Journal, Medium, Relation, RelationKind, Ror, Supplement, Text,
    Work,
};
use crate::xml::{Xml, plain};

/// The links of the article by their types: DOI, Handles, landing page.
fn links(article: &Article) -> Vec<(&'static str, String)> {
    let doi = article.doi.iter().map(|doi| ("DOI", doi.url()));
    let handles = article.other_identifiers.iter().filter(|other| other.scheme == IdentifierScheme::Handle);
    let handles = handles.map(|handle| ("HDL", identifier_link(handle).into_owned()));
    let page = article.url.iter().map(|url| ("URI", url.to_string()));
    let links = doi.chain(handles).chain(page);
    links.filter_map(|(kind, url)| Some((kind, any_uri(&url)?.into_owned()))).collect()
}

/// Whether there is a link to the article.
pub(super) fn is_identified(article: &Article) -> bool {
    !links(article).is_empty()
}

pub(super) fn write_identifiers(article: &Article, xml: &mut Xml) {
    for (kind, url) in links(article) {
        property(xml, "jpcoar:identifier", &[("identifierType", kind)], &url);
    }
}

/// Identifiers of other registries, the issue, related works, supplements, and cited works with an identifier.
pub(super) fn write_relations(article: &Article, xml: &mut Xml) {
    for other in &article.other_identifiers {
        let kind = match other.scheme {
            IdentifierScheme::Ark => "ARK",
            IdentifierScheme::Arxiv => "arXiv",
            IdentifierScheme::Pmid => "PMID",
            IdentifierScheme::Wos => "WOS",
            _ => continue,
        };
        write_relation(Some("isIdenticalTo"), Some((kind, identifier_link(other))), &[], xml);
    }
    if let Some(doi) = &article.issue_doi {
        write_relation(Some("isPartOf"), Some(("DOI", doi.url().into())), &[], xml);
    }
    article.relations.iter().for_each(|relation| write_related(relation, xml));
    article.supplements.iter().for_each(|supplement| write_supplement(supplement, xml));
    for reference in &article.references {
        if let Some(identifier) = identifier(reference.work()) {
            write_relation(Some("references"), Some(identifier), &[], xml);
        }
    }
}

fn write_related(relation: &Relation, xml: &mut Xml) {
    let kind = relation_type(relation.kind).map(|known| match relation.kind {
        Some(RelationKind::Supplement) => "isSupplementedBy",
        _ => known.dcterms.trim_start_matches("dcterms:"),
    });
    let title = relation.text.as_ref().map(|text| Text { lang: None, text: text.clone() });
    write_relation(kind, identifier(relation.work()), title.as_slice(), xml);
}

fn write_supplement(supplement: &Supplement, xml: &mut Xml) {
    let kind = if supplement.doi.is_some() { "DOI" } else { "URI" };
    let identifier = (kind, Cow::Owned(supplement.link()));
    write_relation(Some("isSupplementedBy"), Some(identifier), &supplement.title.0, xml);
}

/// The best of the identifiers, as a URI.
fn identifier(work: Work<'_>) -> Option<(&'static str, Cow<'static, str>)> {
    let doi = work.doi.map(|doi| ("DOI", doi.url()));
    let url = || work.url.map(|url| ("URI", url.to_string()));
    let isbn = || work.isbn.map(|isbn| ("ISBN", format!("urn:ISBN:{isbn}")));
    let issn = || work.issn.map(|issn| ("ISSN", format!("urn:ISSN:{issn}")));
    let best = doi.or_else(url).or_else(isbn).or_else(issn);
    best.map(|(kind, uri)| (kind, Cow::Owned(uri)))
}

fn write_relation(
    kind: Option<&str>,
    identifier: Option<(&str, Cow<'_, str>)>,
    titles: &[Text],
    xml: &mut Xml,
) {
    xml.element("jpcoar:relation").attr_if("relationType", kind).around(|xml| {
        if let Some((kind, uri)) = identifier {
            let uri = if uri.starts_with("urn:") { Some(uri.as_ref().into()) } else { any_uri(&uri) };
            let kind = [("identifierType", kind)];
            property(xml, "jpcoar:relatedIdentifier", &kind, uri.as_deref().unwrap_or_default());
        }
        write_all(titles, "jpcoar:relatedTitle", xml);
    });
}

pub(super) fn write_funding(article: &Article, xml: &mut Xml) {
    for funding in article.funding.iter().filter(|funding| is_named(funding)) {
        xml.element("jpcoar:fundingReference").content(|xml| {
            let ror = funding.funder_ror.as_ref().map(|ror| ("ROR", Ror::url(ror)));
            let registry = || funding.funder_doi.as_ref().map(|doi| ("Crossref Funder", Doi::url(doi)));
            if let Some((kind, id)) = ror.or_else(registry) {
                property(xml, "jpcoar:funderIdentifier", &[("funderIdentifierType", kind)], &id);
            }
            write_all(&funding.funder.0, "jpcoar:funderName", xml);
            let part = |part: &Option<String>| part.as_deref().map(plain).unwrap_or_default().into_owned();
            property(xml, "jpcoar:fundingStream", &[], &part(&funding.programme));
            let url = funding.award_url.as_ref().and_then(|url| any_uri(url.as_str()));
            let url: Vec<_> = url.iter().map(|url| ("awardURI", url.as_ref())).collect();
            property(xml, "jpcoar:awardNumber", &url, &part(&funding.award));
            property_in(xml, "jpcoar:awardTitle", None, &[], &part(&funding.award_title));
        });
    }
}

fn is_named(funding: &Funding) -> bool {
    funding.funder.iter().any(|name| !is_blank(&plain(&name.text)))
}

pub(super) fn write_issns(article: &Article, xml: &mut Xml) {
    for (medium, issn) in article.journal.iter().flat_map(Journal::issns) {
        let kind = match medium {
            Medium::Print => "PISSN",
            Medium::Electronic => "EISSN",
            Medium::Unknown => "ISSN",
        };
        property(xml, "jpcoar:sourceIdentifier", &[("identifierType", kind)], issn.as_str());
    }
}
