//! ISSN (ISO 3297).

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::model::Words;
use crate::model::words;

use super::{Doubt, checked_text, digits, folded, is_grouped, without};

/// An ISSN: eight digits, the last the check digit.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Issn(String);

checked_text!(Issn);

impl FromStr for Issn {
    type Err = Words;

    fn from_str(text: &str) -> Result<Self, Words> {
        let bare = folded(text).to_uppercase();
        let bare = without(&bare, &["EISSN", "E-ISSN", "ISSN", "URN:ISSN:"]).trim_start_matches([':', ' ']);
        let sum: u32 = digits(bare).zip((1..=8).rev()).map(|(digit, weight)| digit * weight).sum();
        if !is_grouped(bare, 2) {
            let whole = bare.get(..4).zip(bare.get(4..)).map(|(first, last)| format!("{first}-{last}"));
            let meant = whole.filter(|_| bare.len() == 8).and_then(|whole| whole.parse::<Self>().ok());
            Err(match meant {
                Some(issn) => {
                    words!("`{text}` is not an ISSN; write {issn}", "“{text}”不是 ISSN；请写成 {issn}")
                }
                None => words!(
                    "`{text}` is not an ISSN; it has the form 0000-000X{hint}",
                    "“{text}”不是 ISSN；ISSN 的格式为 0000-000X{hint}";
                    hint = Doubt::hint(text)
                ),
            })
        } else if !sum.is_multiple_of(11) {
            Err(words!(
                "`{text}` has a wrong check digit: a digit is wrong, or two are swapped; look it up at issn.org",
                "“{text}”的校验位不对：有一位数字错了，或两位数字颠倒；请到 issn.org 查核"
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
    fn an_issn_is_checked() {
        for text in ["2434-561x", "ISSN 2434-561X", "２４３４-561X"] {
            assert_eq!(text.parse::<Issn>().unwrap().as_str(), "2434-561X", "{text}");
        }
        for text in ["", "2049-3631", "20493630", "2049–3630", "X049-3630"] {
            assert!(text.parse::<Issn>().is_err(), "{text}");
        }
        assert!("20493630".parse::<Issn>().unwrap_err().en.ends_with("write 2049-3630"));
        assert!("20493631".parse::<Issn>().unwrap_err().en.ends_with("the form 0000-000X"));
    }
}
