//! The repository: the six verbs (§4) answered from a store and the formats.

mod body;
mod get_record;
mod given;
mod halt;
mod health;
mod identify;
mod keeping;
mod list_metadata_formats;
mod list_records;
mod list_sets;
mod page;
mod tokens;

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::model::Identity;
use crate::protocol::{Arguments, Entries, Errors, Key, ListArguments, Request, Response};
use crate::store::{Snapshot, Store};

use given::{Given, Records};
use halt::Halt;
use keeping::Keeping;

pub use crate::store::{ErrorKind, IDENTITY, StoreError};
pub use body::Body;
pub use health::{Health, HealthReport};

/// What an operator decides about answers.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Replaces the base URL of `repository.toml`.
    pub base_url: Option<String>,
    /// The base URL where neither names one.
    pub default_base_url: String,
    /// At most this many records, headers or sets in a page.
    pub page_size: usize,
    /// A page of records ends after the record that reaches this many bytes.
    pub page_bytes: usize,
    /// How long a resumption token is good, in seconds.
    pub token_lifetime: i64,
    /// Content codings to announce (§3.1.3).
    pub compressions: Vec<&'static str>,
}

/// Answers requests; any number of threads may share one.
pub struct Repository {
    store: Arc<dyn Store>,
    settings: Settings,
    /// What was last read of the store's documents, and their revision then.
    identity: Mutex<Option<(u64, Arc<Identity>)>>,
    key: OnceLock<Key>,
    keeping: Keeping,
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

/// What a verb gives, or what is wrong with the request.
type Outcome = Result<Result<Given, Errors>, Halt>;

impl Repository {
    pub fn new(store: Arc<dyn Store>, settings: Settings) -> Self {
        let keeping = Keeping::in_store(Arc::clone(&store));
        Self { store, settings, identity: Mutex::default(), key: OnceLock::new(), keeping }
    }

    /// Answers a request for which nothing is waited for, so that it may be asked on an event loop; `None` where
    /// [`Self::answer`] is to be asked, on a thread that may block. `gzip` is as there.
    pub fn answer_at_once(&self, arguments: &Arguments, gzip: bool) -> Option<Reply> {
        let request = arguments.request().ok().filter(may_be_at_hand)?;
        let snapshot = self.store.snapshot_at_hand()?;
        // If the store fails, it fails once more for who may wait, and is told there.
        self.answer_from(&*snapshot, arguments, Ok(request), gzip, true).ok()
    }

    /// Answers a request. Blocks. Errs only if the store does. `gzip` says that the asker accepts gzip and likes
    /// nothing better: then the body may be gzip, but need not.
    pub fn answer(&self, arguments: &Arguments, gzip: bool) -> Result<Reply, StoreError> {
        let snapshot = self.store.snapshot()?;
        let reply = self.answer_from(&*snapshot, arguments, arguments.request(), gzip, false);
        reply.map_err(|halt| match halt {
            Halt::Store(error) => error,
            Halt::NotAtHand => StoreError::new(ErrorKind::Other, "an answer that may wait did not"),
        })
    }

    fn answer_from(
        &self,
        snapshot: &dyn Snapshot,
        arguments: &Arguments,
        request: Result<Request, Errors>,
        gzip: bool,
        at_once: bool,
    ) -> Result<Reply, Halt> {
        let (identity, key) = (self.identity(snapshot)?, self.key(snapshot)?);
        let view = View { settings: &self.settings, identity, key, snapshot, gzip, at_once };
        let verb = request.as_ref().map_or_else(|_| arguments.verb(), |request| Some(request.verb()));
        let given = match request {
            Ok(request) => view.answer(&request)?,
            Err(errors) => Err(errors),
        };
        let (answer, entries, records) = match given {
            Ok(Given { answer, entries, records }) => (Ok(answer), entries, records),
            Err(errors) => (Err(errors), 0, Records::None),
        };
        let result =
            answer.as_ref().err().and_then(|errors| errors.first()).map_or("ok", |error| error.code.as_str());
        let response = Response {
            response_date: snapshot.now(),
            base_url: view.base_url(),
            echo: arguments.echo(),
            answer,
        };
        let (body, new) = records.within(&response.frame(), snapshot, gzip)?;
        new.into_iter().for_each(|run| self.keeping.offer(run));
        Ok(Reply { body, verb: verb.map_or("none", |verb| verb.as_str()), result, entries })
    }

    /// Waits until what was prepared for later answers is kept.
    pub fn settle(&self) {
        self.keeping.settle();
    }

    /// The baseURL of the answers.
    pub fn base_url(&self) -> Result<String, StoreError> {
        let snapshot = self.store.snapshot()?;
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
        let text = snapshot.document(IDENTITY)?.ok_or_else(|| {
            StoreError::new(
                ErrorKind::Other,
                "no repository.toml was read yet, so there is nothing to say of the repository",
            )
        })?;
        let identity = serde_json::from_str(&text).map_err(|error| {
            StoreError::new(ErrorKind::Corrupt, format!("the description of the repository in it: {error}"))
        })?;
        let identity = Arc::new(identity);
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

/// All that one answer is made from.
struct View<'r> {
    settings: &'r Settings,
    identity: Arc<Identity>,
    key: &'r Key,
    snapshot: &'r dyn Snapshot,
    /// Whether the answer will be compressed.
    gzip: bool,
    /// Whether nothing may be waited for.
    at_once: bool,
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
            Request::GetRecord { identifier, metadata_prefix } => {
                self.get_record(identifier, metadata_prefix)
            }
            Request::Identify => self.identify(),
            Request::ListMetadataFormats { identifier } => self.list_metadata_formats(identifier.as_deref()),
            Request::ListSets { resumption_token } => self.list_sets(resumption_token.as_deref()),
            Request::List { entries, arguments } => self.list_records(*entries, arguments),
        }
    }

    fn base_url(&self) -> &str {
        base_url(self.settings, &self.identity)
    }
}

fn base_url<'a>(settings: &'a Settings, identity: &'a Identity) -> &'a str {
    let named = settings.base_url.as_deref().or(identity.base_url.as_deref());
    named.unwrap_or(&settings.default_base_url)
}
