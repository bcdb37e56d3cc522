//! Pages over HTTP: conditional requests, codings, and the headers that keep a page harmless.

use std::sync::Arc;
use std::time::Instant;

use actix_http::Request;
use actix_web::http::header::{
    ACCEPT, ACCEPT_ENCODING, ACCEPT_LANGUAGE, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_ENCODING,
    CONTENT_LANGUAGE, CONTENT_SECURITY_POLICY, CONTENT_TYPE, COOKIE, ETAG, HeaderMap, HeaderName,
    HeaderValue, IF_NONE_MATCH, LINK, LOCATION, REFERRER_POLICY, RETRY_AFTER, SET_COOKIE, VARY,
    X_CONTENT_TYPE_OPTIONS,
};
use actix_web::http::{Method, StatusCode};
use actix_web::web::block;
use actix_web::{HttpMessage as _, HttpResponse};
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use crate::pages::{Answered, Asked, HTML, Keep, Site, Status, Varies, asset, unavailable};

use super::accept::is_browser;
use super::client::{Client, agent};
use super::coding::Coding;
use super::sending::{Body, Share, small};
use super::state::State;
use super::{pages, reply};

/// Everything comes from the repository itself. Nothing runs: there are no scripts, and styles are in a file.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// How long a browser remembers the language, in seconds: a year.
const A_YEAR: u32 = 31_536_000;

/// A page ready to be sent.
struct Ready {
    answered: Answered,
    body: Vec<u8>,
    coding: Coding,
    tag: String,
    /// The path that the cookie is for.
    root: String,
    share: Option<Share>,
}

/// What is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// What is at the path.
    Page,
    /// The answer of the endpoint as a page.
    Answer,
}

/// Answers a request for a page, and logs it.
pub(super) async fn answer(
    request: &Request,
    path: &str,
    wanted: Wanted,
    site: &Arc<Site>,
    state: &Arc<State>,
) -> HttpResponse<Body> {
    let begun = Instant::now();
    let response = respond(request, path, wanted, site, state).await;
    tracing::info!(
        target: "windrow::request",
        page = path,
        status = response.status().as_u16(),
        ms = begun.elapsed().as_micros() as f64 / 1000.0,
        client = %Client::of(request, &state.config),
        agent = &*agent(request),
        "page"
    );
    response
}

/// Answers while there is no repository to answer from: programs get plain text.
pub(super) fn starting(request: &Request, path: &str, state: &State) -> HttpResponse<Body> {
    let headers = request.headers();
    let is_get = [Method::GET, Method::HEAD].contains(request.method());
    let asset = path.rsplit_once("/assets/").and_then(|(_, name)| asset(name));
    let [accept_language, cookie] = [ACCEPT_LANGUAGE, COOKIE].map(|name| text(headers, name));
    let asked = Asked { accept_language: &accept_language, cookie: &cookie, ..Asked::default() };
    let page = is_browser(headers).then(|| unavailable(asked));
    let answered = asset.or(page).filter(|_| is_get && state.config.pages.0);
    let ready = answered.and_then(|answered| written(answered, "/".to_owned(), Coding::Identity, state));
    match ready {
        Some(ready) => sent(ready, state.config.retry_after.0),
        None => small(pages::starting(state)),
    }
}

async fn respond(
    request: &Request,
    path: &str,
    wanted: Wanted,
    site: &Arc<Site>,
    state: &Arc<State>,
) -> HttpResponse<Body> {
    if ![Method::GET, Method::HEAD].contains(request.method()) {
        return small(reply::other_method(request.method().as_str(), "GET, HEAD, OPTIONS"));
    }
    let retry_after = state.config.retry_after.0;
    let Some(permit) = state.browsing.enter(Client::of(request, &state.config)) else {
        return small(reply::unavailable(retry_after, "Too many pages are being written."));
    };
    let headers = request.headers();
    let texts = [ACCEPT, ACCEPT_LANGUAGE, COOKIE].map(|name| text(headers, name));
    let coding = Coding::negotiate(headers.get_all(ACCEPT_ENCODING).filter_map(|value| value.to_str().ok()));
    let (path, query) = (path.to_owned(), request.uri().query().unwrap_or_default().to_owned());
    let (site, state) = (Arc::clone(site), Arc::clone(state));
    let written = block(move || {
        let [accept, accept_language, cookie] = &texts;
        let asked = Asked { path: &path, query: &query, accept, accept_language, cookie };
        let ready = ready(&site, asked, wanted, coding, &state);
        drop(permit);
        ready
    });
    match Box::pin(written).await {
        Ok(Some(ready)) if matches(headers, &ready) => not_modified(&ready),
        Ok(Some(ready)) => sent(ready, retry_after),
        Ok(None) => small(reply::unavailable(retry_after, "Too many answers are being sent.")),
        Err(_) => small(reply::unavailable(retry_after, "The repository cannot answer now.")),
    }
}

/// The header as text; empty if there is none or it is not text.
fn text(headers: &HeaderMap, name: HeaderName) -> String {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
}

