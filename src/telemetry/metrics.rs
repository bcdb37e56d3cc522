//! Numbers for Prometheus.

use std::sync::OnceLock;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use prometheus_client::encoding::{EncodeLabelSet, text};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;

use crate::repository::HealthReport;

/// What became of a request to the endpoint.
#[derive(Clone, Copy, Debug)]
pub struct Served {
    /// The verb, or "none".
    pub verb: &'static str,
    /// "ok", an OAI-PMH error code, or a word for what happened below the protocol.
    pub result: &'static str,
    /// Records, headers or sets in the answer.
    pub entries: usize,
    /// Bytes of the body as it was sent.
    pub bytes: usize,
    pub took: Duration,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct VerbAndResult {
    verb: &'static str,
    result: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Verb {
    verb: &'static str,
}

/// What is counted of a verb, at hand, since looking it up would be most of what it costs.
#[derive(Default)]
struct AtHand {
    verb: &'static str,
    answered: OnceLock<Counter>,
    seconds: OnceLock<Histogram>,
    entries: OnceLock<Counter>,
}

/// All that a request can have for its verb.
const VERBS: [&str; 7] =
    ["ListRecords", "GetRecord", "ListIdentifiers", "Identify", "ListMetadataFormats", "ListSets", "none"];

/// The metrics of the process.
pub struct Metrics {
    registry: Registry,
    at_hand: [AtHand; VERBS.len()],
    requests: Family<VerbAndResult, Counter>,
    seconds: Family<Verb, Histogram>,
    entries: Family<Verb, Counter>,
    bytes: Counter,
    displaced: Counter,
    store_up: Gauge,
    store_bytes: Gauge<u64, AtomicU64>,
    items: Gauge<u64, AtomicU64>,
    deleted_items: Gauge<u64, AtomicU64>,
    last_sync_age: Gauge,
    rejected_files: Gauge<u64, AtomicU64>,
    withheld_deletions: Gauge<u64, AtomicU64>,
    clock_behind: Gauge<u64, AtomicU64>,
    clock_jumped: Gauge,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut metrics = Self {
            registry: Registry::with_prefix("windrow"),
            at_hand: VERBS.map(|verb| AtHand { verb, ..AtHand::default() }),
            requests: Family::default(),
            seconds: Family::new_with_constructor(latency),
            entries: Family::default(),
            bytes: Counter::default(),
            displaced: Counter::default(),
            store_up: Gauge::default(),
            store_bytes: Gauge::default(),
            items: Gauge::default(),
            deleted_items: Gauge::default(),
            last_sync_age: Gauge::default(),
            rejected_files: Gauge::default(),
            withheld_deletions: Gauge::default(),
            clock_behind: Gauge::default(),
            clock_jumped: Gauge::default(),
        };
        metrics.register();
        metrics
    }
}

/// From a tenth of a millisecond to ten seconds.
fn latency() -> Histogram {
    Histogram::new([0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0])
}

/// The metric that is at hand, or the one that is looked up, which is at hand from then on if there is a place for it.
fn kept<M: Clone>(place: Option<&OnceLock<M>>, look_up: impl FnOnce() -> M) -> M {
    match place {
        Some(place) => place.get_or_init(look_up).clone(),
        None => look_up(),
    }
}

impl Metrics {
    fn register(&mut self) {
        let Self { registry, .. } = self;
        registry.register("requests", "Requests by verb and result", self.requests.clone());
        registry.register("request_seconds", "Time until the answer was ready", self.seconds.clone());
        registry.register(
            "records_served",
            "Records sent, by verb (headers for ListIdentifiers, sets for ListSets)",
            self.entries.clone(),
        );
        registry.register("sent_bytes", "Bytes of answers as they were sent", self.bytes.clone());
        registry.register(
            "displaced_connections",
            "Connections that came when all places were taken, so that one had to be closed",
            self.displaced.clone(),
        );
        registry.register("store_up", "Whether the store answers", self.store_up.clone());
        registry.register("store_bytes", "Size of the store", self.store_bytes.clone());
        registry.register("items", "Live items", self.items.clone());
        registry.register("deleted_items", "Items of which tombstones are left", self.deleted_items.clone());
        registry.register(
            "last_sync_age_seconds",
            "Seconds since the last synchronisation; -1 before the first",
            self.last_sync_age.clone(),
        );
        registry.register("rejected_files", "Record files that were not taken", self.rejected_files.clone());
        registry.register(
            "withheld_deletions",
            "Deletions that wait for `windrow sync --confirm-deletions`",
            self.withheld_deletions.clone(),
        );
        registry.register(
            "clock_behind_seconds",
            "How far the clock lies behind the datestamps of the store",
            self.clock_behind.clone(),
        );
        registry.register(
            "clock_jumped",
            "Whether the clock jumped forward by more than a day, or Windrow was stopped for so long, within the last day",
            self.clock_jumped.clone(),
        );
    }

