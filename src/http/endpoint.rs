//! The endpoint: arguments in by GET or POST (§3.1.1), an XML document out with status 200 (§3.1.2).

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Instant;

use actix_web::body::BoxBody;
use actix_web::dev::Payload;
use actix_web::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, HeaderValue, USER_AGENT, VARY,
};
use actix_web::http::{Method, StatusCode};
use actix_web::web::{Bytes, block};
use actix_web::{HttpRequest, HttpResponse};

use crate::config::Config;
use crate::protocol::Arguments;
use crate::repository::{Body, Reply, StoreError};
use crate::telemetry::Served;

use super::body::{self, Refusal};
use super::coding::Coding;
use super::in_flight::Permit;
use super::reply;
use super::state::State;

static TEXT_XML: HeaderValue = HeaderValue::from_static("text/xml; charset=UTF-8");
static NO_STORE: HeaderValue = HeaderValue::from_static("no-store");
static BY_CODING: HeaderValue = HeaderValue::from_static("Accept-Encoding");

const ALLOW: &str = "GET, HEAD, POST, OPTIONS";

/// An answer, and what to say of it in the log.
struct Outcome {
    response: HttpResponse,
    verb: &'static str,
    result: &'static str,
    entries: usize,
    bytes: usize,
}

impl Outcome {
    /// An answer without a document of the protocol.
    fn without_document(response: HttpResponse, result: &'static str) -> Self {
        Self { response, verb: "none", result, entries: 0, bytes: 0 }
    }
}

/// A document, ready to be sent.
struct Document {
    body: Vec<u8>,
    coding: Coding,
    verb: &'static str,
    result: &'static str,
    entries: usize,
}

impl Document {
    /// Whether the reply goes out as it is, so that nothing is left to be done that would take its time.
    fn is_ready(reply: &Reply, coding: Coding) -> bool {
        match &reply.body {
            Body::Plain(body) => coding.leaves(body.len()),
            Body::Gzip(_) => true,
        }
    }

    /// The reply in this coding, unless it is in gzip already. May take its time if it [is not ready](Self::is_ready).
    fn of(reply: Reply, coding: Coding) -> Self {
        let (coding, body) = match reply.body {
            Body::Plain(body) => coding.encode(body),
            Body::Gzip(body) => (Coding::Gzip, body),
        };
        Self { body, coding, verb: reply.verb, result: reply.result, entries: reply.entries }
    }
}

/// Why there is no document.
enum Trouble {
    Store(StoreError),
    /// A fault of the program.
    Broken,
}

/// Answers a request to the endpoint, counts it and logs it.
pub(super) async fn answer(request: &HttpRequest, payload: Payload, state: &State) -> HttpResponse {
    let begun = Instant::now();
    let outcome = respond(request, payload, state).await;
    let Outcome { response, verb, result, entries, bytes } = outcome;
    let took = begun.elapsed();
    state.parts.metrics.count(&Served { verb, result, entries, bytes, took });
    tracing::info!(
        target: "windrow::request",
        verb,
        result,
        status = response.status().as_u16(),
        entries,
        bytes,
        ms = took.as_micros() as f64 / 1000.0,
        client = %client(request, &state.config),
        agent = agent(request),
        "request"
    );
    response
}

async fn respond(request: &HttpRequest, payload: Payload, state: &State) -> Outcome {
    let method = request.method();
    if ![Method::GET, Method::HEAD, Method::POST].contains(method) {
        return Outcome::without_document(reply::other_method(method.as_str(), ALLOW), "refused");
    }
    match form(request, payload, &state.config).await {
        Ok(form) => document(request, form, state).await,
        Err((status, sentence)) => Outcome::without_document(reply::text(status, sentence), "refused"),
    }
}

/// The body of a POST, nothing for the others; or why the request is refused.
async fn form(request: &HttpRequest, payload: Payload, config: &Config) -> Result<Bytes, Refusal> {
    let headers =
        request.headers().iter().map(|(name, value)| name.as_str().len() + value.len() + 4).sum::<usize>();
    if headers > config.max_header.0 {
        let sentence = format!("All headers together may have at most {} bytes.\n", config.max_header.0);
        return Err((StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE, sentence));
    }
    if request.query_string().len() > config.max_query.0 {
        let sentence = format!(
            "A query may have at most {} bytes; send longer arguments by POST.\n",
            config.max_query.0
        );
        return Err((StatusCode::URI_TOO_LONG, sentence));
    }
    if request.method() == Method::POST {
        Box::pin(body::read(request, payload, config)).await
    } else {
        Ok(Bytes::new())
    }
}

