//! Who asks, as far as that is known.

use std::borrow::Cow;
use std::fmt;
use std::net::IpAddr;

use actix_http::Request;
use actix_web::HttpMessage as _;
use actix_web::http::header::USER_AGENT;

use crate::config::Config;

/// The address of a client.
#[derive(Hash)]
pub(super) enum Client<'r> {
    /// The peer of the connection.
    Peer(IpAddr),
    /// What a trusted proxy says.
    Forwarded(&'r str),
    Unknown,
}

impl<'r> Client<'r> {
    pub(super) fn of(request: &'r Request, config: &Config) -> Self {
        if config.trust_forwarded.0 {
            let header = request.headers().get_all("x-forwarded-for").last();
            let list = header.and_then(|value| value.to_str().ok());
            if let Some(last) = list.and_then(|list| list.rsplit(',').next()) {
                return Self::Forwarded(last.trim());
            }
        }
        request.peer_addr().map_or(Self::Unknown, |peer| Self::Peer(peer.ip()))
    }
}

impl fmt::Display for Client<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Peer(address) => address.fmt(f),
            Self::Forwarded(address) => f.write_str(address),
            Self::Unknown => Ok(()),
        }
    }
}

/// The user agent. Letters beyond ASCII are UTF-8, or else Latin-1 (RFC 9110, 5.5).
pub(super) fn agent(request: &Request) -> Cow<'_, str> {
    let agent = request.headers().get(USER_AGENT).map(|value| value.as_bytes()).unwrap_or_default();
    match std::str::from_utf8(agent) {
        Ok(agent) => Cow::Borrowed(agent),
        Err(_) => agent.iter().map(|byte| char::from(*byte)).collect(),
    }
}
