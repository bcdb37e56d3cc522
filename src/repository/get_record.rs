//! GetRecord (§4.1): one record, deleted ones included.

use super::body::Body;
use super::given::Written;
use super::view::View;
use crate::model::MetadataPrefix;
use crate::protocol::{Error, ErrorCode, Errors, Frame};
use crate::store::{Found, StoreError};

/// About what an answer with one record takes.
const RECORD: usize = 8 << 10;

impl View<'_> {
    pub(super) fn written_record(
        &self,
        identifier: &str,
        metadata_prefix: &MetadataPrefix,
        frame: &Frame,
    ) -> Result<Result<Written, Errors>, StoreError> {
        let prefix = metadata_prefix.as_str();
        let mut document = Vec::with_capacity(RECORD);
        document.extend_from_slice(frame.head().as_bytes());
        let found = self.snapshot.record(identifier, prefix, &mut document)?;
        if found == Found::Record {
            document.extend_from_slice(frame.tail(None).as_bytes());
            return Ok(Ok((Body::Plain(document), 1)));
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
                    "This item is not available as {prefix}; ListMetadataFormats with its identifier lists the formats it is available in."
                ),
            ));
        }
        Ok(Err(errors))
    }
}

pub(super) fn no_such_item(identifier: &str) -> Error {
    let shown: String = identifier.chars().take(100).collect();
    Error::new(
        ErrorCode::IdDoesNotExist,
        format!(
            "There is no item `{shown}` here. Identifiers are compared letter by letter; ListIdentifiers lists all of them."
        ),
    )
}

pub(super) fn no_such_format(prefix: &MetadataPrefix) -> Error {
    let shown: String = prefix.as_str().chars().take(100).collect();
    Error::new(
        ErrorCode::CannotDisseminateFormat,
        format!(
            "There is no metadata format `{shown}` here; ListMetadataFormats lists the formats there are."
        ),
    )
}
