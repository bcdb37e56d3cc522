//! resumptionToken (§3.5): everything needed to go on, in the token itself, authenticated.

use crate::model::{Datestamp, MetadataPrefix, SetSpec};

use super::Verb;

/// The secret of a repository, kept in its store, so that every node and every restart knows it.
pub type Key = [u8; 32];

/// What a token says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// The verb that issued it, the only one it is good for.
    pub verb: Verb,
    /// The responseDate of the answer that gave it.
    pub issued: Datestamp,
    /// How many entries were given before (§3.5 cursor of the next part).
    pub cursor: u64,
    pub complete_list_size: u64,
    pub position: Position,
}

/// Where a list goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Position {
    /// ListSets: after this set.
    Sets { after: SetSpec },
    /// ListIdentifiers, ListRecords: after this sequence number of the log.
    Records { metadata_prefix: MetadataPrefix, set: Option<SetSpec>, until: Option<Datestamp>, after: u64 },
}

/// A text that this repository did not issue as a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidToken;

impl Token {
    /// The token as text, of A-Z a-z 0-9 - _ alone.
    pub fn seal(&self, _key: &Key) -> String {
        todo!()
    }

    /// Reads a token that [`Token::seal`] made with the same key.
    pub fn open(_text: &str, _key: &Key) -> Result<Self, InvalidToken> {
        todo!()
    }
}
