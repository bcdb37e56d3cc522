//! Requests (§3.1.1).

use crate::support::endpoint::{Endpoint, FORM, ILLEGAL, escaped, next_token};
use crate::support::fixture::{Fixture, id};
use crate::support::http::Request;

requirement! {
    R1 MUST "§3.1" "One base URL answers all six verbs; arguments alone tell them apart."
    fn all_verbs_are_answered_at_one_url(endpoint: &Endpoint) {
        for query in endpoint.legal_requests() {
            let verb = query["verb=".len()..].split('&').next().unwrap();
            let answer = endpoint.get(&query);
            assert!(answer.errors() == ["noSetHierarchy"] || answer.verb().local == verb, "{query}");
        }
    }
}

requirement! {
    R2 MUST "§3.1.1" "Every verb answers GET."
    fn every_verb_answers_get(endpoint: &Endpoint) {
        for query in endpoint.legal_requests() {
            let errors = endpoint.errors(&query);
            assert!(errors.is_empty() || errors == ["noSetHierarchy"], "{query}: {errors:?}");
        }
    }
}

requirement! {
    R3 MUST "§3.1.1" "POST means the same as GET, for errors too."
    fn post_means_the_same_as_get(endpoint: &Endpoint) {
        for query in endpoint.requests() {
            assert_eq!(endpoint.post(&query).timeless(), endpoint.get(&query).timeless(), "{query}");
        }
    }
}

requirement! {
    R4 MUST "§3.1.1.2" "A form is a form, whatever parameters its media type has."
    fn a_form_may_name_its_charset(endpoint: &Endpoint) {
        for media_type in [FORM.1, "application/x-www-form-urlencoded; charset=UTF-8", "Application/X-WWW-Form-URLencoded"] {
            let reply = endpoint.send("POST", "", &[("Content-Type", media_type)], b"verb=Identify");
            assert_eq!((reply.status, reply.text().contains("<Identify>")), (200, true), "{media_type}");
        }
    }
}

requirement! {
    R5 MUST "§3.1.1.2" "POST to the base URL is answered where it is sent, with or without an empty query."
    fn post_is_not_redirected(endpoint: &Endpoint) {
        for query in ["", "?"] {
            let reply = endpoint.send("POST", query, &[FORM], b"verb=Identify");
            assert_eq!((reply.status, reply.text().contains("<Identify>")), (200, true), "{query}");
        }
    }
}

requirement! {
    R6 SHOULD "§3.1.1.2" "Arguments in the query and in the body of a POST all count."
    fn query_and_body_both_count(endpoint: &Endpoint) {
        let ask = |body: &[u8]| endpoint.send("POST", "?verb=Identify", &[FORM], body);
        assert!(ask(b"verb=Identify").text().contains("code=\"badVerb\""));
        assert!(ask(b"").text().contains("<Identify>"));
        assert!(ask(b"set=a").text().contains("code=\"badArgument\""));
    }
}

requirement! {
    R7 SHOULD "§3.1.1.2" "A POST that is no form is refused as such."
    fn a_post_of_json_is_refused(endpoint: &Endpoint) {
        let reply = endpoint.send("POST", "", &[("Content-Type", "application/json")], b"{\"verb\":\"Identify\"}");
        assert!(reply.status == 415 || reply.text().contains("code=\"badVerb\""), "{}", reply.status);
    }
}

requirement! {
    R8 SHOULD "HTTP" "HEAD is GET without the body; a method that means nothing here gets 405 and Allow."
    fn other_methods_have_their_meaning(endpoint: &Endpoint) {
        let head = endpoint.send("HEAD", "?verb=Identify", &[], b"");
        assert_eq!((head.status, head.header("content-type")), (200, endpoint.fetch("verb=Identify").header("content-type")));
        for method in ["PUT", "DELETE", "PATCH"] {
            let reply = endpoint.send(method, "?verb=Identify", &[], b"");
            assert_eq!(reply.status, 405, "{method}");
            let allow = reply.header("allow").unwrap_or_else(|| panic!("{method}: no Allow"));
            assert!(["GET", "HEAD", "POST"].iter().all(|legal| allow.contains(legal)), "{allow}");
        }
        assert!(endpoint.send("OPTIONS", "?verb=Identify", &[], b"").status < 500);
    }
}