/// Makes the page. `None` if there is no memory left for answers.
fn ready(site: &Site, asked: Asked<'_>, wanted: Wanted, coding: Coding, state: &State) -> Option<Ready> {
    let answered = match wanted {
        Wanted::Page => site.answer(asked),
        Wanted::Answer => site.oai(asked),
    };
    let answered = answered.unwrap_or_else(|error| {
        tracing::error!(kind = ?error.kind, "{error}");
        state.failure.set(error);
        unavailable(asked)
    });
    let root = site.links().map_or_else(|_| "/".to_owned(), |links| links.root().to_owned());
    written(answered, root, coding, state)
}

/// The answer as it is sent. `None` if there is no memory left for answers.
fn written(mut answered: Answered, root: String, coding: Coding, state: &State) -> Option<Ready> {
    let body = std::mem::take(&mut answered.body).into_bytes();
    let tag = format!("W/\"{}\"", HEXLOWER.encode(&Sha256::digest(&body)[..12]));
    let (coding, body) = coding.encode(body);
    let share = Some(state.share(body.len())?);
    Some(Ready { answered, body, coding, tag, root, share })
}

/// Whether the client has the page already (RFC 9110, 13.1.2).
fn matches(headers: &HeaderMap, ready: &Ready) -> bool {
    if ready.answered.status != Status::Ok || ready.answered.keep == Keep::Never {
        return false;
    }
    let known = headers.get_all(IF_NONE_MATCH).filter_map(|value| value.to_str().ok());
    let mut tags = known.flat_map(|tags| tags.split(',')).map(str::trim);
    tags.any(|tag| tag == "*" || tag.trim_start_matches("W/") == ready.tag.trim_start_matches("W/"))
}

fn not_modified(ready: &Ready) -> HttpResponse<Body> {
    let mut response = HttpResponse::new(StatusCode::NOT_MODIFIED);
    common(response.headers_mut(), ready);
    small(response)
}

fn sent(ready: Ready, retry_after: u32) -> HttpResponse<Body> {
    let answered = &ready.answered;
    let status = match answered.status {
        Status::Ok => StatusCode::OK,
        Status::MovedPermanently => StatusCode::MOVED_PERMANENTLY,
        Status::NotFound => StatusCode::NOT_FOUND,
        Status::Gone => StatusCode::GONE,
        Status::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
    };
    let mut response = HttpResponse::new(status);
    let headers = response.headers_mut();
    common(headers, &ready);
    put(headers, CONTENT_TYPE, &answered.media_type);
    put(headers, X_CONTENT_TYPE_OPTIONS, "nosniff");
    put(headers, REFERRER_POLICY, "strict-origin-when-cross-origin");
    // A document of a program that a browser opens must not run anything either.
    put(headers, CONTENT_SECURITY_POLICY, POLICY);
    if ready.coding != Coding::Identity {
        put(headers, CONTENT_ENCODING, ready.coding.name());
    }
    if answered.status == Status::Unavailable {
        headers.insert(RETRY_AFTER, retry_after.into());
    }
    if let Some(location) = &answered.location {
        put(headers, LOCATION, location);
    }
    if let Some(lang) = answered.lang {
        put(headers, CONTENT_LANGUAGE, lang.tag());
    }
    if let Some(name) = &answered.file_name {
        put(headers, CONTENT_DISPOSITION, &format!("inline; filename=\"{name}\""));
    }
    if answered.media_type != HTML {
        put(headers, HeaderName::from_static("access-control-allow-origin"), "*");
    }
    if let Some(lang) = answered.remember {
        let cookie = format!("lang={}; Path={}; Max-Age={A_YEAR}; SameSite=Lax", lang.code(), ready.root);
        put(headers, SET_COOKIE, &cookie);
    }
    for link in &answered.links {
        if let Ok(link) = HeaderValue::from_str(link) {
            headers.append(LINK, link);
        }
    }
    let Ready { body, share, .. } = ready;
    match share {
        Some(share) => response.set_body(Body::sharing(body, share)),
        None => small(response),
    }
}

/// The headers that an answer has even if the client knows the body.
fn common(headers: &mut HeaderMap, ready: &Ready) {
    let keep = match ready.answered.keep {
        Keep::AskAgain => "no-cache",
        Keep::Always => "public, max-age=31536000, immutable",
        Keep::Never => "no-store",
    };
    let varies = match ready.answered.varies {
        Varies::No => "Accept-Encoding",
        Varies::ByLanguage => "Accept-Encoding, Accept-Language, Cookie",
        Varies::ByMediaType => "Accept, Accept-Encoding, Accept-Language, Cookie",
        Varies::ByReader => "Accept, Accept-Encoding, Accept-Language, Cookie, Sec-Fetch-Dest",
    };
    put(headers, CACHE_CONTROL, keep);
    put(headers, VARY, varies);
    if ready.answered.keep != Keep::Never {
        put(headers, ETAG, &ready.tag);
    }
}

/// A value that is not a legal header is left out.
fn put(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}
