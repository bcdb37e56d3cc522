//! Sets: what an item is in must be declared, or ListSets would show a set without a name.

use crate::diagnostics::suggest;
use crate::model::{Identity, SetSpec};

use super::Finding;
use super::{Findings, Step};

/// The sets among `specs` that the repository does not declare; `field` is where they are named.
pub fn declared(specs: &[SetSpec], identity: &Identity, field: &'static str) -> Vec<Finding> {
    let mut findings = Findings::default();
    let known = |spec: &SetSpec| identity.declared_sets().any(|set| set == spec || spec.is_above(set));
    findings.each(field, specs, |findings, spec| {
        if !known(spec) {
            findings.error(undeclared(spec, identity));
        }
    });
    findings.found
}

fn undeclared(spec: &SetSpec, identity: &Identity) -> String {
    let names = identity.declared_sets().map(SetSpec::as_str);
    let nearest = suggest::nearest(spec.as_str(), names)
        .map_or(String::new(), |near| format!("did you mean `{near}`? Otherwise "));
    format!(
        "the set `{spec}` is not declared; {nearest}add it to repository.toml: [[set]] with spec = \"{spec}\" and a name"
    )
}

/// Sets that are declared twice.
pub(super) fn doubles(identity: &Identity, findings: &mut Findings) {
    for (index, set) in identity.sets.iter().enumerate() {
        if identity.sets[..index].iter().any(|other| other.spec == set.spec) {
            findings.within(Step::Key("set"), |findings| {
                findings.within(Step::Index(index), |findings| {
                    findings.field("spec", &set.spec, |findings, spec| {
                        findings.error(format!("the set `{spec}` is declared twice; remove one of them"));
                    });
                });
            });
        }
    }
}
