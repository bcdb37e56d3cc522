//! GetRecord (§4.1): one record, deleted ones included.

use super::given::{Given, Records};
use super::{Outcome, View};
use crate::model::MetadataPrefix;
use crate::protocol::{Answer, Error, ErrorCode, Header};
use crate::store::{Found, StoredRecord};

impl View<'_> {
    pub(super) fn get_record(&self, identifier: &str, metadata_prefix: &MetadataPrefix) -> Outcome {
        let prefix = metadata_prefix.as_str();
        let found = self.snapshot.record(identifier, prefix)?;
        if let Found::Record(piece) = found {
            let records = Records::One(piece);
            return Ok(Ok(Given { answer: Answer::GetRecord, entries: 1, records }));
        }
        let mut errors = Vec::new();
        if found == Found::NoSuchItem {
            errors.push(no_such_item(identifier));
        }
        if !self.offers(prefix) {
            errors.push(no_such_format(metadata_prefix));
        } else if found == Found::NoSuchFormat {
            errors.push(Error::new(
                ErrorCode::CannotDisseminateFormat,
                format!(
                    "This item is not available as {prefix}; ListMetadataFormats with its identifier tells the formats it is available in."
                ),
            ));
        }
        Ok(Err(errors))
    }
}

pub(super) fn header(stored: &StoredRecord<'_>) -> Header {
    Header {
        identifier: stored.identifier.to_owned(),
        datestamp: stored.datestamp,
        sets: stored.sets.to_owned(),
        deleted: stored.deleted,
    }
}

pub(super) fn no_such_item(identifier: &str) -> Error {
    let shown: String = identifier.chars().take(100).collect();
    Error::new(
        ErrorCode::IdDoesNotExist,
        format!(
            "There is no item `{shown}` here. Identifiers are compared letter by letter; ListIdentifiers gives them all."
        ),
    )
}

pub(super) fn no_such_format(prefix: &MetadataPrefix) -> Error {
    let shown: String = prefix.as_str().chars().take(100).collect();
    Error::new(
        ErrorCode::CannotDisseminateFormat,
        format!("There is no metadata format `{shown}` here; ListMetadataFormats tells those there are."),
    )
}
