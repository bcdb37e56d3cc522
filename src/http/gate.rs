//! Where connections come in: each gets a place, or 503 at once.

use std::io::{Read as _, Write as _};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;

use actix_http::Protocol;
use actix_http::error::DispatchError;
use actix_web::rt::net::TcpStream;

use super::connections::Connections;
use super::stream::Stream;

/// How health requests begin, which are answered even if there are far too many connections.
const HEALTH: [&[u8]; 2] = [b"GET /health/", b"HEAD /health/"];

/// Lets connections in.
#[derive(Clone)]
pub(super) struct Gate {
    connections: Connections,
    refusal: Arc<[u8]>,
}

/// A connection as actix-web takes it.
type Entered = (Stream, Protocol, Option<SocketAddr>);

impl Gate {
    pub(super) fn new(connections: Connections, retry_after: u32) -> Self {
        Self { connections, refusal: refusal(retry_after).into_bytes().into() }
    }

    pub(super) fn enter(&self, io: TcpStream) -> Result<Entered, DispatchError> {
        _ = io.set_nodelay(true); // only slower without
        let peer = io.peer_addr().ok();
        let address = peer.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.ip());
        match self.connections.enter(address) {
            Some(open) => Ok((Stream::new(io, open, Arc::clone(&self.refusal)), Protocol::Http1, peer)),
            None => self.turn_away(io, peer, address),
        }
    }

    /// There are far too many connections: only a health request gets in, the others get 503 without any ado.
    fn turn_away(
        &self,
        io: TcpStream,
        peer: Option<SocketAddr>,
        address: IpAddr,
    ) -> Result<Entered, DispatchError> {
        let mut io = io.into_std()?;
        let mut head = [0; 4096];
        let length = io.peek(&mut head);
        let asks_for_health = match length {
            Ok(length) => HEALTH.iter().any(|start| head[..length].starts_with(start)),
            Err(_) => true, // the request has not come yet
        };
        if asks_for_health && let Some(open) = self.connections.enter_for_health(address) {
            let io = TcpStream::from_std(io)?;
            return Ok((Stream::new(io, open, Arc::clone(&self.refusal)), Protocol::Http1, peer));
        }
        _ = io.read(&mut head); // what is not read when the connection is closed could take the answer with it
        io.write_all(&self.refusal)?;
        Err(DispatchError::DisconnectTimeout)
    }
}

fn refusal(retry_after: u32) -> String {
    let body = format!("All connections are in use. Please ask again in {retry_after} seconds.\n");
    format!(
        "HTTP/1.1 503 Service Unavailable\r\nRetry-After: {retry_after}\r\nConnection: close\r\nCache-Control: no-store\r\n\
         Content-Type: text/plain; charset=utf-8\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
}
