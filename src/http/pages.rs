//! What is not the endpoint: the front page, health, metrics, and the page that is not there.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::rt::time::timeout;
use actix_web::web::block;
use serde::Serialize;
use std::time::Duration;

use crate::repository::{ErrorKind, HealthReport, StoreError};

use super::reply;
use super::state::{Parts, State};

/// A store that has not told how it is after this long does not answer. One that waits for a writer says so before.
const PATIENCE: Duration = Duration::from_secs(7);

/// What is said until there is something to answer from.
pub(super) const STARTING: &str = "The repository is starting: its store is being opened or upgraded, or its records are being read for the first time.";

/// `/health/ready`.
#[derive(Serialize)]
struct Ready<'a> {
    status: &'a str,
    #[serde(flatten)]
    report: &'a HealthReport,
}

/// Who comes with a browser reads what this is.
pub(super) fn front(base_url: &str) -> HttpResponse {
    let text = format!(
        "This is an OAI-PMH 2.0 repository (https://www.openarchives.org/pmh/), served by Windrow.\n\
         \n\
         Base URL: {base_url}\n\
         \n\
         What it is:    {base_url}?verb=Identify\n\
         Its formats:   {base_url}?verb=ListMetadataFormats\n\
         Its sets:      {base_url}?verb=ListSets\n\
         Its records:   {base_url}?verb=ListRecords&metadataPrefix=oai_dc\n"
    );
    reply::text(StatusCode::OK, text)
}

pub(super) fn not_found(base_url: &str) -> HttpResponse {
    reply::text(StatusCode::NOT_FOUND, format!("There is nothing here. The base URL is {base_url}\n"))
}

/// `/health/ready`: 503 only if the store cannot answer. What waits for the operator while the repository serves is
/// listed in `problems`, with status 200: taking it out of service would help nobody.
pub(super) async fn ready(state: &State) -> HttpResponse {
    let Some(parts) = state.parts() else {
        let report = HealthReport { problems: vec![STARTING.to_owned()], ..HealthReport::default() };
        return json(StatusCode::SERVICE_UNAVAILABLE, "starting", &report);
    };
    match report(parts.clone()).await {
        Ok(mut report) => {
            report.problems.splice(0..0, state.failure.told());
            report.shorten();
            json(StatusCode::OK, report.status(), &report)
        }
        Err(error) => {
            tracing::error!(kind = ?error.kind, "not ready: {error}");
            let report = HealthReport { problems: vec![error.to_string()], ..HealthReport::default() };
            json(StatusCode::SERVICE_UNAVAILABLE, "unavailable", &report)
        }
    }
}

fn json(status: StatusCode, word: &str, report: &HealthReport) -> HttpResponse {
    let body = serde_json::to_string_pretty(&Ready { status: word, report }).unwrap_or_default();
    reply::typed(status, "application/json", body + "\n")
}

/// `/metrics`, in the text format of OpenMetrics.
pub(super) async fn metrics(state: &State) -> HttpResponse {
    let report = match state.parts() {
        Some(parts) => report(parts.clone()).await.ok(),
        None => None,
    };
    let page = state.metrics.page(report.as_ref());
    reply::typed(StatusCode::OK, "application/openmetrics-text; version=1.0.0; charset=utf-8", page)
}

/// 503 for any page while the server starts.
pub(super) fn starting(state: &State) -> HttpResponse {
    reply::unavailable(state.config.retry_after.0, STARTING)
}

/// 503 for a page that needs the store.
pub(super) fn unavailable(state: &State, error: &StoreError) -> HttpResponse {
    tracing::error!(kind = ?error.kind, "{error}");
    reply::unavailable(state.config.retry_after.0, "The repository cannot answer now.")
}

/// What a fault of the program is to those who asked.
pub(super) fn broken() -> StoreError {
    StoreError::new(ErrorKind::Other, "the answer broke off")
}

/// How the repository is. One that cannot even say who it is (before its first synchronisation) cannot answer.
async fn report(Parts { repository, health, .. }: Parts) -> Result<HealthReport, StoreError> {
    let asked = block(move || repository.base_url().and_then(|_| health.report()));
    match timeout(PATIENCE, asked).await {
        Ok(report) => report.unwrap_or_else(|_| Err(broken())),
        Err(_) => {
            let message = format!("no answer within {} seconds", PATIENCE.as_secs());
            Err(StoreError::new(ErrorKind::Other, message))
        }
    }
}
