//! `windrow serve`.

use std::sync::Arc;

use crate::clock::SystemClock;
use crate::config::Config;
use crate::folder::{Confirm, StoreHealth, Watch, sync};
use crate::http::{CODINGS, Listener, Parts, Server};
use crate::repository::{Repository, Settings};
use crate::store::{Access, RULES};
use crate::telemetry::Metrics;

use super::open::location;
use super::{Ending, Failure, open};

/// Serves until it is told to stop.
///
/// What was stored before is served at once, while the folder is read. Only a store that knows nothing of the
/// repository yet waits for its first synchronisation, and without a usable folder there is nothing to serve.
pub(super) fn run(config: &Config) -> Result<Ending, Failure> {
    take_memory_in_small_pages();
    location(config).upgrade()?;
    let store = open(config, Access::ReadWrite)?;
    let listener =
        Listener::bind(&config.listen).map_err(|message| Failure { ending: Ending::Failed, message })?;
    if store.document(RULES)?.is_none() {
        sync(&*store, &config.records, Confirm::Withhold, &|_, _| ())?;
    }
    let address = listener.address()?;
    let repository = Arc::new(Repository::new(store.clone(), settings(config, listener.default_base_url()?)));
    let base_url = repository.base_url()?;
    let interval = config.watch.0.then(|| config.sync_interval.duration());
    let watch = Watch::start(store.clone(), config.records.clone(), interval)?;
    let parts = Parts {
        repository,
        health: Arc::new(StoreHealth::new(store, watch.trouble(), Arc::new(SystemClock))),
        metrics: Arc::new(Metrics::default()),
    };
    tracing::info!(%address, %base_url, records = %config.records.display(), data = %config.data.display(), "serving");
    Server::new(listener, config.clone(), parts).run()?;
    drop(watch); // a synchronisation that has begun is finished
    tracing::info!("stopped");
    Ok(Ending::Done)
}

/// A server touches little of what its allocator sets aside; in huge pages, all of it would be taken from the machine.
fn take_memory_in_small_pages() {
    #[cfg(target_os = "linux")]
    let _ = rustix::thread::disable_transparent_huge_pages(true); // a kernel without them refuses, and may
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
