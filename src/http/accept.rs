//! Who asks: a person with a browser, or a program.
//!
//! Harvesters must never get HTML. So it is decided by what only browsers send: `application/xhtml+xml` together with `text/html`
//! in Accept, or `Sec-Fetch-Dest: document`. Never by `text/html` alone, which Java and others accept by default.

use actix_http::Request;
use actix_web::HttpMessage as _;
use actix_web::http::Method;
use actix_web::http::header::{ACCEPT, HeaderMap, HeaderName};

/// Whether a person asks with a browser, to read.
pub(super) fn is_browser(headers: &HeaderMap) -> bool {
    let fetch = HeaderName::from_static("sec-fetch-dest");
    match headers.get(fetch).map(|value| value.as_bytes()) {
        Some(b"document" | b"iframe" | b"frame") => true,
        Some(_) => false, // a script in a page, which wants the XML
        None => {
            let accepts = |wanted: &str| {
                let all = headers.get_all(ACCEPT).filter_map(|value| value.to_str().ok());
                all.flat_map(|value| value.split(',')).any(|member| {
                    let media_type = member.split(';').next().unwrap_or_default();
                    media_type.trim().eq_ignore_ascii_case(wanted)
                })
            };
            accepts("application/xhtml+xml") && accepts("text/html")
        }
    }
}

/// Whether a person asks for the base URL itself, without arguments.
pub(super) fn is_reader(request: &Request) -> bool {
    let is_bare = request.uri().query().unwrap_or_default().is_empty();
    *request.method() == Method::GET && is_bare && is_browser(request.headers())
}
