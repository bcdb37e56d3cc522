//! Rules that make sets: what is wrong with them, each in its place.

use crate::diagnostics::suggest;
use crate::model::Identity;
use crate::sets::{Fault, Place, flaws};

use super::{Findings, Step, text};

/// Checks the rules and puts their names right. Where parts of the file could not be read (not `whole`), what a rule lacks
/// may be among them.
pub(super) fn check(identity: &mut Identity, whole: bool, findings: &mut Findings) {
    findings.each("rule", &mut identity.rules, |findings, rule| {
        findings.each("name", &mut rule.names, |findings, name| {
            findings.field("text", &mut name.text, text::required);
        });
    });
    for flaw in flaws(identity).into_iter().filter(|flaw| whole || flaw.place != Place::Rule) {
        findings.path = way(flaw.rule, flaw.place);
        findings.add(message(&flaw.fault).into());
    }
    findings.path.clear();
}

fn way(rule: usize, place: Place) -> Vec<Step> {
    let mut path = vec![Step::Key("rule"), Step::Index(rule)];
    path.extend(match place {
        Place::Rule => vec![],
        Place::Spec => vec![Step::Key("spec")],
        Place::By(at) => vec![Step::Key("by"), Step::Index(at)],
        Place::Where => vec![Step::Key("where")],
        Place::Names => vec![Step::Key("name")],
        Place::Name(at) => vec![Step::Key("name"), Step::Index(at), Step::Key("text")],
    });
    path
}

fn message(fault: &Fault) -> String {
    match fault {
        Fault::Unknown { name, among } => {
            let remedy = suggest::remedy(name, among.iter().map(String::as_str));
            format!("`{name}` is not known here: {remedy}")
        }
        Fault::Other(sentence) => sentence.clone(),
    }
}
