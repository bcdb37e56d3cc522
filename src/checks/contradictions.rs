//! Values of an article that contradict each other, and values that others require.

use std::collections::BTreeSet;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::model::{Access, Article, Datestamp, Doi, PartialDate};

use super::{Findings, Step, license};

/// Pairs of values that cannot both be right. They are warnings, because only a person knows which one is wrong.
pub(super) fn contradictions(article: &Article, findings: &mut Findings) {
    dates(article, findings);
    access(article, findings);
    dois(article, findings);
    orcids(article, findings);
}

/// Values that an article needs but does not have. `whole` is false if parts of it could not be read.
pub(super) fn gaps(article: &Article, whole: bool, findings: &mut Findings) {
    if article.titles.is_empty() && whole {
        findings.error(
            "the article has no [[title]]; add it. If the source gives none, devise one, put it in square \
             brackets and mark it: text = \"[On …]\", devised = true",
        );
    }
    if article.embargo_end.is_some() && article.access.is_none() {
        findings.warning_at(
            "embargo_end",
            "an article with `embargo_end` needs access = \"embargoed\"; add it (after that day the article becomes open automatically)",
        );
    }
    if article.access == Some(Access::Embargoed) && article.embargo_end.is_none() {
        findings.warning_at(
            "access",
            "the end of the embargo is missing; add `embargo_end`, so that harvesters know when the text becomes open",
        );
    }
}

fn dates(article: &Article, findings: &mut Findings) {
    let Article { received, accepted, published, embargo_end, .. } = article;
    let mut order = |fields: [&'static str; 2], first: &Option<PartialDate>, then: &Option<PartialDate>| {
        if let (Some(first), Some(then)) = (first, then)
            && is_after(first, then)
        {
            let [later, earlier] = fields;
            let message =
                format!("`{later}` is {then}, before `{earlier}`, which is {first}; look at both dates");
            findings.warning_between(fields, message);
        }
    };
    order(["accepted", "received"], received, accepted);
    order(["published", "received"], received, published);
    order(["embargo_end", "published"], published, embargo_end);
}

/// Whether the first date lies after the second, as far as both are known.
fn is_after(first: &PartialDate, second: &PartialDate) -> bool {
    let known = first.as_str().len().min(second.as_str().len());
    first.as_str()[..known] > second.as_str()[..known]
}

fn access(article: &Article, findings: &mut Findings) {
    let shut = matches!(article.access, Some(Access::Restricted | Access::MetadataOnly));
    if article.embargo_end.is_some() && shut {
        findings.warning_between(
            ["embargo_end", "access"],
            "an article with `embargo_end` becomes open after that day; write access = \"embargoed\", or remove `embargo_end`",
        );
    }
    if article.access == Some(Access::Open) && article.embargo_end.as_ref().is_some_and(is_future) {
        findings.warning_between(
            ["access", "embargo_end"],
            "the article is open, but its embargo ends in the future; write access = \"embargoed\", or remove `embargo_end`",
        );
    }
    if article.access == Some(Access::Restricted) && article.license.as_ref().is_some_and(license::is_open) {
        findings.warning_between(
            ["access", "license"],
            "the licence allows everyone to read the article, but `access` does not; correct one of them",
        );
    }
    if article.access == Some(Access::MetadataOnly) && !article.files.is_empty() {
        findings.warning_between(
            ["access", "file"],
            "there is a `file` of the text, but `access` is metadata only; correct one of them",
        );
    }
}

/// Whether the day is later than today in UTC, by the clock of the machine: what is found is only a warning.
fn is_future(day: &PartialDate) -> bool {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |now| now.as_secs());
    let today = Datestamp::from_unix(now.cast_signed()).to_string();
    today.get(..day.as_str().len()).is_some_and(|today| day.as_str() > today)
}

/// One DOI for two things, or for one thing twice.
fn dois(article: &Article, findings: &mut Findings) {
    if let Some(of_url) = article.url.as_ref().and_then(|url| url.as_str().parse::<Doi>().ok()) {
        findings.warning_at(
            "url",
            if article.doi.as_ref() == Some(&of_url) {
                "this repeats the DOI; write the address of the landing page, or remove `url`"
            } else {
                "this is a DOI; write it in `doi`, and the address of the landing page here"
            },
        );
    }
    let Some(doi) = &article.doi else { return };
    if article.journal.as_ref().and_then(|journal| journal.doi.as_ref()) == Some(doi) {
        findings.warning_at("doi", "the article and the journal have the same DOI; remove the wrong one");
    }
    for (index, _) in
        article.relations.iter().enumerate().filter(|(_, relation)| relation.doi.as_ref() == Some(doi))
    {
        within(
            findings,
            "relation",
            index,
            "this is the DOI of the article itself; write the DOI of the related work, or remove it",
        );
    }
}

