//! What an operator sees from outside: log lines and metrics.

mod log;
mod metrics;

pub use log::{Guard, init, last_words, subscriber};
pub use metrics::{Metrics, Served};
