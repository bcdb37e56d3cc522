//! The address that is listened on.

use std::io;
use std::net::{SocketAddr, TcpListener, ToSocketAddrs};

use crate::config::Listen;

/// How many clients may wait to be accepted; the system may allow fewer. Nobody waits for long, because accepting
/// one takes microseconds, but many may come at once.
#[cfg(unix)]
const BACKLOG: i32 = 4096;

/// An address that this process listens on.
pub struct Listener {
    pub(super) socket: TcpListener,
    host: String,
}

impl Listener {
    /// Binds the address; `Err` says what to do.
    pub fn bind(listen: &Listen) -> Result<Self, String> {
        let host = listen.host.trim_matches(['[', ']']);
        let bound = (host, listen.port)
            .to_socket_addrs()
            .and_then(|all| TcpListener::bind(&*all.collect::<Vec<_>>()));
        match bound {
            Ok(socket) => {
                lengthen_backlog(&socket);
                Ok(Self { socket, host: listen.host.clone() })
            }
            Err(error) => Err(format!("cannot listen on {listen}: {error}; {}", remedy(&error))),
        }
    }

    /// The address, with the port that was chosen where port 0 was asked for.
    pub fn address(&self) -> io::Result<SocketAddr> {
        self.socket.local_addr()
    }

    /// The base URL where nobody has named one.
    pub fn default_base_url(&self) -> io::Result<String> {
        let address = self.address()?;
        let host = if address.ip().is_unspecified() { "localhost" } else { &self.host };
        Ok(match address.port() {
            80 => format!("http://{host}/oai"),
            port => format!("http://{host}:{port}/oai"),
        })
    }
}

/// The standard library asks for a backlog of 128.
fn lengthen_backlog(socket: &TcpListener) {
    #[cfg(unix)]
    let _ = rustix::net::listen(socket, BACKLOG); // a system that refuses keeps the backlog there is
    #[cfg(not(unix))]
    let _ = socket;
}

/// What to do where an address cannot be listened on.
fn remedy(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::AddrInUse => "stop what listens there, or choose another port with --listen",
        io::ErrorKind::PermissionDenied => {
            "choose a port above 1023 with --listen, and let a proxy have the other"
        }
        _ => "choose an address of this machine with --listen, such as 127.0.0.1:8080",
    }
}
