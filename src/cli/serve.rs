//! `windrow serve`.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::catalogue::{Catalogue, Following};
use crate::clock::SystemClock;
use crate::config::Config;
use crate::folder::{StoreHealth, Watch, sync};
use crate::http::{CODINGS, Listener, Opening, Parts, Server};
use crate::ingest::Renewal;
use crate::model::Words;
use crate::pages::{Interfaces, Site as Pages};
use crate::repository::{Repository, Settings};
use crate::store::{Access, Form, Limit, RULES, Range, Store, Wait};

use super::address::{Announced, announce};
use super::open::location;
use super::sync::guard;
use super::{Ending, Failure, open};

/// How often it is seen whether a new day has begun, on which embargoes end.
const A_MINUTE: Duration = Duration::from_secs(60);

/// How often the catalogue of the pages looks whether records changed.
const A_SECOND: Duration = Duration::from_secs(1);

/// How long the first answers wait for the first records to become visible, which usually takes a second.
const FIRST_RECORDS: Duration = Duration::from_secs(30);

/// Serves until it is stopped.
///
/// The server listens from the first moment, and answers 503 until the store is open. What was stored before is served at once, while
/// the folder is read. Only a store that knows nothing of the repository yet waits for its first synchronisation, and without a usable
/// folder there is nothing to serve.
pub(super) fn run(config: &Config) -> Result<Ending, Failure> {
    take_memory_in_small_pages();
    let config = within_descriptors(config)?;
    let listener = Listener::bind(&config.listen).map_err(|message| Failure::failed(Words::same(message)))?;
    let opening = Opening::default();
    let site = Site {
        address: listener.address()?,
        default_base_url: listener.default_base_url()?,
        config: config.clone(),
        opening: opening.clone(),
    };
    let serving = Server::new(listener, config, opening).run(move || site.open())?;
    drop(serving); // a synchronisation that has begun is finished, within the shutdown timeout
    tracing::info!("stopped");
    Ok(Ending::Done)
}

/// A repository that is being opened, behind a server that listens already.
struct Site {
    address: SocketAddr,
    default_base_url: String,
    config: Config,
    opening: Opening,
}

/// What works as long as the server runs.
struct Serving {
    _announced: Option<Announced>,
    _watch: Watch,
    _renewal: Renewal,
    _following: Option<Following>,
}

impl Site {
    fn open(self) -> Result<Serving, Failure> {
        let config = &self.config;
        location(config).upgrade()?;
        let store = open(config, Access::ReadWrite)?;
        let announced = self.announce();
        if store.document(RULES)?.is_none() {
            sync(&*store, &config.records, guard(config, false), &|_, _| ())?;
        }
        wait_for_first_records(&*store)?;
        let repository = Repository::new(store.clone(), settings(config, self.default_base_url.clone()));
        let base_url = repository.base_url()?;
        self.warn_of_local_base_url(&base_url);
        let interval = config.watch.0.then(|| config.sync_interval.duration());
        let watch = Watch::start(store.clone(), config.records.clone(), interval, guard(config, false))?;
        let renewal = Renewal::start(store.clone(), Arc::new(SystemClock), A_MINUTE)?;
        let catalogue = self.catalogue(&store);
        let repository = Arc::new(repository);
        let counted = Arc::clone(&repository);
        let follow = |it| Following::start(it, A_SECOND, move || counted.answers());
        let following = catalogue.clone().map(follow).transpose()?;
        let interfaces = Interfaces {
            feed: config.feed.0,
            sitemap: config.sitemap.0,
            documents: config.documents.0,
            resourcesync: config.resourcesync.0,
        };
        let site = Pages::new(Arc::clone(&repository), catalogue, interfaces);
        let site = config.pages.0.then(|| Arc::new(site));
        let health = Arc::new(StoreHealth::new(store, watch.trouble(), Arc::new(SystemClock)));
        self.opening.open(Parts { repository, health, site });
        tracing::info!(address = %self.address, %base_url, records = %config.records.display(), data = %config.data.display(), "serving");
        Ok(Serving { _announced: announced, _watch: watch, _renewal: renewal, _following: following })
    }

