//! CN number, under which a serial is registered in China (GB/T 9999).

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::model::Words;
use crate::model::words;

use super::{checked_text, folded, without};

/// A CN number: two digits of the region, four of the serial, and its class in the Chinese Library Classification:
/// `10-1132/D`. It has no check digit.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CnNumber(String);

checked_text!(CnNumber);

impl FromStr for CnNumber {
    type Err = Words;

    fn from_str(text: &str) -> Result<Self, Words> {
        let folded = folded(text).to_uppercase();
        let bare = without(&folded, &["CN"]).trim_start_matches([':', ' ', '-']);
        let (number, class) = bare.split_once('/').unwrap_or((bare, "-"));
        let digits =
            |text: &str, count| text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
        let legal =
            number.split_once('-').is_some_and(|(region, serial)| digits(region, 2) && digits(serial, 4))
                && !class.is_empty()
                && class.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if legal {
            Ok(Self(bare.to_owned()))
        } else {
            Err(words!(
                "`{text}` is not a CN number; it has the form CN 00-0000/X",
                "“{text}”不是国内统一刊号；格式为 CN 00-0000/X"
            ))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cn_number_is_kept_without_its_letters() {
        for text in ["CN 10-1132/D", "cn10-1132/D", "10-1132/D", "ＣＮ　10－1132／D"] {
            assert_eq!(text.parse::<CnNumber>().unwrap().as_str(), "10-1132/D", "{text}");
        }
        for text in ["", "CN", "1-1132/D", "10-113/D", "10-1132/", "10-1132/é"] {
            assert!(text.parse::<CnNumber>().is_err(), "{text}");
        }
    }
}
