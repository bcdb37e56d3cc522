//! alternateIdentifiers of the article, and relatedIdentifiers of other works.

use crate::model::{Article, Issn, Medium, Reference, Relation, Work};
use crate::xml::Xml;

use super::{Profile, property};
use crate::formats::vocabulary::{datacite_type, relation_type};

/// The landing page where the DOI is the identifier, then the others.
pub(in crate::formats) fn write_alternate_identifiers(article: &Article, profile: Profile, xml: &mut Xml) {
    let name = profile.name("datacite:alternateIdentifier");
    xml.element(profile.name("datacite:alternateIdentifiers")).around(|xml| {
        if let Some(url) = article.url.as_ref().filter(|_| article.doi.is_some()) {
            property(xml, name, &[("alternateIdentifierType", "URL")], url.as_str());
        }
        for identifier in &article.other_identifiers {
            let kind = [("alternateIdentifierType", datacite_type(identifier))];
            property(xml, name, &kind, identifier.value.trim());
        }
    });
}

/// A work, and what it is to the article.
struct Related {
    scheme: &'static str,
    value: String,
    relation: &'static str,
    resource_type: Option<&'static str>,
}

/// The journal, related works, works that are cited. What is known in words only has no place here.
pub(in crate::formats) fn write_related_identifiers(article: &Article, profile: Profile, xml: &mut Xml) {
    let journal = article.journal.iter().flat_map(|journal| journal.issns());
    let journal = journal.map(|(medium, issn)| of_journal(medium, issn, profile));
    let works = article.relations.iter().filter_map(|relation| of_relation(relation, profile));
    let cited = article.references.iter().filter_map(of_reference);
    xml.element(profile.name("datacite:relatedIdentifiers")).around(|xml| {
        for related in journal.chain(works).chain(cited) {
            let mut attributes =
                vec![("relatedIdentifierType", related.scheme), ("relationType", related.relation)];
            attributes.extend(related.resource_type.map(|kind| ("resourceTypeGeneral", kind)));
            property(xml, profile.name("datacite:relatedIdentifier"), &attributes, &related.value);
        }
    });
}

fn of_journal(medium: Medium, issn: &Issn, profile: Profile) -> Related {
    let scheme = if medium == Medium::Electronic { "EISSN" } else { "ISSN" };
    let relation = if profile.is_datacite() { "IsPublishedIn" } else { "IsPartOf" };
    Related { scheme, value: issn.to_string(), relation, resource_type: None }
}

/// A relation without a kind is left out, because DataCite requires the kind.
fn of_relation(relation: &Relation, profile: Profile) -> Option<Related> {
    let known = relation_type(relation.kind?)?;
    let (scheme, value) = identified(relation.work())?;
    let newer = known.datacite_now.filter(|_| profile.is_datacite());
    // kernel 4.1 calls no resource a preprint
    let resource_type = known.resource_type.filter(|kind| profile.is_datacite() || *kind == "Dataset");
    Some(Related { scheme, value, relation: newer.unwrap_or(known.datacite), resource_type })
}

fn of_reference(reference: &Reference) -> Option<Related> {
    let (scheme, value) = identified(reference.work())?;
    Some(Related { scheme, value, relation: "References", resource_type: None })
}

/// The best of the identifiers, with its scheme.
fn identified(work: Work<'_>) -> Option<(&'static str, String)> {
    let doi = work.doi.map(|doi| ("DOI", doi.to_string()));
    let url = || work.url.map(|url| ("URL", url.to_string()));
    let isbn = || work.isbn.map(|isbn| ("ISBN", isbn.to_string()));
    let issn = || work.issn.map(|issn| ("ISSN", issn.to_string()));
    doi.or_else(url).or_else(isbn).or_else(issn)
}
