//! Sets that rules make (§2.6), as a harvester sees them.

use windrow::model::{Identity, Item};

use crate::schemas;
use crate::support::endpoint::Endpoint;
use crate::support::fixture::{Workshop, id};
use crate::support::items::bare_identity;
use crate::support::xml::Element;

const RULES: &str = r#"[
    {"spec": "journal", "by": ["year", "issue"], "name": [
        {"lang": "zh", "text": "学报"}, {"lang": "en", "text": "The Journal"},
        {"lang": "zh", "text": "{year}年第{issue}期"}, {"lang": "en", "text": "{year}, No. {issue}"}]},
    {"spec": "section", "by": ["section"], "name": [{"lang": "en", "text": "Sections"}]},
    {"spec": "driver"}
]"#;

fn item(local: &str, article: &str) -> Item {
    let identifier = id(local);
    serde_json::from_str(&format!(
        r#"{{"identifier":"{identifier}","article":{{"title":[{{"lang":"en","text":"T"}}],{article}}}}}"#
    ))
    .unwrap()
}

fn workshop() -> Workshop {
    let identity = Identity { rules: serde_json::from_str(RULES).unwrap(), ..bare_identity() };
    let workshop = Workshop::of(&identity);
    workshop.put(&[
        item("a", r#""published":"2022-05","issue":"5","section":[{"lang":"zh","text":"国际政治"}]"#),
        item("b", r#""published":"2022","issue":"6","access":"open","file":["https://a.org/b.pdf"]"#),
        item("c", r#""section":[{"lang":"en","text":"Book reviews"}]"#),
    ]);
    workshop.upgrade(); // a workshop renders without rules
    workshop
}

/// What ListSets tells of a set.
fn told(endpoint: &Endpoint, spec: &str) -> Element {
    let parts = endpoint.parts("verb=ListSets");
    let mut sets = parts.iter().flat_map(|part| part.verb().all("set"));
    sets.find(|set| set.text_of("setSpec") == spec).unwrap_or_else(|| panic!("{spec} is not listed")).clone()
}

fn members(endpoint: &Endpoint, set: &str) -> Vec<String> {
    endpoint.identifiers(&format!("verb=ListIdentifiers&metadataPrefix=oai_dc&set={set}"))
}

#[test]
fn list_sets_has_every_set_that_a_rule_makes_with_names_in_each_language() {
    let workshop = workshop();
    let endpoint = workshop.endpoint();
    let sets = [
        ("driver", "Open Access DRIVERset"),
        ("journal", "学报 · The Journal"),
        ("journal:2022", "2022年 · 2022"),
        ("journal:2022:5", "2022年第5期 · 2022, No. 5"),
        ("journal:2022:6", "2022年第6期 · 2022, No. 6"),
        ("section", "Sections"),
        ("section:(56fd.9645.653f.6cbb)", "国际政治"),
        ("section:Book_reviews", "Book reviews"),
    ];
    assert_eq!(endpoint.sets(), sets.map(|(spec, _)| spec));
    for (spec, name) in sets {
        assert_eq!(told(endpoint, spec).text_of("setName"), name);
    }
    let described = told(endpoint, "journal:2022:5");
    let titles: Vec<_> =
        described.descendants().into_iter().filter(|element| element.local == "title").cloned().collect();
    let titles: Vec<_> =
        titles.iter().map(|title| (title.attribute("xml:lang"), title.text.as_str())).collect();
    assert_eq!(titles, [(Some("zh"), "2022年第5期"), (Some("en"), "2022, No. 5")]);
    assert_eq!(told(endpoint, "driver").names(), ["setSpec", "setName"]);
    schemas::validate_seen();
}

#[test]
fn a_set_that_a_rule_made_is_harvested_like_any_other() {
    let workshop = workshop();
    let endpoint = workshop.endpoint();
    assert_eq!(members(endpoint, "journal:2022:5"), [id("a")]);
    assert_eq!(members(endpoint, "journal:2022"), [id("a"), id("b")]);
    assert_eq!(members(endpoint, "journal"), [id("a"), id("b"), id("c")]);
    assert_eq!(members(endpoint, "section:(56fd.9645.653f.6cbb)"), [id("a")]);
    assert_eq!(members(endpoint, "driver"), [id("b")]);
    assert_eq!(
        endpoint.record(&id("a"), "oai_dc").headers()[0].sets,
        ["journal:2022:5", "section:(56fd.9645.653f.6cbb)"]
    );
}

#[test]
fn a_set_that_no_record_makes_is_empty() {
    let workshop = workshop();
    for set in ["journal:1999", "journal:2022:7", "section:(8bba.6587)", "openaire"] {
        workshop
            .endpoint()
            .refuses(&format!("verb=ListRecords&metadataPrefix=oai_dc&set={set}"), "noRecordsMatch");
    }
}

#[test]
fn a_deleted_record_stays_in_the_sets_that_it_was_in() {
    let workshop = workshop();
    workshop.delete(&["a"]);
    let headers =
        workshop.endpoint().headers("verb=ListIdentifiers&metadataPrefix=oai_dc&set=journal:2022:5");
    assert_eq!(headers.len(), 1);
    assert!(headers[0].deleted && headers[0].identifier == id("a"));
}
