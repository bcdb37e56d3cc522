//! The identity that the store keeps.

use crate::model::Identity;
use crate::store::{IDENTITY, Store, StoreError};

/// The identity that was stored last; `None` if none was stored yet, or none that this version can read.
pub fn stored_identity(store: &dyn Store) -> Result<Option<Identity>, StoreError> {
    Ok(store.document(IDENTITY)?.and_then(|text| serde_json::from_str(&text).ok()))
}
