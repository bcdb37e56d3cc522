//! Remains of conversions: characters that nobody typed.

use crate::diagnostics::say;
use crate::model::{Words, words};
use crate::xml::twice_encoded;

use super::Findings;

/// What the bytes 0x80 to 0x9F are in Windows-1252; they become control characters where a text was read as Latin-1. A space stands for
/// what is not assigned.
const WINDOWS: &str = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

/// Characters that cannot be seen and have no use in metadata. Joiners are needed in Persian and Indian scripts, marks of direction in
/// Arabic and Hebrew.
const INVISIBLE: [(char, &str, &str); 7] = [
    ('\u{AD}', "a soft hyphen", "软连字符"),
    ('\u{200B}', "a space of no width", "零宽空格"),
    ('\u{2028}', "a line separator", "行分隔符"),
    ('\u{2029}', "a paragraph separator", "段分隔符"),
    ('\u{2060}', "a word joiner", "零宽连接符"),
    ('\u{FEFF}', "a byte order mark", "字节顺序标记"),
    ('\u{180E}', "a vowel separator", "元音分隔符"),
];

/// Markup of XML that is not a tag.
const XML: [&str; 4] = ["<![CDATA[", "]]>", "<!--", "-->"];

/// Whether there is something to see in the text.
pub(super) fn is_visible(text: &str) -> bool {
    text.chars().any(|character| !character.is_whitespace() && !is_invisible(character))
}

fn is_invisible(character: char) -> bool {
    INVISIBLE.iter().any(|(known, ..)| *known == character)
}

/// Warns of the first of each kind.
pub(super) fn check(findings: &mut Findings, text: &str) {
    let first = |kind: fn(char) -> bool| text.chars().find(|character| kind(*character));
    if let Some((written, meant)) = twice_encoded(text) {
        findings.add(say!(
            WRONG_ENCODING,
            "`{written}` looks like `{meant}` in the wrong encoding; write `{meant}`",
            "“{written}”像是用错编码的“{meant}”；请写成“{meant}”"
        ));
    } else if let Some(control) = first(is_c1) {
        findings.add(say!(
            CONTROL_CHARACTER,
            "U+{code:04X} is a control character that cannot be seen; {remedy}",
            "U+{code:04X} 是看不见的控制字符；{remedy}",
            code = u32::from(control);
            remedy = meant(control)
        ));
    }
    if let Some(invisible) = first(is_invisible) {
        let names = INVISIBLE.iter().find(|(known, ..)| *known == invisible);
        let (en, zh) = names.map_or(("", ""), |(_, en, zh)| (*en, *zh));
        findings.add(say!(
            INVISIBLE_CHARACTER,
            "U+{code:04X} ({name}) cannot be seen; remove it",
            "U+{code:04X}（{name}）看不见；请删除",
            code = u32::from(invisible);
            name = Words { en: en.to_owned(), zh: zh.to_owned() }
        ));
    }
    if let Some(private) = first(is_private) {
        let code = u32::from(private);
        findings.add(say!(
            PRIVATE_CHARACTER,
            "U+{code:04X} is a character of private use, which other computers show as an empty box; write the character that is meant",
            "U+{code:04X} 是专用区字符，在其他电脑上显示为空框；请写上本来的字符"
        ));
    }
    if let Some(markup) = XML.into_iter().find(|markup| text.contains(markup)) {
        findings.add(say!(
            XML_REMAINS,
            "`{markup}` is markup of XML, which readers would see; remove it",
            "“{markup}”是 XML 标记，读者会看到它；请删除"
        ));
    }
}

const fn is_c1(character: char) -> bool {
    matches!(character, '\u{80}'..='\u{9F}')
}

const fn is_private(character: char) -> bool {
    matches!(character, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}')
}

/// What to do about a control character: write what Windows-1252 has in its place, or remove it.
fn meant(control: char) -> Words {
    let at = u32::from(control).saturating_sub(0x80) as usize;
    match WINDOWS.chars().nth(at) {
        Some(' ') | None => words!("remove it", "请删除"),
        Some(character) => {
            words!("`{character}` is probably meant; write that", "可能应为“{character}”；请改写")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> String {
        let mut findings = Findings::default();
        check(&mut findings, text);
        findings.found.into_iter().map(|finding| finding.message.words.en + "\n").collect()
    }

    #[test]
    fn remains_of_conversions_are_reported_with_what_was_meant() {
        for (text, part) in [
            ("It\u{92}s", "U+0092 is a control character that cannot be seen; `’` is probably meant"),
            ("a\u{81}b", "U+0081 is a control character that cannot be seen; remove it"),
            ("CafÃ© de la Paix", "`Ã©` looks like `é`"),
            ("the stateâ€™s norms", "`â€™` looks like `’`"),
            ("naÃ¯ve", "`Ã¯` looks like `ï`"),
            ("鍥介檯瀹夊叏鐮旂┒", "looks like `国际安全研究`"),
            ("an<![CDATA[ a < b ]]>", "`<![CDATA[` is markup"),
            ("a <!-- note --> b", "`<!--` is markup"),
            ("inter\u{AD}national", "a soft hyphen"),
            ("a\u{200B}b", "U+200B"),
            ("a\u{FEFF}b", "U+FEFF"),
            ("a \u{F0B7} b", "U+F0B7 is a character of private use"),
        ] {
            let found = found(text);
            assert!(found.contains(part), "{text}: {found}");
            assert_eq!(found.lines().count(), 1, "{text}: {found}");
        }
    }

    #[test]
    fn what_people_write_is_not_reported() {
        for text in [
            "São Paulo, Łódź, Ångström, naïve façade, Ã, «guillemets» “quotes” – dash",
            "网络安全国际规范的生成：以“联通”为例",
            "می‌خواهم", // with a joiner
            "a < b --> c".replace("-->", "->").as_str(),
            "👩‍🔬",
        ] {
            assert_eq!(found(text), "", "{text}");
        }
    }

    #[test]
    fn what_cannot_be_seen_is_empty() {
        assert!(!is_visible("\u{200B} \u{FEFF}") && is_visible("\u{200B}a"));
    }
}
