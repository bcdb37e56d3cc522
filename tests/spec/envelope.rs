//! The envelope of every answer (§3.2).

use std::collections::BTreeSet;

use crate::support::answer::Answer;
use crate::support::endpoint::{Endpoint, ILLEGAL, escaped, next_token};
use crate::support::fixture::{Fixture, NASTY, id};
use crate::support::xml::{self, Element};

const OAI: &str = "http://www.openarchives.org/OAI/2.0/";

/// Calls `each` with the answer to a request of every kind.
fn every_answer(endpoint: &Endpoint, each: impl Fn(&str, &Answer)) {
    for query in endpoint.requests() {
        each(&query, &endpoint.get(&query));
    }
}

requirement! {
    R43 MUST "§3.2" "Every answer is well-formed, whatever was asked."
    fn every_answer_is_well_formed(endpoint: &Endpoint) {
        every_answer(endpoint, |query, answer| assert_eq!(answer.root.local, "OAI-PMH", "{query}"));
        for byte in 0..=255_u8 {
            for query in [format!("verb=%{byte:02X}"), format!("verb=GetRecord&metadataPrefix=%{byte:02X}&identifier=x:%{byte:02X}y")] {
                assert!(!endpoint.errors(&query).is_empty(), "{query}");
            }
        }
    }
}

requirement! {
    R44 MUST "§3.2" "Every answer is UTF-8."
    fn every_answer_is_utf_8(endpoint: &Endpoint) {
        every_answer(endpoint, |query, answer| assert!(std::str::from_utf8(&answer.reply.body).is_ok(), "{query}"));
    }
}

requirement! {
    R45 MUST "§3.2" "The XML declaration is the first thing, and names version 1.0 and UTF-8."
    fn the_declaration_is_first(endpoint: &Endpoint) {
        every_answer(endpoint, |query, answer| {
            assert!(answer.reply.text().starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\""), "{query}");
        });
    }
}

requirement! {
    R46 MUST "§3.2" "No DOCTYPE, and no entities but the five of XML."
    fn no_entities_are_declared_or_used(endpoint: &Endpoint) {
        // The reader of these tests refuses both, wherever they stand; here in whole lists.
        for prefix in endpoint.prefixes() {
            endpoint.parts_if_any(&format!("verb=ListRecords&metadataPrefix={prefix}"));
        }
        assert!(xml::parse("<!DOCTYPE a><a/>").is_err() && xml::parse("<a>&nbsp;</a>").is_err());
    }
}

requirement! {
    R47 MUST "XML 2.2" "A character that XML cannot hold is never in an answer, whatever the source has."
    fn no_illegal_character_is_served(fixture: &Fixture) {
        for prefix in ["oai_dc", "oai_qdc"] {
            let answer = fixture.endpoint.record(&id("nasty"), prefix);
            let title = find(&answer.root, "title");
            assert!(title.text.starts_with("Nasty"), "{}", title.text);
            assert!(!answer.reply.text().contains(['\u{3}', '\u{fffe}', '\u{ffff}', '\u{b}']));
            assert!(!answer.reply.text().contains("&#x3;") && !answer.reply.text().contains("&#3;"));
        }
    }
}

fn find<'a>(root: &'a Element, local: &str) -> &'a Element {
    root.descendants()
        .into_iter()
        .find(|element| element.local == local)
        .unwrap_or_else(|| panic!("no {local}"))
}

requirement! {
    R48 MUST "XML 2.4" "Special characters are escaped exactly once."
    fn special_characters_are_escaped_once(fixture: &Fixture) {
        let legal: String = NASTY.chars().filter(|character| windrow::xml::is_xml_char(*character)).collect();
        let answer = fixture.endpoint.record(&id("nasty"), "oai_dc");
        let folded = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(folded(&find(&answer.root, "title").text), folded(&legal));
        assert!(answer.reply.text().contains("]]&gt; &amp; &lt; &gt;"), "{}", answer.reply.text());
    }
}

requirement! {
    R49 MUST "§3.2" "The root is OAI-PMH, in its namespace by default."
    fn the_root_has_the_default_namespace(endpoint: &Endpoint) {
        every_answer(endpoint, |query, answer| {
            assert_eq!((answer.root.qname.as_str(), answer.root.namespace.as_str()), ("OAI-PMH", OAI), "{query}");
            assert_eq!(answer.root.attribute("xmlns"), Some(OAI), "{query}");
        });
    }
}

