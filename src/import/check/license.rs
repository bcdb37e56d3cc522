//! Licences: those of Creative Commons have ids and URLs that say the same.

use crate::model::License;

use super::fields::optional;
use super::{Findings, prose, text};

const KINDS: [&str; 6] = ["BY", "BY-SA", "BY-ND", "BY-NC", "BY-NC-SA", "BY-NC-ND"];

const VERSIONS: [&str; 5] = ["1.0", "2.0", "2.5", "3.0", "4.0"];

pub(super) fn check(findings: &mut Findings, value: &mut License) {
    if *value == License::default() {
        findings.error("a licence that says nothing; fill it in or remove it");
    }
    optional("spdx", &mut value.spdx, findings, spdx);
    optional("text", &mut value.text, findings, words);
    let of_url = value.creative_commons();
    if let (Some(url), Some(of_url), Some(spdx)) = (&value.url, of_url, &value.spdx)
        && is_creative_commons(spdx)
        && !spdx.starts_with(&of_url)
    {
        findings.warning(format!(
            "{url} is the licence {of_url}, and `spdx` says {spdx}; remove the one that is not right"
        ));
    }
}

/// Whether the licence lets everybody read and pass on.
pub(super) fn is_open(license: &License) -> bool {
    license.spdx.as_deref().is_some_and(is_creative_commons) || license.creative_commons().is_some()
}

/// Whether this is an id of Creative Commons, perhaps of a country: `CC-BY-3.0-DE`.
fn is_creative_commons(spdx: &str) -> bool {
    let licenses =
        KINDS.iter().flat_map(|kind| VERSIONS.iter().map(move |version| format!("CC-{kind}-{version}")));
    let is = |id: &String| {
        spdx.strip_prefix(id.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    };
    spdx == "CC0-1.0" || licenses.collect::<Vec<_>>().iter().any(is)
}

fn spdx(findings: &mut Findings, spdx: &mut String) {
    text::required(findings, spdx);
    let is_id = spdx.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'+'));
    if spdx.starts_with("CC") && !is_creative_commons(spdx) && spdx != "CC-PDDC" {
        findings.warning(format!(
            "`{spdx}` is no licence of Creative Commons; an id has a version, as in CC-BY-4.0 or CC0-1.0"
        ));
    } else if !is_id {
        findings.warning(format!(
            "`{spdx}` is no SPDX id, which has no spaces; write words into `text`, a link into `url`"
        ));
    }
}

/// The licence in words, which may be an id that is spelled otherwise: `CC BY 4.0`.
fn words(findings: &mut Findings, words: &mut String) {
    prose::required(findings, words);
    let spelled = words.to_uppercase().replace(' ', "-").replace("CC0-1.0-UNIVERSAL", "CC0-1.0");
    if is_creative_commons(&spelled) {
        findings.warning(format!("machines know this licence by its id; write license = \"{spelled}\""));
    } else if spelled == "CC0" || KINDS.iter().any(|kind| spelled == format!("CC-{kind}")) {
        findings.warning(
            "this licence has versions; write its id with the version, as in license = \"CC-BY-4.0\"",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(json: &str) -> String {
        let mut findings = Findings::default();
        check(&mut findings, &mut serde_json::from_str(json).unwrap());
        findings.found.into_iter().map(|finding| finding.message).collect()
    }

    #[test]
    fn licences_of_creative_commons_are_known_by_id_and_url() {
        for (json, message) in [
            (r#""CC BY-NC 4.0""#, "write license = \"CC-BY-NC-4.0\""),
            (r#""CC BY""#, "has versions"),
            (r#""CC-BY""#, "an id has a version"),
            (r#"{"spdx":"MIT License"}"#, "is no SPDX id"),
            (
                r#"{"url":"https://creativecommons.org/licenses/by-nc/4.0/","spdx":"CC-BY-4.0"}"#,
                "says CC-BY-4.0",
            ),
            ("{}", "says nothing"),
        ] {
            assert!(told(json).contains(message), "{json}: {}", told(json));
        }
        for json in [
            r#""CC-BY-4.0""#,
            r#""CC-BY-3.0-DE""#,
            r#""CC0-1.0""#,
            r#""All rights reserved""#,
            r#"{"url":"http://creativecommons.org/licenses/by/3.0/de/","spdx":"CC-BY-3.0-DE"}"#,
            r#"{"url":"https://a.org/l","spdx":"CC-BY-4.0"}"#,
            r#"{"spdx":"Etalab-2.0"}"#,
        ] {
            assert_eq!(told(json), "", "{json}");
        }
    }
}
