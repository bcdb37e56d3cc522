//! Which path is answered by what.

use std::convert::Infallible;
use std::sync::Arc;

use actix_http::Request;
use actix_web::dev::Payload;
use actix_web::http::{ConnectionType, Method, StatusCode};
use actix_web::web::block;
use actix_web::{HttpMessage as _, HttpResponse};

use crate::pages::XML;
use crate::repository::{Repository, StoreError};

use super::place::Place;
use super::sending::{Body, small};
use super::site::Wanted;
use super::state::State;
use super::{accept, endpoint, pages, path, reply, site};

/// The endpoint for people who want to see the XML.
const OAI_XML: &str = "/oai/xml";

/// Answers any request. `/oai` and `/oai/` are the endpoint, and the path of the base URL is, if it is another one.
///
/// What seldom happens or waits long is boxed, here and in the endpoint, so that the usual answer does not carry it about.
pub(super) async fn route(mut request: Request, state: Arc<State>) -> Result<HttpResponse<Body>, Infallible> {
    let payload = request.take_payload();
    let place = request.conn_data::<Arc<Place>>();
    place.iter().for_each(|place| place.answering(true));
    let path = path::normal(request.path());
    let mut response = match &*path {
        "/oai" | "/oai/" | OAI_XML if !reads(&request, &path, &state) => {
            endpoint::answer(&request, payload, &state).await
        }
        path => Box::pin(beside(&request, path, payload, &state)).await,
    };
    if let Some(place) = place {
        if !place.is_held() {
            response.head_mut().set_connection_type(ConnectionType::Close);
        }
        place.answering(false);
    }
    Ok(response.map_body(|_, body| body.to(place)))
}

/// Whether the answer of the endpoint is to be a page. Harvesters pass here, so no more than headers are looked at.
fn reads(request: &Request, path: &str, state: &State) -> bool {
    let is_get = [Method::GET, Method::HEAD].contains(request.method());
    let is_short = request.uri().query().unwrap_or_default().len() <= state.config.max_query.0;
    is_get
        && is_short
        && accept::is_browser(request.headers())
        && path != OAI_XML
        && state.parts().is_some_and(|parts| parts.site.is_some())
}

async fn beside(request: &Request, path: &str, payload: Payload, state: &Arc<State>) -> HttpResponse<Body> {
    match path {
        path::LIVE => read_only(request, reply::text(StatusCode::OK, "ok\n")),
        path::READY => read_only(request, pages::ready(state).await),
        path::METRICS => read_only(request, pages::metrics(state).await),
        _ => elsewhere(request, path, payload, state).await,
    }
}

/// The path of the base URL is known only to the store, so the plain cases go before.
async fn elsewhere(
    request: &Request,
    path: &str,
    payload: Payload,
    state: &Arc<State>,
) -> HttpResponse<Body> {
    let Some(parts) = state.parts() else { return site::starting(request, path, state) };
    let site = parts.site.as_ref();
    let base_url = base_url(Arc::clone(&parts.repository)).await;
    let base =
        base_url.as_ref().ok().map(|url| path::normal(path::of_url(url)).trim_end_matches('/').to_owned());
    let at = |end: &str| {
        let path = path.trim_end_matches('/');
        let is_base = base.as_ref().is_some_and(|base| path.strip_suffix(end) == Some(base));
        is_base || path.strip_suffix(end) == Some("/oai")
    };
    let is_bare = request.uri().query().unwrap_or_default().is_empty();
    match (site, base_url) {
        // A base URL without a path is the address of the front page, too.
        (Some(site), Ok(_)) if at("") && reads(request, path, state) && !(path == "/" && is_bare) => {
            site::answer(request, path, Wanted::Answer, site, state).await
        }
        (Some(site), _) if path == "/" && is_bare && reads(request, path, state) => {
            site::answer(request, path, Wanted::Page, site, state).await
        }
        (_, Ok(_)) if at("") || (site.is_some() && at(XML)) => {
            endpoint::answer(request, payload, state).await
        }
        (Some(site), _) => site::answer(request, path, Wanted::Page, site, state).await,
        (None, Ok(url)) if path == "/" => read_only(request, pages::front(&url)),
        (None, Err(error)) if path == "/" => small(pages::unavailable(state, &error)),
        (None, url) => small(pages::not_found(url.as_deref().unwrap_or("/oai"))),
    }
}

async fn base_url(repository: Arc<Repository>) -> Result<String, StoreError> {
    block(move || repository.base_url()).await.unwrap_or_else(|_| Err(pages::broken()))
}

/// The response for GET and HEAD, and which methods there are for the others.
fn read_only(request: &Request, response: HttpResponse) -> HttpResponse<Body> {
    small(match *request.method() {
        Method::GET | Method::HEAD => response,
        ref other => reply::other_method(other.as_str(), "GET, HEAD, OPTIONS"),
    })
}
