//! Language tags. They are well-formed already; here their language is looked up in ISO 639.

use crate::diagnostics::say;
use crate::model::{Language, words};

use crate::formats::shorter;

use super::Findings;

/// The codes of two letters (ISO 639-1).
const CODES: &str = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz \
                     ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik \
                     io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml \
                     mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd \
                     se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve \
                     vi vo wa wo xh yi yo za zh zu";

/// What people write for a language, mostly the code of its country; its name, and its code.
const SLIPS: [(&str, &str, &str); 16] = [
    ("cn", "Chinese", "zh"),
    ("chinese", "Chinese", "zh"),
    ("cz", "Czech", "cs"),
    ("dk", "Danish", "da"),
    ("eng", "English", "en"),
    ("english", "English", "en"),
    ("french", "French", "fr"),
    ("german", "German", "de"),
    ("gr", "Greek", "el"),
    ("japanese", "Japanese", "ja"),
    ("jp", "Japanese", "ja"),
    ("korean", "Korean", "ko"),
    ("russian", "Russian", "ru"),
    ("spanish", "Spanish", "es"),
    ("ua", "Ukrainian", "uk"),
    ("vn", "Vietnamese", "vi"),
];

/// Checks the `lang` of a text or a name, if it has one.
pub(super) fn lang(findings: &mut Findings, lang: Option<&Language>) {
    if let Some(lang) = lang {
        findings.field("lang", lang, tag);
    }
}

/// Warns of a code that is not in ISO 639, or is longer than it must be. Other codes of three letters are not checked: there are thousands.
pub(super) fn tag(findings: &mut Findings, tag: &Language) {
    if let Some(shorter) = shorter(tag) {
        findings.add_once(say!(
            LANGUAGE_LONG,
            "`{tag}` is a code of libraries; a language tag has the shortest code there is: write {shorter}",
            "“{tag}”是图书馆所用的代码；语言标签须用最短的代码：请写 {shorter}"
        ));
        return;
    }
    let code = tag.primary().to_ascii_lowercase();
    let known = match code.len() {
        1 | 3 => true,
        2 => CODES.split_ascii_whitespace().any(|known| known == code),
        _ => false,
    };
    if !known {
        let slip = SLIPS.iter().find(|(slip, ..)| *slip == code);
        let remedy = slip.map_or_else(
            || {
                words!(
                    "write one of two or three letters, such as en, zh or cmn",
                    "请写两个或三个字母的代码，如 en、zh、cmn"
                )
            },
            |(_, name, meant)| words!("for {name} write {meant}", "请写 {meant}"),
        );
        findings.add_once(say!(
            LANGUAGE_UNKNOWN,
            "`{tag}` is not an ISO 639 language code; {remedy}",
            "“{tag}”不是 ISO 639 的语言代码；{remedy}";
            remedy = remedy
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(tags: &[&str]) -> Vec<String> {
        let mut findings = Findings::default();
        findings.each("language", tags, |findings, text| tag(findings, &text.parse().unwrap()));
        findings.found.into_iter().map(|finding| finding.message.words.en).collect()
    }

    #[test]
    fn an_unknown_language_is_reported_once() {
        assert_eq!(
            told(&["cn", "cn", "English", "xx-Latn"]),
            [
                "`cn` is not an ISO 639 language code; for Chinese write zh",
                "`English` is not an ISO 639 language code; for English write en",
                "`xx-Latn` is not an ISO 639 language code; write one of two or three letters, such as en, zh or cmn",
            ]
        );
    }

    #[test]
    fn languages_are_known() {
        assert_eq!(
            told(&["zh-Hans", "ZH", "en-GB", "zh-Latn-pinyin", "cmn", "x-mine", "i-klingon", "kr"]),
            [""; 0]
        );
        assert_eq!(CODES.split_ascii_whitespace().count(), 185);
    }
}
