//! Persons, organisations, and where they work.

use crate::model::{Affiliation, Name, Person};

use super::fields::optional;
use super::{Findings, details, language, names, text};

pub(super) fn author(findings: &mut Findings, author: &mut Person) {
    if author.role.is_some() {
        findings
            .warning("`role` is for contributors; list a person who is not an author under [[contributor]]");
    }
    person(findings, author);
}

pub(super) fn contributor(findings: &mut Findings, contributor: &mut Person) {
    if contributor.corresponding {
        findings
            .warning_at("corresponding", "only an author can be the corresponding author; remove it here");
    }
    person(findings, contributor);
}

fn person(findings: &mut Findings, person: &mut Person) {
    language::lang(findings, person.lang.as_ref());
    let parts = person.family.is_some() || person.given.is_some();
    let kinds = [parts, person.name.is_some(), person.organization.is_some()]
        .into_iter()
        .filter(|kind| *kind)
        .count();
    if kinds > 1 {
        findings.error(
            "a person has either `family` and `given`, or `name`; an organisation has `organization`; keep one of these",
        );
    }
    if kinds == 0 && person.printed.is_none() {
        findings.error(
            "this person has no name; add `family` and `given`, or `name` if it has no parts, or `organization`",
        );
    }
    if person.ror.is_some() && person.organization.is_none() {
        findings.error(
            "`ror` belongs to an organisation; if the person works there, write it under [[author.affiliation]]",
        );
    }
    if person.organization.is_some() && person.orcid.is_some() {
        findings.error("an organisation has no ORCID iD; write its ROR ID in `ror`");
    }
    if person.orcid_authenticated && person.orcid.is_none() {
        findings
            .warning_at("orcid_authenticated", "`orcid` is missing; add it, or remove `orcid_authenticated`");
    }
    let has_given = person.given.is_some();
    optional("family", &mut person.family, findings, |findings, name| family(findings, name, has_given));
    optional("name", &mut person.name, findings, single);
    for (key, value) in [
        ("given", &mut person.given),
        ("organization", &mut person.organization),
        ("printed", &mut person.printed),
        ("role_printed", &mut person.role_printed),
    ] {
        optional(key, value, findings, name);
    }
    details::person(findings, person);
    findings.each("variant", &mut person.variants, variant);
    findings.each("affiliation", &mut person.affiliations, affiliation);
}

fn name(findings: &mut Findings, name: &mut String) {
    text::required(findings, name);
    text::entities(findings, name);
}

/// Alone it may be an abbreviation, which has its capitals.
fn family(findings: &mut Findings, family: &mut String, has_given: bool) {
    name(findings, family);
    if has_given {
        names::family(findings, family);
    }
}

fn single(findings: &mut Findings, single: &mut String) {
    name(findings, single);
    names::single(findings, single);
}

fn variant(findings: &mut Findings, name: &mut Name) {
    language::lang(findings, name.lang.as_ref());
    if name.parts().single().is_none() && name.family.is_none() {
        findings.error("this form of the name is empty; fill it in, or remove it");
    }
    if name.name.is_some() && (name.family.is_some() || name.given.is_some()) {
        findings.error("a form of the name has either `family` and `given`, or `name`; remove one of these");
    }
    let has_given = name.given.is_some();
    optional("family", &mut name.family, findings, |findings, name| family(findings, name, has_given));
    optional("name", &mut name.name, findings, single);
    for (key, value) in [("given", &mut name.given), ("printed", &mut name.printed)] {
        optional(key, value, findings, self::name);
    }
}

fn affiliation(findings: &mut Findings, affiliation: &mut Affiliation) {
    language::lang(findings, affiliation.lang.as_ref());
    if *affiliation == Affiliation::default() {
        findings.error("this affiliation is empty; fill it in, or remove it");
    }
    for (key, value) in [
        ("department", &mut affiliation.department),
        ("institution", &mut affiliation.institution),
        ("city", &mut affiliation.city),
        ("postcode", &mut affiliation.postcode),
        ("country", &mut affiliation.country),
    ] {
        optional(key, value, findings, name);
    }
    findings.each("variant", &mut affiliation.variants, |findings, variant: &mut Affiliation| {
        if variant.ror.is_some() || !variant.variants.is_empty() {
            findings.error("an affiliation in another language has only names; write `ror` once, in the affiliation itself");
        }
        self::affiliation(findings, variant);
    });
}
