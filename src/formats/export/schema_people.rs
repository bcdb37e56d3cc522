//! Persons and organisations as schema.org has them.

use crate::model::{Affiliation, Article, Doi, Funding, Orcid, Person, Role, Ror, Text};

use super::json::{Json, Object};
use super::schema_text::texts;
use super::text::line;

/// The people: one object for each, whatever the number of scripts the name is known in.
pub(super) fn people<'a>(people: impl IntoIterator<Item = &'a Person>) -> Json {
    Json::one_or_many(people.into_iter().map(|person| match &person.organization {
        Some(name) => organization(person, name).into(),
        None => human(person).into(),
    }))
}

/// Those who edited the issue.
pub(super) fn issue_editors(article: &Article) -> Json {
    let is_one = |person: &&Person| matches!(person.role, Some(Role::GuestEditor | Role::IssueEditor));
    people(article.contributors.iter().filter(is_one))
}

/// Editors and translators under their own names, all others as contributors.
pub(super) fn with_contributors(article: &Article, object: Object) -> Object {
    let of_role = |roles: &'static [Option<Role>]| {
        people(article.contributors.iter().filter(move |person| roles.contains(&person.role)))
    };
    object
        .with("editor", of_role(&[Some(Role::Editor)]))
        .with("translator", of_role(&[Some(Role::Translator)]))
        .with(
            "contributor",
            of_role(&[Some(Role::SectionEditor), Some(Role::Reviewer), Some(Role::Other), None]),
        )
}

fn organization(person: &Person, name: &str) -> Object {
    let name = line(name);
    let others = other_names(person, &name);
    let organization = Object::of("Organization");
    if name.is_empty() {
        return organization;
    }
    organization
        .with("@id", person.ror.as_ref().map(Ror::url))
        .with("name", name)
        .with("alternateName", others)
}

fn human(person: &Person) -> Object {
    let displayed = line(&person.own_name().displayed());
    if displayed.is_empty() {
        return Object::of("Person");
    }
    let text = |text: &Option<String>| text.as_deref().map(line);
    let affiliations = person.affiliations.iter().map(|affiliation| workplace(affiliation).into());
    Object::of("Person")
        .with("@id", person.orcid.as_ref().map(Orcid::url))
        .with("name", displayed.as_str())
        .with("alternateName", other_names(person, &displayed))
        .with("familyName", person.own_name().surname().map(|family| line(&family)))
        .with("givenName", text(&person.given))
        .with("honorificSuffix", text(&person.suffix))
        .with("jobTitle", texts(&person.position.0))
        .with("description", texts(&person.biography))
        .with("affiliation", Json::one_or_many(affiliations))
}

/// The name in other scripts and spellings, each once.
fn other_names(person: &Person, name: &str) -> Json {
    let mut others: Vec<String> = Vec::new();
    for other in person.variants.iter().map(|variant| line(&variant.parts().displayed())) {
        if other != name && !others.contains(&other) {
            others.push(other);
        }
    }
    Json::one_or_many(others.into_iter().map(Json::from))
}

/// An affiliation, with all its names.
fn workplace(affiliation: &Affiliation) -> Object {
    let names: Vec<Text> =
        affiliation.forms().map(|place| Text { lang: place.lang.clone(), text: place.name() }).collect();
    let text = |text: &Option<String>| text.as_deref().map(line);
    let address = Object::of("PostalAddress")
        .with("addressLocality", text(&affiliation.city))
        .with("postalCode", text(&affiliation.postcode))
        .with("addressCountry", text(&affiliation.country));
    Object::of("Organization")
        .with("@id", affiliation.ror.as_ref().map(Ror::url))
        .with("name", texts(&names))
        .with("address", address)
}

fn funder(funding: &Funding) -> Object {
    let id = funding.funder_ror.as_ref().map(Ror::url).or_else(|| funding.funder_doi.as_ref().map(Doi::url));
    Object::of("Organization").with("@id", id).with("name", texts(&funding.funder.0))
}

/// The funders, each once.
pub(super) fn funders(funding: &[Funding]) -> Json {
    let mut funders: Vec<Object> = Vec::new();
    for funder in funding.iter().map(funder) {
        if !funders.contains(&funder) {
            funders.push(funder);
        }
    }
    Json::one_or_many(funders.into_iter().map(Json::from))
}

/// The grants with more than a funder.
pub(super) fn grants(funding: &[Funding]) -> Json {
    let text = |text: &Option<String>| text.as_deref().map(line).filter(|text| !text.is_empty());
    let known = funding.iter().filter_map(|funding| {
        let (award, title) = (text(&funding.award), text(&funding.award_title));
        let url = funding.award_url.as_ref().map(ToString::to_string);
        if award.is_none() && title.is_none() && url.is_none() {
            return None;
        }
        let grant = Object::of("Grant").with("identifier", award).with("name", title).with("url", url);
        Some(grant.with("funder", funder(funding)).into())
    });
    Json::one_or_many(known)
}
