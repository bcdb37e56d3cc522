//! Identifiers of the article in other registries.

use crate::diagnostics::{Message, codes, say};
use std::str::FromStr;

use crate::model::{
    Ark, ArxivId, Doi, Handle, IdentifierScheme, Isbn, Issn, OtherIdentifier, Pmcid, Pmid, Urn, WebUrl, Words,
};

use super::{Findings, doubt, text};

pub(super) fn check(findings: &mut Findings, identifier: &mut OtherIdentifier) {
    let scheme = identifier.scheme;
    findings.field("value", &mut identifier.value, |findings, value: &mut String| {
        text::required(findings, value);
        match scheme {
            _ if value.is_empty() => {}
            IdentifierScheme::Isbn => {
                kept_as(scheme, value)
                    .unwrap_or_else(|words| findings.add(Message::new(&codes::ISBN_FORM, words)));
            }
            _ if scheme != IdentifierScheme::Arxiv && value.parse::<Doi>().is_ok() => findings.add(say!(
                IDENTIFIER_MISPLACED,
                "this is a DOI; write it in `doi`",
                "这是 DOI；请写在 doi 中"
            )),
            _ if value.parse::<Issn>().is_ok() => {
                findings.add(say!(
                    IDENTIFIER_MISPLACED,
                    "this is an ISSN, which belongs to the journal; write it under [journal]",
                    "这是 ISSN，属于期刊；请写在 [journal] 下"
                ));
            }
            _ => kept_as(scheme, value)
                .unwrap_or_else(|words| findings.add(Message::new(&codes::OTHER_IDENTIFIER_FORM, words))),
        }
        doubt::other(findings, scheme, value);
    });
}

/// Keeps the identifier as its scheme writes it; the error gives the form of one.
fn kept<T: FromStr<Err = Words> + ToString>(value: &mut String) -> Result<(), Words> {
    *value = value.parse::<T>()?.to_string();
    Ok(())
}

fn kept_as(scheme: IdentifierScheme, value: &mut String) -> Result<(), Words> {
    match scheme {
        IdentifierScheme::Ark => kept::<Ark>(value),
        IdentifierScheme::Arxiv => kept::<ArxivId>(value),
        IdentifierScheme::Handle => kept::<Handle>(value),
        IdentifierScheme::Isbn => kept::<Isbn>(value),
        IdentifierScheme::Pmid => kept::<Pmid>(value),
        IdentifierScheme::Pmcid => kept::<Pmcid>(value),
        IdentifierScheme::Purl => kept::<WebUrl>(value),
        IdentifierScheme::Urn => kept::<Urn>(value),
        IdentifierScheme::Cnki | IdentifierScheme::Wos | IdentifierScheme::Publisher => Ok(()),
    }
}
