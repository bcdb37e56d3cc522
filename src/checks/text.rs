//! Texts: not empty, no characters that XML does not allow, no traces of a wrong conversion.

use crate::diagnostics::say;
use crate::model::words;
use std::borrow::Cow;

use crate::xml::without_illegal;

use super::{Findings, remains};

/// Checks a text that must not be empty, and removes white space around it and illegal characters.
pub(super) fn required(findings: &mut Findings, text: &mut String) {
    clean(findings, text);
    remains::check(findings, text);
    let trimmed = text.trim();
    if !remains::is_visible(trimmed) {
        findings.add(say!(
            VALUE_EMPTY,
            "this is empty; fill it in, or remove it if the value is unknown",
            "这里是空的；请填写；如果不知道，请删除"
        ));
    } else if trimmed.len() < text.len() {
        *text = trimmed.to_owned();
    }
}

/// Checks the characters of a text.
pub(super) fn clean(findings: &mut Findings, text: &mut String) {
    if !is_suspect(text) {
        return;
    }
    if let (Cow::Owned(clean), count) = without_illegal(text) {
        let first = text.chars().find(|character| !crate::xml::is_xml_char(*character)).unwrap_or_default();
        findings.add(say!(
            CONTROL_CHARACTER,
            "{count} control character(s) that XML does not allow were left out, the first is U+{code:04X}; remove them",
            "略去了 {count} 个 XML 不允许的控制字符，第一个是 U+{code:04X}；请删除",
            code = u32::from(first)
        ));
        *text = clean;
    }
    if text.contains('\u{FFFD}') {
        findings.add(say!(
            LOST_CHARACTER,
            "U+FFFD (�) marks a character that a conversion lost; write the character again",
            "U+FFFD（�）表示转换时丢失的字符；请重新写上这个字符"
        ));
    }
    if let Some((letter, mark)) = decomposed(text) {
        findings.add(say!(
            COMBINING_MARK,
            "`{letter}{mark}` is a letter with a combining mark; write it as one character (Unicode NFC)",
            "“{letter}{mark}”是字母加组合符号；请写成一个字符（Unicode NFC）"
        ));
    }
}

/// Names of characters in XML and HTML, with the character where it is unambiguous.
const ENTITIES: [(&str, &str); 9] = [
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
];

/// How the names of other such characters end: `&eacute;`, `&mdash;`.
const ENDINGS: [&str; 12] =
    ["acute", "grave", "uml", "circ", "tilde", "cedil", "slash", "ring", "dash", "hellip", "middot", "nbsp"];

/// Warns of the first character that is written as in XML or HTML, because it is served literally.
pub(super) fn entities(findings: &mut Findings, text: &str) {
    let names = text.split('&').skip(1).filter_map(|rest| Some(rest.split_once(';')?.0));
    let written = |name: &str| match ENTITIES.iter().find(|(known, _)| *known == name) {
        Some((_, character)) => Some(words!("`{character}`", "“{character}”")),
        None => is_reference(name).then(|| words!("the character itself", "字符本身")),
    };
    if let Some((name, remedy)) = names.filter_map(|name| Some((name, written(name)?))).next() {
        findings.add(say!(
            ENTITY,
            "`&{name};` is served literally; write {remedy}",
            "“&{name};”会原样发布；请写{remedy}";
            remedy = remedy
        ));
    }
}

fn is_reference(name: &str) -> bool {
    match name.strip_prefix('#') {
        Some(number) => {
            let digits = number.trim_start_matches(['x', 'X']);
            (2..=6).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
        }
        None => {
            name.len() <= 8
                && name.bytes().all(|byte| byte.is_ascii_alphabetic())
                && ENDINGS.iter().any(|ending| name.ends_with(ending))
        }
    }
}

/// Whether the text may have one of these: a quick look at all of its bytes without a branch, for most texts have none.
fn is_suspect(text: &str) -> bool {
    let suspect = |byte| ((byte < b' ') & (byte != b'\n')) | matches!(byte, 0x7F | 0xCC | 0xCD | 0xEF);
    text.bytes().fold(false, |found, byte| found | suspect(byte))
}

/// The first Latin letter with a combining mark that has, as every such pair of the common European
/// languages, a character of its own.
fn decomposed(text: &str) -> Option<(char, char)> {
    let marked = |(letter, mark): &(char, char)| {
        letter.is_ascii_alphabetic()
            && matches!(mark, '\u{300}'..='\u{304}' | '\u{306}'..='\u{308}' | '\u{30A}'..='\u{30C}' | '\u{327}' | '\u{328}')
    };
    text.chars().zip(text.chars().skip(1)).find(marked)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str) -> (String, Vec<String>) {
        let mut findings = Findings::default();
        let mut text = text.to_owned();
        required(&mut findings, &mut text);
        (text, findings.found.into_iter().map(|finding| finding.message.words.en).collect())
    }

    #[test]
    fn a_text_is_trimmed_and_freed_of_what_xml_cannot_hold() {
        let (text, messages) = check(" a\u{3}b\u{fffe}，\n");
        assert_eq!(text, "ab，");
        assert!(
            messages[0].starts_with("2 control character(s)") && messages[0].contains("U+0003"),
            "{messages:?}"
        );
        assert_eq!(messages.len(), 1);
    }

    #[test]
    fn traces_of_a_wrong_conversion_are_reported() {
        assert!(check("Universit\u{FFFD}t").1[0].contains("U+FFFD"));
        assert!(check("Universita\u{308}t").1[0].contains("NFC"));
        assert_eq!(check("Universität，“x”").1, [""; 0]);
    }

    #[test]
    fn an_empty_text_is_an_error() {
        for text in ["", " \n\t", "\u{3}", "\u{3000}"] {
            assert!(check(text).1.iter().any(|message| message.contains("empty")), "{text:?}");
        }
    }
}
