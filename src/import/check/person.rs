//! Persons, organisations, and where they work.

use crate::model::{Affiliation, Name, Person};

use super::article::optional;
use super::{Findings, text};

pub(super) fn author(findings: &mut Findings, author: &mut Person) {
    if author.role.is_some() {
        findings.warning("`role` is for contributors, and no format has it of an author; list who is no author under [[contributor]]");
    }
    person(findings, author);
}

pub(super) fn person(findings: &mut Findings, person: &mut Person) {
    let parts = person.family.is_some() || person.given.is_some();
    let kinds = [parts, person.name.is_some(), person.organization.is_some()]
        .into_iter()
        .filter(|kind| *kind)
        .count();
    if kinds > 1 {
        findings.error(
            "a person has `family` and `given`, or one `name`, and an organisation has `organization`; keep one of them",
        );
    }
    if kinds == 0 && person.printed.is_none() {
        findings.error(
            "a person without a name; add `family` and `given`, or `name` where there are no parts, or `organization`",
        );
    }
    if person.ror.is_some() && person.organization.is_none() {
        findings.error(
            "`ror` is the ROR ID of an organisation; write it under [[author.affiliation]] if it is where the person works",
        );
    }
    if person.organization.is_some() && person.orcid.is_some() {
        findings.error("an organisation has no ORCID iD; write its ROR ID into `ror`");
    }
    for (key, value) in [
        ("family", &mut person.family),
        ("given", &mut person.given),
        ("name", &mut person.name),
        ("organization", &mut person.organization),
        ("printed", &mut person.printed),
        ("role_printed", &mut person.role_printed),
        ("position", &mut person.position),
    ] {
        optional(key, value, findings, text::required);
    }
    findings.each("variant", &mut person.variants, variant);
    findings.each("affiliation", &mut person.affiliations, affiliation);
}

fn variant(findings: &mut Findings, name: &mut Name) {
    if name.parts().single().is_none() && name.family.is_none() {
        findings.error("a form of the name that says nothing; fill it in or remove it");
    }
    if name.name.is_some() && (name.family.is_some() || name.given.is_some()) {
        findings.error(
            "a form of the name has `family` and `given`, or one `name`, not both; remove one of them",
        );
    }
    for (key, value) in [
        ("family", &mut name.family),
        ("given", &mut name.given),
        ("name", &mut name.name),
        ("printed", &mut name.printed),
    ] {
        optional(key, value, findings, text::required);
    }
}

fn affiliation(findings: &mut Findings, affiliation: &mut Affiliation) {
    if *affiliation == Affiliation::default() {
        findings.error("an affiliation that says nothing; fill it in or remove it");
    }
    for (key, value) in [
        ("department", &mut affiliation.department),
        ("institution", &mut affiliation.institution),
        ("city", &mut affiliation.city),
        ("postcode", &mut affiliation.postcode),
        ("country", &mut affiliation.country),
    ] {
        optional(key, value, findings, text::required);
    }
    findings.each("variant", &mut affiliation.variants, |findings, variant: &mut Affiliation| {
        if variant.ror.is_some() || !variant.variants.is_empty() {
            findings.error("an affiliation in another language has only names; write `ror` once, at the affiliation itself");
        }
        self::affiliation(findings, variant);
    });
}
