//! Which path is answered by what.

use std::sync::Arc;

use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::http::{Method, StatusCode};
use actix_web::web::block;
use actix_web::{Error, HttpRequest, HttpResponse};

use crate::repository::StoreError;

use super::state::State;
use super::{endpoint, pages, reply};

/// Answers any request. `/oai` and `/oai/` are the endpoint, and the path of the base URL is, if it is another one.
///
/// What seldom happens or waits long is boxed, here and in the endpoint, so that the usual answer does not carry it about.
pub(super) async fn route(request: ServiceRequest, state: Arc<State>) -> Result<ServiceResponse, Error> {
    let (request, payload) = request.into_parts();
    let response = {
        let _answering = state.connections.answering(&request);
        match request.path() {
            "/oai" | "/oai/" => endpoint::answer(&request, payload, &state).await,
            _ => Box::pin(beside(&request, payload, &state)).await,
        }
    };
    Ok(ServiceResponse::new(request, response))
}

async fn beside(request: &HttpRequest, payload: Payload, state: &State) -> HttpResponse {
    match request.path() {
        "/health/live" => read_only(request, reply::text(StatusCode::OK, "ok\n")),
        "/health/ready" => read_only(request, pages::ready(state).await),
        "/metrics" => read_only(request, pages::metrics(state).await),
        _ => elsewhere(request, payload, state).await,
    }
}

/// The path of the base URL is known only to the store, so the plain cases go before.
async fn elsewhere(request: &HttpRequest, payload: Payload, state: &State) -> HttpResponse {
    let base_url = base_url(state).await;
    let at_base = |url: &String| path(url).trim_end_matches('/') == request.path().trim_end_matches('/');
    match base_url {
        Ok(url) if at_base(&url) => endpoint::answer(request, payload, state).await,
        Ok(url) if request.path() == "/" => read_only(request, pages::front(&url)),
        Err(error) if request.path() == "/" => pages::unavailable(state, &error),
        url => pages::not_found(url.as_deref().unwrap_or("/oai")),
    }
}

async fn base_url(state: &State) -> Result<String, StoreError> {
    let repository = state.parts.repository.clone();
    block(move || repository.base_url()).await.unwrap_or_else(|_| Err(pages::broken()))
}

/// The path of a URL.
fn path(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.find('/').map_or("/", |slash| &rest[slash..])
}

/// The response for GET and HEAD, and which methods there are for the others.
fn read_only(request: &HttpRequest, response: HttpResponse) -> HttpResponse {
    match *request.method() {
        Method::GET | Method::HEAD => response,
        ref other => reply::other_method(other.as_str(), "GET, HEAD, OPTIONS"),
    }
}

#[cfg(test)]
mod tests {
    use super::path;

    #[test]
    fn the_path_of_a_base_url_is_what_follows_the_host() {
        for (url, expected) in [
            ("http://127.0.0.1:8080/oai", "/oai"),
            ("https://example.org/a/b/", "/a/b/"),
            ("https://example.org", "/"),
            ("https://example.org/", "/"),
        ] {
            assert_eq!(path(url), expected);
        }
    }
}
