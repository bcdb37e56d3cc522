//! What the OpenAIRE Guidelines for Literature Repositories 3.0 add to oai_dc: the terms of info:eu-repo, and what must be there.

use std::fmt::Write as _;

use crate::model::{
    Access, Article, Both, Content, DublinCore, Funding, Medium, RelationKind, WebUrl, Work, both,
};
use crate::xml::plain;

use super::element::is_blank;
use crate::formats::vocabulary::{
    NO_TYPE, access_right, funder_code, info_eu_repo_identifier, jurisdiction, programme, resource_type,
};
use crate::formats::{Reasons, Source};

/// The sets whose records follow the guidelines; `driver` is the older name.
const SETS: [&str; 2] = ["openaire", "driver"];

const SEMANTICS: &str = "info:eu-repo/semantics/";

const ACCESS: [&str; 4] = ["openAccess", "embargoedAccess", "restrictedAccess", "closedAccess"];

/// Whether the record is for OpenAIRE.
pub(in crate::formats) fn is_for_openaire(source: &Source<'_>) -> bool {
    SETS.iter().any(|set| source.is_in(set))
}

/// What the guidelines demand and the item has not, each with its remedy; nothing if the item fulfils them.
///
/// oai_dc is written for the item all the same: every item must be available in it (§5).
pub fn openaire_v3_gaps(source: &Source<'_>) -> Reasons {
    let wanted = match source.content {
        Content::Article(article) => article_has(article),
        Content::Dc(dc) => dublin_core_has(dc),
    };
    wanted.into_iter().filter(|(there, _)| !there).map(|(_, reason)| reason.into()).collect()
}

type Wanted = Vec<(bool, Both)>;

fn article_has(article: &Article) -> Wanted {
    let embargo_is_known = article.access != Some(Access::Embargoed)
        || article.embargo_end.as_ref().is_some_and(|end| end.day().is_some());
    vec![
        (article.has_real_title(), both("no original title; add `title`", "没有原题名；请加上 title")),
        (!article.authors.is_empty(), both("no author; add `author`", "没有作者；请加上 author")),
        (
            article.published.is_some(),
            both("no date of publication; add `published`", "没有出版日期；请加上 published"),
        ),
        (resource_type(article).is_some(), NO_TYPE),
        (
            article.url.is_some() || article.doi.is_some(),
            both("no link; add `url` or `doi`", "没有链接；请加上 url 或 doi"),
        ),
        (
            access_right(article).is_some(),
            both(
                "no access right; add `access`, such as \"open\"",
                "没有获取权限；请加上 access，如 \"open\"",
            ),
        ),
        (
            embargo_is_known,
            both(
                "the day on which the embargo ends is missing; add `embargo_end` as YYYY-MM-DD",
                "缺少限制期的结束日期；请加上 embargo_end（YYYY-MM-DD）",
            ),
        ),
    ]
}

fn dublin_core_has(dc: &DublinCore) -> Wanted {
    let has = |element: &str, is_it: &dyn Fn(&str) -> bool| {
        dc.elements
            .iter()
            .any(|one| one.element == element && !is_blank(&one.value) && is_it(one.value.trim()))
    };
    let any = |_: &str| true;
    let is_access = |value: &str| value.strip_prefix(SEMANTICS).is_some_and(|term| ACCESS.contains(&term));
    vec![
        (has("title", &any), both("no title; add `title`", "没有题名；请加上 title")),
        (has("creator", &any), both("no author; add `creator`", "没有作者；请加上 creator")),
        (
            has("date", &|value| !value.starts_with("info:")),
            both("no date of publication; add `date`", "没有出版日期；请加上 date"),
        ),
        (
            has("type", &|value| value.starts_with(SEMANTICS)),
            both(
                "no info:eu-repo type; add `type`, such as info:eu-repo/semantics/article",
                "没有 info:eu-repo 类型；请加上 type，如 info:eu-repo/semantics/article",
            ),
        ),
        (
            has("identifier", &WebUrl::is_one),
            both("no link; add an `identifier` that is a URL", "没有链接；请加上一个网址作为 identifier"),
        ),
        (
            has("rights", &is_access),
            both(
                "no access right; add `rights`, such as info:eu-repo/semantics/openAccess",
                "没有获取权限；请加上 rights，如 info:eu-repo/semantics/openAccess",
            ),
        ),
    ]
}

