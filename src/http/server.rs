//! The server: bound apart from run, so that tests start on port 0 what `main` starts.

use std::future::{poll_fn, ready};
use std::io;
use std::net::SocketAddr;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Arc, mpsc};
use std::task::Poll;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use actix_http::{Extensions, HttpService};
use actix_service::ServiceFactoryExt as _;
use actix_web::dev::{ServerHandle, fn_service};
use actix_web::rt::{self, System};

use crate::config::Config;
use crate::telemetry::Metrics;

use super::connections::Connections;
use super::failure::LastFailure;
use super::gate::Gate;
use super::in_flight::InFlight;
use super::listener::Listener;
use super::route::route;
use super::sending::Budget;
use super::state::{Opening, State};
use super::stream::Stream;

/// Threads of each worker that answer, while the worker itself talks to the clients.
const ANSWERING_THREADS: usize = 4;

/// How long the rest of a refused request is read, so that its client gets the answer.
const LINGER: Duration = Duration::from_secs(1);

/// The last part of the shutdown timeout, in which log lines are written.
const LAST_WORDS: Duration = Duration::from_millis(200);

/// A server that is bound but does not run yet.
pub struct Server {
    listener: Listener,
    state: Arc<State>,
}

impl Server {
    /// A server on this listener, which answers from the parts, or from those that the opening gets later.
    pub fn new(listener: Listener, config: Config, opening: impl Into<Opening>) -> Self {
        let metrics = Arc::new(Metrics::default());
        let in_flight = InFlight::new(config.max_in_flight.0);
        let browsing = InFlight::new(config.max_in_flight.0.div_ceil(4).max(2));
        let connections = Connections::new(config.max_connections.0, Arc::clone(&metrics));
        let budget = Budget::new(config.max_unsent.0);
        let failure = LastFailure::default();
        let opening = opening.into();
        let state = State {
            opening,
            metrics,
            config: Arc::new(config),
            in_flight,
            browsing,
            budget,
            connections,
            failure,
        };
        Self { listener, state: Arc::new(state) }
    }

    /// Serves until SIGTERM or SIGINT, while `prepare` runs on a thread of its own, or until it errs. Requests in flight are finished then.
    /// The process ends within the shutdown timeout, even if the caller does not return.
    ///
    /// Returns what `prepare` returned, or `None` if the server was stopped before.
    pub fn run<T: Send + 'static, E: Send + From<io::Error> + 'static>(
        self,
        prepare: impl FnOnce() -> Result<T, E> + Send + 'static,
    ) -> Result<Option<T>, E> {
        let timeout = self.state.config.shutdown_timeout.duration();
        let (tell, told) = mpsc::channel();
        System::new().block_on(async move {
            let server = self.listen()?;
            let handle = server.handle();
            rt::spawn(stop_on_signals(server.handle(), timeout));
            thread::Builder::new().name("prepare".into()).spawn(move || {
                let prepared = catch_unwind(AssertUnwindSafe(prepare));
                let failed = !matches!(prepared, Ok(Ok(_)));
                _ = tell.send(prepared);
                if failed {
                    drop(handle.stop(false)); // the call sends the order
                }
            })?;
            server.await
        })?;
        match told.try_recv() {
            Ok(Ok(prepared)) => prepared.map(Some),
            Ok(Err(panic)) => resume_unwind(panic),
            Err(_) => Ok(None),
        }
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
        let config = Arc::clone(&self.state.config);
        let connections = self.state.connections.clone();
        rt::spawn(connections.clone().close_overdue(Arc::clone(&config)));
        let workers = config.workers.number();
        let builder = actix_web::dev::Server::build()
            .workers(workers)
            .worker_max_blocking_threads(ANSWERING_THREADS)
            .max_concurrent_connections(Connections::limit(config.max_connections.0).div_ceil(workers))
            .shutdown_timeout(time_to_finish(&config).as_secs())
            .disable_signals();
        let stopping = builder.graceful_shutdown_signal();
        let gate = Gate::new(connections, config.retry_after.0);
        let state = self.state;
        let service = move || {
            let (gate, state, stopping) = (gate.clone(), Arc::clone(&state), stopping.clone());
            let http = HttpService::build()
                .graceful_shutdown_signal(move || {
                    let stopping = stopping.clone();
                    async move { stopping.notified().await }
                })
                .keep_alive(state.config.keep_alive.duration())
                .client_request_timeout(state.config.header_timeout.duration())
                .client_disconnect_timeout(LINGER)
                .on_connect_ext(|stream: &Stream, data: &mut Extensions| {
                    data.insert(Arc::clone(stream.place()));
                })
                .finish(fn_service(move |request| route(request, Arc::clone(&state))));
            fn_service(move |io| ready(gate.enter(io))).and_then(http)
        };
        Ok(builder.listen("http", self.listener.socket, service)?.run())
    }
}

/// How long requests in flight may take: the rest of the process ends within the same timeout.
fn time_to_finish(config: &Config) -> Duration {
    config.shutdown_timeout.duration().saturating_sub(Duration::from_secs(1)).max(Duration::from_secs(1))
}

/// Ends the process when the shutdown timeout is over, whatever still hangs: everything that was published is stored.
fn end_in_time(timeout: Duration) {
    let watchdog = thread::Builder::new().name("shutdown".into()).spawn(move || {
        thread::sleep(timeout.saturating_sub(LAST_WORDS));
        let words = || tracing::warn!("stopped at the end of the shutdown timeout, before all was finished");
        _ = thread::Builder::new().spawn(words); // standard error may hang, too
        thread::sleep(LAST_WORDS);
        std::process::exit(0);
    });
    if let Err(error) = watchdog {
        tracing::warn!("the shutdown timeout cannot be watched: {error}");
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
async fn stop_on_signals(handle: ServerHandle, timeout: Duration) {
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
    end_in_time(timeout);
    tracing::info!("stopping, after the requests in flight");
    handle.stop(true).await;
}

#[cfg(not(unix))]
async fn stop_on_signals(handle: ServerHandle, timeout: Duration) {
    if rt::signal::ctrl_c().await.is_ok() {
        end_in_time(timeout);
        handle.stop(true).await;
    }
}
