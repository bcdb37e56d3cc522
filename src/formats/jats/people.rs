//! Authors and contributors, where they work, and to whom letters go.

use crate::formats::vocabulary::{CREDIT, credit_terms};
use crate::formats::writing::element::is_blank;
use crate::formats::writing::jats_text::{JATS, Prose};
use crate::model::{Affiliation, Article, Identifier, Language, Person, Role};
use crate::xml::{Xml, plain};

use super::element::{text, typed, words};
use super::ids::Ids;
use super::names::write_names;
use super::statements::write_interests;

/// The affiliations of an article, each once, and the ids by which its persons refer to them.
struct Places<'a> {
    known: Vec<&'a Affiliation>,
    ids: Ids,
}

impl<'a> Places<'a> {
    fn of(identifier: &Identifier, article: &'a Article) -> Self {
        let mut known: Vec<&Affiliation> = Vec::new();
        let people = article.authors.iter().chain(&article.contributors);
        for affiliation in people.flat_map(|person| &person.affiliations) {
            if !known.contains(&affiliation) && forms(affiliation).next().is_some() {
                known.push(affiliation);
            }
        }
        Self { known, ids: Ids::of(identifier) }
    }

    fn id(&self, kind: &str, at: usize) -> String {
        self.ids.id(kind, at)
    }

    fn write_references(&self, person: &Person, xml: &mut Xml) {
        for affiliation in &person.affiliations {
            if let Some(at) = self.known.iter().position(|known| *known == affiliation) {
                xml.element("xref").attr("ref-type", "aff").attr("rid", &self.id("aff", at)).empty();
            }
        }
    }
}

/// The affiliation in each language in which anything is known of it.
fn forms(affiliation: &Affiliation) -> impl Iterator<Item = &Affiliation> {
    affiliation.forms().filter(|form| is_known(form))
}

fn is_known(form: &Affiliation) -> bool {
    let parts = [&form.department, &form.institution, &form.city, &form.postcode, &form.country];
    form.ror.is_some() || parts.into_iter().flatten().any(|part| !is_blank(&plain(part)))
}

/// Writes contrib-group, aff and author-notes.
pub(super) fn write_people(identifier: &Identifier, article: &Article, xml: &mut Xml) {
    let places = Places::of(identifier, article);
    xml.element("contrib-group").around(|xml| {
        for (at, author) in article.authors.iter().enumerate() {
            write_person(author, Some(at), &places, xml);
        }
    });
    xml.element("contrib-group").around(|xml| {
        for contributor in &article.contributors {
            write_person(contributor, None, &places, xml);
        }
    });
    for (at, affiliation) in places.known.iter().enumerate() {
        write_affiliation(affiliation, &places.id("aff", at), xml);
    }
    xml.element("author-notes").around(|xml| {
        write_correspondence(article, &places, xml);
        write_interests(&article.statements, xml);
    });
}

fn write_correspondence(article: &Article, places: &Places<'_>, xml: &mut Xml) {
    for (at, author) in article.authors.iter().enumerate().filter(|(_, author)| is_corresponding(author)) {
        xml.element("corresp").attr("id", &places.id("cor", at)).content(|xml| {
            xml.text(&plain(&author.own_name().displayed()));
            if let Some(email) = author.email.as_deref().filter(|email| !is_blank(email)) {
                xml.text(", ");
                xml.element("email").text(email.trim());
            }
        });
    }
}

fn is_corresponding(author: &Person) -> bool {
    author.corresponding && !is_blank(&plain(&author.own_name().displayed()))
}

