//! Content codings (§3.1.3) on the wire: each that Identify announces, and none unasked.

use std::io::Read;

use windrow::http::CODINGS;

use crate::fixture::Fixture;
use crate::wire::{get, get_with, request};

const LIST: &str = "/oai?verb=ListRecords&metadataPrefix=oai_dc";

fn decoded(coding: &str, body: &[u8]) -> String {
    let mut text = String::new();
    match coding {
        "gzip" => flate2::read::GzDecoder::new(body).read_to_string(&mut text).unwrap(),
        other => panic!("{other}"),
    };
    text
}

#[test]
fn every_coding_that_identify_announces_gives_the_same_answer() {
    let fixture = Fixture::start();
    let identify = get(fixture.address(), "/oai?verb=Identify");
    let plain = get(fixture.address(), LIST);
    for coding in CODINGS {
        assert!(identify.text().contains(&format!("<compression>{coding}</compression>")));
        let coded = get_with(fixture.address(), LIST, &format!("Accept-Encoding: {coding}\r\n"));
        assert_eq!(coded.header("content-encoding"), Some(coding));
        assert_eq!(coded.header("vary"), Some("Accept-Encoding"));
        assert_eq!(coded.header("content-length"), Some(&*coded.body.len().to_string()));
        assert!(coded.body.len() < plain.body.len() / 4);
        assert_eq!(decoded(coding, &coded.body), plain.text());
    }
    assert_eq!(identify.text().matches("<compression>").count(), CODINGS.len());
}

#[test]
fn nothing_is_coded_for_who_does_not_ask() {
    let fixture = Fixture::start();
    for headers in [
        "",
        "Accept-Encoding: \r\n",
        "Accept-Encoding: gzip;q=0, identity\r\n",
        "Accept-Encoding: deflate\r\n",
    ] {
        let response = get_with(fixture.address(), LIST, headers);
        assert_eq!(response.header("content-encoding"), None, "{headers}");
        assert!(response.text().contains("<record>"));
    }
}

#[test]
fn errors_posts_and_heads_are_coded_alike() {
    let fixture = Fixture::start();
    let error = get_with(fixture.address(), "/oai?verb=x", "Accept-Encoding: gzip\r\n");
    assert!(decoded("gzip", &error.body).contains("badVerb"));
    let head = request(fixture.address(), "HEAD", LIST, "Accept-Encoding: gzip\r\n", "");
    let got = get_with(fixture.address(), LIST, "Accept-Encoding: gzip\r\n");
    assert_eq!(head.header("content-length"), got.header("content-length"));
    assert_eq!(head.header("content-encoding"), Some("gzip"));
}
