//! Identifiers with characters that were probably copied by mistake.

use crate::diagnostics::say;
use crate::model::{Article, Doi, Doubt, IdentifierScheme, InWords};

use super::check::Check;
use super::{Findings, Step};

/// Warns of characters that are probably a mistake. The identifier is served unchanged, because it may be registered like this.
pub(super) fn identifier(findings: &mut Findings, identifier: &str) {
    if let Some(doubt) = Doubt::about(identifier) {
        findings.add(say!(
            IDENTIFIER_DOUBTFUL,
            "`{identifier}` {doubt}; compare it with the identifier as registered, and correct it if it differs",
            "“{identifier}”{doubt}；请与注册的标识符核对，如不一致请改正";
            doubt = doubt.words()
        ));
    }
}

fn doi(findings: &mut Findings, doi: Option<&Doi>) {
    if let Some(doi) = doi {
        findings.within(Step::Key("doi"), |findings| identifier(findings, doi.as_str()));
    }
}

/// The DOIs of the article, of its references and of related works. Those of journal and funders are checked with these.
pub(super) struct Doubts;

impl Check for Doubts {
    fn check(&self, article: &mut Article, findings: &mut Findings) {
        dois(article, findings);
    }
}

fn dois(article: &Article, findings: &mut Findings) {
    doi(findings, article.doi.as_ref());
    if let Some(journal) = &article.journal {
        findings.within(Step::Key("journal"), |findings| doi(findings, journal.doi.as_ref()));
    }
    findings
        .each("reference", &article.references, |findings, reference| doi(findings, reference.doi.as_ref()));
    findings.each("relation", &article.relations, |findings, relation| doi(findings, relation.doi.as_ref()));
    findings.each("funding", &article.funding, |findings, funding| {
        if let Some(doi) = &funding.funder_doi {
            findings.within(Step::Key("funder_doi"), |findings| identifier(findings, doi.as_str()));
        }
    });
}

/// An identifier of another registry. A PURL is a URL, and a publisher's own number may be anything.
pub(super) fn other(findings: &mut Findings, scheme: IdentifierScheme, value: &str) {
    if !matches!(scheme, IdentifierScheme::Purl | IdentifierScheme::Publisher) {
        identifier(findings, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_doubtful_doi_is_reported_wherever_it_stands() {
        for (json, way) in [
            (r#"{"doi": "10.5555/abc."}"#, "doi"),
            (r#"{"journal": {"doi": "10.5555/abc,"}}"#, "journal, doi"),
            (r#"{"reference": [{"doi": "10.5555/abc/"}]}"#, "reference 1, doi"),
            (r#"{"relation": ["10.5555/a", "https://doi.org/10.5555/a–b"]}"#, "relation 2, doi"),
            (r#"{"funding": [{"funder": "A", "funder_doi": "10.13039/5\u200b"}]}"#, "funding 1, funder_doi"),
        ] {
            let mut findings = Findings::default();
            dois(&serde_json::from_str(json).unwrap(), &mut findings);
            let ways: Vec<String> = findings.found.iter().map(|finding| finding.way()).collect();
            assert_eq!(ways, [way], "{json}");
        }
    }
}