/// The end of the embargo, as dc:date has it.
pub(in crate::formats) fn embargo_end(article: &Article) -> Option<String> {
    let end = article.embargo_end.as_ref()?.as_day()?;
    (article.access == Some(Access::Embargoed)).then(|| format!("info:eu-repo/date/embargoEnd/{end}"))
}

/// The DOI of the article, as dc:relation has it.
pub(in crate::formats) fn doi(article: &Article) -> Option<String> {
    article.doi.as_ref().map(|doi| format!("{SEMANTICS}altIdentifier/doi/{doi}"))
}

/// What else dc:relation has of the article: other identifiers, grants, data, works that it cites.
pub(in crate::formats) fn relations(article: &Article) -> Vec<String> {
    let issns = article.journal.iter().flat_map(|journal| journal.issns());
    let issns = issns.filter_map(|(medium, issn)| match medium {
        Medium::Print => Some(format!("{SEMANTICS}altIdentifier/pissn/{issn}")),
        Medium::Electronic => Some(format!("{SEMANTICS}altIdentifier/eissn/{issn}")),
        Medium::Unknown => None, // there is no term for it
    });
    let others = article.other_identifiers.iter().filter_map(info_eu_repo_identifier);
    let others = others.map(|identifier| format!("{SEMANTICS}altIdentifier/{identifier}"));
    let grants = article.funding.iter().filter_map(grant);
    let data = article.relations.iter().filter(|relation| relation.kind == Some(RelationKind::Data));
    let data =
        data.filter_map(|data| doi_or_url(data.work()).map(|work| format!("{SEMANTICS}dataset/{work}")));
    let cited = article.references.iter().filter_map(|reference| cited(reference.work()));
    let cited = cited.map(|work| format!("{SEMANTICS}reference/{work}"));
    issns.chain(others).chain(grants).chain(data).chain(cited).collect()
}

/// `FUNDER/PROGRAMME/NUMBER`, and with jurisdiction or title of the project the longer form: an unknown part stays empty. OpenAIRE
/// finds the project of a funder by its code, `EC` and not the name.
fn grant(funding: &Funding) -> Option<String> {
    let number = funding.award.as_deref().filter(|award| !is_blank(award)).map(part)?;
    let named = || Some(part(funding.funder.first())).filter(|funder| !is_blank(funder));
    let funder = funder_code(funding).map(str::to_owned).or_else(named)?;
    let programme = programme(funding).map(part).unwrap_or_default();
    let title =
        funding.award_title.as_deref().map(|title| part(&plain(title))).filter(|title| !is_blank(title));
    let rest = match (jurisdiction(funding), title) {
        (None, None) => String::new(),
        (jurisdiction, title) => {
            format!("/{}/{}/", jurisdiction.unwrap_or_default(), title.unwrap_or_default())
        }
    };
    Some(format!("info:eu-repo/grantAgreement/{funder}/{programme}/{number}{rest}"))
}

/// A part of the identifier: characters that would end it, or that a URI cannot have, are escaped. Letters of all scripts stay.
fn part(text: &str) -> String {
    let mut part = String::new();
    for character in text.trim().chars().filter(|character| !character.is_control()) {
        let is_legal = !character.is_ascii()
            || character.is_ascii_alphanumeric()
            || "-._~!$&'()*+,;=:@".contains(character);
        if is_legal {
            part.push(character);
        } else {
            let _ = write!(part, "%{:02X}", u32::from(character));
        }
    }
    part
}

