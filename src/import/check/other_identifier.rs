//! Identifiers of the article in other registries.

use crate::model::{Doi, IdentifierScheme, Isbn, Issn, OtherIdentifier};

use super::{Findings, text};

pub(super) fn check(findings: &mut Findings, identifier: &mut OtherIdentifier) {
    let scheme = identifier.scheme;
    findings.field("value", &mut identifier.value, |findings, value: &mut String| {
        text::required(findings, value);
        match scheme {
            _ if value.is_empty() => {}
            IdentifierScheme::Isbn => isbn(findings, value),
            IdentifierScheme::Arxiv => {}
            _ if value.parse::<Doi>().is_ok() => findings.warning("this is a DOI; write it into `doi`"),
            _ if value.parse::<Issn>().is_ok() => {
                findings.warning("this is an ISSN, and so of the journal; write it under [journal]");
            }
            _ => shape(findings, scheme, value),
        }
    });
}

fn isbn(findings: &mut Findings, value: &mut String) {
    match value.parse::<Isbn>() {
        Ok(isbn) => *value = isbn.to_string(),
        Err(message) => findings.error(message),
    }
}

/// What the identifiers of a scheme look like, where all look alike.
fn shape(findings: &mut Findings, scheme: IdentifierScheme, value: &str) {
    let begins = |word: &str| value.get(..word.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(word));
    let (right, example) = match scheme {
        IdentifierScheme::Ark => (value.contains("ark:"), "ark:/12345/x54xz321"),
        IdentifierScheme::Handle => (value.contains('/'), "20.500.12345/678"),
        IdentifierScheme::Pmid => (value.bytes().all(|byte| byte.is_ascii_digit()), "12345678"),
        IdentifierScheme::Pmcid => (begins("PMC"), "PMC1234567"),
        IdentifierScheme::Purl => (begins("http://") || begins("https://"), "https://purl.org/x/1"),
        IdentifierScheme::Urn => (begins("urn:"), "urn:nbn:de:101:1-201102033592"),
        _ => return,
    };
    if !right {
        findings
            .warning(format!("`{value}` is of another kind than it says; such a one looks like {example}"));
    }
}
