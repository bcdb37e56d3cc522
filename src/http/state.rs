//! What requests are answered from.

use std::sync::Arc;
use std::time::Duration;

use crate::config::Config;
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
    pub metrics: Arc<Metrics>,
}

/// What every request is answered from; shared by all workers.
pub(super) struct State {
    pub parts: Parts,
    pub config: Arc<Config>,
    pub in_flight: InFlight,
    pub budget: Budget,
    pub connections: Connections,
    pub failure: LastFailure,
}

impl State {
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
