//! Sets: what an item is in must be declared, or ListSets would show a set without a name.

use crate::diagnostics::{Message, say, suggest};
use crate::model::{Identity, SetSpec, Words, words};

use super::Finding;
use super::{Findings, Step};

/// The sets among `specs` that the repository does not declare; `field` is where they are named.
pub fn declared(specs: &[SetSpec], identity: &Identity, field: &'static str) -> Vec<Finding> {
    let mut findings = Findings::default();
    let known = |spec: &SetSpec| identity.declared_sets().any(|set| set == spec || spec.is_above(set));
    findings.each(field, specs, |findings, spec| {
        if !known(spec) {
            findings.add(undeclared(spec, identity));
        }
    });
    findings.found
}

fn undeclared(spec: &SetSpec, identity: &Identity) -> Message {
    let names = identity.declared_sets().map(SetSpec::as_str);
    let nearest = suggest::nearest(spec.as_str(), names).map_or_else(Words::default, |near| {
        words!("did you mean `{near}`? Otherwise ", "是否应为“{near}”？否则")
    });
    say!(
        SET_UNDECLARED,
        "the set `{spec}` is not declared; {nearest}add it to repository.toml: [[set]] with spec = \"{spec}\" and a name",
        "集合“{spec}”没有声明；{nearest}请在 repository.toml 中加上 [[set]]，写 spec = \"{spec}\" 和名称";
        nearest = nearest
    )
}

/// Sets that are declared twice.
pub(super) fn doubles(identity: &Identity, findings: &mut Findings) {
    for (index, set) in identity.sets.iter().enumerate() {
        if identity.sets[..index].iter().any(|other| other.spec == set.spec) {
            findings.within(Step::Key("set"), |findings| {
                findings.within(Step::Index(index), |findings| {
                    findings.field("spec", &set.spec, |findings, spec| {
                        findings.add(say!(
                            SET_TWICE,
                            "the set `{spec}` is declared twice; remove one of them",
                            "集合“{spec}”声明了两次；请删除其中之一"
                        ));
                    });
                });
            });
        }
    }
}
