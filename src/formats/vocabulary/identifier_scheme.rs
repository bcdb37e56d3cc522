//! Identifiers beside the DOI: how formats name their schemes, and where they lead to.

use std::borrow::Cow;

use crate::model::{IdentifierScheme, OtherIdentifier};

/// A scheme of identifiers in its vocabularies.
pub(in crate::formats) struct KnownScheme {
    scheme: IdentifierScheme,
    /// As DataCite and OpenAIRE v4 call it.
    pub(in crate::formats) datacite: &'static str,
    /// The part of the terms of info:eu-repo; OpenAIRE v3 knows no others.
    info_eu_repo: Option<&'static str>,
    /// What people write before the bare identifier.
    label: &'static str,
    /// What makes a link of the bare identifier.
    resolver: Option<&'static str>,
}

const fn scheme(
    scheme: IdentifierScheme,
    datacite: &'static str,
    info_eu_repo: Option<&'static str>,
    label: &'static str,
    resolver: Option<&'static str>,
) -> KnownScheme {
    KnownScheme { scheme, datacite, info_eu_repo, label, resolver }
}

const SCHEMES: [KnownScheme; 11] = [
    scheme(IdentifierScheme::Ark, "ARK", Some("ark"), "ark:", Some("https://n2t.net/ark:")),
    scheme(IdentifierScheme::Arxiv, "arXiv", Some("arxiv"), "arXiv:", Some("https://arxiv.org/abs/")),
    scheme(IdentifierScheme::Cnki, "CNKI", None, "CNKI:", None),
    scheme(IdentifierScheme::Handle, "Handle", Some("hdl"), "hdl:", Some("https://hdl.handle.net/")),
    scheme(IdentifierScheme::Isbn, "ISBN", Some("isbn"), "urn:ISBN:", None),
    scheme(IdentifierScheme::Pmid, "PMID", Some("pmid"), "PMID:", Some("https://pubmed.ncbi.nlm.nih.gov/")),
    scheme(
        IdentifierScheme::Pmcid,
        "PMCID",
        None,
        "PMCID:",
        Some("https://www.ncbi.nlm.nih.gov/pmc/articles/"),
    ),
    scheme(IdentifierScheme::Purl, "PURL", Some("purl"), "purl:", None),
    scheme(IdentifierScheme::Urn, "URN", Some("urn"), "urn:", None),
    scheme(IdentifierScheme::Wos, "WOS", Some("wos"), "WOS:", None),
    scheme(IdentifierScheme::Publisher, "publisher-id", None, "", None),
];

/// The value without the label of its scheme or the address of its resolver, if it stands before it.
fn bare<'v>(known: &KnownScheme, value: &'v str) -> &'v str {
    let value = value.trim();
    let without = |beginning: &str| {
        value
            .get(..beginning.len())
            .filter(|begin| begin.eq_ignore_ascii_case(beginning))
            .map(|_| value[beginning.len()..].trim_start())
    };
    known.resolver.and_then(without).or_else(|| without(known.label)).unwrap_or(value)
}

/// What is known of the scheme.
fn known(scheme: IdentifierScheme) -> &'static KnownScheme {
    SCHEMES.iter().find(|known| known.scheme == scheme).unwrap_or(&SCHEMES[10])
}

/// The name of the scheme in DataCite's vocabulary.
pub(in crate::formats) fn datacite_type(identifier: &OtherIdentifier) -> &'static str {
    known(identifier.scheme).datacite
}

/// The identifier as a link where its scheme has a resolver or is made of links, else with the label of its scheme.
pub(in crate::formats) fn identifier_link(identifier: &OtherIdentifier) -> Cow<'_, str> {
    let known = known(identifier.scheme);
    let value = bare(known, &identifier.value);
    if value.is_empty() || value.contains("://") {
        return Cow::Borrowed(value);
    }
    Cow::Owned(format!("{}{value}", known.resolver.unwrap_or(known.label)))
}

/// The identifier in the terms of OpenAIRE v3: `SCHEME/IDENTIFIER`.
pub(in crate::formats) fn info_eu_repo_identifier(identifier: &OtherIdentifier) -> Option<String> {
    let known = known(identifier.scheme);
    let value = match identifier.scheme {
        IdentifierScheme::Ark | IdentifierScheme::Urn => {
            format!("{}{}", known.label, bare(known, &identifier.value)) // the label is a part of these
        }
        _ => bare(known, &identifier.value).to_owned(),
    };
    known.info_eu_repo.filter(|_| !value.is_empty()).map(|term| format!("{term}/{value}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn identifier(scheme: IdentifierScheme, value: &str) -> OtherIdentifier {
        OtherIdentifier { scheme, value: value.to_owned() }
    }

    #[test]
    fn an_identifier_is_a_link_where_there_is_a_resolver() {
        for (scheme, value, link, term) in [
            (IdentifierScheme::Handle, "hdl:123/4", "https://hdl.handle.net/123/4", Some("hdl/123/4")),
            (
                IdentifierScheme::Arxiv,
                "2101.00001",
                "https://arxiv.org/abs/2101.00001",
                Some("arxiv/2101.00001"),
            ),
            (
                IdentifierScheme::Pmid,
                "https://pubmed.ncbi.nlm.nih.gov/12",
                "https://pubmed.ncbi.nlm.nih.gov/12",
                Some("pmid/12"),
            ),
            (IdentifierScheme::Urn, "URN:NBN:de:1", "urn:NBN:de:1", Some("urn/urn:NBN:de:1")),
            (IdentifierScheme::Ark, "/12148/b", "https://n2t.net/ark:/12148/b", Some("ark/ark:/12148/b")),
            (IdentifierScheme::Wos, "0001", "WOS:0001", Some("wos/0001")),
            (IdentifierScheme::Cnki, "GJAQ1", "CNKI:GJAQ1", None),
            (IdentifierScheme::Publisher, "2022-5-130", "2022-5-130", None),
        ] {
            let identifier = identifier(scheme, value);
            assert_eq!(identifier_link(&identifier), link);
            assert_eq!(info_eu_repo_identifier(&identifier).as_deref(), term);
        }
    }

    #[test]
    fn every_scheme_is_in_the_table_at_its_place() {
        assert!(SCHEMES.iter().all(|row| known(row.scheme).datacite == row.datacite));
        assert_eq!(SCHEMES[10].scheme, IdentifierScheme::Publisher);
    }
}
