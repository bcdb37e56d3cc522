//! Connections whose client takes its time. actix-web watches the first head of a connection and whether it is idle;
//! who drips the next head, or does not read the answer, would hold a connection for ever, and is cut off here.

use std::any::Any;
use std::io;
use std::net::{Shutdown, TcpStream};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use actix_web::HttpRequest;
use actix_web::dev::Extensions;
use actix_web::rt::{net, time};

/// How often it is looked for clients that are overdue. Time is counted in ticks, so that a request need not look at a clock.
const TICK: Duration = Duration::from_secs(1);

/// The time of [`Connection::waiting_since`] while a request is being answered: nobody waits for the client.
const ANSWERING: u64 = u64::MAX;

/// All open connections.
#[derive(Clone)]
pub(super) struct Connections(Arc<All>);

#[derive(Default)]
struct All {
    /// How many ticks have passed.
    ticks: AtomicU64,
    open: Mutex<Vec<Weak<Connection>>>,
}

/// An open connection: a second name of its socket, to close it by.
struct Connection {
    socket: TcpStream,
    /// Since which tick it is the client's turn.
    waiting_since: AtomicU64,
}

/// A request is being answered; it is the client's turn again when this is dropped.
pub(super) struct Answering<'r>(Option<(&'r Connections, &'r Connection)>);

impl Connections {
    pub(super) fn new() -> Self {
        Self(Arc::default())
    }

    fn now(&self) -> u64 {
        self.0.ticks.load(Ordering::Relaxed)
    }

    fn open(&self) -> MutexGuard<'_, Vec<Weak<Connection>>> {
        self.0.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps an eye on a new connection. One that cannot be named twice (out of descriptors) goes unwatched.
    pub(super) fn watch(&self, io: &dyn Any, data: &mut Extensions) {
        let stream = io.downcast_ref::<net::TcpStream>();
        let Some(Ok(socket)) = stream.map(named_again) else { return };
        let connection = Arc::new(Connection { socket, waiting_since: self.now().into() });
        self.open().push(Arc::downgrade(&connection));
        data.insert(connection);
    }

    /// Notes that the client of this request has done its part.
    pub(super) fn answering<'r>(&'r self, request: &'r HttpRequest) -> Answering<'r> {
        let connection = request.conn_data::<Arc<Connection>>();
        Answering(connection.map(|connection| {
            connection.waiting_since.store(ANSWERING, Ordering::Relaxed);
            (self, connection.as_ref())
        }))
    }

    /// Cuts off, from time to time, whose client has kept it waiting for longer than `patience`.
    pub(super) async fn cut_overdue(self, patience: Duration) {
        let patience = patience.as_secs().div_ceil(TICK.as_secs());
        loop {
            time::sleep(TICK).await;
            let now = self.0.ticks.fetch_add(1, Ordering::Relaxed) + 1;
            self.open().retain(|connection| {
                let Some(connection) = connection.upgrade() else { return false };
                let overdue = now.saturating_sub(connection.waiting_since.load(Ordering::Relaxed)) > patience;
                if overdue {
                    _ = connection.socket.shutdown(Shutdown::Both); // it may be closed already
                }
                !overdue
            });
        }
    }
}

#[cfg(unix)]
fn named_again(stream: &net::TcpStream) -> io::Result<TcpStream> {
    use std::os::fd::AsFd;
    stream.as_fd().try_clone_to_owned().map(Into::into)
}

#[cfg(windows)]
fn named_again(stream: &net::TcpStream) -> io::Result<TcpStream> {
    use std::os::windows::io::AsSocket;
    stream.as_socket().try_clone_to_owned().map(Into::into)
}

impl Drop for Answering<'_> {
    fn drop(&mut self) {
        if let Some((connections, connection)) = self.0 {
            connection.waiting_since.store(connections.now(), Ordering::Relaxed);
        }
    }
}
