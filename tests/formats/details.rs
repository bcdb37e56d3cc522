//! The finer fields of the model, each with its right value in every format that has a place for it, and in no other.

#[path = "details/files.rs"]
mod files;
#[path = "details/history.rs"]
mod history;
#[path = "details/issue.rs"]
mod issue;
#[path = "details/people.rs"]
mod people;
#[path = "details/targets.rs"]
mod targets;

use windrow::formats::{EXPORTS, FORMATS, Source, export_by_name};
use windrow::model::{Article, Content, Item};

use crate::articles;
use crate::repository::written;

fn article(name: &str) -> Article {
    let Content::Article(article) = articles::article(name).content else { panic!("no article") };
    *article
}

/// The article in a format or an export.
fn document(name: &str, article: &Article) -> String {
    match export_by_name(name) {
        Some(export) => {
            let content = Content::Article(Box::new(article.clone()));
            let item = Item::new("oai:a.org:1".parse().unwrap(), content);
            export.write(&Source::of(&item)).unwrap()
        }
        None => written(name, article, &["openaire"]).unwrap_or_else(|reasons| panic!("{name}: {reasons:?}")),
    }
}

/// Each text is in the document of the format before it.
fn holds(article: &Article, expected: &[(&str, &[&str])]) {
    for (name, texts) in expected {
        let document = document(name, article);
        for text in *texts {
            assert!(document.contains(text), "{name} lacks {text}: {document}");
        }
    }
}

/// The text is in no format but these.
fn only_in(article: &Article, text: &str, formats: &[&str]) {
    let names = FORMATS.iter().map(|format| format.metadata_prefix());
    let names: Vec<String> =
        names.chain(EXPORTS.iter().map(|export| export.name())).map(str::to_owned).collect();
    for name in names {
        assert_eq!(
            document(&name, article).contains(text),
            formats.contains(&name.as_str()),
            "{text} in {name}"
        );
    }
}

// The articles of `articles/` that have these fields.
const PEOPLE: &str = "people_and_keywords_in_detail";
const HISTORY: &str = "dates_statements_and_relations_in_detail";
const ISSUE: &str = "issue_files_and_coverage_in_detail";
