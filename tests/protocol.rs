//! Whatever bytes are asked, the answer is well-formed, and says either what was asked or what is wrong with it.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

use proptest::prelude::*;
use quick_xml::events::Event;
use windrow::model::Datestamp;
use windrow::protocol::{Answer, Arguments, Errors, MetadataFormat, Response};
use windrow::xml::is_xml_char;

const NAMES: &[&str] = &[
    "verb",
    "verb",
    "verb",
    "identifier",
    "metadataPrefix",
    "from",
    "until",
    "set",
    "resumptionToken",
    "x",
    "",
];
const VALUES: &[&str] = &[
    "GetRecord",
    "Identify",
    "ListIdentifiers",
    "ListMetadataFormats",
    "ListRecords",
    "ListSets",
    "oai_dc",
    "2020-01-01",
    "2020-01-01T00:00:00Z",
    "2021-02-29",
    "a:b",
    "a::b",
    "oai:x.org:1",
    "%00",
    "%FF",
    "%zz",
    "%",
    "+",
    "%0D%0A%09",
    "%EF%BF%BE",
    "%3C%26%22%5D%5D%3E",
    "",
];

/// Bytes that look enough like a request to reach every rule.
fn near_requests() -> impl Strategy<Value = Vec<u8>> {
    let value = prop_oneof![
        4 => proptest::sample::select(VALUES).prop_map(|value| value.as_bytes().to_vec()),
        1 => proptest::collection::vec(any::<u8>(), 0..20),
    ];
    let pair = (proptest::sample::select(NAMES), value)
        .prop_map(|(name, value)| [name.as_bytes(), b"=", &value].concat());
    proptest::collection::vec(pair, 0..6).prop_map(|pairs| pairs.join(&b'&'))
}

fn answered(arguments: &Arguments, answer: Result<Answer, Errors>) -> String {
    let base_url = "http://x.example/oai";
    Response { response_date: Datestamp::from_unix(0), base_url, echo: arguments.echo(), answer }
        .frame()
        .head()
        .to_owned()
}

/// The names of the elements, in document order, of a document that must be well-formed.
fn elements(xml: &str) -> Vec<String> {
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut names = Vec::new();
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{error}: {xml}")) {
            Event::Start(start) | Event::Empty(start) => {
                names.push(String::from_utf8(start.name().as_ref().to_vec()).unwrap());
                // The iterator errs on an attribute that is there twice.
                start.attributes().for_each(|attribute| assert!(attribute.is_ok(), "{attribute:?}: {xml}"));
            }
            Event::Eof => return names,
            _ => {}
        }
    }
}

/// Answers as a repository does that has what is asked for.
fn check(arguments: &Arguments) -> Result<(), TestCaseError> {
    let (xml, third) = match arguments.request() {
        Err(errors) => {
            prop_assert!(!errors.is_empty());
            (answered(arguments, Err(errors)), "error")
        }
        Ok(request) => {
            prop_assert_eq!(arguments.verb(), Some(request.verb()));
            let word = || "a:b".to_owned();
            let format =
                MetadataFormat { metadata_prefix: word(), schema: word(), metadata_namespace: word() };
            (answered(arguments, Ok(Answer::ListMetadataFormats(vec![format]))), "ListMetadataFormats")
        }
    };
    prop_assert!(xml.chars().all(is_xml_char));
    let elements = elements(&xml);
    prop_assert_eq!(&elements[..4], ["OAI-PMH", "responseDate", "request", third]);
    Ok(())
}

proptest! {
    #[test]
    fn any_bytes_are_answered(query: Vec<u8>, body: Vec<u8>) {
        check(&Arguments::decode(&query, &body))?;
    }

    #[test]
    fn bytes_that_look_like_a_request_are_answered(query in near_requests(), body in near_requests()) {
        check(&Arguments::decode(&query, &body))?;
        check(&Arguments::decode(&query, b""))?;
    }
}
