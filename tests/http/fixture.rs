//! A repository of a few records behind a server, with a store that can be told to fail.

use std::net::SocketAddr;
use std::sync::Arc;

use tempfile::TempDir;
use windrow::clock::ManualClock;
use windrow::config::{Config, Configuration, Sources};
use windrow::http::{CODINGS, Listener, Opening, Parts, Running, Server};
use windrow::model::Datestamp;
use windrow::repository::{Health, HealthReport, Repository, Settings};
use windrow::store::sqlite::{Durability, Sqlite};
use windrow::store::{Base, Change, NewRecord, Put, RULES, Result, Store};

pub use crate::moody::{Mood, Moody};
use crate::written::apply;

/// Tells what it was given to tell, if the store answers.
struct Told {
    store: Arc<Moody>,
    report: HealthReport,
}

impl Health for Told {
    fn report(&self) -> Result<HealthReport> {
        let figures = self.store.figures()?;
        Ok(HealthReport { items: figures.items, ..self.report.clone() })
    }
}

/// What a test may change before the server starts.
pub struct Plan {
    pub config: Config,
    pub base_url: Option<String>,
    pub health: HealthReport,
    /// Whether the server starts with nothing to answer from, until the fixture is [opened](Fixture::open).
    pub is_starting: bool,
}

pub struct Fixture {
    pub running: Running,
    pub store: Arc<Moody>,
    opening: Opening,
    parts: Parts,
    pub _folder: TempDir,
}

impl Fixture {
    pub fn start() -> Self {
        Self::with(|_| ())
    }

    pub fn with(change: impl FnOnce(&mut Plan)) -> Self {
        let sources = Sources { flags: vec![("listen", "127.0.0.1:0".into())], ..Sources::default() };
        let config = Configuration::load(&sources).unwrap().config;
        let mut plan = Plan { config, base_url: None, health: HealthReport::default(), is_starting: false };
        change(&mut plan);
        let (store, folder) = store();
        let listener = Listener::bind(&plan.config.listen).unwrap();
        let settings = Settings {
            base_url: plan.base_url,
            default_base_url: listener.default_base_url().unwrap(),
            page_size: plan.config.page_size.0,
            page_bytes: plan.config.page_bytes.0,
            token_lifetime: plan.config.token_lifetime.0.into(),
            compressions: CODINGS.to_vec(),
        };
        let parts = Parts {
            repository: Arc::new(Repository::new(store.clone(), settings)),
            site: None,
            health: Arc::new(Told { store: store.clone(), report: plan.health }),
        };
        let opening = Opening::default();
        if !plan.is_starting {
            opening.open(parts.clone());
        }
        let running = Server::new(listener, plan.config, opening.clone()).start().unwrap();
        Self { running, store, opening, parts, _folder: folder }
    }

    /// The repository behind a server that was starting is there.
    pub fn open(&self) {
        self.opening.open(self.parts.clone());
    }

    pub fn address(&self) -> SocketAddr {
        self.running.address()
    }
}

/// A store of 30 visible records.
fn store() -> (Arc<Moody>, TempDir) {
    let folder = TempDir::new().unwrap();
    let clock = Arc::new(ManualClock::at(Datestamp::from_unix(1_700_000_000)));
    let store = Sqlite::open_with(folder.path(), clock.clone(), Durability::Scratch).unwrap();
    let identity = r#"{"name":"Test","namespace":"example.org","admin_emails":["a@example.org"]}"#;
    let rules = format!("{{\"version\":1,\"identity\":{identity}}}");
    store.put_document(RULES, &rules, 0).unwrap().unwrap();
    let puts = (0..30_u8).map(|number| {
        let body = format!("<metadata><x xmlns=\"urn:x\">{}</x></metadata>", "text ".repeat(1000));
        Change::Put(Put {
            identifier: format!("oai:example.org:{number}").parse().unwrap(),
            base: Base::Absent,
            origin: number.to_string(),
            fingerprint: String::new(),
            rendering: String::new(),
            native: String::new(),
            sets: vec![],
            rights: vec![],
            is_anew: false,
            records: vec![NewRecord { prefix: "oai_dc".to_owned(), body, digest: [number; 16] }],
        })
    });
    apply(&store, "records", puts.collect());
    clock.advance(10);
    (Arc::new(Moody::new(Arc::new(store))), folder)
}
