//! Authors and contributors with their affiliations, each affiliation once.

use serde::Serialize;

use crate::catalogue::{AUTHORS_LISTED, author_key};
use crate::model::{Affiliation, Article, Person, Role};
use crate::pages::cite::line;
use crate::pages::frame::Scene;
use crate::pages::html::Said;
use crate::pages::texts::Say;

#[derive(Serialize)]
pub(super) struct PersonView {
    link: String,
    name: Said,
    other_names: Vec<Said>,
    /// The numbers of the affiliations.
    marks: Vec<usize>,
    orcid: String,
    role: String,
    corresponding: bool,
}

#[derive(Serialize)]
pub(super) struct AffiliationView {
    names: Vec<Said>,
    ror: String,
}

pub(super) struct People {
    pub(super) people: Vec<PersonView>,
    pub(super) affiliations: Vec<AffiliationView>,
}

pub(super) fn people(scene: &Scene<'_>, article: &Article) -> People {
    let mut known: Vec<&Affiliation> = Vec::new();
    let listed = if scene.has_lists { AUTHORS_LISTED } else { 0 };
    let authors = article.authors.iter().enumerate().map(|(at, person)| (person, at < listed));
    let all = authors.chain(article.contributors.iter().map(|person| (person, false)));
    let people = all.filter_map(|(person, is_listed)| view(scene, person, is_listed, &mut known)).collect();
    let affiliations = known.into_iter().map(|affiliation| AffiliationView {
        names: affiliation.forms().map(|form| Said::rich(form.lang.as_ref(), &described(form))).collect(),
        ror: affiliation.ror.as_ref().map_or_else(String::new, |ror| ror.url()),
    });
    People { people, affiliations: affiliations.collect() }
}

/// `is_listed` says whether there is a page of what the person wrote.
fn view<'a>(
    scene: &Scene<'_>,
    person: &'a Person,
    is_listed: bool,
    known: &mut Vec<&'a Affiliation>,
) -> Option<PersonView> {
    let mut names = person.names().filter(|name| !line(&name.displayed()).is_empty());
    let name = names.next()?;
    let own = line(&name.displayed());
    let key = author_key(person).filter(|_| is_listed);
    let marks = person.affiliations.iter().filter(|affiliation| !described(affiliation).is_empty());
    let marks = marks.map(|affiliation| match known.iter().position(|other| *other == affiliation) {
        Some(at) => at + 1,
        None => {
            known.push(affiliation);
            known.len()
        }
    });
    Some(PersonView {
        marks: marks.collect(),
        link: key.map_or_else(String::new, |key| scene.links.author(&key)),
        name: Said::plain(name.lang, &own),
        other_names: names.map(|name| Said::plain(name.lang, &line(&name.displayed()))).collect(),
        orcid: person.orcid.as_ref().map_or_else(String::new, |orcid| orcid.url()),
        role: role(scene, person),
        corresponding: person.corresponding,
    })
}

fn role(scene: &Scene<'_>, person: &Person) -> String {
    let say = |role: Role| match role {
        Role::Editor => Say::Editor,
        Role::GuestEditor => Say::GuestEditor,
        Role::IssueEditor => Say::IssueEditor,
        Role::SectionEditor => Say::SectionEditor,
        Role::Translator => Say::Translator,
        Role::Reviewer => Say::Reviewer,
        Role::Other => Say::Contributor,
    };
    let printed = person.role_printed.as_deref().map(line);
    printed.or_else(|| person.role.map(|role| scene.say(say(role)).to_owned())).unwrap_or_default()
}

/// `Department, Institution, City, Country`.
pub(super) fn described(affiliation: &Affiliation) -> String {
    let Affiliation { department, institution, city, country, .. } = affiliation;
    let parts = [department, institution, city, country].into_iter().flatten().map(|part| line(part));
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}
