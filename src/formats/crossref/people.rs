//! contributors: authors, and of the others those whose part Crossref has a name for.

use std::borrow::Cow;

use crate::formats::vocabulary::is_romanised;
use crate::formats::writing::element::is_blank;
use crate::model::{Affiliation, Article, Language, NameOrder, NameParts, Person, Role};
use crate::xml::{Element, Xml, plain};

use super::languages::code;
use super::limits::{fitting, name_part, suffix_part};

const LONGEST_ORGANIZATION: usize = 511;
const LONGEST_INSTITUTION: usize = 1024;
/// Of place and department, which have at least two characters.
const LONGEST_PLACE: usize = 255;

/// Who is deposited with the article, with the role. Who has no name is not.
pub(super) fn of_article(article: &Article) -> impl Iterator<Item = (&Person, &'static str)> {
    let authors = article.authors.iter().map(|author| (author, "author"));
    let others = article.contributors.iter().filter_map(|person| Some((person, role(person.role?)?)));
    authors.chain(others).filter(has_name)
}

/// Who is deposited with the issue: its editors.
pub(super) fn of_issue(article: &Article) -> impl Iterator<Item = (&Person, &'static str)> {
    let is_of_issue = |person: &&Person| matches!(person.role, Some(Role::GuestEditor | Role::IssueEditor));
    let editors = article.contributors.iter().filter(is_of_issue);
    editors.map(|person| (person, "editor")).filter(has_name)
}

fn has_name((person, _): &(&Person, &str)) -> bool {
    !is_blank(&plain(&person.own_name().displayed()))
}

const fn role(role: Role) -> Option<&'static str> {
    match role {
        Role::Editor => Some("editor"),
        Role::Translator => Some("translator"),
        Role::Reviewer => Some("reviewer"),
        Role::GuestEditor | Role::IssueEditor | Role::SectionEditor | Role::Other => None,
    }
}

/// Whether the schema takes the name of the person.
pub(super) fn is_taken((person, _): (&Person, &str)) -> bool {
    match &person.organization {
        Some(name) => fitting(name, LONGEST_ORGANIZATION).is_some(),
        None => Parts::of(&person.latin_name()).is_some(),
    }
}

/// The parts of a name as the schema wants them: the one part of a name that has no two is the surname.
struct Parts {
    surname: String,
    given: Option<String>,
    suffix: Option<String>,
}

impl Parts {
    fn of(name: &NameParts<'_>) -> Option<Self> {
        let seen = |part: Option<&str>| part.is_some_and(|part| !is_blank(&plain(part)));
        let suffix = name.suffix.filter(|part| seen(Some(part))).and_then(suffix_part);
        let family = name.surname().filter(|part| seen(Some(part)));
        match (family.as_deref(), name.given.filter(|part| seen(Some(part)))) {
            (Some(family), Some(given)) => {
                Some(Self { surname: name_part(family)?, given: Some(name_part(given)?), suffix })
            }
            (one, other) => {
                let single = one.or(other).or(name.name.filter(|part| seen(Some(part)))).or(name.printed)?;
                Some(Self { surname: name_part(single)?, given: None, suffix })
            }
        }
    }
}

pub(super) fn write_people<'a>(people: impl Iterator<Item = (&'a Person, &'static str)>, xml: &mut Xml) {
    xml.element("contributors").around(|xml| {
        for (at, (person, role)) in people.enumerate() {
            let sequence = if at == 0 { "first" } else { "additional" };
            match &person.organization {
                Some(name) => {
                    let element = xml.element("organization").attr("contributor_role", role);
                    let name = fitting(name, LONGEST_ORGANIZATION).unwrap_or_default();
                    element.attr("sequence", sequence).text(&name);
                }
                None => write_person(person, role, sequence, xml),
            }
        }
    });
}

