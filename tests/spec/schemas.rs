//! The official schemas, applied by xmllint to every answer that a test saw: with `WINDROW_TEST_OUTSIDE=1` only, and
//! then xmllint and the schemas must be there.

use std::collections::BTreeMap;

use windrow::formats::FORMATS;

use crate::support::endpoint::SEEN;
use crate::support::outside;

/// Validates what this thread has seen since the last call.
pub fn validate_seen() {
    let seen = SEEN.take();
    if !outside::is_asked_for() {
        return;
    }
    let mut by_prefix = BTreeMap::<_, Vec<_>>::new();
    for (number, answer) in seen.into_iter().enumerate() {
        by_prefix.entry(prefix(&answer)).or_default().push((number.to_string(), answer));
    }
    for (prefix, answers) in by_prefix {
        let faults = outside::faults(prefix, &answers);
        let is_first = |name: &String| faults.iter().any(|fault| fault.contains(&format!(" {name}.xml")));
        let first = answers.iter().find(|(name, _)| is_first(name)).map_or("", |(_, answer)| answer.as_str());
        assert!(faults.is_empty(), "{}\n{first}", faults.join("\n"));
    }
}

/// The format of the records in an answer: that of which the namespace is declared first.
fn prefix(answer: &str) -> &'static str {
    let place = |namespace: &str| answer.find(&format!("=\"{namespace}\""));
    let declared =
        FORMATS.iter().filter_map(|format| Some((place(format.about().metadata_namespace)?, format)));
    let first = declared.min_by_key(|(at, _)| *at);
    first.map_or("oai_dc", |(_, format)| format.metadata_prefix())
}

#[test]
fn the_validator_refuses_what_is_invalid() {
    if outside::is_asked_for() {
        let invalid =
            "<OAI-PMH xmlns=\"http://www.openarchives.org/OAI/2.0/\"><request>x</request></OAI-PMH>"
                .to_owned();
        let found = outside::faults("oai_dc", &[("0".to_owned(), invalid)]);
        assert!(!found.is_empty(), "a document without responseDate passed");
    }
}
