//! `windrow serve`.

use std::net::SocketAddr;
use std::sync::Arc;

use crate::clock::SystemClock;
use crate::config::Config;
use crate::folder::{StoreHealth, Watch, sync};
use crate::http::{CODINGS, Listener, Parts, Server};
use crate::repository::{Repository, Settings};
use crate::store::{Access, RULES};
use crate::telemetry::Metrics;

use super::address::announce;
use super::open::location;
use super::sync::guard;
use super::{Ending, Failure, open};

/// Serves until it is stopped.
///
/// What was stored before is served at once, while the folder is read. Only a store that knows nothing of the
/// repository yet waits for its first synchronisation, and without a usable folder there is nothing to serve.
pub(super) fn run(config: &Config) -> Result<Ending, Failure> {
    take_memory_in_small_pages();
    let config = &within_descriptors(config);
    location(config).upgrade()?;
    let store = open(config, Access::ReadWrite)?;
    let listener =
        Listener::bind(&config.listen).map_err(|message| Failure { ending: Ending::Failed, message })?;
    if store.document(RULES)?.is_none() {
        sync(&*store, &config.records, guard(config, false), &|_, _| ())?;
    }
    let address = listener.address()?;
    let repository = Arc::new(Repository::new(store.clone(), settings(config, listener.default_base_url()?)));
    let base_url = repository.base_url()?;
    warn_of_local_base_url(&base_url, &listener, address)?;
    let announced = announce(&config.data, address);
    if let Err(error) = &announced {
        tracing::warn!(
            "`windrow health` needs --listen, because the address cannot be written into the data folder: {error}"
        );
    }
    let interval = config.watch.0.then(|| config.sync_interval.duration());
    let watch = Watch::start(store.clone(), config.records.clone(), interval, guard(config, false))?;
    let parts = Parts {
        repository,
        health: Arc::new(StoreHealth::new(store, watch.trouble(), Arc::new(SystemClock))),
        metrics: Arc::new(Metrics::default()),
    };
    tracing::info!(%address, %base_url, records = %config.records.display(), data = %config.data.display(), "serving");
    Server::new(listener, config.clone(), parts).run()?;
    drop(announced);
    drop(watch); // a synchronisation that has begun is finished, within the shutdown timeout
    tracing::info!("stopped");
    Ok(Ending::Done)
}

/// A server touches little of what its allocator sets aside; in huge pages, all of it would be taken from the machine.
fn take_memory_in_small_pages() {
    #[cfg(target_os = "linux")]
    let _ = rustix::thread::disable_transparent_huge_pages(true); // a kernel without them refuses, and may
}

/// Harvesters elsewhere are given a base URL that leads them to themselves: that happens in a container.
fn warn_of_local_base_url(base_url: &str, listener: &Listener, address: SocketAddr) -> Result<(), Failure> {
    if !address.ip().is_loopback() && base_url == listener.default_base_url()? {
        tracing::warn!(
            "no base URL is set, so every answer names {base_url}; set the URL that harvesters use, with WINDROW_BASE_URL or --base-url"
        );
    }
    Ok(())
}

/// Descriptors that are open besides two for each place: files, and connections that are about to end.
const OTHER_DESCRIPTORS: u64 = 768;

/// The configuration with as many connections as there can be descriptors. The limit is raised as far as the system lets us.
fn within_descriptors(config: &Config) -> Config {
    let mut config = config.clone();
    let most = usize::try_from(descriptors().saturating_sub(OTHER_DESCRIPTORS) / 2).unwrap_or(usize::MAX);
    if config.max_connections.0 > most {
        tracing::warn!(
            "the system allows {} open files, enough for {most} connections, not for {}; raise the limit (`ulimit -n`, LimitNOFILE) or lower --max-connections",
            descriptors(),
            config.max_connections.0
        );
        config.max_connections.0 = most.max(1);
    }
    config
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
