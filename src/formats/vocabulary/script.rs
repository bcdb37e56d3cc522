//! Scripts: by the language tag or by the letters themselves, in ISO 15924 and in the codes that MARC 21 links with.

use crate::model::Language;

/// A script.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::formats) struct Script {
    /// ISO 15924.
    pub(in crate::formats) iso: &'static str,
    /// The code after the slash in $6; MARC 21 has codes for a few scripts only.
    pub(in crate::formats) marc: Option<&'static str>,
    pub(in crate::formats) is_right_to_left: bool,
    ranges: &'static [(char, char)],
}

const fn script(
    iso: &'static str,
    marc: Option<&'static str>,
    is_right_to_left: bool,
    ranges: &'static [(char, char)],
) -> Script {
    Script { iso, marc, is_right_to_left, ranges }
}

pub(in crate::formats) const LATIN: &str = "Latn";
const CJK: Option<&str> = Some("$1");

/// The scripts with the most specific letters come first: Chinese characters among kana or Hangul are not Chinese.
#[rustfmt::skip]
static SCRIPTS: [Script; 20] = [
    script("Jpan", CJK, false, &[('\u{3041}', '\u{30FA}'), ('\u{30FC}', '\u{30FF}'), ('\u{31F0}', '\u{31FF}'), ('\u{FF66}', '\u{FF9F}')]),
    script("Kore", CJK, false, &[('\u{1100}', '\u{11FF}'), ('\u{3130}', '\u{318F}'), ('\u{AC00}', '\u{D7FB}')]),
    script("Hani", CJK, false, &[('\u{3005}', '\u{3007}'), ('\u{3400}', '\u{9FFF}'), ('\u{F900}', '\u{FAFF}'), ('\u{20000}', '\u{3FFFF}')]),
    script("Bopo", CJK, false, &[('\u{3100}', '\u{312F}')]),
    script("Arab", Some("(3"), true, &[('\u{600}', '\u{6FF}'), ('\u{750}', '\u{77F}'), ('\u{8A0}', '\u{8FF}'), ('\u{FB50}', '\u{FDFF}'), ('\u{FE70}', '\u{FEFE}')]),
    script("Cyrl", Some("(N"), false, &[('\u{400}', '\u{52F}'), ('\u{1C80}', '\u{1C8F}'), ('\u{2DE0}', '\u{2DFF}'), ('\u{A640}', '\u{A69F}')]),
    script("Grek", Some("(S"), false, &[('\u{370}', '\u{3FF}'), ('\u{1F00}', '\u{1FFF}')]),
    script("Hebr", Some("(2"), true, &[('\u{591}', '\u{5F4}'), ('\u{FB1D}', '\u{FB4F}')]),
    script("Armn", None, false, &[('\u{531}', '\u{58F}')]),
    script("Syrc", None, true, &[('\u{700}', '\u{74F}')]),
    script("Thaa", None, true, &[('\u{780}', '\u{7BF}')]),
    script("Deva", None, false, &[('\u{900}', '\u{97F}')]),
    script("Beng", None, false, &[('\u{980}', '\u{9FF}')]),
    script("Taml", None, false, &[('\u{B80}', '\u{BFF}')]),
    script("Thai", None, false, &[('\u{E00}', '\u{E7F}')]),
    script("Tibt", None, false, &[('\u{F00}', '\u{FFF}')]),
    script("Geor", None, false, &[('\u{10A0}', '\u{10FF}'), ('\u{1C90}', '\u{1CBF}')]),
    script("Ethi", None, false, &[('\u{1200}', '\u{139F}')]),
    script("Mong", None, false, &[('\u{1800}', '\u{18AF}')]),
    script(LATIN, None, false, &[('A', 'Z'), ('a', 'z'), ('\u{C0}', '\u{2AF}'), ('\u{1E00}', '\u{1EFF}'), ('\u{FB00}', '\u{FB06}')]),
];

/// A Chinese character carries more weight than a letter.
const WEIGHT_OF_CJK: usize = 3;

/// How many letters of each of the [`SCRIPTS`] a text has.
fn letters(text: &str) -> [usize; SCRIPTS.len()] {
    let mut counts = [0; SCRIPTS.len()];
    for letter in text.chars().filter(|character| character.is_alphabetic()) {
        let is_in = |script: &Script| script.ranges.iter().any(|(from, to)| (*from..=*to).contains(&letter));
        if let Some(at) = SCRIPTS.iter().position(is_in) {
            counts[at] += 1;
        }
    }
    counts
}

