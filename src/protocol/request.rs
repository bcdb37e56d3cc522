//! Requests (§4), typed: what is here is legal by the letter of the protocol.

use crate::model::{Datestamp, MetadataPrefix, SetSpec};

use super::Verb;

/// A legal request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    GetRecord {
        identifier: String,
        metadata_prefix: MetadataPrefix,
    },
    Identify,
    ListMetadataFormats {
        identifier: Option<String>,
    },
    ListSets {
        resumption_token: Option<String>,
    },
    /// ListIdentifiers and ListRecords, which differ in what they show of each record only.
    List {
        entries: Entries,
        arguments: ListArguments,
    },
}

/// What a list of records shows of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entries {
    /// ListIdentifiers
    Headers,
    /// ListRecords
    Records,
}

/// resumptionToken is exclusive (§3.5): a list is selected or resumed, never both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListArguments {
    Selection(Selection),
    ResumptionToken(String),
}

/// The arguments of selective harvesting (§2.7); both bounds inclusive, `until` to the last second of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection {
    pub metadata_prefix: MetadataPrefix,
    pub from: Option<Datestamp>,
    pub until: Option<Datestamp>,
    pub set: Option<SetSpec>,
}

impl Request {
    /// The verb that this request is.
    pub const fn verb(&self) -> Verb {
        match self {
            Self::GetRecord { .. } => Verb::GetRecord,
            Self::Identify => Verb::Identify,
            Self::ListMetadataFormats { .. } => Verb::ListMetadataFormats,
            Self::ListSets { .. } => Verb::ListSets,
            Self::List { entries: Entries::Headers, .. } => Verb::ListIdentifiers,
            Self::List { entries: Entries::Records, .. } => Verb::ListRecords,
        }
    }
}
