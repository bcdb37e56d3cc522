//! The request, explained argument by argument.

use minijinja::Value;

use crate::pages::exchange::decoded;
use crate::pages::frame::Scene;
use crate::pages::texts::Say;
use crate::pages::values::values;

/// The longest value that a page shows.
const LONGEST: usize = 400;

/// Names and values of the query, as far as they can be decoded.
pub(super) fn arguments(query: &str) -> Vec<(String, String)> {
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    let pairs = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    let shown = |text: &str| decoded(text).unwrap_or_else(|| text.to_owned()).chars().take(LONGEST).collect();
    pairs.map(|(name, value)| (shown(name), shown(value))).collect()
}

/// The value of an argument.
pub(super) fn value<'a>(arguments: &'a [(String, String)], name: &str) -> Option<&'a str> {
    arguments.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}

/// Each argument with what it means.
pub(super) fn explained(scene: &Scene<'_>, arguments: &[(String, String)]) -> Vec<Value> {
    let explained = arguments.iter().map(|(name, value)| {
        let meaning = scene.say(meaning(name, value));
        values! { name, value, meaning }
    });
    explained.collect()
}

fn meaning(name: &str, value: &str) -> Say {
    match (name, value) {
        ("verb", "Identify") => Say::VerbIdentify,
        ("verb", "ListMetadataFormats") => Say::VerbListMetadataFormats,
        ("verb", "ListSets") => Say::VerbListSets,
        ("verb", "ListIdentifiers") => Say::VerbListIdentifiers,
        ("verb", "ListRecords") => Say::VerbListRecords,
        ("verb", "GetRecord") => Say::VerbGetRecord,
        ("verb", _) => Say::VerbUnknown,
        ("metadataPrefix", _) => Say::ArgumentMetadataPrefix,
        ("identifier", _) => Say::ArgumentIdentifier,
        ("set", _) => Say::ArgumentSet,
        ("from", _) => Say::ArgumentFrom,
        ("until", _) => Say::ArgumentUntil,
        ("resumptionToken", _) => Say::ArgumentResumptionToken,
        _ => Say::ArgumentUnknown,
    }
}
