//! Values of an article that contradict each other, and values that others require.

use crate::diagnostics::{Message, say};
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
        findings.add(say!(
            TITLE_MISSING,
            "the article has no [[title]]; add it. If the source gives none, devise one, put it in square brackets and mark it: text = \"[On \
             …]\", devised = true",
            "文章没有 [[title]]；请加上题名。如果原文没有题名，请自拟一个，放在方括号中并标明：text = \"[论……]\"，devised = true"
        ));
    }
    if article.embargo_end.is_some() && article.access.is_none() {
        findings.add_at(
            "embargo_end",
            say!(
                EMBARGO_ACCESS_MISSING,
                "an article with `embargo_end` needs access = \"embargoed\"; add it (after that day the article becomes open automatically)",
                "有 embargo_end 的文章需要 access = \"embargoed\"；请加上（过了那一天，文章自动变为开放）"
            ),
        );
    }
    if article.access == Some(Access::Embargoed) && article.embargo_end.is_none() {
        findings.add_at(
            "access",
            say!(
                EMBARGO_END_MISSING,
                "the end of the embargo is missing; add `embargo_end`, so that harvesters know when the text becomes open",
                "缺少限制期的结束日期；请加上 embargo_end，让收割程序知道全文何时开放"
            ),
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
            findings.add_between(
                fields,
                say!(
                    DATES_ORDER,
                    "`{later}` is {then}, before `{earlier}`, which is {first}; look at both dates",
                    "{later} 是 {then}，早于 {earlier}（{first}）；请核对这两个日期"
                ),
            );
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
        findings.add_between(
            ["embargo_end", "access"],
            say!(
                EMBARGO_CONTRADICTS_ACCESS,
                "an article with `embargo_end` becomes open after that day; write access = \"embargoed\", or remove `embargo_end`",
                "有 embargo_end 的文章过了那一天就会开放；请写 access = \"embargoed\"，或删除 embargo_end"
            ),
        );
    }
    if article.access == Some(Access::Open) && article.embargo_end.as_ref().is_some_and(is_future) {
        findings.add_between(
            ["access", "embargo_end"],
            say!(
                EMBARGO_CONTRADICTS_ACCESS,
                "the article is open, but its embargo ends in the future; write access = \"embargoed\", or remove `embargo_end`",
                "文章标为开放，但限制期尚未结束；请写 access = \"embargoed\"，或删除 embargo_end"
            ),
        );
    }
    if article.access == Some(Access::Restricted) && article.license.as_ref().is_some_and(license::is_open) {
        findings.add_between(
            ["access", "license"],
            say!(
                LICENSE_CONTRADICTS_ACCESS,
                "the licence allows everyone to read the article, but `access` does not; correct one of them",
                "许可证允许任何人阅读文章，access 却不允许；请改正其中之一"
            ),
        );
    }
    if article.access == Some(Access::MetadataOnly) && !article.files.is_empty() {
        findings.add_between(
            ["access", "file"],
            say!(
                FILE_CONTRADICTS_ACCESS,
                "there is a `file` of the text, but `access` is metadata only; correct one of them",
                "有全文文件 file，access 却是仅提供元数据；请改正其中之一"
            ),
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
        findings.add_at(
            "url",
            if article.doi.as_ref() == Some(&of_url) {
                say!(
                    URL_IS_DOI,
                    "this repeats the DOI; write the address of the landing page, or remove `url`",
                    "这里重复了 DOI；请写文章页面的网址，或删除 url"
                )
            } else {
                say!(
                    URL_IS_DOI,
                    "this is a DOI; write it in `doi`, and the address of the landing page here",
                    "这是 DOI；请写在 doi 中，这里写文章页面的网址"
                )
            },
        );
    }
    let Some(doi) = &article.doi else { return };
    if article.journal.as_ref().and_then(|journal| journal.doi.as_ref()) == Some(doi) {
        findings.add_at(
            "doi",
            say!(
                DOI_OF_OTHER,
                "the article and the journal have the same DOI; remove the wrong one",
                "文章和期刊的 DOI 相同；请删除错的那个"
            ),
        );
    }
    for (index, _) in
        article.relations.iter().enumerate().filter(|(_, relation)| relation.doi.as_ref() == Some(doi))
    {
        within(
            findings,
            "relation",
            index,
            say!(
                DOI_OF_OTHER,
                "this is the DOI of the article itself; write the DOI of the related work, or remove it",
                "这是本文自己的 DOI；请写相关作品的 DOI，或删除"
            ),
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
                say!(
                    ORCID_TWICE,
                    "another author has the same ORCID iD; look it up at orcid.org",
                    "另一位作者有相同的 ORCID iD；请到 orcid.org 查核"
                ),
            );
        }
    }
}

fn within(findings: &mut Findings, field: &'static str, index: usize, message: Message) {
    findings.within(Step::Key(field), |findings| {
        findings.within(Step::Index(index), |findings| findings.add(message));
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
