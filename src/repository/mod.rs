//! The repository: a [`Request`] answered from a store and the formats.

mod health;

use std::sync::Arc;

use crate::protocol::Arguments;
use crate::store::{Store, StoreError};

pub use health::{Health, HealthReport};

/// What an operator decides about answers.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Replaces the base URL of `repository.toml`.
    pub base_url: Option<String>,
    /// The base URL where neither names one.
    pub default_base_url: String,
    /// At most this many records, headers or sets in a page.
    pub page_size: usize,
    /// A page of records ends after the record that reaches this many bytes.
    pub page_bytes: usize,
    /// How long a resumption token is good, in seconds.
    pub token_lifetime: i64,
    /// Content codings to announce (§3.1.3).
    pub compressions: Vec<&'static str>,
}

/// Answers requests; cheap to share.
pub struct Repository {
    #[expect(dead_code)]
    store: Arc<dyn Store>,
    #[expect(dead_code)]
    settings: Settings,
}

/// An answer ready to be sent.
pub struct Reply {
    /// The document.
    pub xml: String,
    /// The verb, or "none" where the request had no legal one: for logs and metrics.
    pub verb: &'static str,
    /// "ok", or the code of the first error.
    pub result: &'static str,
    /// How many records, headers or sets the answer holds.
    pub entries: usize,
}

impl Repository {
    pub fn new(store: Arc<dyn Store>, settings: Settings) -> Self {
        Self { store, settings }
    }

    /// Answers a request. Blocks. Errs only if the store does.
    pub fn answer(&self, _arguments: &Arguments) -> Result<Reply, StoreError> {
        todo!()
    }

    /// The baseURL of the answers.
    pub fn base_url(&self) -> Result<String, StoreError> {
        todo!()
    }
}
