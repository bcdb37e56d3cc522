//! ISBN (ISO 2108).

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::model::Words;
use crate::model::words;

use super::{Doubt, checked_text, digits, folded, without};

/// An ISBN of ten or thirteen digits, the last the check digit; kept as it is printed, with or without hyphens.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Isbn(String);

checked_text!(Isbn);

fn is_right(bare: &str) -> bool {
    match digits(bare).count() {
        10 => digits(bare)
            .zip((1..=10).rev())
            .map(|(digit, weight)| digit * weight)
            .sum::<u32>()
            .is_multiple_of(11),
        _ => digits(bare)
            .zip([1, 3].into_iter().cycle())
            .map(|(digit, weight)| digit * weight)
            .sum::<u32>()
            .is_multiple_of(10),
    }
}

impl FromStr for Isbn {
    type Err = Words;

    fn from_str(text: &str) -> Result<Self, Words> {
        let folded = folded(text).to_uppercase();
        let bare =
            without(&folded, &["URN:ISBN:", "ISBN-13", "ISBN-10", "ISBN"]).trim_start_matches([':', ' ']);
        let plain: String = bare.chars().filter(|character| !matches!(character, '-' | ' ')).collect();
        let body = plain.len().saturating_sub(1);
        let shape = match plain.len() {
            10 => {
                plain[..body].bytes().all(|byte| byte.is_ascii_digit())
                    && plain.ends_with(|c: char| c.is_ascii_digit() || c == 'X')
            }
            13 => {
                plain.bytes().all(|byte| byte.is_ascii_digit())
                    && (plain.starts_with("978") || plain.starts_with("979"))
            }
            _ => false,
        };
        if !plain.is_ascii() || !shape {
            Err(words!(
                "`{text}` is not an ISBN; it has 13 digits that begin with 978 or 979, or 10{hint}",
                "“{text}”不是 ISBN；ISBN 有 13 位数字（以 978 或 979 开头）或 10 位{hint}";
                hint = Doubt::hint(text)
            ))
        } else if !is_right(&plain) {
            Err(words!(
                "`{text}` has a wrong check digit: a digit is wrong, or two are swapped; look at the imprint of the book",
                "“{text}”的校验位不对：有一位数字错了，或两位数字颠倒；请查看图书的版权页"
            ))
        } else {
            Ok(Self(bare.to_owned()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_isbn_is_checked() {
        for text in ["978-3-16-148410-0", "ISBN 0-306-40615-2", "080442957X", "9783161484100"] {
            assert!(text.parse::<Isbn>().is_ok(), "{text}");
        }
        for text in
            ["", "978-3-16-148410-1", "0-306-40615-3", "977-3-16-148410-0", "X804429570", "é234567890"]
        {
            assert!(text.parse::<Isbn>().is_err(), "{text}");
        }
    }
}
