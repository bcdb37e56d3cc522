//! Decoding and the echo.

use proptest::prelude::*;

use crate::protocol::{Arguments, Request};

fn get(query: &str) -> Arguments {
    Arguments::decode(query.as_bytes(), b"")
}

fn identifier(query: &str) -> String {
    match get(query).request() {
        Ok(Request::GetRecord { identifier, .. }) => identifier,
        other => panic!("{query}: {other:?}"),
    }
}

#[test]
fn escapes_are_decoded_once_whatever_the_case_of_their_digits() {
    let of = |value: &str| identifier(&format!("verb=GetRecord&metadataPrefix=oai_dc&identifier={value}"));
    assert_eq!(of("oai:x.org:a/b"), "oai:x.org:a/b");
    assert_eq!(of("oai%3Ax.org%3aa%2Fb%2f"), "oai:x.org:a/b/");
    assert_eq!(of("%3F%23%3D%26%3A%3B%20%25%2B+"), "?#=&:; %+ ");
    assert_eq!(of("ab%2520cd%2541"), "ab%20cd%41");
    assert_eq!(of("%E5%9B%BD=é"), "国=é");
}

#[test]
fn keys_are_decoded_like_values() {
    assert_eq!(get("ver%62=Identify").request(), Ok(Request::Identify));
}

#[test]
fn empty_segments_do_no_harm() {
    for query in ["&verb=Identify&", "&&verb=Identify", "verb=Identify&&"] {
        assert_eq!(get(query).request(), Ok(Request::Identify), "{query}");
    }
}

#[test]
fn query_and_body_both_count() {
    let decode = |query: &str, body: &str| Arguments::decode(query.as_bytes(), body.as_bytes());
    assert_eq!(decode("", "verb=Identify").request(), Ok(Request::Identify));
    assert_eq!(decode("verb=Identify", "").request(), Ok(Request::Identify));
    assert!(decode("verb=Identify", "verb=Identify").verb().is_none());
    let token = decode("verb=ListSets", "resumptionToken=x").request();
    assert_eq!(token, Ok(Request::ListSets { resumption_token: Some("x".to_owned()) }));
}

#[test]
fn the_echo_has_the_verb_first_and_the_decoded_values() {
    let arguments = get("set=a%3Ab&from=2020-01-01&metadataPrefix=oai_dc&verb=ListRecords");
    let pairs = arguments.echo();
    assert_eq!(
        pairs,
        [("verb", "ListRecords"), ("metadataPrefix", "oai_dc"), ("from", "2020-01-01"), ("set", "a:b")]
    );
}

#[test]
fn the_echo_leaves_out_what_the_schema_refuses() {
    for illegal in [
        "identifier=http://[::bad",
        "identifier=a b",
        "identifier=http://a:b",
        "metadataPrefix=a:b",
        "from=yesterday",
        "until=2020-01",
        "set=a::b",
        "set=%FF",
        "resumptionToken=%0",
        "junk=1",
        "set=a&set=a",
    ] {
        let arguments = get(&format!("verb=ListRecords&{illegal}"));
        let echo = arguments.echo();
        assert_eq!(echo, [("verb", "ListRecords")], "{illegal}");
    }
    assert!(get("verb=identify&set=a").echo().iter().all(|(name, _)| *name != "verb"));
}

proptest! {
    #[test]
    fn what_is_escaped_comes_back(value in "[\\PC\t\n]+") {
        let escaped: String = value.bytes().map(|byte| format!("%{byte:02x}")).collect();
        let request = get(&format!("verb=ListSets&resumptionToken={escaped}")).request();
        prop_assert_eq!(request, Ok(Request::ListSets { resumption_token: Some(value) }));
    }
}

#[test]
fn a_request_of_very_many_arguments_has_a_bounded_answer() {
    let query: String = (0..100_000).map(|number| format!("a{number}&")).collect();
    let errors = get(&format!("verb=Identify&{query}")).request().unwrap_err();
    assert!(errors.len() < 50);
    assert!(errors.last().unwrap().message.contains("99960 more"));
}
