//! Licences. Those of Creative Commons have an id and a URL, which must agree.

use crate::diagnostics::{say, suggest};
use crate::model::{CreativeCommons, License, is_spdx_id, words};

use super::fields::optional;
use super::{Findings, prose, text};

pub(super) fn check(findings: &mut Findings, value: &mut License) {
    if *value == License::default() {
        findings.add(say!(
            VALUE_EMPTY,
            "the licence is empty; fill it in, or remove it",
            "许可证是空的；请填写，或删除"
        ));
    }
    optional("spdx", &mut value.spdx, findings, spdx);
    optional("text", &mut value.text, findings, words);
    if let Some(url) = value.url.as_ref().map(ToString::to_string) {
        address(findings, value, &url);
    }
}

/// The URL of a licence of Creative Commons: whether it exists, and whether `spdx` agrees.
fn address(findings: &mut Findings, value: &License, url: &str) {
    let known = CreativeCommons::of_url(url);
    if known.is_none() && CreativeCommons::is_meant_by(url) {
        let all = CreativeCommons::all().iter().map(|licence| licence.url.as_str());
        let remedy = match suggest::nearest(url, all) {
            Some(near) => words!("did you mean {near} ?", "是否应为 {near} ？"),
            None => words!("look it up at creativecommons.org", "请到 creativecommons.org 查核"),
        };
        findings.add(say!(
            LICENSE_UNKNOWN,
            "{url} is not a licence of Creative Commons: {remedy}",
            "{url} 不是知识共享（CC）许可证：{remedy}";
            remedy = remedy
        ));
    }
    let of_url = known.and_then(|known| known.id.as_deref());
    let of_id = value.spdx.as_deref().and_then(CreativeCommons::of_id).and_then(|known| known.id.as_deref());
    if let (Some(of_url), Some(of_id)) = (of_url, of_id)
        && of_url != of_id
    {
        findings.add(say!(
            LICENSE_CONTRADICTS_ID,
            "{url} is the licence {of_url}, but `spdx` is {of_id}; remove the wrong one",
            "{url} 是许可证 {of_url}，spdx 却是 {of_id}；请删除错的那个"
        ));
    }
}

/// Whether the licence allows everyone to read and share.
pub(super) fn is_open(license: &License) -> bool {
    license.creative_commons().is_some()
}

fn spdx(findings: &mut Findings, spdx: &mut String) {
    text::required(findings, spdx);
    if spdx.is_empty() || is_spdx_id(spdx) {
        return;
    }
    if let Some(port) = CreativeCommons::of_id(spdx) {
        findings.add(say!(
            LICENSE_UNKNOWN,
            "`{spdx}` is not in the SPDX list; write license = \"{url}\"",
            "“{spdx}”不在 SPDX 列表中；请写 license = \"{url}\"",
            url = port.url
        ));
    } else if spdx.starts_with("CC") {
        let ids = CreativeCommons::all().iter().filter_map(|licence| licence.id.as_deref());
        let newest = ids.filter(|id| is_spdx_id(id) && lacks_version(spdx, id)).max_by_key(|id| version(id));
        let meant =
            newest.map(|id| words!("; did you mean `{id}`?", "；是否应为“{id}”？")).unwrap_or_default();
        findings.add(say!(
            LICENSE_UNKNOWN,
            "`{spdx}` is not a licence of Creative Commons; its id must have a version that exists, as in CC-BY-4.0 or CC0-1.0{meant}",
            "“{spdx}”不是知识共享（CC）许可证；代码必须带有实际存在的版本号，如 CC-BY-4.0、CC0-1.0{meant}";
            meant = meant
        ));
    } else {
        findings.add(say!(
            LICENSE_UNKNOWN,
            "`{spdx}` is not an SPDX id; write words in `text`, a link in `url`",
            "“{spdx}”不是 SPDX 代码；文字请写在 text 中，链接请写在 url 中"
        ));
    }
}

/// Whether the text is the id without its version, or without the end of it.
fn lacks_version(text: &str, id: &str) -> bool {
    let rest = id.strip_prefix(text).and_then(|rest| rest.strip_prefix(['-', '.']));
    rest.is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_digit()))
}

