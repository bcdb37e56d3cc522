//! What one answer is made from.

use std::sync::Arc;

use super::settings::Settings;
use crate::model::Identity;
use crate::protocol::Key;
use crate::store::Snapshot;

/// All that one answer is made from.
pub(super) struct View<'r> {
    pub(super) settings: &'r Settings,
    pub(super) identity: Arc<Identity>,
    pub(super) key: &'r Key,
    pub(super) snapshot: &'r dyn Snapshot,
    /// Whether the answer will be compressed.
    pub(super) gzip: bool,
    /// Whether nothing may be waited for.
    pub(super) at_once: bool,
}

impl View<'_> {
    pub(super) fn base_url(&self) -> &str {
        base_url(self.settings, &self.identity)
    }
}

/// The baseURL of answers: configured, or of `repository.toml`, or the default.
pub(super) fn base_url<'a>(settings: &'a Settings, identity: &'a Identity) -> &'a str {
    let named = settings.base_url.as_deref().or(identity.base_url.as_deref());
    named.unwrap_or(&settings.default_base_url)
}
