//! Any person.

use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;
use windrow::model::{Affiliation, CreditRole, Name, NameOrder, Person, Role};

use super::values::{language, multilingual, orcid, ror, some, texts};

pub(super) fn order() -> BoxedStrategy<Option<NameOrder>> {
    of(select(&[NameOrder::FamilyFirst, NameOrder::GivenFirst][..])).boxed()
}

pub(super) fn name() -> BoxedStrategy<Name> {
    (
        of(language()),
        some(),
        some(),
        of("van |d’|[a-z]{0,3}"),
        of("Jr.|III|\\PC{0,12}"),
        some(),
        some(),
        order(),
    )
        .prop_map(|(lang, family, given, particle, suffix, name, printed, order)| Name {
            lang,
            family,
            given,
            particle,
            suffix,
            name,
            printed,
            order,
        })
        .boxed()
}

pub(super) fn affiliation() -> BoxedStrategy<Affiliation> {
    let flat = || {
        (of(language()), some(), some(), some(), some(), some(), of(ror())).prop_map(
            |(lang, department, institution, city, postcode, country, ror)| Affiliation {
                lang,
                department,
                institution,
                city,
                postcode,
                country,
                ror,
                variants: Vec::new(),
            },
        )
    };
    (flat(), vec(flat(), 0..2))
        .prop_map(|(affiliation, variants)| Affiliation { variants, ..affiliation })
        .boxed()
}

pub(super) fn credit() -> BoxedStrategy<CreditRole> {
    use CreditRole::{Conceptualization, DataCuration, WritingOriginalDraft, WritingReviewEditing};
    select(&[Conceptualization, DataCuration, WritingOriginalDraft, WritingReviewEditing][..]).boxed()
}

pub(super) fn person() -> BoxedStrategy<Person> {
    let roles = [
        Role::Editor,
        Role::GuestEditor,
        Role::IssueEditor,
        Role::SectionEditor,
        Role::Translator,
        Role::Reviewer,
        Role::Other,
    ];
    let role = of(select(roles.to_vec()));
    (
        (name(), some(), vec(name(), 0..3)),
        (role, some(), multilingual(), vec(affiliation(), 0..3)),
        (of(orcid()), any::<bool>(), of(ror()), any::<bool>()),
        (some(), vec(credit(), 0..3), any::<bool>(), any::<bool>(), texts()),
    )
        .prop_map(|(names, (role, role_printed, position, affiliations), ids, details)| {
            let (own, organization, variants) = names;
            let Name { lang, family, given, particle, suffix, name, printed, order } = own;
            let (orcid, orcid_authenticated, ror, corresponding) = ids;
            let (email, credits, equal_contribution, deceased, biography) = details;
            Person {
                lang,
                family,
                given,
                particle,
                suffix,
                name,
                organization,
                printed,
                order,
                variants,
                role,
                role_printed,
                position,
                affiliations,
                orcid,
                orcid_authenticated,
                ror,
                corresponding,
                email,
                credits,
                equal_contribution,
                deceased,
                biography,
            }
        })
        .boxed()
}
