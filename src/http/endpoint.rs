//! The endpoint: arguments in by GET or POST (§3.1.1), an XML document out with status 200 (§3.1.2).

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Instant;

use actix_http::Request;
use actix_web::dev::Payload;
use actix_web::http::header::{
    ACCEPT_ENCODING, ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, HeaderValue,
    VARY,
};
use actix_web::http::{Method, StatusCode};
use actix_web::web::{Bytes, block};
use actix_web::{HttpMessage as _, HttpResponse};

use crate::config::Config;
use crate::protocol::Arguments;
use crate::repository::{Body, Reply, Repository, StoreError};
use crate::telemetry::Served;

use super::body::{self, Refusal};
use super::client::{Client, agent};
use super::coding::Coding;
use super::in_flight::Permit;
use super::place::{Closing, Place};
use super::sending::{Body as Sent, Share, small};
use super::state::State;
use super::{pages, reply};

static TEXT_XML: HeaderValue = HeaderValue::from_static("text/xml; charset=UTF-8");
static NO_STORE: HeaderValue = HeaderValue::from_static("no-store");
static BY_CODING: HeaderValue = HeaderValue::from_static("Accept-Encoding");
/// Where people with browsers get a page.
static BY_READER: HeaderValue = HeaderValue::from_static("Accept, Accept-Encoding, Sec-Fetch-Dest");
static ANYONE: HeaderValue = HeaderValue::from_static("*");

const ALLOW: &str = "GET, HEAD, POST, OPTIONS";

/// An answer, and what to say of it in the log.
struct Outcome {
    response: HttpResponse<Sent>,
    verb: &'static str,
    result: &'static str,
    entries: usize,
    bytes: usize,
}

impl Outcome {
    /// An answer without a document of the protocol.
    fn without_document(response: HttpResponse, result: &'static str) -> Self {
        Self { response: small(response), verb: "none", result, entries: 0, bytes: 0 }
    }
}

/// A document, ready to be sent.
struct Document {
    body: Vec<u8>,
    coding: Coding,
    verb: &'static str,
    result: &'static str,
    entries: usize,
    share: Share,
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
    /// `Err` if there is no memory left for answers.
    fn of(reply: Reply, coding: Coding, share: impl FnOnce(usize) -> Option<Share>) -> Result<Self, Trouble> {
        let (coding, body) = match reply.body {
            Body::Plain(body) => coding.encode(body),
            Body::Gzip(body) => (Coding::Gzip, body),
        };
        let share = share(body.len()).ok_or(Trouble::NoMemory)?;
        Ok(Self { body, coding, verb: reply.verb, result: reply.result, entries: reply.entries, share })
    }
}

/// The size of the body as the reply has it.
const fn size(reply: &Reply) -> usize {
    match &reply.body {
        Body::Plain(body) | Body::Gzip(body) => body.len(),
    }
}

/// Why there is no document.
enum Trouble {
    Store(StoreError),
    /// Clients have not yet taken the answers before this one.
    NoMemory,
    /// A fault of the program.
    Broken,
}

/// Answers a request to the endpoint, counts it and logs it.
pub(super) async fn answer(request: &Request, payload: Payload, state: &Arc<State>) -> HttpResponse<Sent> {
    let begun = Instant::now();
    let outcome = respond(request, payload, state).await;
    let Outcome { response, verb, result, entries, bytes } = outcome;
    let took = begun.elapsed();
    state.metrics.count(&Served { verb, result, entries, bytes, took });
    tracing::info!(
        target: "windrow::request",
        verb,
        result,
        status = response.status().as_u16(),
        entries,
        bytes,
        ms = took.as_micros() as f64 / 1000.0,
        client = %Client::of(request, &state.config),
        agent = &*agent(request),
        "request"
    );
    response
}

async fn respond(request: &Request, payload: Payload, state: &Arc<State>) -> Outcome {
    let method = request.method();
    if ![Method::GET, Method::HEAD, Method::POST].contains(method) {
        return Outcome::without_document(reply::other_method(method.as_str(), ALLOW), "refused");
    }
    match form(request, payload, &state.config).await {
        Ok(_) | Err(_) if is_unplaced(request) => overloaded(state, "All connections are in use."),
        Ok(form) => document(request, form, state).await,
        Err((status, sentence)) => Outcome::without_document(reply::text(status, sentence), "refused"),
    }
}

