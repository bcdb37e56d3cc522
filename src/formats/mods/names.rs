//! name: a person is one; the name in other scripts is linked with it by altRepGroup, other spellings are inside.

use crate::formats::vocabulary::{AUTHOR, CREDIT, FUNDER, Relator, credit_terms, relator, script_of};
use crate::formats::writing::line::line;
use crate::formats::writing::people::{SeenName, address, has_name};
use crate::formats::writing::texts::latin;
use crate::model::{Affiliation, Article, Conference, Doi, Funding, NameParts, Orcid, Person, Ror};
use crate::xml::{Element, Xml};

use super::element::{in_language, text, texts, value};

/// Authors in their order, then contributors, then funders with an identifier.
pub(super) fn write(article: &Article, xml: &mut Xml) {
    let authors = article.authors.iter().map(|author| (author, AUTHOR));
    let contributors = article.contributors.iter().map(|person| (person, relator(person.role)));
    let people = authors.chain(contributors).filter(|(person, _)| has_name(person));
    for (at, (person, role)) in people.enumerate() {
        let is_first = at == 0 && role.code == AUTHOR.code;
        Being { person, role, group: format!("name{}", at + 1), is_first }.write(xml);
    }
    for funding in &article.funding {
        write_funder(funding, xml);
    }
    if let Some(conference) = &article.conference {
        write_conference(conference, xml);
    }
}

fn write_conference(conference: &Conference, xml: &mut Xml) {
    xml.element("name").attr("type", "conference").around(|xml| {
        texts(xml, "namePart", &[], &conference.name.0);
        value(xml, "namePart", &[("type", "date")], &conference.dates().unwrap_or_default());
        texts(xml, "description", &[], &conference.place.0);
    });
}

/// A person with what it is to the article.
struct Being<'a> {
    person: &'a Person,
    role: Relator,
    /// What links the forms of the name.
    group: String,
    is_first: bool,
}

impl<'a> Being<'a> {
    fn write(&self, xml: &mut Xml) {
        let own = SeenName::of(self.person.own_name());
        let own = own.parts();
        let others: Vec<_> = self.person.names().skip(1).map(SeenName::of).collect();
        let (spellings, scripts): (Vec<_>, Vec<_>) = others
            .iter()
            .filter(|name| !name.is_blank())
            .map(SeenName::parts)
            .filter(|name| *name != own)
            .partition(|name| script_of(&name.inverted()) == script_of(&own.inverted()));
        let group = Some(self.group.as_str()).filter(|_| !scripts.is_empty());
        self.element(xml, own, group, self.is_first).content(|xml| {
            write_parts(own, self.person.organization.is_some(), xml);
            self.write_role(xml);
            self.write_work(xml);
            for spelling in spellings {
                let element = in_language(xml.element("alternativeName"), spelling.lang, spelling.any_part());
                element.content(|xml| write_parts(spelling, false, xml));
            }
        });
        for other in scripts {
            self.element(xml, other, group, false).content(|xml| {
                write_parts(other, self.person.organization.is_some(), xml);
                self.write_role(xml);
            });
        }
    }

    fn element<'x>(
        &self,
        xml: &'x mut Xml,
        name: NameParts<'_>,
        group: Option<&str>,
        is_first: bool,
    ) -> Element<'x> {
        let kind = if self.person.organization.is_some() { "corporate" } else { "personal" };
        let element = xml.element("name").attr("type", kind).attr_if("usage", is_first.then_some("primary"));
        in_language(element, name.lang, name.any_part()).attr_if("altRepGroup", group)
    }

    /// Code and term, and what the source calls it.
    fn write_role(&self, xml: &mut Xml) {
        xml.element("role").content(|xml| {
            value(xml, "roleTerm", &[("type", "code"), ("authority", "marcrelator")], self.role.code);
            value(xml, "roleTerm", &[("type", "text"), ("authority", "marcrelator")], self.role.term);
        });
        for credit in credit_terms(&self.person.credits) {
            let term = [("type", "text"), ("authorityURI", CREDIT), ("valueURI", &credit.uri())];
            xml.element("role").content(|xml| value(xml, "roleTerm", &term, credit.term));
        }
        if let Some(printed) = self.person.role_printed.as_deref().and_then(line) {
            xml.element("role").content(|xml| value(xml, "roleTerm", &[("type", "text")], &printed));
        }
    }

    /// Where and as what the person works, and its identifiers.
    fn write_work(&self, xml: &mut Xml) {
        for affiliation in &self.person.affiliations {
            for form in affiliation.forms() {
                write_affiliation(form, affiliation.ror.as_ref(), xml);
            }
        }
        texts(xml, "description", &[], &self.person.position.0);
        if self.person.corresponding {
            value(xml, "description", &[], "corresponding author");
        }
        texts(xml, "description", &[], &self.person.biography);
        let orcid = self.person.orcid.as_ref().map(Orcid::url);
        value(xml, "nameIdentifier", &ORCID, &orcid.unwrap_or_default());
        value(xml, "nameIdentifier", &ROR, &self.person.ror.as_ref().map(Ror::url).unwrap_or_default());
    }
}

const ORCID: [(&str, &str); 2] = [("type", "orcid"), ("typeURI", "https://orcid.org")];
const ROR: [(&str, &str); 2] = [("type", "ror"), ("typeURI", "https://ror.org")];

/// Family and given name, or the one name; then the name as it is read aloud.
fn write_parts(name: NameParts<'_>, is_organization: bool, xml: &mut Xml) {
    match name.single() {
        None => {
            value(xml, "namePart", &[("type", "family")], &name.surname().unwrap_or_default());
            value(xml, "namePart", &[("type", "given")], name.given.unwrap_or_default());
        }
        Some(single) => value(xml, "namePart", &[], &single),
    }
    value(xml, "namePart", &[("type", "termsOfAddress")], name.suffix.unwrap_or_default());
    if !is_organization {
        value(xml, "displayForm", &[], &name.displayed());
    }
}

fn write_affiliation(affiliation: &Affiliation, ror: Option<&Ror>, xml: &mut Xml) {
    let ror = ror.map(Ror::url);
    let authority = ror.as_ref().map(|url| [("authority", "ror"), ("valueURI", url)]);
    let authority = authority.as_ref().map_or(&[][..], |attributes| attributes);
    text(xml, "affiliation", authority, affiliation.lang.as_ref(), &address(affiliation));
}

/// A funder is a name only where an identifier is known, for which the note has no place.
fn write_funder(funding: &Funding, xml: &mut Xml) {
    if line(latin(&funding.funder)).is_none()
        || (funding.funder_ror.is_none() && funding.funder_doi.is_none())
    {
        return;
    }
    xml.element("name").attr("type", "corporate").content(|xml| {
        value(xml, "namePart", &[], latin(&funding.funder));
        xml.element("role").content(|xml| {
            value(xml, "roleTerm", &[("type", "code"), ("authority", "marcrelator")], FUNDER.code);
            value(xml, "roleTerm", &[("type", "text"), ("authority", "marcrelator")], FUNDER.term);
        });
        value(xml, "nameIdentifier", &ROR, &funding.funder_ror.as_ref().map(Ror::url).unwrap_or_default());
        let doi = funding.funder_doi.as_ref().map(Doi::url);
        value(xml, "nameIdentifier", &[("type", "doi")], &doi.unwrap_or_default());
    });
}
