//! ROR ID, of the Research Organization Registry.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::model::Words;
use crate::model::words;

use super::{Doubt, checked_text, pasted};

/// A ROR ID: a zero, six characters of Crockford's base 32, and two check digits of ISO 7064 MOD 97-10.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Ror(String);

checked_text!(Ror);

/// Base 32 as Crockford has it: no i, l, o, u.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

impl Ror {
    /// The ID as ROR wants it shown: `https://ror.org/0xxxxxx00`.
    pub fn url(&self) -> String {
        format!("https://ror.org/{}", self.0)
    }
}

/// The number that the seven characters before the check digits stand for.
fn number(bare: &str) -> Option<u64> {
    bare.bytes().take(7).try_fold(0, |total, byte| {
        let digit = ALPHABET.iter().position(|letter| *letter == byte)?;
        Some(total * 32 + digit as u64)
    })
}

impl FromStr for Ror {
    type Err = Words;

    fn from_str(text: &str) -> Result<Self, Words> {
        let bare = pasted(text, &["ror.org/"], &["ror:"]).to_lowercase();
        let bare = bare.trim_end_matches('/');
        let shape = bare.len() == 9
            && bare.starts_with('0')
            && bare.bytes().skip(7).all(|byte| byte.is_ascii_digit());
        match number(bare).filter(|_| shape) {
            None => Err(words!(
                "`{text}` is not a ROR ID; it has the form https://ror.org/0xxxxxx00{hint}",
                "“{text}”不是 ROR ID；格式为 https://ror.org/0xxxxxx00{hint}";
                hint = Doubt::hint(text)
            )),
            Some(number) if format!("{:02}", 98 - number * 100 % 97) != bare[7..] => Err(words!(
                "`{text}` has wrong check digits: a character is wrong; look it up at ror.org",
                "“{text}”的校验位不对：有一个字符错了；请到 ror.org 查核"
            )),
            Some(_) => Ok(Self(bare.to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ror_id_is_checked_and_kept_bare() {
        for text in [
            "https://ror.org/013q1eq08",
            "013Q1EQ08",
            "ror.org/00hx57361",
            "02mhbdp94",
            "05dxps055",
            "https://ror.org/05dxps055/?page=1",
        ] {
            assert_eq!(text.parse::<Ror>().unwrap().as_str().len(), 9, "{text}");
        }
        for text in ["", "013q1eq09", "13q1eq08", "013q1eqo8", "113q1eq08", "https://ror.org/", "01３q1eq0é"]
        {
            assert!(text.parse::<Ror>().is_err(), "{text}");
        }
    }
}
