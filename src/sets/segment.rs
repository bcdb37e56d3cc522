//! Values as parts of setSpecs (§2.6): any text in any script, and from each part the text it was made of again.
//!
//! ASCII letters, digits and the marks allowed in a setSpec are unchanged, a space is `_`, and each run of other
//! characters is in parentheses as code points: `国际 A/B` is `(56fd.9645)_A(2f)B`.

use std::fmt::Write as _;

/// Whether the character stands for itself.
const fn is_plain(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '-' | '.' | '!' | '~' | '*' | '\'')
}

/// The part of a setSpec for a value; different values give different parts. Empty only for an empty value.
pub(super) fn encode(value: &str) -> String {
    let mut segment = String::with_capacity(value.len());
    let mut in_run = false;
    for character in value.chars() {
        let is_direct = is_plain(character) || character == ' ';
        if is_direct && in_run {
            segment.push(')');
        } else if !is_direct {
            segment.push(if in_run { '.' } else { '(' });
        }
        in_run = !is_direct;
        match character {
            ' ' => segment.push('_'),
            _ if is_direct => segment.push(character),
            _ => {
                let _ = write!(segment, "{:x}", u32::from(character)); // a String takes all
            }
        }
    }
    if in_run {
        segment.push(')');
    }
    segment
}

/// The value that a part was made of; `None` if [`encode`] makes no such part.
pub(super) fn decode(segment: &str) -> Option<String> {
    let mut value = String::with_capacity(segment.len());
    let mut rest = segment.chars();
    while let Some(character) = rest.next() {
        match character {
            '_' => value.push(' '),
            '(' => {
                let (run, behind) = rest.as_str().split_once(')')?;
                for code in run.split('.') {
                    value.push(char::from_u32(u32::from_str_radix(code, 16).ok()?)?);
                }
                rest = behind.chars();
            }
            _ => value.push(character),
        }
    }
    (encode(&value) == segment).then_some(value) // another spelling of the same value is not valid
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::SetSpec;

    #[test]
    fn parts_are_readable_where_the_script_is_ascii() {
        for (value, segment) in [
            ("2022", "2022"),
            ("Book reviews", "Book_reviews"),
            ("国际政治", "(56fd.9645.653f.6cbb)"),
            ("国际 A/B", "(56fd.9645)_A(2f)B"),
            ("a_b", "a(5f)b"),
            ("(5f)", "(28)5f(29)"),
            ("zh-Hans", "zh-Hans"),
            ("a:b", "a(3a)b"),
            ("\u{1F600}", "(1f600)"),
        ] {
            assert_eq!(encode(value), segment);
            assert_eq!(decode(segment).as_deref(), Some(value));
        }
    }

    #[test]
    fn a_segment_that_no_value_is_encoded_as_is_not_a_value() {
        for segment in [
            "()", "(", "(5F)", "(05f)", "(61)", "(5f)(5f)", "(d800)", "(110000)", "(+5f)", "é", "a)", "(5f.)",
        ] {
            assert_eq!(decode(segment), None, "{segment}");
        }
    }

    proptest! {
        #[test]
        fn every_value_is_found_again_in_its_part(value in any::<String>()) {
            let segment = encode(&value);
            prop_assert_eq!(decode(&segment), Some(value.clone()));
            prop_assert!(value.is_empty() || segment.parse::<SetSpec>().is_ok());
            prop_assert!(!segment.contains(':'));
        }

        #[test]
        fn different_values_have_different_parts(one in "[ _()a5f.国é]{0,6}", other in "[ _()a5f.国é]{0,6}") {
            prop_assert_eq!(one == other, encode(&one) == encode(&other));
        }

        #[test]
        fn a_part_that_means_something_is_the_part_of_what_it_means(segment in "[ _().a5f-]{0,12}") {
            if let Some(value) = decode(&segment) {
                prop_assert_eq!(encode(&value), segment);
            }
        }
    }
}
