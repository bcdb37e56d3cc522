//! The finer fields of persons, keywords and abstracts: nothing empty, addresses that are addresses.

use crate::diagnostics::say;
use crate::model::{Article, Conference, Person, Texts};

use super::fields::{language_text, optional};
use super::{Findings, Step, code, language, prose, text};

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
    findings.field("position", &mut person.position, texts);
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
    findings.each("file", &mut article.files, |findings, file| {
        optional("size", &mut file.size, findings, text::required);
    });
    findings.each("supplement", &mut article.supplements, |findings, supplement| {
        optional("media_type", &mut supplement.media_type, findings, text::required);
        optional("size", &mut supplement.size, findings, text::required);
        findings.field("title", &mut supplement.title, texts);
    });
    if let Some(conference) = &mut article.conference {
        findings.field("conference", conference, self::conference);
    }
    if let Some(coverage) = &mut article.coverage {
        findings.field("coverage", coverage, |findings, coverage| {
            findings.field("place", &mut coverage.place, texts);
            findings.field("time", &mut coverage.time, texts);
        });
    }
    findings.field("audience", &mut article.audience, texts);
    if article.issue_doi.is_some() && article.issue_url.is_none() {
        findings.add_at(
            "issue_doi",
            say!(
                ISSUE_URL_MISSING,
                "Crossref takes the DOI of an issue only with its page; add `issue_url`",
                "Crossref 只接受带有页面网址的期 DOI；请加上 issue_url"
            ),
        );
    }
    findings.each("trial", &mut article.trials, |findings, trial| {
        findings.field("number", &mut trial.number, text::required);
        optional("registry", &mut trial.registry, findings, text::required);
    });
}

fn conference(findings: &mut Findings, conference: &mut Conference) {
    if conference.name.is_empty() {
        findings.add(say!(
            CONFERENCE_UNNAMED,
            "the name of the conference is missing; add `name`",
            "缺少会议名称；请加上 name"
        ));
    }
    findings.field("name", &mut conference.name, texts);
    optional("number", &mut conference.number, findings, text::required);
    findings.field("place", &mut conference.place, texts);
    findings.field("sponsor", &mut conference.sponsor, texts);
}

/// A text, or the same in several languages.
pub(super) fn texts(findings: &mut Findings, texts: &mut Texts) {
    let is_one = texts.0.len() == 1;
    for (at, text) in texts.0.iter_mut().enumerate() {
        if is_one && text.lang.is_none() {
            return text::required(findings, &mut text.text);
        }
        findings.within(Step::Index(at), |findings| language_text(findings, text));
    }
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
