//! Answers of HTTP itself: plain words for people, whatever is not an OAI-PMH document.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{ALLOW, CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER};

/// Lines of text. Nothing here may be cached: all of it depends on the moment.
pub(super) fn text(status: StatusCode, text: impl Into<String>) -> HttpResponse {
    typed(status, "text/plain; charset=utf-8", text.into())
}

/// A body of a media type.
pub(super) fn typed(status: StatusCode, media_type: &'static str, body: String) -> HttpResponse {
    HttpResponse::build(status)
        .insert_header((CONTENT_TYPE, media_type))
        .insert_header((CACHE_CONTROL, "no-store"))
        .body(body)
}

/// 503 with Retry-After (§3.1.2.2): the harvester comes again by itself. It is the one status that
/// harvesters retry on; 429 is fatal to them.
pub(super) fn unavailable(retry_after: u32, why: &str) -> HttpResponse {
    let mut response =
        text(StatusCode::SERVICE_UNAVAILABLE, format!("{why} Please ask again in {retry_after} seconds.\n"));
    response.headers_mut().insert(RETRY_AFTER, retry_after.into());
    response
}

/// 405, or 204 for OPTIONS, with the methods there are.
pub(super) fn other_method(method: &str, allow: &'static str) -> HttpResponse {
    if method == "OPTIONS" {
        return HttpResponse::NoContent().insert_header((ALLOW, allow)).finish();
    }
    let mut response =
        text(StatusCode::METHOD_NOT_ALLOWED, format!("There is no {method} here, only {allow}.\n"));
    response.headers_mut().insert(ALLOW, actix_web::http::header::HeaderValue::from_static(allow));
    response
}
