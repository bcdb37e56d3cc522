//! Checks of items that can be read, from any kind of file.
//!
//! Checks also normalise values that have one correct form: a DOI without its URL, a text without white space around it.

mod article;
mod check;
mod code;
mod contradictions;
mod defaults;
mod details;
mod doubt;
mod dublin_core;
mod fields;
mod findings;
mod format;
mod grant;
mod identity;
mod journal;
mod kind;
mod language;
mod license;
mod names;
mod other_identifier;
mod person;
mod placeholder;
mod precision;
mod printed;
mod prose;
mod remains;
mod rules;
mod script;
mod sets;
mod text;

use crate::diagnostics::Message;
use crate::model::{Article, Content, DublinCore, Item};

pub use defaults::{OF_ONE_ARTICLE, defaults, defaults_of, of_one_article};
pub use findings::{Finding, Step};
pub use format::mapping;
pub use identity::identity;
pub use names::in_small_letters;
pub use sets::declared;

use check::Check;
use findings::Findings;

/// Every check of an article. The first one also normalises the values, so that the others see them as they are served.
const CHECKS: &[&dyn Check] = &[
    &article::Values,
    &kind::Types,
    &doubt::Doubts,
    &script::Scripts,
    &printed::PrintedPage,
    &precision::Precision,
];

fn all(article: &mut Article, findings: &mut Findings) {
    CHECKS.iter().for_each(|check| check.check(article, findings));
}

/// What is wrong with an item.
pub fn item(item: &mut Item) -> Vec<Finding> {
    let mut findings = Findings::default();
    findings.each("rights", &mut item.rights, code::url);
    match &mut item.content {
        Content::Article(article) => {
            all(article, &mut findings);
            contradictions::contradictions(article, &mut findings);
            contradictions::gaps(article, true, &mut findings);
        }
        Content::Dc(dc) => findings.field("dc", dc, |findings, dc| dublin_core::check(dc, findings)),
    }
    findings.found
}

/// Remains of conversions in the values of Dublin Core, each with the place of its element.
pub fn remains_in(dc: &DublinCore) -> Vec<(usize, Message)> {
    dublin_core::remains(dc)
}

/// What is wrong with the URLs of rights statements.
pub fn rights(rights: &mut [String]) -> Vec<Finding> {
    let mut findings = Findings::default();
    findings.each("rights", rights, code::url);
    findings.found
}

/// What is wrong with the values of an article, each checked separately.
pub fn article(article: &mut Article) -> Vec<Finding> {
    let mut findings = Findings::default();
    all(article, &mut findings);
    findings.found
}

/// Values of an article that contradict each other, except those that `known` already has and that were reported there.
pub fn contradictions(article: &Article, known: &Article) -> Vec<Finding> {
    let of = |article: &Article| {
        let mut findings = Findings::default();
        contradictions::contradictions(article, &mut findings);
        findings.found
    };
    let known = of(known);
    of(article).into_iter().filter(|finding| !known.contains(finding)).collect()
}

/// What an article lacks. `whole` is false if parts of it could not be read, because they may contain what is missing.
pub fn gaps(article: &Article, whole: bool) -> Vec<Finding> {
    let mut findings = Findings::default();
    contradictions::gaps(article, whole, &mut findings);
    findings.found
}
