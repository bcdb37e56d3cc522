//! creator and contributor: one for each person, with the name in every script; rightsHolder.

use crate::formats::writing::kernel::property_in;
use crate::formats::writing::people::{SeenName, has_name};
use crate::model::{Affiliation, Article, NameParts, Orcid, Person, Role, Ror};
use crate::xml::{Xml, plain};

pub(super) fn write_people(article: &Article, xml: &mut Xml) {
    for author in article.authors.iter().filter(|author| has_name(author)) {
        xml.element("jpcoar:creator").content(|xml| write_person(author, "jpcoar:creatorName", xml));
    }
    let contributors = article.contributors.iter().map(|person| (person, contributor_type(person.role)));
    let contacts = article.authors.iter().filter(|author| author.corresponding);
    let contacts = contacts.map(|author| (author, "ContactPerson"));
    for (person, kind) in contributors.chain(contacts).filter(|(person, _)| has_name(person)) {
        let element = xml.element("jpcoar:contributor").attr("contributorType", kind);
        element.content(|xml| write_person(person, "jpcoar:contributorName", xml));
    }
}

const fn contributor_type(role: Option<Role>) -> &'static str {
    match role {
        Some(Role::Editor | Role::GuestEditor | Role::IssueEditor | Role::SectionEditor) => "Editor",
        Some(Role::Translator | Role::Reviewer | Role::Other) | None => "Other",
    }
}

fn write_person(person: &Person, name_element: &str, xml: &mut Xml) {
    write_identifiers(person.orcid.as_ref(), person.ror.as_ref(), xml);
    let names: Vec<SeenName<'_>> = person.names().map(SeenName::of).filter(|name| !name.is_blank()).collect();
    let kind = if person.organization.is_some() { "Organizational" } else { "Personal" };
    for name in names.iter().map(SeenName::parts) {
        property_in(xml, name_element, name.lang, &[("nameType", kind)], &with_comma(&name));
    }
    let parted = || names.iter().map(SeenName::parts).filter(|name| name.single().is_none());
    for name in parted() {
        property_in(xml, "jpcoar:familyName", name.lang, &[], &name.surname().unwrap_or_default());
    }
    for name in parted() {
        property_in(xml, "jpcoar:givenName", name.lang, &[], name.given.unwrap_or_default());
    }
    person.affiliations.iter().for_each(|affiliation| write_affiliation(affiliation, xml));
}

/// `Family, Given` in every script: JPCOAR sets the comma in Japanese, too.
fn with_comma(name: &NameParts<'_>) -> String {
    match (name.surname(), name.given) {
        (Some(family), Some(given)) if name.is_east_asian() => format!("{family}, {given}"),
        _ => name.inverted().into_owned(),
    }
}

fn write_identifiers(orcid: Option<&Orcid>, ror: Option<&Ror>, xml: &mut Xml) {
    let mut identifier = |scheme: &str, uri: &str, id: &str| {
        let element = xml.element("jpcoar:nameIdentifier").attr("nameIdentifierScheme", scheme);
        element.attr("nameIdentifierURI", uri).text(id);
    };
    if let Some(orcid) = orcid {
        identifier("ORCID", &orcid.url(), orcid.as_str());
    }
    if let Some(ror) = ror {
        identifier("ROR", &ror.url(), &ror.url());
    }
}

fn write_affiliation(affiliation: &Affiliation, xml: &mut Xml) {
    xml.element("jpcoar:affiliation").around(|xml| {
        write_identifiers(None, affiliation.ror.as_ref(), xml);
        for form in affiliation.forms() {
            property_in(xml, "jpcoar:affiliationName", form.lang.as_ref(), &[], &plain(&form.name()));
        }
    });
}

/// The holders of the rights. Of names in several languages it is not known which are one holder, so each stands by itself.
pub(super) fn write_holders(article: &Article, xml: &mut Xml) {
    for holder in &article.copyright_holder {
        xml.element("jpcoar:rightsHolder").around(|xml| {
            property_in(xml, "jpcoar:rightsHolderName", holder.lang.as_ref(), &[], &plain(&holder.text));
        });
    }
}
