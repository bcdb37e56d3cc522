//! What requests are answered from.

use std::sync::Arc;

use crate::config::Config;
use crate::repository::{Health, Repository};
use crate::telemetry::Metrics;

use super::connections::Connections;
use super::failure::LastFailure;
use super::in_flight::InFlight;

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
    pub connections: Connections,
    pub failure: LastFailure,
}
