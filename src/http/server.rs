//! The server: bound apart from run, so that tests start on port 0 what `main` starts.

use std::future::poll_fn;
use std::io;
use std::net::{SocketAddr, TcpListener, ToSocketAddrs};
use std::sync::{Arc, mpsc};
use std::task::Poll;
use std::thread::{self, JoinHandle};

use actix_web::dev::{ServerHandle, fn_service};
use actix_web::rt::{self, System};
use actix_web::{App, HttpServer};

use crate::config::{Config, Listen};

use super::connections::Connections;
use super::failure::LastFailure;
use super::in_flight::InFlight;
use super::route::route;
use super::state::{Parts, State};

/// Threads of each worker that answer, while the worker itself talks to the clients.
const ANSWERING_THREADS: usize = 4;

/// An address that this process listens on.
pub struct Listener {
    socket: TcpListener,
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
            Ok(socket) => Ok(Self { socket, host: listen.host.clone() }),
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

/// A server that is bound but does not run yet.
pub struct Server {
    listener: Listener,
    state: Arc<State>,
}

impl Server {
    /// A server on this listener.
    pub fn new(listener: Listener, config: Config, parts: Parts) -> Self {
        let in_flight = InFlight::new(config.max_in_flight.0);
        let connections = Connections::new();
        let failure = LastFailure::default();
        let state = State { parts, config: Arc::new(config), in_flight, connections, failure };
        Self { listener, state: Arc::new(state) }
    }

    /// Serves until SIGTERM or SIGINT. Requests in flight are finished then; what takes longer than the shutdown timeout is cut off.
    pub fn run(self) -> io::Result<()> {
        System::new().block_on(async move {
            let server = self.listen()?;
            rt::spawn(stop_on_signals(server.handle()));
            server.await
        })
    }

    /// Serves on a thread of its own, until what is given back is dropped.
    pub fn start(self) -> io::Result<Running> {
        let address = self.listener.address()?;
        let (tell, told) = mpsc::channel();
        let thread = thread::Builder::new().name("http".into()).spawn(move || {
            System::new().block_on(async move {
                let server = self.listen()?;
                _ = tell.send(server.handle());
                server.await
            })
        })?;
        let handle = told.recv().map_err(|_| io::Error::other("the server did not start"))?;
        Ok(Running { address, handle, thread: Some(thread) })
    }

    /// The server of actix, listening; it is to be made on the thread that runs it.
    fn listen(self) -> io::Result<actix_web::dev::Server> {
        let config = self.state.config.clone();
        let workers = config.workers.number();
        let state = self.state;
        let connections = state.connections.clone();
        rt::spawn(connections.clone().cut_overdue(config.send_timeout.duration()));
        let app = move || {
            let state = Arc::clone(&state);
            App::new().default_service(fn_service(move |request| route(request, Arc::clone(&state))))
        };
        let server = HttpServer::new(app)
            .on_connect(move |io, data| connections.watch(io, data))
            .workers(workers)
            .worker_max_blocking_threads(ANSWERING_THREADS)
            .max_connections(config.max_connections.0.div_ceil(workers))
            .keep_alive(config.keep_alive.duration())
            .client_request_timeout(config.header_timeout.duration())
            .shutdown_timeout(config.shutdown_timeout.0.into())
            .tcp_nodelay(true)
            .disable_signals()
            .listen(self.listener.socket)?;
        Ok(server.run())
    }
}

/// A server that runs in the background.
pub struct Running {
    address: SocketAddr,
    handle: ServerHandle,
    thread: Option<JoinHandle<io::Result<()>>>,
}

impl Running {
    /// Where it listens.
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Stops accepting, finishes the requests in flight, and returns when that is done.
    pub fn stop(mut self) {
        self.end(true);
    }

    fn end(&mut self, graceful: bool) {
        let Some(thread) = self.thread.take() else { return };
        drop(self.handle.stop(graceful)); // the call sends the order; the thread ends when it is carried out
        _ = thread.join();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.end(false);
    }
}

/// Waits for the first signal that asks to stop.
#[cfg(unix)]
async fn stop_on_signals(handle: ServerHandle) {
    use rt::signal::unix::{SignalKind, signal};

    let (Ok(mut terminate), Ok(mut interrupt)) =
        (signal(SignalKind::terminate()), signal(SignalKind::interrupt()))
    else {
        tracing::warn!("signals cannot be received: SIGTERM will not wait for requests in flight");
        return;
    };
    poll_fn(|context| match (terminate.poll_recv(context), interrupt.poll_recv(context)) {
        (Poll::Pending, Poll::Pending) => Poll::Pending,
        _ => Poll::Ready(()),
    })
    .await;
    tracing::info!("stopping, after the requests in flight");
    handle.stop(true).await;
}

#[cfg(not(unix))]
async fn stop_on_signals(handle: ServerHandle) {
    if rt::signal::ctrl_c().await.is_ok() {
        handle.stop(true).await;
    }
}
