//! DOI (ISO 26324).

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::model::Words;
use crate::model::words;

use super::{Doubt, checked_text, in_a_path, pasted};

/// A DOI: `10.`, digits and perhaps more parts of them, a slash, and what the publisher chose; in its printed case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Doi(String);

checked_text!(Doi);

const RESOLVERS: [&str; 2] = ["doi.org/", "dx.doi.org/"];

const LABELS: [&str; 2] = ["info:doi/", "doi:"];

impl Doi {
    /// The link; what a URL cannot hold is escaped.
    pub fn url(&self) -> String {
        format!("https://doi.org/{}", in_a_path(&self.0))
    }
}

impl FromStr for Doi {
    type Err = Words;

    fn from_str(text: &str) -> Result<Self, Words> {
        let bare = pasted(text, &RESOLVERS, &LABELS);
        let part = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        let legal = bare.strip_prefix("10.").and_then(|rest| rest.split_once('/')).is_some_and(
            |(registrant, rest)| {
                registrant.split('.').all(part)
                    && !rest.is_empty()
                    && !rest.contains(|character: char| character.is_whitespace() || character.is_control())
            },
        );
        if legal {
            Ok(Self(bare))
        } else {
            Err(words!(
                "`{text}` is not a DOI; it begins with 10., a number and a slash, as in 10.5555/abc{hint}",
                "“{text}”不是 DOI；DOI 以“10.”、数字和斜线开头，如 10.5555/abc{hint}";
                hint = Doubt::hint(text)
            ))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_doi_loses_its_url_and_nothing_else() {
        for text in [
            "10.1000/AbC(1)<2>",
            "https://doi.org/10.1000/AbC(1)<2>",
            "DOI: 10.1000/AbC(1)<2>",
            "http://dx.doi.org/10.1000/AbC(1)<2>",
            "https://doi.org/10.1000/AbC(1)%3C2%3E",
            "https://doi.org/10.1000%2FAbC(1)%3C2%3E?utm_source=newsletter#sec2",
            "https://www.doi.org/doi:10.1000/AbC(1)<2>",
            "１０．１０００／AbC(1)<2>",
        ] {
            assert_eq!(text.parse::<Doi>().unwrap().as_str(), "10.1000/AbC(1)<2>", "{text}");
        }
        for text in
            ["", "10.1000", "10./1", "11.1000/1", "10.1000/", "10.1000/a b", "https://example.org/10.1000/1"]
        {
            assert!(text.parse::<Doi>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_doi_becomes_a_link_whatever_is_in_it() {
        let doi: Doi = "10.1002/(SICI)1<1::AID>3.0.CO;2-#".parse().unwrap();
        assert_eq!(doi.url(), "https://doi.org/10.1002/(SICI)1%3C1::AID%3E3.0.CO;2-%23");
    }
}
