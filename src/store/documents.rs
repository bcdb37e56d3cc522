//! Names of documents that several modules use.

/// The document that holds the [`Identity`](crate::model::Identity), as JSON: so every node knows it, and it stays known
/// when the records folder cannot be read.
pub const IDENTITY: &str = "identity";
