//! The errors of the protocol (§3.6) in plain words, with what to do.

use minijinja::Value;

use crate::pages::frame::Scene;
use crate::pages::texts::Say;
use crate::pages::values::values;

/// Each error: what it means, and what the answer itself says, which is in English.
pub(super) fn explained(scene: &Scene<'_>, errors: &[(String, String)]) -> Vec<Value> {
    let explained = errors.iter().map(|(code, message)| {
        let meaning = meaning(code).map_or("", |say| scene.say(say));
        values! { code, message, meaning }
    });
    explained.collect()
}

fn meaning(code: &str) -> Option<Say> {
    Some(match code {
        "badArgument" => Say::ErrorBadArgument,
        "badResumptionToken" => Say::ErrorBadResumptionToken,
        "badVerb" => Say::ErrorBadVerb,
        "cannotDisseminateFormat" => Say::ErrorCannotDisseminateFormat,
        "idDoesNotExist" => Say::ErrorIdDoesNotExist,
        "noRecordsMatch" => Say::ErrorNoRecordsMatch,
        "noMetadataFormats" => Say::ErrorNoMetadataFormats,
        "noSetHierarchy" => Say::ErrorNoSetHierarchy,
        _ => return None,
    })
}
