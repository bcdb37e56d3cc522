//! The body of a POST (§3.1.1.2): a form, within limits of size and time.

use std::sync::Arc;

use actix_http::Request;
use actix_web::HttpMessage as _;
use actix_web::body::{BodyStream, to_bytes_limited};
use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, HeaderName};
use actix_web::rt::time::timeout;
use actix_web::web::Bytes;

use crate::config::Config;

use super::place::{Place, Turn};

const FORM: &str = "application/x-www-form-urlencoded";

/// Why a request is refused before the protocol sees it: a status and a sentence with the remedy.
pub(super) type Refusal = (StatusCode, String);

/// Reads the form.
pub(super) async fn read(request: &Request, payload: Payload, config: &Config) -> Result<Bytes, Refusal> {
    let limit = config.max_body.0;
    let too_large = || (StatusCode::PAYLOAD_TOO_LARGE, format!("A body may have at most {limit} bytes.\n"));
    check_media_type(request)?;
    if header(request, CONTENT_LENGTH).parse::<usize>().is_ok_and(|length| length > limit) {
        return Err(too_large());
    }
    let place = request.conn_data::<Arc<Place>>();
    place.iter().for_each(|place| place.begin(Turn::Body));
    let body =
        timeout(config.body_timeout.duration(), to_bytes_limited(BodyStream::new(payload), limit)).await;
    place.iter().for_each(|place| place.answering(true));
    match body {
        Ok(Ok(Ok(body))) => Ok(body),
        Ok(Ok(Err(_))) => Err((StatusCode::BAD_REQUEST, "The body is not complete; send it again.\n".into())),
        Ok(Err(_)) => Err(too_large()),
        Err(_) => {
            Err((StatusCode::REQUEST_TIMEOUT, "The body did not come in time; send it faster.\n".into()))
        }
    }
}

/// "The Content-Type of the request MUST be application/x-www-form-urlencoded" (§3.1.1.2), whatever its
/// parameters; a body without any type is taken for a form, since it can be nothing else.
fn check_media_type(request: &Request) -> Result<(), Refusal> {
    let media_type = header(request, CONTENT_TYPE);
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    let coding = header(request, CONTENT_ENCODING);
    if !(essence.is_empty() || essence.eq_ignore_ascii_case(FORM)) {
        let sentence = format!("A POST carries its arguments as {FORM}, not as {essence}.\n");
        return Err((StatusCode::UNSUPPORTED_MEDIA_TYPE, sentence));
    }
    if !(coding.is_empty() || coding.eq_ignore_ascii_case("identity")) {
        return Err((
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "Send the body without a Content-Encoding.\n".into(),
        ));
    }
    Ok(())
}

/// The text of a header; empty if there is none or it is no text.
fn header(request: &Request, name: HeaderName) -> &str {
    request.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}
