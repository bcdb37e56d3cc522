//! Persons, organisations, and where they work.

use crate::diagnostics::say;
use crate::model::{Affiliation, Name, Person};

use super::fields::optional;
use super::{Findings, details, language, names, text};

pub(super) fn author(findings: &mut Findings, author: &mut Person) {
    if author.role.is_some() {
        findings.add(say!(
            ROLE_OF_AUTHOR,
            "`role` is for contributors; list a person who is not an author under [[contributor]]",
            "role 只用于贡献者；不是作者的人请写在 [[contributor]] 下"
        ));
    }
    person(findings, author);
}

pub(super) fn contributor(findings: &mut Findings, contributor: &mut Person) {
    if contributor.corresponding {
        findings.add_at(
            "corresponding",
            say!(
                CORRESPONDING_CONTRIBUTOR,
                "only an author can be the corresponding author; remove it here",
                "只有作者才能是通信作者；请在这里删除"
            ),
        );
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
        findings.add(say!(
            NAME_KINDS,
            "a person has either `family` and `given`, or `name`; an organisation has `organization`; keep one of these",
            "个人用 family 和 given，或用 name；机构用 organization；请只保留一种"
        ));
    }
    if kinds == 0 && person.printed.is_none() {
        findings.add(say!(
            NAME_MISSING,
            "this person has no name; add `family` and `given`, or `name` if it has no parts, or `organization`",
            "这个人没有姓名；请加上 family 和 given；不分姓和名的用 name；机构用 organization"
        ));
    }
    if person.ror.is_some() && person.organization.is_none() {
        findings.add(say!(
            ROR_MISPLACED,
            "`ror` belongs to an organisation; if the person works there, write it under [[author.affiliation]]",
            "ror 属于机构；如果是作者的单位，请写在 [[author.affiliation]] 下"
        ));
    }
    if person.organization.is_some() && person.orcid.is_some() {
        findings.add(say!(
            ORCID_OF_ORGANIZATION,
            "an organisation has no ORCID iD; write its ROR ID in `ror`",
            "机构没有 ORCID iD；请把它的 ROR ID 写在 ror 中"
        ));
    }
    if person.orcid_authenticated && person.orcid.is_none() {
        findings.add_at(
            "orcid_authenticated",
            say!(
                ORCID_MISSING,
                "`orcid` is missing; add it, or remove `orcid_authenticated`",
                "缺少 orcid；请加上，或删除 orcid_authenticated"
            ),
        );
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
        findings.add(say!(
            VALUE_EMPTY,
            "this form of the name is empty; fill it in, or remove it",
            "姓名的这种形式是空的；请填写，或删除"
        ));
    }
    if name.name.is_some() && (name.family.is_some() || name.given.is_some()) {
        findings.add(say!(
            NAME_KINDS,
            "a form of the name has either `family` and `given`, or `name`; remove one of these",
            "姓名的一种形式用 family 和 given，或用 name；请删除其中一种"
        ));
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
        findings.add(say!(
            VALUE_EMPTY,
            "this affiliation is empty; fill it in, or remove it",
            "这个单位是空的；请填写，或删除"
        ));
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
            findings.add(say!(
                ROR_MISPLACED,
                "an affiliation in another language has only names; write `ror` once, in the affiliation itself",
                "单位的其他语言形式只有名称；请只在单位本身写一次 ror"
            ));
        }
        self::affiliation(findings, variant);
    });
}
