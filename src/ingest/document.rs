//! Documents of the store that the last writer decides.

use crate::store::{Store, StoreError};

/// Writes a document, whatever it was before; of two processes, the later one counts.
pub fn replace_document(store: &dyn Store, name: &str, text: &str) -> Result<(), StoreError> {
    loop {
        let base = store.document(name)?.map_or(0, |known| known.revision);
        if store.put_document(name, text, base)?.is_some() {
            return Ok(());
        }
    }
}