/// The version in an id, and that it is the general licence.
fn version(id: &str) -> (String, bool) {
    let version = id.split('-').find(|part| part.contains('.')).unwrap_or_default();
    (version.to_owned(), id.ends_with(version))
}

/// The licence in words, which may be an id in another spelling: `CC BY 4.0`.
fn words(findings: &mut Findings, words: &mut String) {
    prose::required(findings, words);
    let spelled = words.to_uppercase().replace(' ', "-").replace("CC0-1.0-UNIVERSAL", "CC0-1.0");
    let has_versions = || {
        let begins = |id: &str| id.strip_prefix(&spelled).is_some_and(|rest| rest.starts_with('-'));
        CreativeCommons::all().iter().filter_map(|licence| licence.id.as_deref()).any(begins)
    };
    if CreativeCommons::of_id(&spelled).is_some() && is_spdx_id(&spelled) {
        findings.add(say!(
            LICENSE_WORDS,
            "use the licence's SPDX id, which software recognises: license = \"{spelled}\"",
            "请使用软件能识别的 SPDX 代码：license = \"{spelled}\""
        ));
    } else if spelled.starts_with("CC") && has_versions() {
        findings.add(say!(
            LICENSE_WORDS,
            "this licence has several versions; write its id with the version, as in license = \"CC-BY-4.0\"",
            "这种许可证有多个版本；请写带版本号的代码，如 license = \"CC-BY-4.0\""
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(json: &str) -> String {
        let mut findings = Findings::default();
        check(&mut findings, &mut serde_json::from_str(json).unwrap());
        findings.found.into_iter().map(|finding| finding.message.words.en).collect()
    }

    #[test]
    fn licences_of_creative_commons_are_known_by_id_and_url() {
        for (json, message) in [
            (r#""CC BY-NC 4.0""#, "recognises: license = \"CC-BY-NC-4.0\""),
            (r#""CC BY""#, "has several versions"),
            (r#""CC-BY""#, "its id must have a version"),
            (r#""CC-BY""#, "did you mean `CC-BY-4.0`?"),
            (r#""CC-BY-5.0""#, "its id must have a version"),
            (r#""CC-BY-NC-ND""#, "did you mean `CC-BY-NC-ND-4.0`?"),
            (r#""CC-BY-3.0-PL""#, "write license = \"https://creativecommons.org/licenses/by/3.0/pl/\""),
            (r#"{"spdx":"MIT License"}"#, "is not an SPDX id"),
            (
                r#""https://creativecommons.org/licenses/by/4""#,
                "did you mean https://creativecommons.org/licenses/by/4.0/",
            ),
            (
                r#""https://creativecommons.org/licences/by/4.0""#,
                "did you mean https://creativecommons.org/licenses/by/4.0/",
            ),
            (
                r#""https://creativecommons.org/licenses/by-nd-nc/4.0/""#,
                "is not a licence of Creative Commons",
            ),
            (
                r#"{"url":"https://creativecommons.org/licenses/by-nc/4.0/","spdx":"CC-BY-4.0"}"#,
                "`spdx` is CC-BY-4.0",
            ),
            ("{}", "the licence is empty"),
        ] {
            assert!(told(json).contains(message), "{json}: {}", told(json));
        }
        for json in [
            r#""CC-BY-4.0""#,
            r#""CC-BY-3.0-DE""#,
            r#""CC0-1.0""#,
            r#""CC-PDDC""#,
            r#""cc-by-nc-sa-3.0-igo""#,
            r#""https://creativecommons.org/licenses/by/3.0/pl/""#,
            r#""https://creativecommons.org/about""#,
            r#""All rights reserved""#,
            r#"{"url":"http://creativecommons.org/licenses/by/3.0/de/","spdx":"CC-BY-3.0-DE"}"#,
            r#"{"url":"https://a.org/l","spdx":"CC-BY-4.0"}"#,
            r#"{"spdx":"Etalab-2.0"}"#,
        ] {
            assert_eq!(told(json), "", "{json}");
        }
    }
}
