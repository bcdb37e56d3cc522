//! Metadata formats (§3.4, §4.4, §5).

use std::collections::BTreeSet;

use windrow::model::{DC_ELEMENTS, MetadataPrefix};

use crate::support::endpoint::Endpoint;
use crate::support::fixture::{Fixture, Workshop, id};
use crate::support::items::dublin_core;
use crate::support::xml::Element;

fn formats(endpoint: &Endpoint) -> Vec<Element> {
    endpoint.get("verb=ListMetadataFormats").verb().all("metadataFormat").cloned().collect()
}

requirement! {
    R156 MUST "§3.4, §5" "Every item is available as oai_dc."
    fn every_item_is_available_as_oai_dc(endpoint: &Endpoint) {
        let plain: BTreeSet<_> = endpoint.all("oai_dc").into_iter().map(|header| header.identifier).collect();
        for prefix in endpoint.prefixes() {
            for header in endpoint.all(&prefix).iter().filter(|header| !header.deleted) {
                assert!(plain.contains(&header.identifier), "{} is only {prefix}", header.identifier);
            }
        }
    }
}

requirement! {
    R157 MUST "§5" "oai_dc has its schema and its namespace."
    fn oai_dc_has_its_schema(endpoint: &Endpoint) {
        let formats = formats(endpoint);
        let oai_dc = formats.iter().find(|format| format.text_of("metadataPrefix") == "oai_dc").expect("oai_dc");
        assert_eq!(oai_dc.text_of("schema"), "http://www.openarchives.org/OAI/2.0/oai_dc.xsd");
        assert_eq!(oai_dc.text_of("metadataNamespace"), "http://www.openarchives.org/OAI/2.0/oai_dc/");
    }
}

requirement! {
    R158 MUST "§5" "oai_dc is oai_dc:dc with the fifteen elements, and no others."
    fn oai_dc_has_the_fifteen_elements(endpoint: &Endpoint) {
        for part in endpoint.parts("verb=ListRecords&metadataPrefix=oai_dc") {
            for metadata in part.verb().all("record").filter_map(|record| record.child("metadata")) {
                let root = &metadata.children[0];
                assert_eq!((root.local.as_str(), root.text.trim()), ("dc", ""));
                for element in &root.children {
                    assert_eq!(element.namespace, "http://purl.org/dc/elements/1.1/");
                    assert!(DC_ELEMENTS.contains(&element.local.as_str()), "{}", element.local);
                    assert!(element.children.is_empty() && element.attributes.iter().all(|(name, _)| name == "xml:lang"));
                }
            }
        }
    }
}

requirement! {
    R159 MUST "§3.4" "A metadataPrefix is made of unreserved characters."
    fn prefixes_keep_to_the_grammar(endpoint: &Endpoint) {
        for prefix in endpoint.prefixes() {
            assert!(prefix.parse::<MetadataPrefix>().is_ok(), "{prefix}");
        }
    }
}

requirement! {
    R160 MUST "§4.4" "A format is told by prefix, schema and namespace."
    fn formats_are_told_in_full(endpoint: &Endpoint) {
        for format in formats(endpoint) {
            assert_eq!(format.names(), ["metadataPrefix", "schema", "metadataNamespace"]);
            assert!(format.children.iter().all(|child| !child.text.trim().is_empty()));
            assert!(format.text_of("schema").starts_with("http"), "{}", format.text_of("schema"));
        }
    }
}

requirement! {
    R161 MUST "§4.4" "A prefix is listed once."
    fn prefixes_are_unique(endpoint: &Endpoint) {
        let prefixes = endpoint.prefixes();
        assert_eq!(prefixes.iter().collect::<BTreeSet<_>>().len(), prefixes.len(), "{prefixes:?}");
    }
}

