//! What requests are answered from.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use crate::config::Config;
use crate::pages::Site;
use crate::repository::{Health, Repository};
use crate::telemetry::Metrics;

use super::connections::Connections;
use super::failure::LastFailure;
use super::in_flight::InFlight;
use super::sending::{Budget, Share};

/// What requests are answered from.
#[derive(Clone)]
pub struct Parts {
    pub repository: Arc<Repository>,
    pub health: Arc<dyn Health>,
    /// The pages for people; `None` if there are none.
    pub site: Option<Arc<Site>>,
}

/// The parts of a server that listens already. Until they are there, requests get 503 with Retry-After, and `/health/live` answers.
#[derive(Clone, Default)]
pub struct Opening(Arc<OnceLock<Parts>>);

impl Opening {
    /// From now on, requests are answered from these parts. A second call changes nothing.
    pub fn open(&self, parts: Parts) {
        _ = self.0.set(parts);
    }
}

impl From<Parts> for Opening {
    fn from(parts: Parts) -> Self {
        Self(Arc::new(OnceLock::from(parts)))
    }
}

/// What every request is answered from; shared by all workers.
pub(super) struct State {
    pub opening: Opening,
    pub metrics: Arc<Metrics>,
    pub config: Arc<Config>,
    pub in_flight: InFlight,
    /// Pages being written: fewer than answers, so that harvesters never wait for readers.
    pub browsing: InFlight,
    pub budget: Budget,
    pub connections: Connections,
    pub failure: LastFailure,
}

impl State {
    /// What requests are answered from; `None` while the server starts.
    pub(super) fn parts(&self) -> Option<&Parts> {
        self.opening.0.get()
    }

    /// The share of the memory for answers that one of this size needs. If there is none left, clients are cut off
    /// that take nothing of theirs. Blocks for a moment.
    pub(super) fn share(&self, size: usize) -> Option<Share> {
        (0..5).find_map(|_| {
            self.budget.share(size).or_else(|| {
                self.connections.cut_stalled();
                std::thread::sleep(Duration::from_millis(10));
                None
            })
        })
    }
}
