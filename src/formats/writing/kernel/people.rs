//! creators and contributors: each person once, under the name in Latin script if it has one.

use crate::formats::vocabulary::is_latin;
use crate::model::{Affiliation, Article, NameParts, Person, Role};
use crate::xml::{Xml, plain};

use super::super::element::is_blank;
use super::super::people::inverted;
use super::{Profile, property, property_in};

/// The names of the elements for a kind of people.
struct Names {
    one: &'static str,
    name: &'static str,
}

const CREATOR: Names = Names { one: "datacite:creator", name: "datacite:creatorName" };
const CONTRIBUTOR: Names = Names { one: "datacite:contributor", name: "datacite:contributorName" };

/// Whether the article has an author whose name can be written.
pub(in crate::formats) fn has_creator(article: &Article) -> bool {
    article.authors.iter().any(|author| !inverted(&author.latin_name()).is_empty())
}

pub(in crate::formats) fn write_creators(article: &Article, profile: Profile, xml: &mut Xml) {
    xml.element(profile.name("datacite:creators")).around(|xml| {
        for author in &article.authors {
            write_person(author, &CREATOR, None, profile, xml);
        }
    });
}

/// Contributors by their roles; at DataCite also those to whom letters go, and those who hold the rights.
pub(in crate::formats) fn write_contributors(article: &Article, profile: Profile, xml: &mut Xml) {
    xml.element(profile.name("datacite:contributors")).around(|xml| {
        for person in &article.contributors {
            write_person(person, &CONTRIBUTOR, Some(role(person.role, profile)), profile, xml);
        }
        if profile.is_datacite() {
            for author in article.authors.iter().filter(|author| author.corresponding) {
                write_person(author, &CONTRIBUTOR, Some("ContactPerson"), profile, xml);
            }
            for holder in &article.copyright_holder {
                let name = plain(&holder.text);
                xml.element("contributor").attr("contributorType", "RightsHolder").around(|xml| {
                    property_in(xml, "contributorName", holder.lang.as_ref(), &[], &name);
                });
            }
        }
    });
}

/// The contributorType; kernel 4.1 knows no translators.
fn role(role: Option<Role>, profile: Profile) -> &'static str {
    match role {
        Some(Role::Editor | Role::GuestEditor | Role::IssueEditor | Role::SectionEditor) => "Editor",
        Some(Role::Translator) if profile.is_datacite() => "Translator",
        _ => "Other",
    }
}

fn write_person(person: &Person, names: &Names, role: Option<&str>, profile: Profile, xml: &mut Xml) {
    let name = person.latin_name();
    let inverted = inverted(&name);
    if inverted.is_empty() {
        return;
    }
    let role: Vec<_> = role.iter().map(|role| ("contributorType", *role)).collect();
    xml.element(profile.name(names.one)).attrs(&role).around(|xml| {
        let lang = name.lang.filter(|_| profile.is_datacite()); // kernel 4.1 has no xml:lang here
        property_in(xml, profile.name(names.name), lang, &kind(person, &name), &inverted);
        write_parts(&name, profile, xml);
        write_name_identifiers(person, profile, xml);
        for affiliation in &person.affiliations {
            write_affiliation(affiliation, &name, profile, xml);
        }
    });
}

/// Whether it is a person or an organisation; unknown if only the printed form is known.
fn kind(person: &Person, name: &NameParts<'_>) -> Vec<(&'static str, &'static str)> {
    let kind = match person.organization {
        Some(_) => Some("Organizational"),
        None => name.family.or(name.given).or(name.name).map(|_| "Personal"),
    };
    kind.into_iter().map(|kind| ("nameType", kind)).collect()
}

fn write_parts(name: &NameParts<'_>, profile: Profile, xml: &mut Xml) {
    property(xml, profile.name("datacite:givenName"), &[], &plain(name.given.unwrap_or_default()));
    property(xml, profile.name("datacite:familyName"), &[], &plain(&name.surname().unwrap_or_default()));
}

fn write_name_identifiers(person: &Person, profile: Profile, xml: &mut Xml) {
    let element = profile.name("datacite:nameIdentifier");
    if let Some(orcid) = &person.orcid {
        let scheme = [("nameIdentifierScheme", "ORCID"), ("schemeURI", "https://orcid.org")];
        property(xml, element, &scheme, &orcid.url());
    }
    if let Some(ror) = &person.ror {
        let scheme = [("nameIdentifierScheme", "ROR"), ("schemeURI", "https://ror.org")];
        property(xml, element, &scheme, &ror.url());
    }
}

/// The form of the affiliation that goes with the name: in the language of the name or, beside a name in Latin letters
/// (which may be a romanised one), the first in Latin letters.
fn beside<'a>(affiliation: &'a Affiliation, name: &NameParts<'_>) -> &'a Affiliation {
    let in_language = affiliation.forms().find(|form| name.lang.is_some() && form.lang.as_ref() == name.lang);
    let in_latin = || {
        affiliation.forms().find(|form| {
            let text = form.name();
            name.is_latin() && !is_blank(&text) && is_latin(&text)
        })
    };
    in_language.or_else(in_latin).unwrap_or(affiliation)
}

fn write_affiliation(affiliation: &Affiliation, name: &NameParts<'_>, profile: Profile, xml: &mut Xml) {
    let ror = affiliation.ror.as_ref().map(|ror| ror.url());
    let mut attributes: Vec<(&str, &str)> = Vec::new();
    if let Some(ror) = &ror {
        attributes.push(("affiliationIdentifier", ror));
        if profile.is_datacite() {
            attributes.extend([("affiliationIdentifierScheme", "ROR"), ("schemeURI", "https://ror.org")]);
        }
    }
    let name = beside(affiliation, name).name();
    property(xml, profile.name("datacite:affiliation"), &attributes, &plain(&name));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_affiliation_goes_with_the_name_that_is_written() {
        let affiliation: Affiliation = serde_json::from_str(
            r#"{"lang":"zh-Hans","institution":"复旦大学","variant":[{"lang":"en","institution":"Fudan University"}]}"#,
        )
        .unwrap();
        let institution = |lang: &str, family: &str| {
            let lang = lang.parse().ok();
            let name = NameParts { lang: lang.as_ref(), family: Some(family), ..NameParts::default() };
            beside(&affiliation, &name).institution.clone().unwrap()
        };
        assert_eq!(institution("zh-Latn", "Wang"), "Fudan University");
        assert_eq!(institution("", "Wang"), "Fudan University");
        assert_eq!(institution("zh-Hans", "王"), "复旦大学");
        assert_eq!(institution("ko", "왕"), "复旦大学");
    }
}
