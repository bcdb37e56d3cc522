//! Responses over HTTP (§3.1.2, §3.1.3).

use std::io::Read as _;

use crate::support::endpoint::{Endpoint, ILLEGAL};
use crate::support::fixture::{Fixture, Workshop};
use crate::support::gzip;
use crate::support::http::{Reply, Request};
use crate::support::xml;

requirement! {
    R24 MUST "§3.1.2.1" "Every answer is text/xml, errors too."
    fn every_answer_is_text_xml(endpoint: &Endpoint) {
        for query in endpoint.requests() {
            let reply = endpoint.fetch(&query);
            let media_type = reply.header("content-type").unwrap_or_default().split(';').next().unwrap().trim();
            assert!(media_type.eq_ignore_ascii_case("text/xml"), "{query}: {media_type}");
        }
    }
}

requirement! {
    R25 MUST "§3.1.2.1" "A charset, where one is named, is UTF-8."
    fn the_charset_is_utf_8(endpoint: &Endpoint) {
        for query in endpoint.requests() {
            let reply = endpoint.fetch(&query);
            let media_type = reply.header("content-type").unwrap_or_default().to_ascii_lowercase();
            if let Some((_, charset)) = media_type.split_once("charset=") {
                assert_eq!(charset.trim_matches('"'), "utf-8", "{query}");
            }
        }
    }
}

requirement! {
    R26 MUST "§3.1.2.2" "Errors of the protocol come with status 200."
    fn protocol_errors_come_with_200(endpoint: &Endpoint) {
        for query in ILLEGAL {
            assert_eq!(endpoint.fetch(query).status, 200, "{query}");
            assert!(!endpoint.errors(query).is_empty(), "{query}");
        }
    }
}

requirement! {
    R27 MUST "§3.1.2.2" "Other statuses keep the meaning that HTTP gives them."
    fn other_statuses_keep_their_meaning(workshop: &Workshop) {
        let target = "/no/such/path?verb=Identify";
        let reply = Request { method: "GET", target, headers: &[], body: b"" }.send(&workshop.endpoint().authority);
        assert_eq!(reply.status, 404);
        workshop.set_broken(true);
        assert_eq!(workshop.endpoint().fetch("verb=Identify").status, 503);
    }
}

requirement! {
    R31 MUST "§3.1.2.2" "A 503 says when to come again."
    fn a_503_has_retry_after(workshop: &Workshop) {
        workshop.set_broken(true);
        for query in ["verb=Identify", "verb=ListRecords&metadataPrefix=oai_dc", "verb=ListSets"] {
            let reply = workshop.endpoint().fetch(query);
            assert_eq!(reply.status, 503, "{query}");
            assert!(reply.header("retry-after").is_some(), "{query}");
        }
    }
}

requirement! {
    R32 SHOULD "guidelines 6.1" "Retry-After is a short time in whole seconds."
    fn retry_after_is_a_number(workshop: &Workshop) {
        workshop.set_broken(true);
        let reply = workshop.endpoint().fetch("verb=Identify");
        let seconds: u32 = reply.header("retry-after").unwrap_or_default().parse().expect("whole seconds");
        assert!((1..=3600).contains(&seconds), "{seconds}");
    }
}

requirement! {
    R33 MUST "guidelines 6.1" "Who waits is served then."
    fn who_waits_is_served(workshop: &Workshop) {
        workshop.set_broken(true);
        assert_eq!(workshop.endpoint().fetch("verb=Identify").status, 503);
        workshop.set_broken(false);
        assert_eq!(workshop.endpoint().fetch("verb=Identify").status, 200);
    }
}

/// The answer to Identify for what Accept-Encoding says.
fn accepting(endpoint: &Endpoint, accept: &str) -> Reply {
    endpoint.send("GET", "?verb=ListRecords&metadataPrefix=oai_dc", &[("Accept-Encoding", accept)], b"")
}

fn announced(endpoint: &Endpoint) -> Vec<String> {
    endpoint.identify().all("compression").map(|coding| coding.text.clone()).collect()
}

