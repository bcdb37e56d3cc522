//! The repository: the six verbs (§4) answered from a store and the formats.

mod body;
mod get_record;
mod given;
mod health;
mod identify;
mod list_metadata_formats;
mod list_records;
mod list_sets;
mod progress;
mod reading;
mod settings;
mod tokens;
mod view;
mod written;

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::model::Identity;
use crate::protocol::{Arguments, Entries, Errors, Key, ListArguments, Request, Response};
use crate::render::StoredIdentity;
use crate::store::{RULES, Snapshot, Store, Wait};

use given::{Given, Outcome};
use view::{View, base_url};
use written::whole;

pub use crate::store::{ErrorKind, StoreError};
pub use body::Body;
pub use health::{Health, HealthReport};
pub use reading::{Change, Documents, FormatDocument, Holding, NamedSet, Presence};
pub use settings::Settings;

/// Answers requests; any number of threads may share one.
pub struct Repository {
    store: Arc<dyn Store>,
    settings: Settings,
    /// What was last read of the store's documents, and their revision then.
    identity: Mutex<Option<(u64, Arc<Identity>)>>,
    key: OnceLock<Key>,
    /// How many requests were answered, so that work in the background can wait while there are many.
    answers: AtomicU64,
}

/// An answer ready to be sent.
#[derive(Clone, Debug)]
pub struct Reply {
    /// The document.
    pub body: Body,
    /// The verb, or `none` where the request had no legal one: for logs and metrics.
    pub verb: &'static str,
    /// `ok`, or the code of the first error.
    pub result: &'static str,
    /// How many records, headers, formats or sets the answer holds.
    pub entries: usize,
}

impl Repository {
    pub fn new(store: Arc<dyn Store>, settings: Settings) -> Self {
        Self { store, settings, identity: Mutex::default(), key: OnceLock::new(), answers: AtomicU64::new(0) }
    }

    /// How many requests were answered since the start.
    pub fn answers(&self) -> u64 {
        self.answers.load(Ordering::Relaxed)
    }

    /// Answers a request without waiting, so that it may be called on an event loop; `None` where [`Self::answer`] must be
    /// called, on a thread that may block. `gzip` is as there.
    pub fn answer_at_once(&self, arguments: &Arguments, gzip: bool) -> Option<Reply> {
        let request = arguments.request().ok().filter(may_be_at_hand)?;
        // If the store fails, it fails once more for a caller who may wait, and is reported there.
        let snapshot = self.store.snapshot(Wait::No).ok()?;
        self.answer_from(&*snapshot, arguments, Ok(request), gzip, true).ok()
    }

    /// Answers a request. Blocks. Errs only if the store does. `gzip` says that the asker accepts gzip and likes
    /// nothing better: then the body may be gzip, but need not.
    pub fn answer(&self, arguments: &Arguments, gzip: bool) -> Result<Reply, StoreError> {
        let snapshot = self.store.snapshot(Wait::Yes)?;
        self.answer_from(&*snapshot, arguments, arguments.request(), gzip, false)
    }

    fn answer_from(
        &self,
        snapshot: &dyn Snapshot,
        arguments: &Arguments,
        request: Result<Request, Errors>,
        gzip: bool,
        at_once: bool,
    ) -> Result<Reply, StoreError> {
        self.answers.fetch_add(1, Ordering::Relaxed);
        let (identity, key) = (self.identity(snapshot)?, self.key(snapshot)?);
        let view = View { settings: &self.settings, identity, key, snapshot, gzip, at_once };
        let verb = request.as_ref().map_or_else(|_| arguments.verb(), |request| Some(request.verb()));
        let frame = |answer| {
            let echo = arguments.echo();
            Response { response_date: snapshot.now(), base_url: view.base_url(), echo, answer }.frame()
        };
        let given = match request {
            Ok(request) => view.answer(&request)?,
            Err(errors) => Err(errors),
        };
        let written = match given {
            Ok(mut given) => {
                let frame = frame(Ok(given.answer()));
                view.written(given, &frame)?
            }
            Err(errors) => Err(errors),
        };
        let verb = verb.map_or("none", |verb| verb.as_str());
        Ok(match written {
            Ok((body, entries)) => Reply { body, verb, result: "ok", entries },
            Err(errors) => {
                let result = errors.first().map_or("ok", |error| error.code.as_str());
                Reply { body: Body::Plain(whole(&frame(Err(errors)))), verb, result, entries: 0 }
            }
        })
    }

    /// The baseURL of the answers.
    pub fn base_url(&self) -> Result<String, StoreError> {
        let snapshot = self.store.snapshot(Wait::Yes)?;
        Ok(base_url(&self.settings, &*self.identity(&*snapshot)?).to_owned())
    }

    fn identity(&self, snapshot: &dyn Snapshot) -> Result<Arc<Identity>, StoreError> {
        let revision = snapshot.documents_revision();
        let mut cached = self.identity.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((known, identity)) = &*cached
            && *known == revision
        {
            return Ok(Arc::clone(identity));
        }
        let document = snapshot.document(RULES)?.ok_or_else(|| {
            StoreError::new(ErrorKind::Missing, "no repository.toml was read yet")
                .with_remedy("run `windrow sync`, and correct what it reports")
        })?;
        let identity = Arc::new(StoredIdentity::read(&document)?.identity);
        *cached = Some((revision, Arc::clone(&identity)));
        Ok(identity)
    }

    fn key(&self, snapshot: &dyn Snapshot) -> Result<&Key, StoreError> {
        if let Some(key) = self.key.get() {
            return Ok(key);
        }
        let key = Key::of(&snapshot.key()?);
        Ok(self.key.get_or_init(|| key))
    }
}

/// Whether a request is one of those that many harvesters ask for again and again.
const fn may_be_at_hand(request: &Request) -> bool {
    let arguments = match request {
        Request::List { entries: Entries::Records, arguments } => arguments,
        _ => return matches!(request, Request::GetRecord { .. }),
    };
    matches!(arguments, ListArguments::ResumptionToken(_)) // the first page of a list counts it
}

impl View<'_> {
    fn answer(&self, request: &Request) -> Outcome {
        match request {
            Request::GetRecord { identifier, metadata_prefix } => Ok(Ok(Given::Record {
                identifier: identifier.clone(),
                metadata_prefix: metadata_prefix.clone(),
            })),
            Request::Identify => self.identify(),
            Request::ListMetadataFormats { identifier } => self.list_metadata_formats(identifier.as_deref()),
            Request::ListSets { resumption_token } => self.list_sets(resumption_token.as_deref()),
            Request::List { entries, arguments } => self.list_records(*entries, arguments),
        }
    }
}
