//! Formats of the repository's own (§3.4), as a harvester sees them: XML that items bring along, and what a template makes.

use windrow::model::{Datestamp, Identity, Item};
use windrow::render::Renderer;
use windrow::store::{Base, Change};

use crate::support::endpoint::Endpoint;
use crate::support::fixture::{PAGE, Workshop, id};
use crate::support::items::{article, bare_identity, dublin_core};

const FORMATS: &str = r#"[
    {"prefix": "etdms", "schema": "https://spec.example.net/etdms.xsd", "namespace": "urn:etdms"},
    {"prefix": "toc", "schema": "https://spec.example.net/toc.xsd", "namespace": "urn:toc",
     "template": "<toc xmlns='urn:toc'>{{ title[0].text }}{{ doi | required('no DOI') if 'without' in title[0].text }}</toc>"}
]"#;

const THESIS: &str = "<e:thesis  xmlns:e='urn:etdms'>A &amp; B<!-- as it is --></e:thesis>";

fn bringing(item: Item) -> Item {
    let native = [("etdms".parse().unwrap(), THESIS.to_owned())];
    Item { native: native.into(), ..item }
}

fn identity() -> Identity {
    Identity { own_formats: serde_json::from_str(FORMATS).unwrap(), ..bare_identity() }
}

/// Publishes the items as a repository with these formats renders them.
fn put(workshop: &Workshop, items: &[Item]) {
    let renderer = Renderer::new(Some(&identity()), Datestamp::from_unix(0));
    let put =
        |item: &Item| Change::Put(renderer.put(item, Base::Absent, String::new(), String::new()).unwrap());
    workshop.apply(items.iter().map(put).collect());
}

fn workshop() -> Workshop {
    let workshop = Workshop::of(&identity());
    let items =
        [bringing(article("a", &["a"])), article("b without", &["b"]), bringing(dublin_core("c", &["b"]))];
    put(&workshop, &items);
    workshop
}

fn prefixes_of(endpoint: &Endpoint, identifier: &str) -> Vec<String> {
    let answer = endpoint.get(&format!("verb=ListMetadataFormats&identifier={identifier}"));
    let formats =
        answer.verb().all("metadataFormat").map(|format| format.text_of("metadataPrefix").to_owned());
    formats.filter(|prefix| ["etdms", "toc"].contains(&prefix.as_str())).collect()
}

fn listed(endpoint: &Endpoint, rest: &str) -> Vec<String> {
    let headers = endpoint.headers(&format!("verb=ListIdentifiers&metadataPrefix=etdms{rest}"));
    headers
        .into_iter()
        .map(|header| format!("{}{}", header.identifier, if header.deleted { "†" } else { "" }))
        .collect()
}

#[test]
fn they_are_told_with_schema_and_namespace_and_with_those_items_that_have_them() {
    let workshop = workshop();
    let endpoint = workshop.endpoint();
    let formats = endpoint.get("verb=ListMetadataFormats");
    let told = |prefix: &str| {
        let format =
            formats.verb().all("metadataFormat").find(|format| format.text_of("metadataPrefix") == prefix);
        let format = format.unwrap_or_else(|| panic!("{prefix} is not told"));
        (format.text_of("schema").to_owned(), format.text_of("metadataNamespace").to_owned())
    };
    assert_eq!(told("etdms"), ("https://spec.example.net/etdms.xsd".to_owned(), "urn:etdms".to_owned()));
    assert_eq!(told("toc"), ("https://spec.example.net/toc.xsd".to_owned(), "urn:toc".to_owned()));
    assert_eq!(prefixes_of(endpoint, &id("a")), ["etdms", "toc"]);
    assert_eq!(prefixes_of(endpoint, &id("b%20without")), [""; 0]);
    assert_eq!(prefixes_of(endpoint, &id("c")), ["etdms"]);
}

#[test]
fn a_record_is_served_to_the_byte_and_an_item_without_one_cannot_be_disseminated() {
    let workshop = workshop();
    let endpoint = workshop.endpoint();
    let answer = endpoint.record(&id("a"), "etdms");
    assert!(
        answer.reply.text().contains(&format!("<metadata>{THESIS}</metadata>")),
        "{}",
        answer.reply.text()
    );
    let root = &answer.verb().child("record").unwrap().child("metadata").unwrap().children[0];
    assert_eq!((root.namespace.as_str(), root.local.as_str()), ("urn:etdms", "thesis"));
    let answer = endpoint.record(&id("a"), "toc");
    let root = &answer.verb().child("record").unwrap().child("metadata").unwrap().children[0];
    assert_eq!((root.namespace.as_str(), root.text.as_str()), ("urn:toc", "The article a"));
    for (local, prefix) in [("b without", "etdms"), ("b without", "toc"), ("c", "toc")] {
        assert_eq!(
            endpoint.record(&id(local), prefix).errors(),
            ["cannotDisseminateFormat"],
            "{local} as {prefix}"
        );
    }
}

#[test]
fn lists_have_the_items_that_have_it_by_set_and_by_date_and_its_tombstones() {
    let workshop = workshop();
    let endpoint = workshop.endpoint();
    assert_eq!(listed(endpoint, ""), [id("a"), id("c")]);
    assert_eq!(listed(endpoint, "&set=b"), [id("c")]);
    assert_eq!(listed(endpoint, "&until=2000-01-01"), [""; 0]);
    let before = endpoint.get("verb=Identify").response_date().to_owned();
    workshop.clock.advance(100);
    put(&workshop, &[article("a", &["a"])]);
    assert_eq!(
        listed(endpoint, &format!("&from={before}")),
        [format!("{}†", id("a"))],
        "it has none any more"
    );
    assert_eq!(listed(endpoint, ""), [id("c"), format!("{}†", id("a"))]);
    assert_eq!(prefixes_of(endpoint, &id("a")), ["toc"]);
}

#[test]
fn a_long_list_goes_on_over_its_tokens() {
    let workshop = workshop();
    let items: Vec<Item> =
        (0..2 * PAGE + 1).map(|number| bringing(article(&format!("n{number}"), &["n"]))).collect();
    put(&workshop, &items);
    assert_eq!(workshop.endpoint().parts("verb=ListRecords&metadataPrefix=etdms&set=n").len(), 3);
}