/// What the codings leave of a body.
fn decoded(reply: &Reply) -> Vec<u8> {
    let mut bytes = Vec::new();
    match reply.header("content-encoding") {
        Some("gzip") => return gzip::inflated(&reply.body),
        Some("deflate") => flate2::read::ZlibDecoder::new(&*reply.body).read_to_end(&mut bytes),
        other => panic!("the coding {other:?}"),
    }
    .expect("the body decodes");
    bytes
}

requirement! {
    R35 MAY "§3.1.3" "Content codings beside identity are offered."
    fn codings_are_offered(fixture: &Fixture) {
        assert!(announced(&fixture.endpoint).contains(&"gzip".to_owned()));
    }
}

requirement! {
    R36 MUST "§3.1.3" "Nothing is encoded for who does not ask for it."
    fn nothing_is_encoded_unasked(endpoint: &Endpoint) {
        for query in endpoint.legal_requests() {
            assert_eq!(endpoint.fetch(&query).header("content-encoding"), None, "{query}");
        }
        assert_eq!(accepting(endpoint, "").header("content-encoding"), None);
        assert_eq!(accepting(endpoint, "identity").header("content-encoding"), None);
    }
}

requirement! {
    R37 MUST "§3.1.3" "What Accept-Encoding forbids or does not name is not sent."
    fn accept_encoding_is_obeyed(endpoint: &Endpoint) {
        for accept in ["gzip;q=0, identity", "*;q=0, identity", "gzip;q=0, br;q=0.000, zstd;q=0, deflate;q=0", "nonsense", ";;,"] {
            assert_eq!(accepting(endpoint, accept).header("content-encoding"), None, "{accept}");
        }
        for only in ["gzip", "br", "zstd", "deflate"] {
            let reply = accepting(endpoint, only);
            assert!(reply.header("content-encoding").is_none_or(|coding| coding == only), "{only}");
        }
    }
}

requirement! {
    R38 MUST "§3.1.3, §4.2" "The codings announced are those that are used, and each works."
    fn announced_codings_work(endpoint: &Endpoint) {
        let announced = announced(endpoint);
        let plain = endpoint.get("verb=ListRecords&metadataPrefix=oai_dc").timeless();
        for coding in &announced {
            let reply = accepting(endpoint, coding);
            assert_eq!(reply.header("content-encoding"), Some(coding.as_str()));
            let text = String::from_utf8(decoded(&reply)).expect("UTF-8");
            let answer = crate::support::answer::Answer { root: xml::parse(&text).expect("well-formed"), reply };
            assert_eq!(answer.timeless(), plain, "{coding}");
        }
        for coding in ["gzip", "br", "zstd", "deflate", "compress"] {
            let used = accepting(endpoint, coding).header("content-encoding").is_some();
            assert_eq!(used, announced.iter().any(|known| known == coding), "{coding}");
        }
    }
}

requirement! {
    R39 SHOULD "§4.2" "Codings have their names from HTTP; identity is not among them."
    fn codings_have_their_names(endpoint: &Endpoint) {
        for coding in announced(endpoint) {
            assert!(["gzip", "deflate", "compress", "br", "zstd"].contains(&coding.as_str()), "{coding}");
        }
    }
}

requirement! {
    R40 SHOULD "HTTP" "Caches are told that the coding depends on Accept-Encoding."
    fn vary_names_accept_encoding(endpoint: &Endpoint) {
        for accept in ["gzip", "identity"] {
            let reply = accepting(endpoint, accept);
            let vary = reply.header("vary").unwrap_or_default().to_ascii_lowercase();
            assert!(announced(endpoint).is_empty() || vary.contains("accept-encoding"), "{accept}: {vary}");
        }
    }
}

requirement! {
    R42 MUST "HTTP" "A body is complete, and nothing follows the document in it."
    fn bodies_are_complete(endpoint: &Endpoint) {
        for query in endpoint.requests() {
            let reply = endpoint.fetch(&query); // the client checks Content-Length and chunks
            assert!(reply.text().trim_end_matches([' ', '\t', '\r', '\n']).ends_with("</OAI-PMH>"), "{query}");
        }
    }
}
