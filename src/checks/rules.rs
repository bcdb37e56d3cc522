//! Rules that make sets: what is wrong with them, each in its place.

use crate::diagnostics::{Code, Message, codes, suggest};
use crate::model::{Identity, words};
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
        findings.add(message(flaw.place, &flaw.fault));
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

const fn code(place: Place) -> &'static Code {
    match place {
        Place::Rule => &codes::SET_RULE,
        Place::By(_) => &codes::SET_RULE_BY,
        Place::Where => &codes::SET_RULE_CONDITION,
        Place::Spec | Place::Names | Place::Name(_) => &codes::SET_RULE_NAME,
    }
}

fn message(place: Place, fault: &Fault) -> Message {
    let words = match fault {
        Fault::Unknown { name, among } => words!(
            "`{name}` is not known here: {remedy}",
            "这里没有“{name}”：{remedy}";
            remedy = suggest::remedy(name, among.iter().map(String::as_str))
        ),
        Fault::Other(sentence) => sentence.clone(),
    };
    Message::new(code(place), words)
}
