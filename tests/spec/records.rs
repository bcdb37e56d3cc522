//! Items, identifiers, records and headers (§2.4, §2.5).

use std::collections::{BTreeMap, BTreeSet};

use windrow::model::Identifier;

use crate::support::answer::{Answer, Header};
use crate::support::endpoint::Endpoint;
use crate::support::fixture::{Fixture, Workshop, id};
use crate::support::items::article;
use crate::support::xml::Element;

/// The record elements of a whole list, by identifier.
fn records(endpoint: &Endpoint, prefix: &str) -> BTreeMap<String, Element> {
    let parts = endpoint.parts_if_any(&format!("verb=ListRecords&metadataPrefix={prefix}"));
    let all = parts.iter().flat_map(|part| part.verb().all("record"));
    all.map(|record| (header(record).text_of("identifier").to_owned(), record.clone())).collect()
}

fn header(record: &Element) -> &Element {
    record.child("header").expect("a header")
}

requirement! {
    R105 MUST "§2.4" "An identifier stands for one item."
    fn no_identifier_is_listed_twice(endpoint: &Endpoint) {
        for prefix in endpoint.prefixes() {
            let all = endpoint.all(&prefix);
            let different: BTreeSet<_> = all.iter().map(|header| &header.identifier).collect();
            assert_eq!(different.len(), all.len(), "{prefix}");
        }
    }
}

requirement! {
    R106 MUST "§2.4" "An identifier is an absolute URI."
    fn identifiers_are_uris(endpoint: &Endpoint) {
        for header in endpoint.all("oai_dc") {
            assert!(header.identifier.parse::<Identifier>().is_ok(), "{}", header.identifier);
        }
    }
}

requirement! {
    R107 MUST "§2.4" "An identifier keeps to the rules of its scheme."
    fn identifiers_keep_to_their_scheme(endpoint: &Endpoint) {
        for Header { identifier, .. } in endpoint.all("oai_dc") {
            if let Some(rest) = identifier.strip_prefix("oai:") {
                let (domain, local) = rest.split_once(':').unwrap_or_else(|| panic!("{identifier}"));
                assert!(domain.contains('.') && !local.is_empty(), "{identifier}");
            }
        }
    }
}

requirement! {
    R108 MUST "§2.4" "All formats of an item share its identifier."
    fn formats_share_the_identifier(endpoint: &Endpoint) {
        let identifier = endpoint.some_identifier();
        let formats = endpoint.get(&format!("verb=ListMetadataFormats&identifier={identifier}"));
        for format in formats.verb().all("metadataFormat") {
            let found = endpoint.record(&identifier, format.text_of("metadataPrefix"));
            assert_eq!(found.headers()[0].identifier, identifier);
        }
    }
}

requirement! {
    R109 MUST "§2.4" "Identifiers are compared letter by letter."
    fn identifiers_are_compared_exactly(fixture: &Fixture) {
        let identifier = id("plain");
        let changed = [
            identifier.to_uppercase(), identifier.replace("plain", "Plain"), format!("{identifier} "),
            format!(" {identifier}"), identifier.replace("spec", "SPEC"), identifier.replace("plain", "%70lain"),
            format!("{identifier}/"), identifier[..identifier.len() - 1].to_owned(),
        ];
        for changed in changed {
            assert_eq!(fixture.endpoint.record(&changed, "oai_dc").errors(), ["idDoesNotExist"], "{changed}");
        }
    }
}

requirement! {
    R110 SHOULD "§2.4" "Identifiers stay."
    fn identifiers_stay(workshop: &Workshop) {
        workshop.put(&[article("x", &[]), article("y", &[])]);
        let before = workshop.endpoint().identifiers("verb=ListIdentifiers&metadataPrefix=oai_dc");
        let served = workshop.another(5);
        assert_eq!(served.endpoint.identifiers("verb=ListIdentifiers&metadataPrefix=oai_dc"), before);
    }
}

requirement! {
    R111 MUST "§2.5" "Identifier, format and datestamp together are one record."
    fn the_same_record_has_the_same_content(endpoint: &Endpoint) {
        let identifier = endpoint.some_identifier();
        for prefix in endpoint.prefixes() {
            let ask = || endpoint.record(&identifier, &prefix).timeless();
            assert_eq!(ask(), ask());
        }
    }
}

requirement! {
    R112 MUST "§2.5" "A header is identifier, datestamp and setSpecs; its status is deleted or not given."
    fn headers_are_in_order(endpoint: &Endpoint) {
        for prefix in endpoint.prefixes() {
            for (identifier, record) in records(endpoint, &prefix) {
                let header = header(&record);
                let names = header.names();
                assert_eq!(names[..2], ["identifier", "datestamp"], "{identifier}");
                assert!(names[2..].iter().all(|name| *name == "setSpec"), "{identifier}");
                assert!(header.attributes.iter().all(|(name, value)| name == "status" && value == "deleted"));
            }
        }
    }
}

requirement! {
    R113 MUST "§2.5" "A record that is not deleted has one metadata element."
    fn live_records_have_metadata(endpoint: &Endpoint) {
        for prefix in endpoint.prefixes() {
            for (identifier, record) in records(endpoint, &prefix) {
                let live = header(&record).attribute("status").is_none();
                assert_eq!(record.all("metadata").count(), usize::from(live), "{identifier} in {prefix}");
            }
        }
    }
}

