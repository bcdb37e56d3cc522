//! What the repository says of itself, as the store keeps it.

use serde::{Deserialize, Serialize};

use crate::model::Identity;
use crate::store::{Document, ErrorKind, RULES, Store, StoreError};

/// The form in which the identity is stored; increases when an older Windrow could not read it.
const VERSION: u32 = 1;

/// The stored identity.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredIdentity {
    pub identity: Identity,
    /// The revision of its document, for writers to base their changes on.
    pub revision: u64,
}

#[derive(Deserialize)]
struct Envelope {
    version: u32,
    identity: serde_json::Value,
}

#[derive(Serialize)]
struct NewEnvelope<'a> {
    version: u32,
    identity: &'a Identity,
}

impl Envelope {
    /// The first form was the identity itself, without a version.
    fn read(text: &str) -> serde_json::Result<Self> {
        let value: serde_json::Value = serde_json::from_str(text)?;
        if value.get("version").is_some() {
            return serde_json::from_value(value);
        }
        Ok(Self { version: 0, identity: value })
    }
}

impl StoredIdentity {
    /// Reads the document. What cannot be read is an error, never nothing: it decides which records may be deleted.
    pub fn read(document: &Document) -> Result<Self, StoreError> {
        let envelope = Envelope::read(&document.text).map_err(|error| unreadable(&error.to_string()))?;
        if envelope.version > VERSION {
            return Err(unreadable(&format!(
                "it has form {}, this Windrow knows {VERSION}",
                envelope.version
            )));
        }
        let identity =
            serde_json::from_value(envelope.identity).map_err(|error| unreadable(&error.to_string()))?;
        Ok(Self { identity, revision: document.revision })
    }

    /// The text of the document of an identity.
    pub fn text(identity: &Identity) -> String {
        let envelope = NewEnvelope { version: VERSION, identity };
        serde_json::to_string(&envelope).unwrap_or_default() // a model of strings and lists always has a JSON form
    }
}

fn unreadable(why: &str) -> StoreError {
    let message = format!("what is stored of repository.toml cannot be read: {why}");
    StoreError::new(ErrorKind::OtherVersion, message)
}

/// The identity that was stored last; `None` if none was stored yet.
pub fn stored_identity(store: &dyn Store) -> Result<Option<StoredIdentity>, StoreError> {
    store.document(RULES)?.as_ref().map(StoredIdentity::read).transpose()
}