async fn document(request: &HttpRequest, form: Bytes, state: &State) -> Outcome {
    let retry_after = state.config.retry_after.0;
    let Some(permit) = state.in_flight.enter() else {
        let response = reply::unavailable(retry_after, "Too many requests are being answered.");
        return Outcome::without_document(response, "overloaded");
    };
    let accepted = request.headers().get_all(ACCEPT_ENCODING).filter_map(|value| value.to_str().ok());
    let coding = Coding::negotiate(accepted);
    let trouble = match written(request.query_string(), &form, coding, permit, state).await {
        Ok(document) => return sent(document),
        Err(trouble) => trouble,
    };
    let result = match trouble {
        Trouble::Store(error) => {
            tracing::error!(kind = ?error.kind, "{error}");
            state.failure.set(error);
            "unavailable"
        }
        Trouble::Broken => {
            // The harvester shall come again: 500 would end its harvest.
            tracing::error!(
                "the answer to `{}` broke off: please report this as a defect",
                request.query_string()
            );
            "broken"
        }
    };
    Outcome::without_document(reply::unavailable(retry_after, "The repository cannot answer now."), result)
}

/// Writes the answer: here if it is at hand, otherwise where it may block. The place among the requests in flight is
/// kept for as long as the work lasts, even if the client has gone.
async fn written(
    query: &str,
    form: &[u8],
    coding: Coding,
    permit: Permit,
    state: &State,
) -> Result<Document, Trouble> {
    let repository = &state.parts.repository;
    let gzip = coding == Coding::Gzip;
    let at_once = catch_unwind(AssertUnwindSafe(|| {
        let arguments = Arguments::decode(query.as_bytes(), form);
        let reply = repository.answer_at_once(&arguments, gzip);
        (arguments, reply)
    }));
    let (arguments, mut reply) = at_once.map_err(|_| Trouble::Broken)?;
    if let Some(reply) = reply.take_if(|reply| Document::is_ready(reply, coding)) {
        return Ok(Document::of(reply, coding));
    }
    let repository = repository.clone();
    let work = block(move || {
        let reply = reply.map_or_else(|| repository.answer(&arguments, gzip), Ok);
        let document = reply.map(|reply| Document::of(reply, coding));
        drop(permit);
        document
    });
    match Box::pin(work).await {
        Ok(document) => document.map_err(Trouble::Store),
        Err(_) => Err(Trouble::Broken),
    }
}

/// "The Content-Type returned for all OAI-PMH requests MUST be text/xml" (§3.1.2.1). responseDate is of the
/// moment, so nothing is to be stored, and the coding depends on what the client accepts.
fn sent(document: Document) -> Outcome {
    let Document { body, coding, verb, result, entries } = document;
    let bytes = body.len();
    let mut response = HttpResponse::new(StatusCode::OK);
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, TEXT_XML.clone());
    headers.insert(CACHE_CONTROL, NO_STORE.clone());
    headers.insert(VARY, BY_CODING.clone());
    if coding != Coding::Identity {
        headers.insert(CONTENT_ENCODING, HeaderValue::from_static(coding.name()));
    }
    Outcome { response: response.set_body(BoxBody::new(body)), verb, result, entries, bytes }
}

/// Who asks: the peer, or what a trusted proxy says of it.
fn client(request: &HttpRequest, config: &Config) -> String {
    if config.trust_forwarded.0 {
        let forwarded =
            request.headers().get_all("x-forwarded-for").last().and_then(|value| value.to_str().ok());
        if let Some(last) = forwarded.and_then(|list| list.rsplit(',').next()) {
            return last.trim().to_owned();
        }
    }
    request.peer_addr().map(|peer| peer.ip().to_string()).unwrap_or_default()
}

fn agent(request: &HttpRequest) -> &str {
    request.headers().get(USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default()
}
