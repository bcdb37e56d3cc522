//! What is written is valid against the official schemas: every article there is, any article, and pages of records.

use std::collections::BTreeMap;

use windrow::formats::{FORMATS, article_types};
use windrow::model::{Access, Article, Content, Item};

use crate::articles::Named;
use crate::hostile::{all, renderer};
use crate::library::bilingual;
use crate::publishing::{MINIMAL, NASTY, RICH, article};
use crate::repository::rich;
use crate::{any_article, full_example, item, outside, write};

/// What the schemas of all formats find wrong with what is made of the items.
fn faults(items: Vec<Named>) -> Vec<String> {
    let renderer = renderer();
    let mut documents = BTreeMap::<String, Vec<(String, String)>>::new();
    for Named { name, item } in items {
        let is_xml = |(export, _): &(String, _)| export == "doaj";
        let exports = renderer.exports(&item).into_iter().filter(is_xml);
        for (prefix, written) in renderer.explain(&item).into_iter().chain(exports) {
            let written = written.ok().map(|document| (name.clone(), document));
            documents.entry(prefix).or_default().extend(written);
        }
    }
    let is_empty = |(prefix, documents): (&String, &Vec<_>)| documents.is_empty().then(|| prefix.clone());
    assert_eq!(documents.iter().find_map(is_empty), None, "no article is in this format");
    documents.iter().flat_map(|(prefix, documents)| outside::faults(prefix, documents)).collect()
}

fn assert_valid(items: Vec<Named>) {
    let wrong = faults(items);
    assert!(wrong.is_empty(), "{} faults:\n{}", wrong.len(), wrong.join("\n"));
}

/// Those that have snapshots of their own.
fn shown() -> Vec<Named> {
    let whole = |article| Item {
        sets: vec!["openaire".parse().unwrap()],
        ..item(Content::Article(Box::new(article)))
    };
    let mut embargoed = rich();
    embargoed.access = Some(Access::Embargoed);
    embargoed.embargo_end = "2030-01-31".parse().ok();
    let items = [full_example(), bilingual(), whole(rich()), whole(embargoed), article(RICH), article(NASTY)];
    let named = items.into_iter().enumerate();
    named.map(|(number, item)| Named { name: format!("shown_{number}"), item }).collect()
}

#[test]
fn every_document_is_valid_against_its_schema() {
    if outside::is_asked_for() {
        assert_valid(all().into_iter().chain(shown()).collect());
    }
}

#[test]
fn any_article_is_valid_against_the_schemas() {
    if outside::is_asked_for() {
        assert_valid(any_article::sample());
    }
}

#[test]
fn every_type_of_article_is_valid_against_the_schemas() {
    if outside::is_asked_for() {
        assert_valid(article_types().map(of_type).collect());
    }
}

fn of_type(label: &str) -> Named {
    let article = Article { types: vec![label.to_owned()], ..rich() };
    Named { name: label.replace(' ', "_"), item: item(Content::Article(Box::new(article))) }
}

/// An answer of ListRecords with these records: ids must differ among them.
fn answer(prefix: &str, records: &[String]) -> String {
    let records: String = records
        .iter()
        .enumerate()
        .map(|(at, metadata)| {
            format!(
                "<record><header><identifier>oai:a.org:{at}</identifier><datestamp>2022-01-01T00:00:00Z</datestamp>\
                 </header><metadata>{metadata}</metadata></record>"
            )
        })
        .collect();
    format!(
        "<OAI-PMH xmlns=\"http://www.openarchives.org/OAI/2.0/\"><responseDate>2022-01-01T00:00:00Z</responseDate>\
         <request verb=\"ListRecords\" metadataPrefix=\"{prefix}\">https://a.org/oai</request>\
         <ListRecords>{records}</ListRecords></OAI-PMH>"
    )
}

#[test]
fn records_stand_side_by_side_in_a_valid_answer() {
    let renderer = renderer();
    let mut records = BTreeMap::<String, Vec<String>>::new();
    for (at, json) in [RICH, MINIMAL, NASTY].into_iter().enumerate() {
        let identifier = format!("oai:articles.test:{at}").parse().unwrap();
        for (prefix, written) in renderer.explain(&Item { identifier, ..article(json) }) {
            records.entry(prefix).or_default().extend(written);
        }
    }
    assert_eq!(records.len(), FORMATS.len());
    for (prefix, records) in records {
        let answers = [("answer".to_owned(), answer(&prefix, &records))];
        assert_eq!(outside::faults(&prefix, &answers), [""; 0]);
    }
}

/// A check that finds nothing would be of no use.
#[test]
fn what_is_not_valid_is_found() {
    if outside::is_asked_for() {
        let document = write("oai_dc", &full_example()).unwrap();
        let wrong = document.replace("dc:creator", "dc:author");
        let found = outside::faults("oai_dc", &[("good".to_owned(), document), ("wrong".to_owned(), wrong)]);
        assert!(found.iter().any(|line| line.contains("wrong.xml") && line.contains("author")), "{found:?}");
        assert!(found.last().unwrap().ends_with("1 of 2 validate"), "{found:?}");
    }
}
