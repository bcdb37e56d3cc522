//! The store that commands work on.

use std::sync::Arc;

use crate::clock::SystemClock;
use crate::config::Config;
use crate::store::{Access, Location, Store};

use super::Failure;

/// The store of this configuration.
pub(super) fn open(config: &Config, access: Access) -> Result<Arc<dyn Store>, Failure> {
    Ok(location(config).open(access, Arc::new(SystemClock))?)
}

/// Where the configuration has the store.
pub(super) fn location(config: &Config) -> Location {
    Location::new(config.data.clone(), config.compressed_pages.0)
}
