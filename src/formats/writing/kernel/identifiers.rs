//! alternateIdentifiers of the article, and relatedIdentifiers of other works.

use crate::model::{Article, Issn, Journal, Medium, Reference, Relation, Supplement, Work};
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
    information: Option<&'static str>,
}

/// The journal, related works, works that are cited. What is known in words only has no place here.
pub(in crate::formats) fn write_related_identifiers(article: &Article, profile: Profile, xml: &mut Xml) {
    let journal = article.journal.iter().flat_map(|journal| issns(journal, profile));
    let works = article.relations.iter().filter_map(|relation| of_relation(relation, profile));
    let cited = article.references.iter().filter_map(of_reference);
    let issue = article.issue_doi.iter().map(|doi| plainly("DOI", doi.to_string(), "IsPartOf"));
    let supplements = article.supplements.iter().map(of_supplement);
    xml.element(profile.name("datacite:relatedIdentifiers")).around(|xml| {
        for related in journal.chain(issue).chain(works).chain(supplements).chain(cited) {
            let mut attributes =
                vec![("relatedIdentifierType", related.scheme), ("relationType", related.relation)];
            attributes.extend(related.resource_type.map(|kind| ("resourceTypeGeneral", kind)));
            attributes.extend(related.information.map(|words| ("relationTypeInformation", words)));
            property(xml, profile.name("datacite:relatedIdentifier"), &attributes, &related.value);
        }
    });
}

/// The ISSNs of the journal, the linking one (ISSN-L) last, which may be one of the others once more. The vocabulary of OpenAIRE v4
/// has `PISSN`, but its own programs look for `ISSN`.
fn issns(journal: &Journal, profile: Profile) -> Vec<Related> {
    let linking = journal.linking_issn.as_ref();
    let is_linking = |(medium, issn): &(Medium, &Issn)| *medium == Medium::Unknown && Some(*issn) == linking;
    let issns = journal.issns().into_iter().filter(|issn| !is_linking(issn));
    let scheme = |medium| if medium == Medium::Electronic { "EISSN" } else { "ISSN" };
    let issns = issns.map(|(medium, issn)| (scheme(medium), issn));
    let relation = if profile.is_datacite() { "IsPublishedIn" } else { "IsPartOf" };
    let related = |(scheme, issn): (_, &Issn)| plainly(scheme, issn.to_string(), relation);
    issns.chain(linking.map(|issn| ("LISSN", issn))).map(related).collect()
}

/// A relation without a kind is left out, because DataCite requires the kind.
fn of_relation(relation: &Relation, profile: Profile) -> Option<Related> {
    let known = relation_type(relation.kind)?;
    let (scheme, value) = identified(relation.work())?;
    let newer = known.datacite_now.filter(|_| profile.is_datacite());
    // kernel 4.1 calls no resource a preprint or a peer review
    let resource_type =
        known.resource_type.filter(|kind| profile.is_datacite() || ["Dataset", "Software"].contains(kind));
    let information = known.information.filter(|_| profile.is_datacite());
    Some(Related { scheme, value, relation: newer.unwrap_or(known.datacite), resource_type, information })
}

fn of_reference(reference: &Reference) -> Option<Related> {
    let (scheme, value) = identified(reference.work())?;
    Some(plainly(scheme, value, "References"))
}

fn of_supplement(supplement: &Supplement) -> Related {
    let doi = supplement.doi.as_ref().map(|doi| ("DOI", doi.to_string()));
    let (scheme, value) = doi.unwrap_or_else(|| ("URL", supplement.url.to_string()));
    plainly(scheme, value, "IsSupplementedBy")
}

/// A work of which no more is known than its relation.
const fn plainly(scheme: &'static str, value: String, relation: &'static str) -> Related {
    Related { scheme, value, relation, resource_type: None, information: None }
}

/// The best of the identifiers, with its scheme.
fn identified(work: Work<'_>) -> Option<(&'static str, String)> {
    let doi = work.doi.map(|doi| ("DOI", doi.to_string()));
    let url = || work.url.map(|url| ("URL", url.to_string()));
    let isbn = || work.isbn.map(|isbn| ("ISBN", isbn.to_string()));
    let issn = || work.issn.map(|issn| ("ISSN", issn.to_string()));
    doi.or_else(url).or_else(isbn).or_else(issn)
}
