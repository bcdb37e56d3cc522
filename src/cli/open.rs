//! The store that commands work on.

use std::sync::Arc;

use crate::clock::SystemClock;
use crate::config::Config;
use crate::store::sqlite::Sqlite;

use super::Failure;

/// The store of this configuration.
pub(super) fn open(config: &Config) -> Result<Arc<Sqlite>, Failure> {
    let store = Sqlite::open(&config.data, Arc::new(SystemClock))?;
    Ok(Arc::new(store.with_room_for_runs(config.compressed_pages.0)))
}
