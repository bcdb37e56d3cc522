//! GET, HEAD, POST and the others; what every answer of the endpoint carries.

use crate::fixture::Fixture;
use crate::wire::{FORM, Response, Wire, get, post, request};

/// The body of an answer without its responseDate, which may differ by a second.
pub fn undated(response: &Response) -> String {
    let (before, rest) = response.text().split_once("<responseDate>").unwrap();
    let (_, after) = rest.split_once("</responseDate>").unwrap();
    format!("{before}{after}")
}

#[test]
fn an_answer_is_text_xml_in_utf8_that_is_not_to_be_stored() {
    let fixture = Fixture::start();
    let response = get(fixture.address(), "/oai?verb=Identify");
    assert_eq!(response.status, 200);
    assert_eq!(response.header("content-type"), Some("text/xml; charset=UTF-8"));
    assert_eq!(response.header("cache-control"), Some("no-store"));
    assert_eq!(response.header("vary"), Some("Accept-Encoding"));
    assert_eq!(response.header("content-length"), Some(&*response.body.len().to_string()));
    assert_eq!(response.header("transfer-encoding"), None);
    assert_eq!(response.header("content-encoding"), None);
    assert!(response.text().starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"));
    assert!(response.text().trim_end().ends_with("</OAI-PMH>"));
}

#[test]
fn the_endpoint_answers_with_and_without_a_slash_at_its_end() {
    let fixture = Fixture::start();
    let one = get(fixture.address(), "/oai?verb=ListRecords&metadataPrefix=oai_dc");
    let other = get(fixture.address(), "/oai/?verb=ListRecords&metadataPrefix=oai_dc");
    assert_eq!((one.status, undated(&one)), (other.status, undated(&other)));
    assert_eq!(one.text().matches("<record>").count(), 30);
}

#[test]
fn an_empty_query_is_bad_verb_in_an_envelope() {
    let fixture = Fixture::start();
    for target in ["/oai", "/oai?", "/oai/"] {
        let response = get(fixture.address(), target);
        assert_eq!(response.status, 200);
        assert!(response.text().contains("code=\"badVerb\""), "{target}");
    }
}

#[test]
fn head_answers_as_get_without_a_body() {
    let fixture = Fixture::start();
    for target in ["/oai?verb=ListRecords&metadataPrefix=oai_dc", "/oai?verb=no", "/", "/health/ready", "/x"]
    {
        let got = get(fixture.address(), target);
        let mut wire = Wire::to(fixture.address());
        let two = format!("HEAD {target} HTTP/1.1\r\nHost: x\r\n\r\n").repeat(2);
        let first = wire.send(two).response_to_head();
        let second = wire.response_to_head(); // stands right behind the first: no body came
        for head in [first, second] {
            assert_eq!(head.status, got.status, "{target}");
            for name in ["content-type", "content-length", "cache-control", "vary", "content-encoding"] {
                assert_eq!(head.header(name), got.header(name), "{target} {name}");
            }
        }
    }
}

#[test]
fn a_form_by_post_answers_as_its_query_by_get() {
    let fixture = Fixture::start();
    for arguments in [
        "verb=ListRecords&metadataPrefix=oai_dc",
        "verb=GetRecord&metadataPrefix=oai_dc&identifier=oai%3Aexample.org%3A7",
        "verb=no",
        "verb=ListRecords&from=x&until=y",
        "identifier=%zz&verb=%FF",
        "",
    ] {
        let got = get(fixture.address(), &format!("/oai?{arguments}"));
        for media_type in [
            FORM,
            "application/x-www-form-urlencoded; charset=UTF-8",
            "Application/X-WWW-Form-Urlencoded;charset=iso-8859-1",
        ] {
            for target in ["/oai", "/oai?", "/oai/"] {
                let posted = post(fixture.address(), target, media_type, arguments);
                assert_eq!(
                    (posted.status, undated(&posted)),
                    (200, undated(&got)),
                    "{arguments} {media_type}"
                );
            }
        }
    }
}

#[test]
fn a_post_may_have_its_arguments_in_query_and_body_together() {
    let fixture = Fixture::start();
    let twice = post(fixture.address(), "/oai?verb=Identify", FORM, "verb=Identify");
    assert!(twice.text().contains("code=\"badVerb\""));
    let shared = post(fixture.address(), "/oai?verb=ListRecords", FORM, "metadataPrefix=oai_dc");
    assert_eq!(shared.text().matches("<record>").count(), 30);
    let in_query = post(fixture.address(), "/oai?verb=Identify", FORM, "");
    assert!(in_query.text().contains("<Identify>"));
    let untyped = request(fixture.address(), "POST", "/oai?verb=Identify", "Content-Length: 0\r\n", "");
    assert!(untyped.text().contains("<Identify>"));
}

#[test]
fn a_post_in_pieces_is_read_whole() {
    let fixture = Fixture::start();
    let headers = format!("Content-Type: {FORM}\r\nTransfer-Encoding: chunked\r\n");
    let response =
        request(fixture.address(), "POST", "/oai", &headers, "5\r\nverb=\r\n8\r\nIdentify\r\n0\r\n\r\n");
    assert!(response.text().contains("<Identify>"));
}

#[test]
fn a_post_that_is_no_form_gets_415_and_the_remedy() {
    let fixture = Fixture::start();
    for media_type in ["application/json", "text/xml", "multipart/form-data; boundary=x", "nonsense"] {
        let response = post(fixture.address(), "/oai", media_type, "verb=Identify");
        assert_eq!(response.status, 415, "{media_type}");
        assert!(response.text().contains(FORM));
    }
    let headers = format!("Content-Type: {FORM}\r\nContent-Encoding: gzip\r\nContent-Length: 1\r\n");
    assert_eq!(request(fixture.address(), "POST", "/oai", &headers, "x").status, 415);
}

#[test]
fn other_methods_get_405_with_those_there_are_and_options_204() {
    let fixture = Fixture::start();
    for method in ["PUT", "DELETE", "PATCH", "TRACE", "PROPFIND", "get"] {
        let response = request(fixture.address(), method, "/oai?verb=Identify", "", "");
        assert_eq!(
            (response.status, response.header("allow")),
            (405, Some("GET, HEAD, POST, OPTIONS")),
            "{method}"
        );
    }
    let options = request(fixture.address(), "OPTIONS", "/oai", "", "");
    assert_eq!((options.status, options.header("allow")), (204, Some("GET, HEAD, POST, OPTIONS")));
    for target in ["/health/live", "/health/ready", "/metrics", "/"] {
        let response = request(fixture.address(), "POST", target, "Content-Length: 0\r\n", "");
        assert_eq!(
            (response.status, response.header("allow")),
            (405, Some("GET, HEAD, OPTIONS")),
            "{target}"
        );
    }
}

#[test]
fn a_connection_takes_one_request_after_another_and_several_at_once() {
    let fixture = Fixture::start();
    let mut wire = Wire::to(fixture.address());
    wire.send("GET /oai?verb=Identify HTTP/1.1\r\nHost: x\r\n\r\n".repeat(3));
    for _ in 0..3 {
        assert!(wire.response().text().contains("<Identify>"));
    }
    wire.send("GET /oai?verb=Identify HTTP/1.0\r\n\r\n");
    assert_eq!(wire.response().status, 200);
    assert!(wire.is_closed());
}

#[test]
fn a_large_answer_comes_whole_and_the_next_right_behind_it() {
    let fixture = Fixture::start();
    let mut wire = Wire::to(fixture.address());
    wire.send("GET /oai?verb=ListRecords&metadataPrefix=oai_dc HTTP/1.1\r\nHost: x\r\n\r\n".repeat(3));
    for _ in 0..3 {
        let response = wire.response();
        assert!(response.body.len() > 130_000, "too small to be sent in pieces: {}", response.body.len());
        assert_eq!(response.header("content-length"), Some(&*response.body.len().to_string()));
        assert_eq!(response.text().matches("</record>").count(), 30);
        assert!(response.text().ends_with("</OAI-PMH>\n"));
    }
}

#[test]
fn bytes_that_no_url_may_hold_get_an_answer_of_the_protocol_and_are_counted() {
    let fixture = Fixture::start();
    let mut wire = Wire::to(fixture.address());
    let queries: [&[u8]; 5] = [b"\"", b"<b>", "学报".as_bytes(), b"\xe9\xff", b"a=\"<\xc3\xa9>\""];
    for query in queries {
        let mut request = b"GET /oai?verb=Identify&".to_vec();
        request.extend_from_slice(query);
        request.extend_from_slice(b" HTTP/1.1\r\nHost: x\r\n\r\n");
        let response = wire.send(request).response();
        assert_eq!(response.status, 200, "{query:?}");
        assert!(response.text().contains("<error code=\"badArgument\""), "{query:?}");
    }
    let counted = "windrow_requests_total{verb=\"Identify\",result=\"badArgument\"} 5\n";
    let metrics = get(fixture.address(), "/metrics");
    assert!(metrics.text().contains(counted), "{}", metrics.text());
}

#[test]
fn a_request_for_letters_beyond_ascii_is_the_same_escaped_or_not() {
    let fixture = Fixture::start();
    let query = "verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:example.org:é";
    let raw = get(fixture.address(), &format!("/oai?{query}"));
    let escaped = get(fixture.address(), &format!("/oai?{}", query.replace('é', "%C3%A9")));
    assert!(raw.text().contains("code=\"idDoesNotExist\""), "{}", raw.text());
    assert_eq!(undated(&raw), undated(&escaped));
}

#[test]
fn bytes_that_are_no_arguments_get_an_error_of_the_protocol() {
    let fixture = Fixture::start();
    for query in
        ["verb=%00", "verb=%FF%FE", "%zz=%", "verb=Identify%20", "verb=<x>", "&&&=&=", "verb=Identify&\"<>"]
    {
        let response = get(fixture.address(), &format!("/oai?{query}").replace(['<', '>', '"'], "%3C"));
        assert_eq!(response.status, 200, "{query}");
        assert!(response.text().contains("<error code=\"bad"), "{query}");
    }
}
