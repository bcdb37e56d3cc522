//! setSpec (§2.6): a colon-joined path from the root of the set hierarchy to a node.

use crate::model::words;
use crate::model::{InWords, Words};
use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::checked_text::checked_text;

/// A setSpec: non-empty parts of URI unreserved characters, joined by colons (§2.6 and OAI-PMH.xsd).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct SetSpec(String);

checked_text!(SetSpec);

/// A text that is no setSpec.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidSetSpec(pub String);

impl InWords for InvalidSetSpec {
    fn words(&self) -> Words {
        let Self(text) = self;
        words!(
            "`{text}` is not a setSpec: write A-Z a-z 0-9 - _ . ! ~ * ' ( ), with single colons between levels, such as 2022-05",
            "“{text}”不是 setSpec：只能用 A-Z a-z 0-9 - _ . ! ~ * ' ( )，各级之间用一个冒号，如 2022-05"
        )
    }
}

impl fmt::Display for InvalidSetSpec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.words())
    }
}

impl std::error::Error for InvalidSetSpec {}

/// `unreserved` of RFC 2396, which OAI-PMH.xsd names for setSpec and metadataPrefix.
pub(super) const fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(byte, b'-' | b'_' | b'.' | b'!' | b'~' | b'*' | b'\'' | b'(' | b')')
}

impl SetSpec {
    /// This node and every node above it, the deepest first: `a:b:c`, `a:b`, `a`.
    pub fn path(&self) -> impl Iterator<Item = &str> {
        let above = self.0.match_indices(':').map(|(at, _)| &self.0[..at]);
        std::iter::once(self.0.as_str()).chain(above.collect::<Vec<_>>().into_iter().rev())
    }

    /// Whether `other` is a node strictly below this one.
    pub fn is_above(&self, other: &Self) -> bool {
        other.0.strip_prefix(&self.0).is_some_and(|rest| rest.starts_with(':'))
    }

    /// The least setSpecs that say the same (§2.5, header): sorted, without doubles and without
    /// those that a deeper one implies.
    pub fn minimal(mut specs: Vec<Self>) -> Vec<Self> {
        if specs.len() < 2 {
            return specs;
        }
        specs.sort();
        specs.dedup();
        let implied = |spec: &Self| specs.iter().any(|other| spec.is_above(other));
        let keep: Vec<bool> = specs.iter().map(|spec| !implied(spec)).collect();
        let mut keep = keep.into_iter();
        specs.retain(|_| keep.next().unwrap_or(true));
        specs
    }
}

impl FromStr for SetSpec {
    type Err = InvalidSetSpec;

    fn from_str(text: &str) -> Result<Self, InvalidSetSpec> {
        let part = |part: &str| !part.is_empty() && part.bytes().all(is_unreserved);
        if text.split(':').all(part) {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidSetSpec(text.to_owned()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn specs(texts: &[&str]) -> Vec<SetSpec> {
        texts.iter().map(|text| text.parse().unwrap()).collect()
    }

    #[test]
    fn the_grammar_is_that_of_the_schema() {
        for text in ["a", "a:b:c", "jiss:2022-05", "A-Za.z0_9!~*'()"] {
            assert_eq!(text.parse::<SetSpec>().unwrap().as_str(), text);
        }
        for text in ["", ":", "a::b", ":a", "a:", "a b", "é", "a/b", "a%20b", "a\n"] {
            assert!(text.parse::<SetSpec>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_path_goes_up_part_by_part() {
        let spec: SetSpec = "a:b:c".parse().unwrap();
        assert_eq!(spec.path().collect::<Vec<_>>(), ["a:b:c", "a:b", "a"]);
    }

    #[test]
    fn the_minimal_form_drops_doubles_and_what_is_implied() {
        let minimal = SetSpec::minimal(specs(&["b", "a:b:c", "a", "ab", "a:b", "b"]));
        assert_eq!(minimal, specs(&["a:b:c", "ab", "b"]));
    }
}