/// Writes a person with a name. `at` is the place among the authors.
fn write_person(person: &Person, at: Option<usize>, places: &Places<'_>, xml: &mut Xml) {
    let mut names = Xml::new();
    write_names(person, &mut names);
    if names.is_empty() {
        return;
    }
    let kind = if at.is_some() { "author" } else { contrib_type(person.role) };
    let corresponding = at.filter(|_| is_corresponding(person));
    xml.element("contrib")
        .attr("contrib-type", kind)
        .attr_if("corresp", corresponding.map(|_| "yes"))
        .attr_if("deceased", person.deceased.then_some("yes"))
        .attr_if("equal-contrib", person.equal_contribution.then_some("yes"))
        .content(|xml| {
            if let Some(orcid) = &person.orcid {
                let authenticated = if person.orcid_authenticated { "true" } else { "false" };
                let id = xml.element("contrib-id").attr("contrib-id-type", "orcid");
                id.attr("authenticated", authenticated).text(&orcid.url());
            }
            xml.raw(&names.into_string());
            write_biography(person, xml);
            write_credits(person, xml);
            if let Some(role) = &person.role_printed {
                words(xml, "role", None, role);
            }
            for position in person.position.iter().filter(|position| !is_blank(&plain(&position.text))) {
                let role = xml.element("role").attr("content-type", "position");
                let role = role.attr_if("xml:lang", position.lang.as_ref().map(Language::as_str));
                role.text(&plain(&position.text));
            }
            places.write_references(person, xml);
            if let Some(at) = corresponding {
                xml.element("xref").attr("ref-type", "corresp").attr("rid", &places.id("cor", at)).empty();
            }
        });
}

fn write_biography(person: &Person, xml: &mut Xml) {
    for text in &person.biography {
        if let Some(prose) = Prose::of(&text.text) {
            let element = xml.element("bio").attr_if("xml:lang", text.lang.as_ref().map(Language::as_str));
            element.content(|xml| prose.write_paragraphs(&JATS, "p", xml));
        }
    }
}

fn write_credits(person: &Person, xml: &mut Xml) {
    for credit in credit_terms(&person.credits) {
        xml.element("role")
            .attrs(&[("vocab", "credit"), ("vocab-identifier", CREDIT), ("vocab-term", credit.term)])
            .attr("vocab-term-identifier", &credit.uri())
            .text(credit.term);
    }
}

fn contrib_type(role: Option<Role>) -> &'static str {
    match role {
        Some(Role::Editor) => "editor",
        Some(Role::GuestEditor) => "guest-editor",
        Some(Role::IssueEditor) => "issue-editor",
        Some(Role::SectionEditor) => "section-editor",
        Some(Role::Translator) => "translator",
        Some(Role::Reviewer) => "reviewer",
        Some(Role::Other) | None => "other",
    }
}

fn write_affiliation(affiliation: &Affiliation, id: &str, xml: &mut Xml) {
    let forms: Vec<_> = forms(affiliation).collect();
    match forms.as_slice() {
        [one] => write_form(one, Some(id), xml),
        several => xml
            .element("aff-alternatives")
            .attr("id", id)
            .content(|xml| several.iter().for_each(|form| write_form(form, None, xml))),
    }
}

/// Writes the affiliation in one language; punctuation separates its parts, for readers that show it as a line.
fn write_form(affiliation: &Affiliation, id: Option<&str>, xml: &mut Xml) {
    let mut parts = Vec::new();
    let mut part = |write: &dyn Fn(&mut Xml)| {
        let mut part = Xml::new();
        write(&mut part);
        if !part.is_empty() {
            parts.push(part.into_string());
        }
    };
    if let Some(department) = &affiliation.department {
        part(&|xml| typed(xml, "institution", "content-type", "dept", &plain(department)));
    }
    part(&|xml| write_institution(affiliation, xml));
    for (name, value) in [
        ("city", &affiliation.city),
        ("postal-code", &affiliation.postcode),
        ("country", &affiliation.country),
    ] {
        part(&|xml| text(xml, name, None, value.as_deref().unwrap_or_default()));
    }
    let lang = affiliation.lang.as_ref().map(Language::as_str);
    let element = xml.element("aff").attr_if("id", id).attr_if("xml:lang", lang);
    element.content(|xml| xml.raw(&parts.join(", ")));
}

/// The institution, together with what identifies it.
fn write_institution(affiliation: &Affiliation, xml: &mut Xml) {
    let name = affiliation.institution.as_deref().unwrap_or_default();
    match &affiliation.ror {
        Some(ror) => xml.element("institution-wrap").content(|xml| {
            text(xml, "institution", None, name);
            xml.element("institution-id").attr("institution-id-type", "ror").text(&ror.url());
        }),
        None => text(xml, "institution", None, name),
    }
}
