//! Language tags: well-formed they are already, but ISO 639 must know the language.

use crate::model::Language;

use super::Findings;

/// The codes of two letters (ISO 639-1).
const CODES: &str = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz \
                     ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik \
                     io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml \
                     mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd \
                     se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve \
                     vi vo wa wo xh yi yo za zh zu";

/// What is written for a language, mostly the code of its country, and the code that is meant.
const SLIPS: [(&str, &str); 16] = [
    ("cn", "zh"),
    ("chinese", "zh"),
    ("cz", "cs"),
    ("dk", "da"),
    ("eng", "en"),
    ("english", "en"),
    ("french", "fr"),
    ("german", "de"),
    ("gr", "el"),
    ("japanese", "ja"),
    ("jp", "ja"),
    ("korean", "ko"),
    ("russian", "ru"),
    ("spanish", "es"),
    ("ua", "uk"),
    ("vn", "vi"),
];

/// Checks the `lang` of a text or a name, if it has one.
pub(super) fn lang(findings: &mut Findings, lang: Option<&Language>) {
    if let Some(lang) = lang {
        findings.field("lang", lang, tag);
    }
}

/// Warns of a language that ISO 639 does not know, as far as that can be told: it has thousands of codes of three letters.
pub(super) fn tag(findings: &mut Findings, tag: &Language) {
    let code = tag.primary().to_ascii_lowercase();
    let known = match code.len() {
        1 | 3 => true,
        2 => CODES.split_ascii_whitespace().any(|known| known == code),
        _ => false,
    };
    if !known {
        let slip = SLIPS.iter().find(|(slip, _)| *slip == code);
        let remedy = slip.map_or_else(
            || "write one of two or three letters, such as en, zh or cmn".to_owned(),
            |(_, meant)| format!("write {meant}"),
        );
        findings.warning_once(format!("`{tag}` is no language that ISO 639 knows; {remedy}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(tags: &[&str]) -> Vec<String> {
        let mut findings = Findings::default();
        tags.iter().for_each(|text| tag(&mut findings, &text.parse().unwrap()));
        findings.found.into_iter().map(|finding| finding.message).collect()
    }

    #[test]
    fn a_language_that_nobody_speaks_is_told_once() {
        assert_eq!(
            told(&["cn", "cn", "English", "xx-Latn"]),
            [
                "`cn` is no language that ISO 639 knows; write zh",
                "`English` is no language that ISO 639 knows; write en",
                "`xx-Latn` is no language that ISO 639 knows; write one of two or three letters, such as en, zh or cmn",
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
