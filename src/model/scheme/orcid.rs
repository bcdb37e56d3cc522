//! ORCID iD.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::model::Words;
use crate::model::words;

use super::{Doubt, checked_text, digits, is_grouped, pasted};

/// An ORCID iD: sixteen digits, the last the check digit of ISO 7064 MOD 11-2.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Orcid(String);

checked_text!(Orcid);

impl Orcid {
    /// The iD as ORCID wants it shown: `https://orcid.org/0000-0000-0000-000X`.
    pub fn url(&self) -> String {
        format!("https://orcid.org/{}", self.0)
    }
}

/// The iD of sixteen digits without hyphens.
fn grouped(bare: &str) -> Option<Orcid> {
    let groups = (0..4).map(|group| bare.get(4 * group..4 * group + 4)).collect::<Option<Vec<_>>>();
    groups.filter(|_| bare.len() == 16)?.join("-").parse().ok()
}

impl FromStr for Orcid {
    type Err = Words;

    fn from_str(text: &str) -> Result<Self, Words> {
        let bare = pasted(text, &["orcid.org/"], &["orcid:"]).trim_end_matches('/').to_uppercase();
        let sum = digits(&bare).take(15).fold(0, |total, digit| (total + digit) * 2 % 11);
        if !is_grouped(&bare, 4) {
            let remedy = match grouped(&bare) {
                Some(orcid) => words!("write {orcid}", "请写成 {orcid}"),
                None => words!(
                    "it must have the form 0000-0000-0000-000X{hint}",
                    "格式必须为 0000-0000-0000-000X{hint}";
                    hint = Doubt::hint(text)
                ),
            };
            Err(words!(
                "`{text}` is not a complete ORCID iD; {remedy}",
                "“{text}”不是完整的 ORCID iD；{remedy}";
                remedy = remedy
            ))
        } else if (12 - sum) % 11 != digits(&bare).last().unwrap_or_default() {
            Err(words!(
                "`{text}` has a wrong check digit: a digit is wrong, or two are swapped; look it up at orcid.org",
                "“{text}”的校验位不对：有一位数字错了，或两位数字颠倒；请到 orcid.org 查核"
            ))
        } else {
            Ok(Self(bare))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_orcid_id_is_checked_and_kept_bare() {
        for text in [
            "0000-0002-1825-0097",
            "https://orcid.org/0000-0002-1694-233x",
            " 0000-0001-5109-3700",
            "https://www.orcid.org/0000-0001-5109-3700/?lang=en#works",
        ] {
            assert_eq!(text.parse::<Orcid>().unwrap().as_str().len(), 19, "{text}");
        }
        for text in [
            "",
            "0000-0002-1825-0098",
            "0000000218250097",
            "0000-0002-1825-00970",
            "X000-0002-1825-0097",
            "https://orcid.org/",
        ] {
            assert!(text.parse::<Orcid>().is_err(), "{text}");
        }
        assert!("0000000218250097".parse::<Orcid>().unwrap_err().en.ends_with("write 0000-0002-1825-0097"));
        assert!(
            "0000000218250098".parse::<Orcid>().unwrap_err().en.ends_with("the form 0000-0000-0000-000X")
        );
    }
}
