//! Who asks: a person with a browser, or a program.
//!
//! Harvesters must never get HTML. So it is decided by what only browsers send: `application/xhtml+xml` together with `text/html`
//! in Accept, or `Sec-Fetch-Dest: document`. Never by `text/html` alone, which Java and others accept by default.

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

#[cfg(test)]
mod tests {
    use actix_web::http::header::HeaderValue;

    use super::*;

    fn headers(accept: &'static str, destination: Option<&'static str>) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT, HeaderValue::from_static(accept));
        if let Some(destination) = destination {
            headers.insert(HeaderName::from_static("sec-fetch-dest"), HeaderValue::from_static(destination));
        }
        headers
    }

    #[test]
    fn only_browsers_that_show_a_page_get_one() {
        for (accept, destination, expected) in [
            ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", None, true),
            ("*/*", Some("document"), true),
            ("text/html,application/xhtml+xml", Some("empty"), false),
            ("text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2", None, false),
            ("application/xhtml+xml", None, false),
            ("text/html", None, false),
            ("*/*", None, false),
            ("", None, false),
        ] {
            assert_eq!(is_browser(&headers(accept, destination)), expected, "{accept} {destination:?}");
        }
        assert!(!is_browser(&HeaderMap::new()));
    }
}
