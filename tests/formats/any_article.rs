//! Any article that the model can hold, every field of it; and what holds for all formats then.

#[path = "any_article/parts.rs"]
mod parts;
#[path = "any_article/people.rs"]
mod people;
#[path = "any_article/values.rs"]
mod values;

use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use windrow::model::{Access, Article, Content, Version};

use self::parts::{
    abstracts, classification, conference, coverage, file, funding, journal, license, other_identifier,
    pages, reference, relation, statement, supplement, title, trial, type_, words,
};
use self::people::person;
use self::values::{date, doi, language, multilingual, one_of, some, texts, url};
use crate::articles::{Named, completed};
use crate::hostile::{faults, renderer};
use crate::item;

/// Any article. No `..Article::default()` here: a new field shall not be forgotten.
pub fn any_article() -> BoxedStrategy<Article> {
    let access = select(&[Access::Open, Access::Embargoed, Access::Restricted, Access::MetadataOnly][..]);
    let versions = [
        Version::Draft,
        Version::Submitted,
        Version::Accepted,
        Version::Proof,
        Version::Published,
        Version::Corrected,
        Version::Updated,
    ];
    let made =
        (vec(title(), 0..3), vec(person(), 0..3), vec(person(), 0..3), abstracts(), words(), texts()).boxed();
    let issue_date = one_of(&["spring 2024", "2023/2024", "winter 0868"]);
    let issue = (of(doi()), of(url()), of(issue_date), of(any::<u32>()));
    let placed = (of(journal()), some(), some(), texts(), issue, texts(), of(pages()), some()).boxed();
    let more = (of(date()), of(date()), of(date()), of(date()), of(date()));
    let dated =
        (of(date()), of(date()), of(date()), more, vec(language(), 0..3), vec(classification(), 0..3))
            .boxed();
    let found =
        (of(doi()), vec(other_identifier(), 0..4), of(url()), vec(file(), 0..3), vec(type_(), 0..3)).boxed();
    let beside = (vec(supplement(), 0..3), of(conference()), of(coverage()), multilingual()).boxed();
    let free =
        (of(select(versions.to_vec())), of(license()), texts(), texts(), of(date()), of(access), of(date()))
            .boxed();
    let stated = (vec(statement(), 0..3), vec(trial(), 0..3));
    let linked = (vec(funding(), 0..3), stated, vec(reference(), 0..3), vec(relation(), 0..4)).boxed();
    (made, placed, dated, found, beside, free, linked)
        .prop_map(|(made, placed, dated, found, beside, free, linked)| {
            let (supplements, conference, coverage, audience) = beside;
            let (titles, authors, contributors, abstracts, keywords, notes) = made;
            let (journal, volume, issue, issue_titles, more_of_issue, sections, pages, article_number) =
                placed;
            let (issue_doi, issue_url, issue_date, page_count) = more_of_issue;
            let (received, accepted, published, more, language, classifications) = dated;
            let (published_print, published_online, revised, updated, retracted) = more;
            let (doi, other_identifiers, url, files, types) = found;
            let (version, license, copyright, copyright_holder, copyright_year, access, embargo_end) = free;
            let (funding, (statements, trials), references, relations) = linked;
            Article {
                titles,
                authors,
                contributors,
                abstracts,
                keywords,
                notes,
                classifications,
                journal,
                volume,
                issue,
                issue_titles,
                issue_doi,
                issue_url,
                issue_date,
                page_count,
                sections,
                pages,
                article_number,
                received,
                accepted,
                published,
                published_print,
                published_online,
                revised,
                updated,
                retracted,
                language,
                doi,
                other_identifiers,
                url,
                files,
                supplements,
                conference,
                coverage,
                audience,
                types,
                version,
                license,
                copyright,
                copyright_holder,
                copyright_year,
                access,
                embargo_end,
                funding,
                statements,
                trials,
                references,
                relations,
            }
        })
        .boxed()
}

proptest! {
    #[test]
    fn every_format_refuses_with_reasons_or_writes_whole_documents(article in any_article()) {
        let (renderer, as_it_is) = (renderer(), item(Content::Article(Box::new(article))));
        for item in [&as_it_is, &completed(&as_it_is)] {
            for (prefix, written) in renderer.explain(item) {
                match written {
                    Ok(document) => {
                        // an article of which nothing is seen has an oai_dc record all the same (§5)
                        let faults: Vec<_> =
                            faults(&document).into_iter().filter(|fault| fault != "oai_dc:dc is empty").collect();
                        prop_assert_eq!(faults, [""; 0], "{}: {}", prefix, document);
                    }
                    Err(reasons) => {
                        prop_assert!(!reasons.is_empty(), "{}", prefix);
                        prop_assert!(reasons.iter().all(|reason| !reason.en.trim().is_empty() && !reason.zh.trim().is_empty()), "{}", prefix);
                    }
                }
            }
        }
    }
}

/// As many as the schemas are asked about.
const CHECKED: usize = 300;

/// Some of them, always the same; each also with what the most demanding format demands.
pub fn sample() -> Vec<Named> {
    let (strategy, mut runner) = (any_article(), TestRunner::deterministic());
    let items = (0..CHECKED).flat_map(|number| {
        let article = strategy.new_tree(&mut runner).unwrap().current();
        let item = item(Content::Article(Box::new(article)));
        let completed = Named { name: format!("{number}_completed"), item: completed(&item) };
        [completed, Named { name: number.to_string(), item }]
    });
    items.collect()
}