/// The body of a POST, nothing for the others; or why the request is refused.
async fn form(request: &Request, payload: Payload, config: &Config) -> Result<Bytes, Refusal> {
    let headers =
        request.headers().iter().map(|(name, value)| name.as_str().len() + value.len() + 4).sum::<usize>();
    if headers > config.max_header.0 {
        let sentence = format!("All headers together may have at most {} bytes.\n", config.max_header.0);
        return Err((StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE, sentence));
    }
    if query(request).len() > config.max_query.0 {
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

async fn document(request: &Request, form: Bytes, state: &Arc<State>) -> Outcome {
    let Some(permit) = state.in_flight.enter(Client::of(request, &state.config)) else {
        return overloaded(state, "Too many requests are being answered.");
    };
    let accepted = request.headers().get_all(ACCEPT_ENCODING).filter_map(|value| value.to_str().ok());
    let coding = Coding::negotiate(accepted);
    let Some(parts) = state.parts() else {
        let retry_after = state.config.retry_after.0;
        return Outcome::without_document(reply::unavailable(retry_after, pages::STARTING), "starting");
    };
    let repository = Arc::clone(&parts.repository);
    let trouble = match written(query(request), &form, coding, permit, repository, state).await {
        Ok(document) => return sent(document, if parts.site.is_some() { &BY_READER } else { &BY_CODING }),
        Err(trouble) => trouble,
    };
    let result = match trouble {
        Trouble::NoMemory => {
            return overloaded(state, "Too many answers are being sent.");
        }
        Trouble::Store(error) => {
            tracing::error!(kind = ?error.kind, "{error}");
            state.failure.set(error);
            "unavailable"
        }
        Trouble::Broken => {
            // The harvester shall come again: 500 would end its harvest.
            tracing::error!("the answer to `{}` broke off: please report this as a defect", query(request));
            "broken"
        }
    };
    let retry_after = state.config.retry_after.0;
    Outcome::without_document(reply::unavailable(retry_after, "The repository cannot answer now."), result)
}

/// The query as it was sent; empty if there is none.
fn query(request: &Request) -> &str {
    request.uri().query().unwrap_or_default()
}

/// Whether there was no place for the connection of this request.
fn is_unplaced(request: &Request) -> bool {
    request.conn_data::<Arc<Place>>().is_some_and(|place| place.closing() == Closing::Unplaced)
}

fn overloaded(state: &State, why: &str) -> Outcome {
    Outcome::without_document(reply::unavailable(state.config.retry_after.0, why), "overloaded")
}

/// Writes the answer: here if it is at hand, otherwise where it may block. The place among the requests in flight is
/// kept for as long as the work lasts, even if the client has gone.
async fn written(
    query: &str,
    form: &[u8],
    coding: Coding,
    permit: Permit,
    repository: Arc<Repository>,
    state: &Arc<State>,
) -> Result<Document, Trouble> {
    let gzip = coding == Coding::Gzip;
    let at_once = catch_unwind(AssertUnwindSafe(|| {
        let arguments = Arguments::decode(query.as_bytes(), form);
        let reply = repository.answer_at_once(&arguments, gzip);
        (arguments, reply)
    }));
    let (arguments, mut reply) = at_once.map_err(|_| Trouble::Broken)?;
    let is_ready =
        |reply: &mut Reply| Document::is_ready(reply, coding) && state.budget.has_room(size(reply));
    if let Some(reply) = reply.take_if(is_ready) {
        return Document::of(reply, coding, |size| state.budget.share(size));
    }
    let state = Arc::clone(state);
    let work = block(move || {
        let reply = reply.map_or_else(|| repository.answer(&arguments, gzip), Ok);
        let document = reply
            .map_err(Trouble::Store)
            .and_then(|reply| Document::of(reply, coding, |size| state.share(size)));
        drop(permit);
        document
    });
    Box::pin(work).await.unwrap_or(Err(Trouble::Broken))
}

/// "The Content-Type returned for all OAI-PMH requests MUST be text/xml" (§3.1.2.1). responseDate is of the
/// moment, so nothing is to be stored, and the coding depends on what the client accepts.
fn sent(document: Document, varies: &HeaderValue) -> Outcome {
    let Document { body, coding, verb, result, entries, share } = document;
    let bytes = body.len();
    let mut response = HttpResponse::new(StatusCode::OK);
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, TEXT_XML.clone());
    headers.insert(CACHE_CONTROL, NO_STORE.clone());
    headers.insert(VARY, varies.clone());
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, ANYONE.clone()); // for harvesters that run in a page
    if coding != Coding::Identity {
        headers.insert(CONTENT_ENCODING, HeaderValue::from_static(coding.name()));
    }
    let response = response.set_body(Sent::sharing(body, share));
    Outcome { response, verb, result, entries, bytes }
}
