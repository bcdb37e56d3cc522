//! OAI-PMH 2.0, pure: argument pairs in, a typed [`Request`] or typed [`Errors`] out; a typed
//! [`Response`] in, XML out. No clock, no store, no HTTP, no async.

mod arguments;
mod containers;
mod error;
mod grammar;
mod request;
mod response;
mod resumption_token;
mod verb;
mod write;

#[cfg(test)]
mod tests;

pub use arguments::Arguments;
pub use containers::write_body;
pub use error::{Error, ErrorCode, Errors};
pub use request::{Entries, ListArguments, Request, Selection};
pub use response::{Answer, Header, IdentifyAnswer, MetadataFormat, Response, ResumptionToken, Set};
pub use resumption_token::{InvalidToken, Key, Position, Token};
pub use verb::Verb;
pub use write::{Frame, RECORD_END, record_head, record_parts};

/// The namespace of every answer (§3.2).
pub const NAMESPACE: &str = "http://www.openarchives.org/OAI/2.0/";