requirement! {
    R50 MUST "§3.2" "The root declares the prefix xsi."
    fn the_root_declares_xsi(endpoint: &Endpoint) {
        every_answer(endpoint, |query, answer| {
            let xsi = answer.root.attribute("xmlns:xsi");
            assert_eq!(xsi, Some("http://www.w3.org/2001/XMLSchema-instance"), "{query}");
        });
    }
}

requirement! {
    R51 MUST "§3.2" "The root names the official schema."
    fn the_root_names_the_schema(endpoint: &Endpoint) {
        every_answer(endpoint, |query, answer| {
            let location = answer.root.attribute("xsi:schemaLocation").unwrap_or_default();
            let words: Vec<_> = location.split_whitespace().collect();
            assert_eq!(words, [OAI, "http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd"], "{query}");
        });
    }
}

requirement! {
    R52 MUST "OAI-PMH.xsd" "Every answer is valid against the official schemas (checked by xmllint with WINDROW_TEST_OUTSIDE=1)."
    fn every_answer_is_valid(endpoint: &Endpoint) {
        every_answer(endpoint, |query, answer| {
            let names = answer.root.names();
            assert!(names.len() >= 3 && answer.root.text.trim().is_empty(), "{query}: {names:?}");
        });
    }
}

requirement! {
    R53 MUST "§3.2" "responseDate, request, and then the verb's element or errors."
    fn the_children_come_in_order(endpoint: &Endpoint) {
        every_answer(endpoint, |query, answer| {
            let names = answer.root.names();
            assert_eq!(names[..2], ["responseDate", "request"], "{query}");
            let errors = names[2..].iter().all(|name| *name == "error");
            assert!(errors || names.len() == 3, "{query}: {names:?}");
        });
    }
}

requirement! {
    R54 MUST "§3.2, §3.3.2" "responseDate is the time of the answer, in UTC to the second."
    fn the_response_date_is_now(endpoint: &Endpoint) {
        every_answer(endpoint, |query, answer| {
            let date: windrow::model::Datestamp = answer.response_date().parse().unwrap_or_else(|_| panic!("{query}"));
            assert_eq!(answer.response_date().len(), 20, "{query}");
            let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs();
            assert!(date.unix().abs_diff(now.cast_signed()) < 60, "{query}: {date}");
        });
    }
}

requirement! {
    R55 MUST "§3.2" "request holds the base URL."
    fn the_request_holds_the_base_url(endpoint: &Endpoint) {
        let base_url = endpoint.identify().text_of("baseURL").to_owned();
        every_answer(endpoint, |query, answer| assert_eq!(answer.request().text, base_url, "{query}"));
    }
}

/// The pairs of a query, decoded, as a set.
fn pairs(query: &str) -> BTreeSet<(String, String)> {
    let pair = |pair: &str| {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        (key.to_owned(), unescaped(value))
    };
    query.split('&').map(pair).collect()
}

fn unescaped(value: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = value.as_bytes();
    while let Some((byte, after)) = rest.split_first() {
        rest = after;
        bytes.push(if *byte == b'%' {
            let hexadecimal = std::str::from_utf8(&after[..2]).unwrap();
            rest = &after[2..];
            u8::from_str_radix(hexadecimal, 16).unwrap()
        } else {
            *byte
        });
    }
    String::from_utf8(bytes).unwrap()
}

fn attributes(answer: &Answer) -> BTreeSet<(String, String)> {
    answer.request().attributes.iter().cloned().collect()
}

requirement! {
    R56 MUST "§3.2" "On success the attributes of request are the arguments, decoded."
    fn the_request_repeats_the_arguments(endpoint: &Endpoint) {
        let mut queries = endpoint.legal_requests();
        queries.push("verb=ListRecords&metadataPrefix=oai_dc&from=1990-01-01&until=2999-01-01".to_owned());
        for query in queries {
            let answer = endpoint.get(&query);
            if answer.errors().is_empty() {
                assert_eq!(attributes(&answer), pairs(&query), "{query}");
            }
        }
    }
}

requirement! {
    R57 MUST "§3.2" "With a token the attributes are verb and token, not what the token stands for."
    fn the_request_repeats_the_token_alone(fixture: &Fixture) {
        let first = fixture.endpoint.get("verb=ListRecords&metadataPrefix=oai_dc&until=2999-01-01");
        let query = format!("verb=ListRecords&resumptionToken={}", escaped(&next_token(&first).unwrap()));
        assert_eq!(attributes(&fixture.endpoint.get(&query)), pairs(&query));
    }
}

