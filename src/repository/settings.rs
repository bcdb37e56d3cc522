//! What an operator decides about answers.

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