    /// The catalogue, if there are pages. What is derived cannot stop the repository from being served.
    fn catalogue(&self, store: &Arc<dyn Store>) -> Option<Arc<Catalogue>> {
        if !self.config.pages.0 {
            return None;
        }
        match location(&self.config).open_index() {
            Ok(index) => {
                let catalogue = Catalogue::new(Arc::clone(store), index);
                let has_search = self.config.search.0;
                Some(Arc::new(if has_search { catalogue } else { catalogue.without_search() }))
            }
            Err(error) => {
                tracing::warn!("the pages have no lists, because their index cannot be opened: {error}");
                None
            }
        }
    }

    fn announce(&self) -> Option<Announced> {
        let announced = announce(&self.config.data, self.address);
        if let Err(error) = &announced {
            tracing::warn!(
                "`windrow health` needs --listen, because the address cannot be written into the data folder: {error}"
            );
        }
        announced.ok()
    }

    /// Harvesters elsewhere are given a base URL that leads them to themselves: that happens in a container.
    fn warn_of_local_base_url(&self, base_url: &str) {
        if !self.address.ip().is_loopback() && base_url == self.default_base_url {
            tracing::warn!(
                "no base URL is set, so every answer names {base_url}; set the URL that harvesters use, with WINDROW_BASE_URL or --base-url"
            );
        }
    }
}

/// Waits until the datestamp of the first records is reached: a harvester that asked before would get noRecordsMatch, and might not ask again.
fn wait_for_first_records(store: &dyn Store) -> Result<(), Failure> {
    let begun = Instant::now();
    while begun.elapsed() < FIRST_RECORDS && store.figures()?.items > 0 && !shows_records(store)? {
        std::thread::sleep(Duration::from_millis(20));
    }
    Ok(())
}

/// Whether any record is visible. Every item has a record in oai_dc.
fn shows_records(store: &dyn Store) -> Result<bool, Failure> {
    let range = Range { prefix: "oai_dc", from: None, until: None, set: None, after: None };
    let first = Limit { records: 1, bytes: 1 };
    let page = store.snapshot(Wait::Yes)?.page(&range, first, Form::Headers, &mut Vec::new())?;
    Ok(page.records > 0)
}

/// A server touches little of what its allocator sets aside; in huge pages, all of it would be taken from the machine.
fn take_memory_in_small_pages() {
    #[cfg(target_os = "linux")]
    let _ = rustix::thread::disable_transparent_huge_pages(true); // a kernel without them refuses, and may
}

/// Descriptors that are open besides two for each place: files, and connections that are about to end.
const OTHER_DESCRIPTORS: u64 = 768;

/// Descriptors that each worker needs to start, and those that the store and the log need.
const LEAST_DESCRIPTORS: (u64, u64) = (8, 48);

/// The configuration with as many connections as there can be descriptors. The limit is raised as far as the system lets us.
fn within_descriptors(config: &Config) -> Result<Config, Failure> {
    let mut config = config.clone();
    let (of_a_worker, others) = LEAST_DESCRIPTORS;
    let least = config.workers.number() as u64 * of_a_worker + others;
    if descriptors() < least {
        let message = format!(
            "the system allows {} open files, and Windrow needs at least {least}; raise the limit (`ulimit -n`, LimitNOFILE)",
            descriptors()
        );
        return Err(Failure::failed(Words::same(message)));
    }
    let most =
        usize::try_from(descriptors().saturating_sub(OTHER_DESCRIPTORS) / 2).unwrap_or(usize::MAX).max(1);
    if config.max_connections.0 > most {
        tracing::warn!(
            "the system allows {} open files, enough for {most} of {} connections at once; raise the limit (`ulimit -n`, LimitNOFILE) or lower --max-connections",
            descriptors(),
            config.max_connections.0
        );
        config.max_connections.0 = most;
    }
    Ok(config)
}

/// How many descriptors this process may have.
#[cfg(unix)]
fn descriptors() -> u64 {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

    let Rlimit { maximum, .. } = getrlimit(Resource::Nofile);
    _ = setrlimit(Resource::Nofile, Rlimit { current: maximum, maximum }); // else the limit stays as it is
    getrlimit(Resource::Nofile).current.unwrap_or(u64::MAX)
}

#[cfg(not(unix))]
const fn descriptors() -> u64 {
    u64::MAX
}

fn settings(config: &Config, default_base_url: String) -> Settings {
    Settings {
        base_url: config.base_url.0.clone(),
        default_base_url,
        page_size: config.page_size.0,
        page_bytes: config.page_bytes.0,
        token_lifetime: config.token_lifetime.0.into(),
        compressions: CODINGS.to_vec(),
    }
}