requirement! {
    R58 MUST "§3.2" "On badVerb and badArgument request has no attributes."
    fn the_request_is_bare_on_bad_requests(endpoint: &Endpoint) {
        for query in ILLEGAL {
            let answer = endpoint.get(query);
            if answer.errors().iter().any(|code| matches!(*code, "badVerb" | "badArgument")) {
                assert!(answer.request().attributes.is_empty(), "{query}: {:?}", answer.request());
            }
        }
    }
}

requirement! {
    R59 SHOULD "§3.6" "On other errors the attributes stand as on success."
    fn the_request_is_repeated_on_other_errors(endpoint: &Endpoint) {
        for query in [
            "verb=GetRecord&identifier=urn:x:no&metadataPrefix=oai_dc",
            "verb=ListRecords&metadataPrefix=nosuch",
            "verb=ListRecords&metadataPrefix=oai_dc&from=2999-01-01",
            "verb=ListSets&resumptionToken=junk",
        ] {
            assert_eq!(attributes(&endpoint.get(query)), pairs(query), "{query}");
        }
    }
}

requirement! {
    R60 MUST "§3.2" "An argument that the schema cannot hold is not repeated."
    fn what_the_schema_refuses_is_not_repeated(endpoint: &Endpoint) {
        for identifier in ["http://%5B::bad", "a%20b", "%22", "http://a:b/", "oai:x:%25zz"] {
            let answer = endpoint.get(&format!("verb=GetRecord&identifier={identifier}&metadataPrefix=oai_dc"));
            assert!(matches!(answer.errors()[..], ["idDoesNotExist" | "badArgument"]), "{identifier}");
            assert_eq!(answer.request().attribute("identifier"), None, "{identifier}");
        }
    }
}

requirement! {
    R61 MUST "§3.2" "On success the third child is named like the verb."
    fn the_third_child_is_named_like_the_verb(endpoint: &Endpoint) {
        every_answer(endpoint, |query, answer| {
            if answer.errors().is_empty() {
                let asked = query.split('&').find_map(|pair| pair.strip_prefix("verb=")).unwrap();
                assert_eq!(answer.root.names()[2], asked, "{query}");
            }
        });
    }
}

requirement! {
    R62 MUST "§3.6" "Errors and the verb's element never come together."
    fn errors_stand_alone(endpoint: &Endpoint) {
        for query in ILLEGAL {
            let answer = endpoint.get(query);
            assert!(answer.root.names()[2..].iter().all(|name| *name == "error"), "{query}");
        }
    }
}

requirement! {
    R63 MUST "OAI-PMH.xsd" "No list is empty."
    fn no_list_is_empty(endpoint: &Endpoint) {
        every_answer(endpoint, |query, answer| {
            if answer.errors().is_empty() {
                let entries = answer.verb().names().into_iter().filter(|name| *name != "resumptionToken");
                assert!(entries.count() > 0, "{query}");
            }
        });
    }
}

requirement! {
    R65 SHOULD "§3.4" "The content of metadata declares its own namespaces, so that it can be cut out."
    fn metadata_can_be_cut_out(endpoint: &Endpoint) {
        for prefix in endpoint.prefixes() {
            let answer = endpoint.get(&format!("verb=ListRecords&metadataPrefix={prefix}"));
            for part in answer.reply.text().split("<metadata>").skip(1) {
                let metadata = part.split("</metadata>").next().unwrap();
                assert!(xml::parse(metadata).is_ok_and(|root| !root.namespace.is_empty()), "{metadata}");
            }
        }
    }
}

requirement! {
    R66 MUST "XML" "An ID occurs once in an answer."
    fn ids_are_unique(endpoint: &Endpoint) {
        for prefix in endpoint.prefixes() {
            for part in endpoint.parts_if_any(&format!("verb=ListRecords&metadataPrefix={prefix}")) {
                let mut seen = BTreeSet::new();
                for element in part.root.descendants() {
                    let id = ["xml:id", "id", "ID"].into_iter().find_map(|name| element.attribute(name));
                    assert!(id.is_none_or(|id| seen.insert(id.to_owned())), "{id:?} in {prefix}");
                }
            }
        }
    }
}

requirement! {
    R67 SHOULD "OAI-PMH.xsd" "xml:lang stands only where a schema allows it."
    fn languages_stand_where_they_may(endpoint: &Endpoint) {
        every_answer(endpoint, |query, answer| {
            for element in answer.root.descendants() {
                let here = element.attribute("xml:lang").is_some() && element.namespace == OAI;
                assert!(!here, "{query}: {}", element.qname);
            }
        });
    }
}