/// The scripts of a text by their codes of ISO 15924, with the number of letters of each. Chinese characters are `Hani`, kana `Jpan`, Hangul `Kore`.
pub fn scripts_in(text: &str) -> impl Iterator<Item = (&'static str, usize)> {
    let counts = SCRIPTS.iter().map(|script| script.iso).zip(letters(text));
    counts.filter(|(_, count)| *count > 0)
}

/// The script that most of the text is written in; nothing if it has no letters of a known one.
pub(in crate::formats) fn script_of(text: &str) -> Option<&'static Script> {
    if text.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b' ') && !text.trim().is_empty() {
        return SCRIPTS.last(); // Latin, the shortest way
    }
    let mut counts = letters(text);
    for (count, script) in counts.iter_mut().zip(&SCRIPTS) {
        *count *= if script.marc == CJK { WEIGHT_OF_CJK } else { 1 };
    }
    if counts[..2].iter().any(|count| *count > 0) {
        let han = std::mem::take(&mut counts[2]); // Chinese characters in Japanese or Korean
        let telling = usize::from(counts[1] > counts[0]);
        counts[telling] += han;
    }
    let most = counts.iter().enumerate().rev().max_by_key(|(_, count)| **count)?;
    (*most.1 > 0).then(|| &SCRIPTS[most.0])
}

/// Whether the text is written in Latin letters, or has no letters at all.
pub(in crate::formats) fn is_latin(text: &str) -> bool {
    script_of(text).is_none_or(|script| script.iso == LATIN)
}

/// The script that a language tag names: its subtag of four letters.
pub(in crate::formats) fn script_of_tag(language: &Language) -> Option<&str> {
    let mut subtags = language.as_str().split('-').skip(1).take_while(|subtag| subtag.len() > 1);
    subtags.find(|subtag| subtag.len() == 4 && subtag.bytes().all(|byte| byte.is_ascii_alphabetic()))
}

/// Whether the tag says that the text is romanised: `zh-Latn`, `ru-Latn`.
pub(in crate::formats) fn is_romanised(language: &Language) -> bool {
    script_of_tag(language).is_some_and(|script| script.eq_ignore_ascii_case(LATIN))
}

/// How the text is romanised, if the tag says it: `pinyin` of `zh-Latn-pinyin`.
pub(in crate::formats) fn transliteration(language: &Language) -> Option<&str> {
    let mut subtags = language.as_str().split('-');
    subtags.find(|subtag| subtag.eq_ignore_ascii_case(LATIN))?;
    subtags.take_while(|subtag| subtag.len() > 1).find(|subtag| (5..=8).contains(&subtag.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn iso(text: &str) -> Option<&'static str> {
        script_of(text).map(|script| script.iso)
    }

    #[test]
    fn most_letters_tell_the_script() {
        for (text, script) in [
            ("COVID-19疫情", "Hani"),
            ("国際政治の研究", "Jpan"),
            ("국제 정치", "Kore"),
            ("الأمن", "Arab"),
            ("שלום", "Hebr"),
            ("Международная безопасность", "Cyrl"),
            ("Πολιτική", "Grek"),
            ("The β-decay of 中 nuclei", "Latn"),
            ("Łódź", "Latn"),
            ("ความมั่นคง", "Thai"),
        ] {
            assert_eq!(iso(text), Some(script), "{text}");
        }
        assert_eq!(iso("2022!"), None);
        assert!(is_latin("2022"));
    }

    #[test]
    fn a_tag_shows_script_and_romanisation() {
        let tag = |text: &str| text.parse::<Language>().unwrap();
        assert_eq!(script_of_tag(&tag("zh-Hans-CN")), Some("Hans"));
        assert_eq!(script_of_tag(&tag("zh")), None);
        assert_eq!(script_of_tag(&tag("en-x-abcd")), None);
        assert!(is_romanised(&tag("zh-Latn-pinyin")) && !is_romanised(&tag("zh-Hans")));
        assert_eq!(transliteration(&tag("zh-Latn-pinyin")), Some("pinyin"));
        assert_eq!(transliteration(&tag("zh-Latn")), None);
    }
}
