//! Responses (§3.2), typed: what [`Response::frame`] can write is valid against OAI-PMH.xsd.

use crate::model::{Datestamp, Identity, Text};

use super::Errors;

/// An answer with its envelope.
#[derive(Clone, Debug)]
pub struct Response<'a> {
    pub response_date: Datestamp,
    pub base_url: &'a str,
    /// The attributes of `request`, `verb` first: the arguments of the request, decoded; empty on badVerb and badArgument (§3.2).
    pub echo: Vec<(&'static str, &'a str)>,
    pub answer: Result<Answer, Errors>,
}

/// What a verb gives.
#[derive(Clone, Debug)]
pub enum Answer {
    /// The record is not here: it was written when it came into the store (`record_head`).
    GetRecord,
    Identify(Box<IdentifyAnswer>),
    /// As with `GetRecord`, the headers are not here, nor is the token ([`super::Frame::tail`]).
    ListIdentifiers,
    ListMetadataFormats(Vec<MetadataFormat>),
    /// As with `ListIdentifiers`.
    ListRecords,
    ListSets {
        sets: Vec<Set>,
        token: Option<ResumptionToken>,
    },
}

/// §4.2; what is not here is fixed: protocolVersion 2.0, persistent deletions, granularity of seconds.
#[derive(Clone, Debug)]
pub struct IdentifyAnswer {
    pub identity: Identity,
    pub earliest_datestamp: Datestamp,
    /// Content codings beside identity (§3.1.3), in the spelling of HTTP.
    pub compressions: Vec<&'static str>,
    /// An identifier of the repository's namespace that exists; none where some identifiers are not of the namespace,
    /// and then there is no oai-identifier container either.
    pub sample_identifier: Option<String>,
    /// The rights statements that occur in records: the rightsManifest.
    pub rights: Vec<String>,
}

/// §3.4.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MetadataFormat {
    pub metadata_prefix: String,
    pub schema: String,
    pub metadata_namespace: String,
}

/// §4.6.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Set {
    pub spec: String,
    pub name: String,
    /// The name in each of its languages, where it has several.
    pub titles: Vec<Text>,
    pub descriptions: Vec<Text>,
}

/// §2.5, header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    pub identifier: String,
    pub datestamp: Datestamp,
    /// The setSpecs, in minimal form, separated by single spaces; empty for an item in no set.
    pub sets: String,
    pub deleted: bool,
}

/// §3.5, the element at the end of a list; without a value it marks the end of a list given in parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResumptionToken {
    pub value: Option<String>,
    /// Until when the token is good; absent where there is no value.
    pub expiration_date: Option<Datestamp>,
    pub complete_list_size: u64,
    pub cursor: u64,
}