/// One ORCID iD for two persons.
fn orcids(article: &Article, findings: &mut Findings) {
    let mut seen = BTreeSet::new();
    for (index, author) in article.authors.iter().enumerate() {
        if author.orcid.as_ref().is_some_and(|orcid| !seen.insert(orcid)) {
            within(
                findings,
                "author",
                index,
                "another author has the same ORCID iD; look it up at orcid.org",
            );
        }
    }
}

fn within(findings: &mut Findings, field: &'static str, index: usize, message: &str) {
    findings.within(Step::Key(field), |findings| {
        findings.within(Step::Index(index), |findings| findings.warning(message));
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(json: &str) -> String {
        let mut findings = Findings::default();
        let article = serde_json::from_str(json).unwrap();
        contradictions(&article, &mut findings);
        gaps(&article, false, &mut findings);
        findings
            .found
            .into_iter()
            .map(|finding| format!("{}: {}\n", finding.way(), finding.message.words))
            .collect()
    }

    #[test]
    fn values_that_cannot_both_be_true_are_reported() {
        for (json, message) in [
            (
                r#"{"received":"2022-05","accepted":"2022-04-30"}"#,
                "accepted: `accepted` is 2022-04-30, before `received`, which is 2022-05;",
            ),
            (r#"{"received":"2022","published":"2021-12"}"#, "published: `published` is 2021-12, before"),
            (
                r#"{"published":"2022","embargo_end":"2021-01-01","access":"open"}"#,
                "embargo_end: `embargo_end` is 2021-01-01, before `published`",
            ),
            (r#"{"embargo_end":"2021-01-01"}"#, "embargo_end: an article with `embargo_end`"),
            (r#"{"access":"embargoed"}"#, "access: the end of the embargo is missing"),
            (
                r#"{"access":"open","embargo_end":"2999-01-01"}"#,
                "access: the article is open, but its embargo",
            ),
            (
                r#"{"access":"restricted","embargo_end":"2021-01-01"}"#,
                "embargo_end: an article with `embargo_end` becomes open",
            ),
            (r#"{"access":"restricted","license":"CC-BY-4.0"}"#, "access: the licence allows everyone"),
            (r#"{"access":"metadata-only","file":["https://a.org/1.pdf"]}"#, "access: there is a `file`"),
            (r#"{"doi":"10.1000/1","url":"https://doi.org/10.1000/1"}"#, "url: this repeats the DOI"),
            (r#"{"url":"https://doi.org/10.1000/1"}"#, "url: this is a DOI; write it in `doi`"),
            (
                r#"{"doi":"10.1000/1","journal":{"doi":"10.1000/1"}}"#,
                "doi: the article and the journal have the same DOI",
            ),
            (
                r#"{"doi":"10.1000/1","relation":["https://a.org","10.1000/1"]}"#,
                "relation 2: this is the DOI of the article",
            ),
            (
                r#"{"author":[{"name":"A","orcid":"0000-0002-1825-0097"},{"name":"B","orcid":"0000-0002-1825-0097"}]}"#,
                "author 2: another author",
            ),
        ] {
            let told = told(json);
            assert!(told.starts_with(message) && told.lines().count() == 1, "{json}: {told}");
        }
    }

    #[test]
    fn values_that_agree_are_not_reported() {
        for json in [
            r#"{"received":"2022-05-31","accepted":"2022","published":"2999-05"}"#,
            r#"{"access":"embargoed","embargo_end":"2999-01-01","license":"CC-BY-4.0","published":"2998"}"#,
            r#"{"access":"open","embargo_end":"2021-01-01"}"#,
            r#"{"access":"metadata-only","license":"CC-BY-4.0"}"#,
            r#"{"doi":"10.1000/1","url":"https://a.org/10.1000/1","relation":["10.1000/2"]}"#,
        ] {
            assert_eq!(told(json), "", "{json}");
        }
    }
}