/// The name in Latin letters, by which Crossref is searched; the others are alternatives.
fn write_person(person: &Person, role: &str, sequence: &str, xml: &mut Xml) {
    let name = person.latin_name();
    let Some(parts) = Parts::of(&name) else { return };
    let element = xml.element("person_name").attr("contributor_role", role).attr("sequence", sequence);
    styled(element, &name).content(|xml| {
        if let Some(given) = &parts.given {
            xml.element("given_name").text(given);
        }
        xml.element("surname").text(&parts.surname);
        write_alternatives(person, &name, xml);
        if let Some(suffix) = &parts.suffix {
            xml.element("suffix").text(suffix);
        }
        write_affiliations(person, &name, xml);
        if let Some(orcid) = &person.orcid {
            let element = xml.element("ORCID");
            element
                .attr("authenticated", if person.orcid_authenticated { "true" } else { "false" })
                .text(&orcid.url());
        }
    });
}

/// The order of the name, and its language.
fn styled<'x>(element: Element<'x>, name: &NameParts<'_>) -> Element<'x> {
    let style = match name.order {
        _ if name.is_family_first() => Some("eastern"),
        Some(NameOrder::GivenFirst) => Some("western"),
        _ => None,
    };
    element.attr_if("name-style", style).attr_if("language", code(name.lang))
}

/// The remaining forms of the name, each as it is displayed. A form that is too long is left out.
fn write_alternatives(person: &Person, written: &NameParts<'_>, xml: &mut Xml) {
    let others = person.names().filter(|name| name != written);
    for form in others.filter_map(|name| name_part(&name.displayed())) {
        xml.element("name").text(&form);
    }
}

fn write_affiliations(person: &Person, name: &NameParts<'_>, xml: &mut Xml) {
    xml.element("affiliations").around(|xml| {
        for affiliation in &person.affiliations {
            write_institution(affiliation, name, xml);
        }
    });
}

/// The affiliation in the language of the name or, if it is not known in that and the name is in Latin letters, in English.
fn in_language_of<'a>(affiliation: &'a Affiliation, name: &NameParts<'_>) -> &'a Affiliation {
    let in_language = |is_it: &dyn Fn(&Language) -> bool| {
        affiliation.forms().find(|form| form.lang.as_ref().is_some_and(is_it))
    };
    let own = name.lang.and_then(|lang| in_language(&|form| form.is_same(lang) && is_script_of(form, name)));
    let english = || in_language(&|form| form.is("en")).filter(|_| name.is_latin());
    own.or_else(english).unwrap_or(affiliation)
}

/// A romanised name is not in the script that its language is written in otherwise.
fn is_script_of(form: &Language, name: &NameParts<'_>) -> bool {
    name.lang.is_some_and(|lang| is_romanised(lang) == is_romanised(form))
}

fn write_institution(affiliation: &Affiliation, name: &NameParts<'_>, xml: &mut Xml) {
    let form = in_language_of(affiliation, name);
    let known = |text: &Option<String>| text.as_deref().and_then(|text| fitting(text, LONGEST_INSTITUTION));
    let (institution, department) = (known(&form.institution), known(&form.department));
    let name = institution.as_ref().or(department.as_ref());
    if name.is_none() && affiliation.ror.is_none() {
        return; // a place is of no institution
    }
    xml.element("institution").content(|xml| {
        if let Some(name) = name {
            xml.element("institution_name").text(name);
        }
        if let Some(ror) = &affiliation.ror {
            xml.element("institution_id").attr("type", "ror").text(&ror.url());
        }
        let department = department.as_deref().filter(|_| institution.is_some());
        let place = form.place();
        let parts = [
            ("institution_place", Cow::Borrowed(place.as_str())),
            ("institution_department", department.unwrap_or_default().into()),
        ];
        for (name, part) in parts {
            let fits = fitting(&part, LONGEST_PLACE).filter(|part| part.chars().count() > 1);
            fits.iter().for_each(|part| xml.element(name).text(part));
        }
    });
}