requirement! {
    R9 MUST "§3.1.1" "The order of the arguments changes nothing."
    fn arguments_come_in_any_order(endpoint: &Endpoint) {
        let mut pairs = vec!["verb=ListRecords", "metadataPrefix=oai_dc", "from=1990-01-01", "until=2999-01-01", "set=a"];
        let answer = endpoint.get(&pairs.join("&")).timeless();
        permutations(&mut pairs, 0, &mut |pairs| {
            assert_eq!(endpoint.get(&pairs.join("&")).timeless(), answer, "{pairs:?}");
        });
    }
}

fn permutations<'a>(pairs: &mut Vec<&'a str>, fixed: usize, each: &mut dyn FnMut(&[&'a str])) {
    if fixed == pairs.len() {
        return each(pairs);
    }
    for at in fixed..pairs.len() {
        pairs.swap(fixed, at);
        permutations(pairs, fixed + 1, each);
        pairs.swap(fixed, at);
    }
}

requirement! {
    R10 MUST "§3.1.1.3" "Percent-escapes in values are decoded."
    fn escapes_are_decoded(fixture: &Fixture) {
        for identifier in fixture.odd_identifiers() {
            let found = fixture.endpoint.record(&identifier, "oai_dc");
            assert_eq!(found.headers()[0].identifier, identifier);
        }
    }
}

requirement! {
    R11 MUST "§3.1.1.3" "A colon or slash may stand in a value as it is."
    fn colons_and_slashes_need_no_escape(endpoint: &Endpoint) {
        let raw = endpoint.some_identifier();
        let query = format!("verb=GetRecord&metadataPrefix=oai_dc&identifier={}", escaped(&raw));
        let bare = query.replace("%3A", ":").replace("%2F", "/");
        assert_ne!(bare, query);
        assert_eq!(endpoint.get(&bare).verb(), endpoint.get(&query).verb());
    }
}

requirement! {
    R12 MUST "HTTP" "The digits of an escape may be capital or small."
    fn escapes_are_case_insensitive(endpoint: &Endpoint) {
        let query = format!("verb=GetRecord&metadataPrefix=oai_dc&identifier={}", escaped(&endpoint.some_identifier()));
        let small = query.replace("%3A", "%3a").replace("%2F", "%2f");
        assert_ne!(small, query);
        assert_eq!(endpoint.get(&small).verb(), endpoint.get(&query).verb());
    }
}

requirement! {
    R13 MUST "§3.1.1.3" "A space comes as %20 or +, a plus as %2B."
    fn a_plus_is_a_space(fixture: &Fixture) {
        let get = |value: &str| {
            fixture.endpoint.errors(&format!("verb=GetRecord&metadataPrefix=oai_dc&identifier={value}"))
        };
        let plus = id("one+two");
        assert!(get(&plus.replace('+', "%2B")).is_empty());
        assert_eq!(get(&plus), ["idDoesNotExist"]);
        assert_eq!(get(&plus.replace('+', "%20")), ["idDoesNotExist"]);
    }
}

requirement! {
    R14 MUST "§3.1.1.3" "Decoding happens once."
    fn decoding_happens_once(fixture: &Fixture) {
        let identifier = id("ab cd");
        assert!(identifier.ends_with("ab%20cd"));
        let get = |value: &str| {
            fixture.endpoint.errors(&format!("verb=GetRecord&metadataPrefix=oai_dc&identifier={value}"))
        };
        assert!(get(&identifier.replace('%', "%25")).is_empty());
        assert_eq!(get(&identifier), ["idDoesNotExist"]);
        assert_eq!(get(&identifier.replace('%', "%2525")), ["idDoesNotExist"]);
    }
}

requirement! {
    R15 MUST "§3.6" "What cannot be decoded is badArgument, in the verb badVerb."
    fn what_cannot_be_decoded_is_an_error(endpoint: &Endpoint) {
        for broken in ["%zz", "%", "%F", "%FF%FE", "%C3", "%ED%A0%80", "%00", "%0B", "%EF%BF%BE"] {
            endpoint.refuses(&format!("verb=GetRecord&metadataPrefix=oai_dc&identifier={broken}"), "badArgument");
            endpoint.refuses(&format!("verb=Identify&{broken}=1"), "badArgument");
            endpoint.refuses(&format!("verb={broken}"), "badVerb");
        }
    }
}

requirement! {
    R16 MUST "§3.1.1" "A request has exactly one verb."
    fn a_request_has_one_verb(endpoint: &Endpoint) {
        for query in ["", "identifier=x", "verb=Identify&verb=ListSets", "verb=Identify&metadataPrefix=x&verb=Identify"] {
            endpoint.refuses(query, "badVerb");
        }
    }
}

requirement! {
    R17 MUST "§3.1.1" "Keys and verbs are case-sensitive."
    fn keys_and_verbs_are_case_sensitive(endpoint: &Endpoint) {
        for query in ["verb=identify", "verb=IDENTIFY", "Verb=Identify", "VERB=Identify"] {
            endpoint.refuses(query, "badVerb");
        }
        endpoint.refuses("verb=ListRecords&metadataprefix=oai_dc", "badArgument");
        endpoint.refuses("verb=ListRecords&metadataPrefix=oai_dc&Set=a", "badArgument");
    }
}

requirement! {
    R18 SHOULD "§3.6" "An argument without a value is there, and illegal."
    fn an_empty_value_is_illegal(endpoint: &Endpoint) {
        for argument in ["set=", "set", "from=", "until=", "from"] {
            endpoint.refuses(&format!("verb=ListRecords&metadataPrefix=oai_dc&{argument}"), "badArgument");
        }
        endpoint.refuses("verb=ListMetadataFormats&identifier=", "badArgument");
        endpoint.refuses("verb=GetRecord&identifier=&metadataPrefix=", "badArgument");
        endpoint.refuses("verb=", "badVerb");
        endpoint.refuses("verb", "badVerb");
    }
}

requirement! {
    R19 SHOULD "§3.1.1" "Empty segments of a query do no harm."
    fn empty_segments_do_no_harm(endpoint: &Endpoint) {
        for query in ["&verb=Identify&", "&&verb=Identify", "verb=Identify&&"] {
            assert!(endpoint.errors(query).is_empty(), "{query}");
        }
    }
}

requirement! {
    R20 MUST "HTTP" "A long request goes by POST; as GET it gets 414 at worst."
    fn long_requests_are_answered(endpoint: &Endpoint) {
        let query = format!("verb=GetRecord&metadataPrefix=oai_dc&identifier=urn:x:{}", "y".repeat(64 * 1024));
        let errors = endpoint.post(&query).root;
        let code = errors.child("error").and_then(|error| error.attribute("code"));
        assert!(matches!(code, Some("idDoesNotExist" | "badArgument")), "{code:?}");
        assert!((400..500).contains(&endpoint.fetch(&query).status));
        let reply = endpoint.fetch(&query[..16 * 1024]);
        assert!(matches!(reply.status, 200 | 414), "{}", reply.status);
        let short = format!("verb=GetRecord&metadataPrefix=oai_dc&identifier=urn:x:{}", "y".repeat(2000));
        endpoint.refuses(&short, "idDoesNotExist");
    }
}

requirement! {
    R21 SHOULD "§3.1" "The bare base URL is answered with badVerb, in the envelope."
    fn the_bare_base_url_is_answered(endpoint: &Endpoint) {
        for query in ["", "?"] {
            let reply = endpoint.send("GET", query, &[], b"");
            assert_eq!(reply.status, 200);
            assert!(reply.text().contains("code=\"badVerb\""), "{}", reply.text());
        }
    }
}

requirement! {
    R22 MAY "§3.1" "The endpoint answers at other spellings of its URL, and names the one base URL there."
    fn other_spellings_name_the_base_url(fixture: &Fixture) {
        let Endpoint { base_url, authority, path } = &fixture.endpoint;
        let target = format!("{path}/?verb=Identify");
        let reply = Request { method: "GET", target: &target, headers: &[], body: b"" }.send(authority);
        assert_eq!(reply.status, 200);
        assert!(reply.text().contains(&format!("<baseURL>{base_url}</baseURL>")), "{}", reply.text());
        assert!(reply.text().contains(&format!("<request verb=\"Identify\">{base_url}</request>")));
    }
}

requirement! {
    R23 SHOULD "§3.1" "No cookie is set, nor needed to go through a list."
    fn no_cookies_are_needed(endpoint: &Endpoint) {
        for query in endpoint.legal_requests() {
            assert_eq!(endpoint.fetch(&query).header("set-cookie"), None, "{query}");
        }
        let first = endpoint.get("verb=ListIdentifiers&metadataPrefix=oai_dc");
        if let Some(token) = next_token(&first) {
            assert!(endpoint.errors(&format!("verb=ListIdentifiers&resumptionToken={}", escaped(&token))).is_empty());
        }
        assert!(ILLEGAL.iter().all(|query| endpoint.fetch(query).header("set-cookie").is_none()));
    }
}