    /// Counts a request.
    pub fn count(&self, served: &Served) {
        let Served { verb, result, entries, bytes, took } = *served;
        let at_hand = self.at_hand.iter().find(|at_hand| at_hand.verb == verb);
        let answered = at_hand.filter(|_| result == "ok").map(|at_hand| &at_hand.answered);
        let seconds = at_hand.map(|at_hand| &at_hand.seconds);
        kept(answered, || self.requests.get_or_create_owned(&VerbAndResult { verb, result })).inc();
        kept(seconds, || self.seconds.get_or_create_owned(&Verb { verb })).observe(took.as_secs_f64());
        if entries > 0 {
            let of_verb = at_hand.map(|at_hand| &at_hand.entries);
            kept(of_verb, || self.entries.get_or_create_owned(&Verb { verb })).inc_by(entries as u64);
        }
        self.bytes.inc_by(bytes as u64);
    }

    /// Counts a connection that came when all places were taken.
    pub fn count_displaced(&self) {
        self.displaced.inc();
    }

    /// All metrics in the text format; `health` is absent where the store does not answer.
    pub fn page(&self, health: Option<&HealthReport>) -> String {
        self.store_up.set(health.is_some().into());
        if let Some(health) = health {
            self.store_bytes.set(health.store_bytes);
            self.items.set(health.items);
            self.deleted_items.set(health.deleted_items);
            self.last_sync_age.set(health.last_sync_age.and_then(|age| age.try_into().ok()).unwrap_or(-1));
            self.rejected_files.set(health.rejected_files);
            self.withheld_deletions.set(health.withheld_deletions);
            self.clock_behind.set(health.clock_behind);
            self.clock_jumped.set(health.clock_jumped.into());
        }
        let mut page = String::new();
        match text::encode(&mut page, &self.registry) {
            Ok(()) => page,
            Err(_) => "# the metrics could not be written\n# EOF\n".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_shows_requests_by_verb_and_result_and_the_state_of_the_store() {
        let metrics = Metrics::default();
        let took = Duration::from_millis(2);
        metrics.count(&Served { verb: "ListRecords", result: "ok", entries: 100, bytes: 5000, took });
        metrics.count(&Served {
            verb: "ListRecords",
            result: "noRecordsMatch",
            entries: 0,
            bytes: 700,
            took,
        });
        let health = HealthReport {
            items: 7,
            store_bytes: 4096,
            withheld_deletions: 3,
            clock_jumped: true,
            ..HealthReport::default()
        };
        let page = metrics.page(Some(&health));
        for line in [
            r#"windrow_requests_total{verb="ListRecords",result="ok"} 1"#,
            r#"windrow_requests_total{verb="ListRecords",result="noRecordsMatch"} 1"#,
            r#"windrow_request_seconds_bucket{le="0.003",verb="ListRecords"} 2"#,
            r#"windrow_records_served_total{verb="ListRecords"} 100"#,
            "windrow_sent_bytes_total 5700",
            "windrow_store_up 1",
            "windrow_store_bytes 4096",
            "windrow_items 7",
            "windrow_last_sync_age_seconds -1",
            "windrow_withheld_deletions 3",
            "windrow_clock_jumped 1",
            "# EOF",
        ] {
            assert!(page.lines().any(|found| found == line), "{line} not in\n{page}");
        }
        assert!(metrics.page(None).contains("windrow_store_up 0\n"));
    }
}
