//! metadataPrefix (§3.4): the name of a format in requests.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::set_spec::is_unreserved;

/// A metadataPrefix: one or more URI unreserved characters (§3.4 and OAI-PMH.xsd).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct MetadataPrefix(String);

/// A text that is no metadataPrefix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidMetadataPrefix(pub String);

impl fmt::Display for InvalidMetadataPrefix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a metadataPrefix: one or more of A-Z a-z 0-9 - _ . ! ~ * ' ( )", self.0)
    }
}

impl std::error::Error for InvalidMetadataPrefix {}

impl MetadataPrefix {
    /// The prefix as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for MetadataPrefix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for MetadataPrefix {
    type Err = InvalidMetadataPrefix;

    fn from_str(text: &str) -> Result<Self, InvalidMetadataPrefix> {
        if !text.is_empty() && text.bytes().all(is_unreserved) {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidMetadataPrefix(text.to_owned()))
        }
    }
}

impl TryFrom<String> for MetadataPrefix {
    type Error = InvalidMetadataPrefix;

    fn try_from(text: String) -> Result<Self, InvalidMetadataPrefix> {
        text.parse()
    }
}

impl From<MetadataPrefix> for String {
    fn from(prefix: MetadataPrefix) -> Self {
        prefix.0
    }
}
