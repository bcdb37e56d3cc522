//! ISSN (ISO 3297).

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{Doubt, checked_text, digits, folded, is_grouped, without};

/// An ISSN: eight digits, the last the check digit.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Issn(String);

checked_text!(Issn, String);

impl FromStr for Issn {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let bare = folded(text).to_uppercase();
        let bare = without(&bare, &["EISSN", "E-ISSN", "ISSN", "URN:ISSN:"]).trim_start_matches([':', ' ']);
        let sum: u32 = digits(bare).zip((1..=8).rev()).map(|(digit, weight)| digit * weight).sum();
        if !is_grouped(bare, 2) {
            let whole = bare.get(..4).zip(bare.get(4..)).map(|(first, last)| format!("{first}-{last}"));
            let meant = whole.filter(|_| bare.len() == 8).and_then(|whole| whole.parse::<Self>().ok());
            let remedy = match meant {
                Some(issn) => format!("write {issn}"),
                None => format!("it has the form 0000-000X{}", Doubt::hint(text)),
            };
            Err(format!("`{text}` is not an ISSN; {remedy}"))
        } else if !sum.is_multiple_of(11) {
            Err(format!(
                "`{text}` has a wrong check digit: a digit is wrong, or two are swapped; look it up at issn.org"
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
        assert!("20493630".parse::<Issn>().unwrap_err().ends_with("write 2049-3630"));
        assert!("20493631".parse::<Issn>().unwrap_err().ends_with("the form 0000-000X"));
    }
}
