//! metadataPrefix (§3.4): the name of a format in requests.

use crate::model::words;
use crate::model::{InWords, Words};
use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::checked_text::checked_text;

use super::set_spec::is_unreserved;

/// A metadataPrefix: one or more URI unreserved characters (§3.4 and OAI-PMH.xsd).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct MetadataPrefix(String);

checked_text!(MetadataPrefix);

/// A text that is no metadataPrefix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidMetadataPrefix(pub String);

impl InWords for InvalidMetadataPrefix {
    fn words(&self) -> Words {
        let Self(text) = self;
        words!(
            "`{text}` is not a metadataPrefix: one or more of A-Z a-z 0-9 - _ . ! ~ * ' ( )",
            "“{text}”不是 metadataPrefix：只能用 A-Z a-z 0-9 - _ . ! ~ * ' ( )，至少一个字符"
        )
    }
}

impl fmt::Display for InvalidMetadataPrefix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.words())
    }
}

impl std::error::Error for InvalidMetadataPrefix {}

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
