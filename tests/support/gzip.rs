//! An answer by gzip: what it says, and that it says what the answer without any coding does.

use std::io::Read;

use super::http::{Reply, Request};

/// A document of so many bytes is repetitive enough to become much smaller.
const LARGE: usize = 8 << 10;

/// What asks for it.
const ACCEPT: (&str, &str) = ("Accept-Encoding", "gzip");

/// The text of gzip, which must be one member with nothing after it: many readers stop at its end.
pub fn inflated(gzip: &[u8]) -> Vec<u8> {
    let mut decoder = flate2::bufread::GzDecoder::new(gzip);
    let mut text = Vec::new();
    decoder.read_to_end(&mut text).expect("gzip that can be read");
    let after = decoder.into_inner().len();
    assert_eq!(after, 0, "{after} bytes follow the first member of gzip");
    text
}

/// Sends a request that says nothing of codings as it is, and again asking for gzip; both answers must say the same.
pub fn sent_with_and_without(request: &Request, authority: &str) -> Reply {
    let headers = [request.headers, &[ACCEPT]].concat();
    let asking = Request { headers: &headers, ..request.clone() };
    // Between two answers the second may change that tokens speak of, and the server may not be ours: data may, too.
    for forgotten in [&["responseDate"][..], &["responseDate"], &["responseDate", "resumptionToken"]] {
        let plain = request.send(authority);
        let by_gzip = asking.send(authority);
        if is_same(&plain, &by_gzip, forgotten) {
            return plain;
        }
    }
    panic!("{} {}: the answer by gzip is another", request.method, request.target);
}

fn is_same(plain: &Reply, by_gzip: &Reply, forgotten: &[&str]) -> bool {
    let body = match by_gzip.header("content-encoding") {
        Some("gzip") if by_gzip.body.is_empty() => return plain.body.is_empty(), // HEAD
        Some("gzip") => {
            let (before, after) = (plain.body.len(), by_gzip.body.len());
            assert!(before < LARGE || after < before / 2, "gzip makes {after} bytes of {before}");
            &inflated(&by_gzip.body)
        }
        _ => &by_gzip.body,
    };
    plain.status == by_gzip.status && without(forgotten, &plain.body) == without(forgotten, body)
}

/// A document without these elements, of which it has one each at most.
fn without(elements: &[&str], document: &[u8]) -> String {
    let mut document = String::from_utf8_lossy(document).into_owned();
    for element in elements {
        let (start, end) = (format!("<{element}"), format!("</{element}>"));
        if let Some((start, end)) = document.find(&start).zip(document.rfind(&end)) {
            document.replace_range(start..end, "");
        }
    }
    document
}
