//! Identifiers of registries that give them no check digit: only their form can be checked.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::model::Words;
use crate::model::words;

use super::{Doubt, checked_text, pasted};

/// A newtype for a scheme: its resolvers, labels that people paste before the identifier, its shape, and an example.
macro_rules! scheme {
    ($(#[$doc:meta])* $name:ident, $resolvers:expr, $labels:expr, $is_one:expr, $en:literal, $zh:literal) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        checked_text!($name);

        impl FromStr for $name {
            type Err = Words;

            fn from_str(text: &str) -> Result<Self, Words> {
                let given = pasted(text, &$resolvers, &$labels);
                let is_one: fn(&str) -> bool = $is_one;
                let bare = if is_one(&given) { &given } else { given.trim_end_matches('/') };
                let is_seen = |character: char| !character.is_whitespace() && !character.is_control();
                if is_one(bare) && bare.chars().all(is_seen) {
                    Ok(Self(bare.to_owned()))
                } else {
                    Err(words!(
                        "`{text}` is not {what}{hint}",
                        "“{text}”不是{what}{hint}";
                        what = words!($en, $zh),
                        hint = Doubt::hint(text)
                    ))
                }
            }
        }
    };
}

scheme!(
    /// An Archival Resource Key: `ark:`, the number of who names, a slash, the name.
    Ark,
    ["n2t.net/"],
    [""; 0],
    |text| text.strip_prefix("ark:").is_some_and(|rest| {
        rest.trim_start_matches('/').split_once('/').is_some_and(|(authority, name)| is_word(authority) && !name.is_empty())
    }),
    "an ARK; it has the form ark:/00000/name",
    " ARK；格式为 ark:/00000/name"
);

scheme!(
    /// An arXiv identifier, since 2007 `2101.00001`, before that `hep-th/9901001`; perhaps with a version.
    ArxivId,
    ["arxiv.org/abs/", "arxiv.org/pdf/", "doi.org/10.48550/arxiv."],
    ["10.48550/arxiv.", "arxiv:"],
    |text| {
        let text = text.split_once('v').filter(|(_, version)| is_number(version)).map_or(text, |(text, _)| text);
        let new = text.split_once('.').is_some_and(|(month, number)| month.len() == 4 && is_number(month) && is_number(number));
        let old = text.split_once('/').is_some_and(|(archive, number)| !archive.is_empty() && number.len() == 7 && is_number(number));
        new || old
    },
    "an arXiv identifier; it has the form 0000.00000",
    " arXiv 编号；格式为 0000.00000"
);

scheme!(
    /// A Handle: the prefix of who names, a slash, the name.
    Handle,
    ["hdl.handle.net/"],
    ["info:hdl/", "hdl:"],
    |text| text.split_once('/').is_some_and(|(prefix, name)| !name.is_empty() && prefix.split('.').all(is_word)),
    "a Handle; it has the form prefix/name",
    " Handle；格式为 前缀/名称"
);

scheme!(
    /// A PubMed identifier: up to eight digits.
    Pmid,
    ["pubmed.ncbi.nlm.nih.gov/", "ncbi.nlm.nih.gov/pubmed/"],
    ["pmid:"],
    |text| text.len() <= 8 && is_number(text),
    "a PubMed identifier; it has up to eight digits and nothing else",
    " PubMed 编号；编号最多八位数字，不含其他字符"
);

scheme!(
    /// A PubMed Central identifier: `PMC` and digits.
    Pmcid,
    ["pmc.ncbi.nlm.nih.gov/articles/", "ncbi.nlm.nih.gov/pmc/articles/"],
    ["pmcid:"],
    |text| text.strip_prefix("PMC").is_some_and(is_number),
    "a PubMed Central identifier; it has the form PMC0000000",
    " PubMed Central 编号；格式为 PMC0000000"
);

scheme!(
    /// A URN (RFC 8141).
    Urn,
    [""; 0],
    [""; 0],
    |text| {
        let rest = text.get(..4).filter(|begin| begin.eq_ignore_ascii_case("urn:")).and(text.get(4..));
        rest.and_then(|rest| rest.split_once(':')).is_some_and(|(namespace, name)| is_word(namespace) && !name.is_empty())
    },
    "a URN; it has the form urn:namespace:name",
    " URN；格式为 urn:命名空间:名称"
);

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bare<T: FromStr<Err = Words> + ToString>(text: &str) -> Option<String> {
        text.parse::<T>().ok().map(|value| value.to_string())
    }

    #[test]
    fn an_identifier_loses_its_resolver_and_keeps_its_shape() {
        assert_eq!(bare::<Ark>("https://n2t.net/ark:/12345/x5").as_deref(), Some("ark:/12345/x5"));
        assert_eq!(bare::<ArxivId>("arXiv:2101.00001v2").as_deref(), Some("2101.00001v2"));
        assert_eq!(bare::<ArxivId>("10.48550/arXiv.2101.00001").as_deref(), Some("2101.00001"));
        assert_eq!(bare::<ArxivId>("hep-th/9901001").as_deref(), Some("hep-th/9901001"));
        assert_eq!(
            bare::<Handle>("https://hdl.handle.net/20.500.12345/678").as_deref(),
            Some("20.500.12345/678")
        );
        assert_eq!(bare::<Pmid>("https://pubmed.ncbi.nlm.nih.gov/12345678/").as_deref(), Some("12345678"));
        assert_eq!(
            bare::<Handle>("http://hdl.handle.net/20.500%2F6%3C8?x=1#y").as_deref(),
            Some("20.500/6<8")
        );
        assert_eq!(bare::<Handle>("20.500/6%3C8").as_deref(), Some("20.500/6%3C8"));
        assert_eq!(
            bare::<ArxivId>("https://arxiv.org/pdf/2101.00001v2#page=3").as_deref(),
            Some("2101.00001v2")
        );
        assert_eq!(
            bare::<ArxivId>("https://arxiv.org/abs/hep-th%2F9901001?context=x").as_deref(),
            Some("hep-th/9901001")
        );
        assert_eq!(
            bare::<Pmid>("https://www.ncbi.nlm.nih.gov/pubmed/12?dopt=Abstract").as_deref(),
            Some("12")
        );
        assert_eq!(
            bare::<Pmid>("https://pubmed.ncbi.nlm.nih.gov/12/?from_term=x#citations").as_deref(),
            Some("12")
        );
        assert_eq!(bare::<Pmcid>("PMC１２３").as_deref(), Some("PMC123"));
        assert_eq!(bare::<Urn>("urn:nbn:de:1").as_deref(), Some("urn:nbn:de:1"));
    }

    #[test]
    fn what_has_another_shape_is_refused() {
        assert_eq!(bare::<Ark>("ark:12345"), None);
        assert_eq!(bare::<ArxivId>("210.1"), None);
        assert_eq!(bare::<Handle>("20.500.12345/"), None);
        assert_eq!(bare::<Pmid>("PMC12"), None);
        assert_eq!(bare::<Pmcid>("12"), None);
        assert_eq!(bare::<Urn>("urn:x"), None);
        assert_eq!(bare::<Urn>("国"), None);
    }
}