fn doi_or_url(work: Work<'_>) -> Option<String> {
    work.doi.map(|doi| format!("doi/{doi}")).or_else(|| work.url.map(|url| format!("url/{url}")))
}

fn cited(work: Work<'_>) -> Option<String> {
    doi_or_url(work).or_else(|| work.isbn.map(|isbn| format!("isbn/{isbn}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{DublinCoreElement, Item};

    #[test]
    fn a_grant_keeps_the_number_of_its_parts() {
        let mut funding = Funding {
            funder: "A Fund".into(),
            programme: Some("P/A".to_owned()),
            award: Some("12345".to_owned()),
            ..Funding::default()
        };
        assert_eq!(grant(&funding).unwrap(), "info:eu-repo/grantAgreement/A%20Fund/P%2FA/12345");
        funding.award_title = Some("Making It Work".to_owned());
        funding.programme = None;
        assert_eq!(
            grant(&funding).unwrap(),
            "info:eu-repo/grantAgreement/A%20Fund//12345//Making%20It%20Work/"
        );
        funding.award = None;
        assert_eq!(grant(&funding), None);
    }

    #[test]
    fn a_grant_has_the_code_by_which_openaire_knows_the_funder() {
        let grant_of = |json: &str| grant(&serde_json::from_str(json).unwrap()).unwrap();
        for (json, term) in [
            (
                r#"{"funder": "European Commission", "funder_doi": "10.13039/100010661", "programme": "H2020",
                    "award": "777541", "award_title": "A Project"}"#,
                "EC/H2020/777541/EU/A%20Project/",
            ),
            (
                r#"{"funder": "European Commission", "programme": "Horizon Europe", "award": "101058620"}"#,
                "EC/HE/101058620/EU//",
            ),
            (
                r#"{"funder": "Wellcome Trust", "funder_ror": "029chgv08", "award": "203128/Z/16/Z"}"#,
                "WT//203128%2FZ%2F16%2FZ",
            ),
            (r#"{"funder": "国家社会科学基金", "award": "20ZDA001"}"#, "国家社会科学基金//20ZDA001"),
        ] {
            assert_eq!(grant_of(json), format!("info:eu-repo/grantAgreement/{term}"));
        }
    }

    #[test]
    fn an_embargo_ends_on_a_day_or_not_at_all() {
        let mut article = Article {
            access: Some(Access::Embargoed),
            embargo_end: "2030-01-31".parse().ok(),
            ..Article::default()
        };
        assert_eq!(embargo_end(&article).unwrap(), "info:eu-repo/date/embargoEnd/2030-01-31");
        article.embargo_end = "2030-01".parse().ok();
        assert_eq!(embargo_end(&article), None);
        article.access = Some(Access::Open);
        article.embargo_end = "2030-01-31".parse().ok();
        assert_eq!(embargo_end(&article), None);
    }

    #[test]
    fn dublin_core_is_measured_by_its_terms() {
        let elements = [
            ("title", "T"),
            ("creator", "C"),
            ("date", "2022"),
            ("type", "info:eu-repo/semantics/article"),
            ("identifier", "https://a.org/1"),
            ("rights", "info:eu-repo/semantics/openAccess"),
        ];
        let content = |left_out: &str| {
            let elements = elements.iter().filter(|(element, _)| *element != left_out);
            let elements = elements.map(|(element, value)| DublinCoreElement {
                element: (*element).into(),
                lang: None,
                value: (*value).to_owned(),
            });
            Item::new(
                "oai:a.org:1".parse().unwrap(),
                Content::Dc(DublinCore { elements: elements.collect() }),
            )
        };
        assert_eq!(openaire_v3_gaps(&Source::of(&content(""))), Reasons::new());
        for (element, _) in elements {
            let gaps = openaire_v3_gaps(&Source::of(&content(element)));
            assert_eq!(gaps.len(), 1, "{element}");
            assert!(gaps[0].en.contains(&format!("`{element}`")), "{}", gaps[0]);
        }
    }
}