requirement! {
    R162 MUST "§4.4" "Every format that is listed works, and no other does."
    fn listed_formats_work(endpoint: &Endpoint) {
        for prefix in endpoint.prefixes() {
            let errors = endpoint.errors(&format!("verb=ListRecords&metadataPrefix={prefix}"));
            assert!(errors.iter().all(|code| code == "noRecordsMatch"), "{prefix}: {errors:?}");
        }
        for prefix in ["oai_DC", "dc", "oai_marc", "marc21", "junk"] {
            if !endpoint.prefixes().iter().any(|known| known == prefix) {
                endpoint.refuses(&format!("verb=ListRecords&metadataPrefix={prefix}"), "cannotDisseminateFormat");
            }
        }
    }
}

requirement! {
    R163 MUST "§4.4" "With an identifier, the formats of that item are listed."
    fn the_formats_of_an_item_are_listed(fixture: &Fixture) {
        let formats = |local: &str| {
            let answer = fixture.endpoint.get(&format!("verb=ListMetadataFormats&identifier={}", id(local)));
            let formats = answer.verb().all("metadataFormat");
            formats.map(|format| format.text_of("metadataPrefix").to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(formats("narrowed"), ["oai_dc"], "not the format in which a live item is deleted");
        for local in ["plain", "dc-only", "gone", "gone-dc", "nasty"] {
            let listed = formats(local);
            for prefix in fixture.endpoint.prefixes() {
                let answer = fixture.endpoint.record(&id(local), &prefix);
                let expected: &[&str] = if listed.contains(&prefix) { &[] } else { &["cannotDisseminateFormat"] };
                assert_eq!(answer.errors(), expected, "{local} as {prefix}");
            }
        }
    }
}

requirement! {
    R164 MUST "§4.4" "The formats of an item that is not there are idDoesNotExist."
    fn an_unknown_item_has_no_formats(endpoint: &Endpoint) {
        for identifier in ["urn:x:no-such-item", "junk", "a%20b"] {
            endpoint.refuses(&format!("verb=ListMetadataFormats&identifier={identifier}"), "idDoesNotExist");
        }
    }
}

requirement! {
    R166 MUST "§4.4" "ListMetadataFormats takes an identifier and nothing else."
    fn list_metadata_formats_takes_only_an_identifier(endpoint: &Endpoint) {
        for argument in ["resumptionToken=x", "metadataPrefix=oai_dc", "set=a", "from=2020-01-01", "foo=1"] {
            endpoint.refuses(&format!("verb=ListMetadataFormats&{argument}"), "badArgument");
        }
    }
}

requirement! {
    R167 MUST "§3.6" "A format that is not there is cannotDisseminateFormat."
    fn an_unknown_format_cannot_be_disseminated(endpoint: &Endpoint) {
        for query in ["verb=ListRecords", "verb=ListIdentifiers", &format!("verb=GetRecord&identifier={}", endpoint.some_identifier())] {
            endpoint.refuses(&format!("{query}&metadataPrefix=no_such_format"), "cannotDisseminateFormat");
        }
    }
}

requirement! {
    R168 MUST "§3.6" "A format that the item is not available in is cannotDisseminateFormat."
    fn a_format_that_an_item_has_not_cannot_be_disseminated(fixture: &Fixture) {
        assert_eq!(fixture.endpoint.record(&id("dc-only"), "oai_qdc").errors(), ["cannotDisseminateFormat"]);
    }
}

requirement! {
    R169 SHOULD "§3.6" "A list in a format without records is noRecordsMatch."
    fn a_format_without_records_has_an_empty_list(workshop: &Workshop) {
        workshop.put(&[dublin_core("x", &[])]);
        for verb in ["ListRecords", "ListIdentifiers"] {
            workshop.endpoint().refuses(&format!("verb={verb}&metadataPrefix=oai_qdc"), "noRecordsMatch");
        }
    }
}

requirement! {
    R170 SHOULD "§3.4" "What is no metadataPrefix is badArgument."
    fn ill_formed_prefixes_are_refused(endpoint: &Endpoint) {
        for prefix in ["a%20b", "a:b", "", "%C3%A9", "a/b", "oai_dc%0A", "%3C"] {
            for query in ["verb=ListRecords", "verb=ListIdentifiers", "verb=GetRecord&identifier=x:y"] {
                endpoint.refuses(&format!("{query}&metadataPrefix={prefix}"), "badArgument");
            }
        }
    }
}
