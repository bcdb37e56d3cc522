//! The finer fields of persons, keywords and abstracts: nothing empty, addresses that are addresses.

use crate::diagnostics::say;
use crate::model::{Article, Person};

use super::fields::{language_text, optional};
use super::{Findings, code, language, prose, text};

/// Fields of a person beside name, role and affiliation.
pub(super) fn person(findings: &mut Findings, person: &mut Person) {
    optional("particle", &mut person.particle, findings, text::required);
    optional("suffix", &mut person.suffix, findings, text::required);
    findings.each("variant", &mut person.variants, |findings, name| {
        optional("particle", &mut name.particle, findings, text::required);
        optional("suffix", &mut name.suffix, findings, text::required);
    });
    optional("email", &mut person.email, findings, code::email);
    if person.email.is_some() && !person.corresponding {
        findings.add_at(
            "email",
            say!(
                EMAIL_OF_OTHER,
                "an address is written only for a corresponding author; add corresponding = true, or remove `email`",
                "只有通信作者的邮箱才会发布；请加上 corresponding = true，或删除 email"
            ),
        );
    }
    findings.each("biography", &mut person.biography, language_text);
}

/// Fields of an article that describe it in more detail.
pub(super) fn article(findings: &mut Findings, article: &mut Article) {
    findings.each("keywords", &mut article.keywords, |findings, keywords| {
        optional("scheme", &mut keywords.scheme, findings, text::required);
    });
    findings.each("statement", &mut article.statements, |findings, statement| {
        language::lang(findings, statement.lang.as_ref());
        findings.field("text", &mut statement.text, prose::required);
    });
    findings.each("trial", &mut article.trials, |findings, trial| {
        findings.field("number", &mut trial.number, text::required);
        optional("registry", &mut trial.registry, findings, text::required);
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_empty_and_an_address_is_one() {
        for (json, faults) in [
            (r#"{"family":"Berg","particle":"van","suffix":"Jr."}"#, 0),
            (r#"{"family":"Berg","particle":" ","suffix":""}"#, 2),
            (r#"{"family":"Berg","email":"a@b.org","corresponding":true}"#, 0),
            (r#"{"family":"Berg","email":"a@b.org"}"#, 1),
            (r#"{"family":"Berg","email":"a at b","corresponding":true}"#, 1),
            (r#"{"family":"Berg","variant":[{"family":"B","suffix":" "}],"biography":[{"text":""}]}"#, 2),
        ] {
            let mut findings = Findings::default();
            person(&mut findings, &mut serde_json::from_str(json).unwrap());
            assert_eq!(findings.found.len(), faults, "{json}: {:?}", findings.found);
        }
    }
}