requirement! {
    R114 MUST "§3.4" "metadata has one child, of a namespace of its own."
    fn metadata_has_one_child(endpoint: &Endpoint) {
        for prefix in endpoint.prefixes() {
            for (identifier, record) in records(endpoint, &prefix) {
                if let Some(metadata) = record.child("metadata") {
                    let [root] = metadata.children.as_slice() else { panic!("{identifier}: {:?}", metadata.names()) };
                    assert!(!root.namespace.is_empty() && root.namespace != record.namespace, "{identifier}");
                }
            }
        }
    }
}

requirement! {
    R115 MUST "§3.4" "The content declares the namespace, and names the schema, that ListMetadataFormats tells."
    fn the_content_names_its_schema(endpoint: &Endpoint) {
        for format in endpoint.get("verb=ListMetadataFormats").verb().all("metadataFormat") {
            let (namespace, schema) = (format.text_of("metadataNamespace"), format.text_of("schema"));
            for (identifier, record) in records(endpoint, format.text_of("metadataPrefix")) {
                if let Some(root) = record.child("metadata").map(|metadata| &metadata.children[0]) {
                    assert_eq!(root.namespace, namespace, "{identifier}");
                    let location = root.attribute("xsi:schemaLocation").unwrap_or_default();
                    let words: Vec<_> = location.split_whitespace().collect();
                    assert!(words.chunks(2).any(|pair| pair == [namespace, schema]), "{identifier}: {location}");
                }
            }
        }
    }
}

requirement! {
    R116 MUST "§2.5" "about has one child, of a namespace of its own, with its schema."
    fn about_has_one_child(endpoint: &Endpoint) {
        for (identifier, record) in records(endpoint, "oai_dc") {
            for about in record.all("about") {
                let [content] = about.children.as_slice() else { panic!("{identifier}: {:?}", about.names()) };
                assert!(!content.namespace.is_empty() && content.namespace != record.namespace, "{identifier}");
                assert!(content.attribute("xsi:schemaLocation").is_some(), "{identifier}");
            }
        }
    }
}

requirement! {
    R117 MUST "§4.3" "ListIdentifiers gives the headers of ListRecords."
    fn both_lists_have_the_same_headers(endpoint: &Endpoint) {
        for prefix in endpoint.prefixes() {
            let headers = endpoint.headers(&format!("verb=ListRecords&metadataPrefix={prefix}"));
            assert_eq!(endpoint.all(&prefix), headers, "{prefix}");
        }
    }
}

requirement! {
    R118 MUST "§4.1" "GetRecord gives the record that ListRecords gives."
    fn get_record_gives_the_record_of_the_list(endpoint: &Endpoint) {
        for prefix in endpoint.prefixes() {
            for (identifier, record) in records(endpoint, &prefix).into_iter().take(100) {
                assert_eq!(endpoint.record(&identifier, &prefix).verb().children, [record], "{identifier}");
            }
        }
    }
}

requirement! {
    R119 MUST "§4.1" "GetRecord gives one record: the one asked for."
    fn get_record_gives_one_record(endpoint: &Endpoint) {
        let identifier = endpoint.some_identifier();
        let answer = endpoint.record(&identifier, "oai_dc");
        assert_eq!(answer.verb().names(), ["record"]);
        assert_eq!(answer.headers()[0].identifier, identifier);
    }
}

requirement! {
    R120 MUST "§4.3" "A list has the items that are, or were, available in its format, and no others."
    fn lists_have_the_items_of_their_format(fixture: &Fixture) {
        let listed: BTreeSet<_> = fixture.endpoint.all("oai_qdc").into_iter().map(|header| header.identifier).collect();
        assert!(!listed.contains(&id("dc-only")) && !listed.contains(&id("gone-dc")));
        assert!(listed.contains(&id("narrowed")) && listed.contains(&id("plain")));
        for header in fixture.endpoint.all("oai_dc") {
            let answer = fixture.endpoint.record(&header.identifier, "oai_qdc");
            assert_eq!(answer.errors().is_empty(), listed.contains(&header.identifier), "{}", header.identifier);
        }
    }
}

requirement! {
    R121 MUST "§4.3, §4.5" "No record comes twice in a list."
    fn no_record_comes_twice(endpoint: &Endpoint) {
        for verb in ["ListRecords", "ListIdentifiers"] {
            for prefix in endpoint.prefixes() {
                let all = endpoint.identifiers(&format!("verb={verb}&metadataPrefix={prefix}"));
                assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len(), "{verb} {prefix}");
            }
        }
    }
}

requirement! {
    R122 MUST "§4.1, §4.5" "What is listed can be fetched."
    fn what_is_listed_can_be_fetched(endpoint: &Endpoint) {
        for prefix in endpoint.prefixes() {
            for header in endpoint.all(&prefix).into_iter().take(200) {
                let answer: Answer = endpoint.record(&header.identifier, &prefix);
                assert_eq!(answer.headers(), [header]);
            }
        }
    }
}
