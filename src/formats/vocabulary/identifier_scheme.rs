//! Identifiers other than the DOI: the names of their schemes in each format, and their resolvers.

use std::borrow::Cow;
use std::str::FromStr;

use crate::model::{Ark, ArxivId, Handle, IdentifierScheme, OtherIdentifier, Pmcid, Pmid, in_a_path};

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

/// The value as its scheme writes it or, if it has another shape, without the label of its scheme.
fn bare<'v>(known: &KnownScheme, value: &'v str) -> Cow<'v, str> {
    let value = value.trim();
    let kept = kept(known.scheme, value);
    kept.map_or_else(
        || Cow::Borrowed(without(value, known.label)),
        |kept| Cow::Owned(without(&kept, known.label).to_owned()),
    )
}

fn kept(scheme: IdentifierScheme, value: &str) -> Option<String> {
    fn of<T: FromStr + ToString>(value: &str) -> Option<String> {
        value.parse::<T>().ok().map(|identifier| identifier.to_string())
    }
    match scheme {
        IdentifierScheme::Ark => of::<Ark>(value),
        IdentifierScheme::Arxiv => of::<ArxivId>(value),
        IdentifierScheme::Handle => of::<Handle>(value),
        IdentifierScheme::Pmid => of::<Pmid>(value),
        IdentifierScheme::Pmcid => of::<Pmcid>(value),
        _ => None,
    }
}

fn without<'v>(value: &'v str, label: &str) -> &'v str {
    let begin = value.get(..label.len()).filter(|begin| begin.eq_ignore_ascii_case(label));
    begin.map_or(value, |_| value[label.len()..].trim_start())
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
    match known.resolver {
        _ if value.is_empty() || value.contains("://") => value,
        Some(resolver) => Cow::Owned(format!("{resolver}{}", in_a_path(&value))),
        None => Cow::Owned(format!("{}{value}", known.label)),
    }
}

/// The identifier in the terms of OpenAIRE v3: `SCHEME/IDENTIFIER`.
pub(in crate::formats) fn info_eu_repo_identifier(identifier: &OtherIdentifier) -> Option<String> {
    let known = known(identifier.scheme);
    let value = match identifier.scheme {
        IdentifierScheme::Ark | IdentifierScheme::Urn => {
            format!("{}{}", known.label, bare(known, &identifier.value)) // the label is a part of these
        }
        _ => bare(known, &identifier.value).into_owned(),
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
            (
                IdentifierScheme::Handle,
                "https://hdl.handle.net/123%2F4%3C5?x#y",
                "https://hdl.handle.net/123/4%3C5",
                Some("hdl/123/4<5"),
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
