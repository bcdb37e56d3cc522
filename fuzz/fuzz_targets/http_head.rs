//! Bytes on a connection: an answer of HTTP/1.1, or the end of the connection, and the server goes on.
#![no_main]

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use libfuzzer_sys::fuzz_target;
use windrow::clock::SystemClock;
use windrow::config::{Configuration, Sources};
use windrow::http::{CODINGS, Listener, Parts, Running, Server};
use windrow::repository::{Health, HealthReport, Repository, Settings};
use windrow::store::memory::Memory;
use windrow::store::{RULES, Store, StoreError};

static SERVER: OnceLock<Running> = OnceLock::new();

struct Well;

impl Health for Well {
    fn report(&self) -> Result<HealthReport, StoreError> {
        Ok(HealthReport::default())
    }
}

fn start() -> Option<Running> {
    let sources = Sources { flags: vec![("listen", "127.0.0.1:0".to_owned())], ..Sources::default() };
    let config = Configuration::load(&sources).ok()?.config;
    let store: Arc<dyn Store> = Arc::new(Memory::new(Arc::new(SystemClock)));
    let identity = r#"{"version":1,"identity":{"name":"Fuzz","namespace":"journal.org","admin_emails":["a@journal.org"]}}"#;
    store.put_document(RULES, identity, 0).ok()?;
    let listener = Listener::bind(&config.listen).ok()?;
    let settings = Settings {
        base_url: None,
        default_base_url: listener.default_base_url().ok()?,
        page_size: config.page_size.0,
        page_bytes: config.page_bytes.0,
        token_lifetime: config.token_lifetime.0.into(),
        compressions: CODINGS.to_vec(),
    };
    let parts = Parts { repository: Arc::new(Repository::new(store, settings)), health: Arc::new(Well), site: None };
    Server::new(listener, config, parts).start().ok()
}

fn exchange(address: SocketAddr, bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(Duration::from_secs(20)))?;
    stream.write_all(bytes)?;
    stream.shutdown(Shutdown::Write)?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    Ok(answer)
}

fuzz_target!(|bytes: &[u8]| {
    let server = SERVER.get_or_init(|| start().unwrap_or_else(|| panic!("no server")));
    // a server that has refused the request may close before all of it is sent
    if let Ok(answer) = exchange(server.address(), bytes) {
        assert!(answer.is_empty() || answer.starts_with(b"HTTP/1."), "{}", String::from_utf8_lossy(&answer));
    }
    let well = exchange(server.address(), b"GET /health/live HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    assert!(well.is_ok_and(|answer| answer.starts_with(b"HTTP/1.1 200")), "the server does not answer any more");
});
