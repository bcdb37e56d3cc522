//! Characters as they are compared: compatibility forms, case and marks do not matter. Simplified and traditional Chinese are different.

use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};

/// The characters as they are compared, in NFKC.
pub(super) fn folded(text: &str) -> String {
    let composed = ComposingNormalizerBorrowed::new_nfkc().normalize(text);
    let nfd = DecomposingNormalizerBorrowed::new_nfd();
    let mut out = String::with_capacity(composed.len());
    for character in composed.chars().flat_map(char::to_lowercase) {
        if character.is_ascii() || is_east_asian(character) {
            out.push(character);
        } else {
            let mut buffer = [0; 4];
            let parts = nfd.normalize(character.encode_utf8(&mut buffer)).into_owned();
            out.extend(parts.chars().filter(|part| !is_mark(*part)).map(plain));
        }
    }
    out
}

/// Accents, and the signs for vowels that Arabic and Hebrew are usually written without; the stretched line of Arabic.
const fn is_mark(character: char) -> bool {
    matches!(character,
        '\u{300}'..='\u{36F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20FF}'
        | '\u{591}'..='\u{5BD}' | '\u{5BF}' | '\u{5C1}'..='\u{5C2}' | '\u{5C4}'..='\u{5C5}' | '\u{5C7}'
        | '\u{610}'..='\u{61A}' | '\u{640}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{6D6}'..='\u{6DC}'
        | '\u{6DF}'..='\u{6E8}' | '\u{6EA}'..='\u{6ED}')
}

/// Letters that are written in one way or the other.
const fn plain(letter: char) -> char {
    match letter {
        'ı' => 'i',
        'ł' => 'l',
        'ø' => 'o',
        'đ' => 'd',
        'ς' => 'σ',
        'ٱ' => 'ا',
        'ى' => 'ي',
        'ة' => 'ه',
        other => other,
    }
}

/// Whether the character is of a script without spaces between words, or of Hangul.
pub(super) const fn is_east_asian(character: char) -> bool {
    matches!(character,
        '\u{1100}'..='\u{11FF}' | '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{3096}' | '\u{309D}'..='\u{309F}'
        | '\u{30A1}'..='\u{30FA}' | '\u{30FC}'..='\u{30FF}' | '\u{3105}'..='\u{312F}' | '\u{31A0}'..='\u{31BF}'
        | '\u{31F0}'..='\u{31FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{A960}'..='\u{A97F}'
        | '\u{AC00}'..='\u{D7FF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Whether the character is a part of a word: a letter, a digit, or a sign of a script of India that stands with a letter.
pub(super) fn is_of_word(character: char) -> bool {
    character.is_alphanumeric()
        || matches!(character, '\u{900}'..='\u{DFF}' | '\u{E30}'..='\u{E4E}')
        || is_mark(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_marks_and_compatibility_forms_do_not_matter() {
        for (text, expected) in [
            ("ÉCOLE Niño Łódź", "ecole nino lodz"),
            ("ＡＢＣ１２３ ﬁ", "abc123 fi"),
            ("الأَمْنُ الدُّوَلِيّ", "الامن الدولي"),
            ("İstanbul", "istanbul"),
            ("Ελλάς", "ελλασ"),
            ("国際 國際", "国際 國際"),
            ("한국", "한국"),
            ("ｶﾞ", "ガ"),
        ] {
            assert_eq!(folded(text), expected, "{text}");
        }
    }
}
