//! A records folder, a store beside it, and a clock.

use std::path::PathBuf;
use std::sync::Arc;

use tempfile::TempDir;
use windrow::clock::ManualClock;
use windrow::diagnostics::Problem;
use windrow::folder::{Confirm, SyncError, sync};
use windrow::ingest::Report;
use windrow::model::Datestamp;
use windrow::store::memory::Memory;
use windrow::store::{Range, Store, Wait};

use super::written::{self, Record};

pub const REPOSITORY: &str = r#"
name = "Test"
namespace = "journal.test"
admin_emails = ["oai@journal.test"]
[[set]]
spec = "a"
name = "A"
"#;

pub struct World {
    folder: TempDir,
    pub store: Arc<dyn Store>,
    pub clock: Arc<ManualClock>,
}

/// A visible oai_dc record: the end of the identifier, the title (`†` for a tombstone), the datestamp.
pub type Seen = (String, String, Datestamp);

impl World {
    pub fn new() -> Self {
        let folder = TempDir::new().unwrap();
        std::fs::create_dir(folder.path().join("records")).unwrap();
        let clock = Arc::new(ManualClock::at("2024-05-01T12:00:00Z".parse().unwrap()));
        let store = Memory::new(clock.clone());
        let world = Self { folder, store: Arc::new(store), clock };
        world.write("repository.toml", REPOSITORY);
        world
    }

    pub fn records(&self) -> PathBuf {
        self.folder.path().join("records")
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, text: &str) {
        let path = self.records().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    pub fn article(&self, name: &str, title: &str) {
        self.write(name, &format!("[[title]]\ntext = \"{title}\"\n"));
    }

    pub fn remove(&self, name: &str) {
        std::fs::remove_file(self.records().join(name)).unwrap();
    }

    pub fn try_sync(&self, confirm: Confirm) -> Result<Report, SyncError> {
        let report = sync(&*self.store, &self.records(), confirm, &|_, _| {});
        self.clock.advance(2); // what was published becomes visible
        report
    }

    pub fn sync(&self) -> Report {
        self.try_sync(Confirm::Withhold).unwrap()
    }

    pub fn seen(&self) -> Vec<Seen> {
        seen(&*self.store, "oai_dc")
    }

    /// `end of identifier=title`, in the order of the log.
    pub fn titles(&self) -> Vec<String> {
        self.seen().into_iter().map(|(name, title, _)| format!("{name}={title}")).collect()
    }
}

pub fn seen(store: &dyn Store, prefix: &str) -> Vec<Seen> {
    let seen = records(store, prefix).into_iter().map(|record| {
        let title = record.body.split("<dc:title").nth(1).and_then(|rest| rest.split(['>', '<']).nth(1));
        let title = if record.deleted { "†" } else { title.unwrap_or("") };
        let name = record.identifier.rsplit(':').next().unwrap();
        (name.to_owned(), title.to_owned(), record.datestamp)
    });
    seen.collect()
}

/// What the visible records of a format contain.
pub fn bodies(store: &dyn Store, prefix: &str) -> Vec<String> {
    records(store, prefix).into_iter().map(|record| record.body).collect()
}

/// The visible oai_dc record of an item.
pub fn record(store: &dyn Store, identifier: &str) -> Record {
    let found = records(store, "oai_dc").into_iter().find(|record| record.identifier == identifier);
    found.unwrap_or_else(|| panic!("{identifier} is not there"))
}

/// All visible records of a format, in the order of the log.
pub fn records(store: &dyn Store, prefix: &str) -> Vec<Record> {
    let range = Range { prefix, from: None, until: None, set: None, after: None };
    written::records(&*store.snapshot(Wait::Yes).unwrap(), &range)
}

/// counts as `created, changed, unchanged, deleted, rejected`.
pub fn counts(report: &Report) -> [u64; 5] {
    let counts = report.counts;
    [counts.created, counts.changed, counts.unchanged, counts.deleted, counts.rejected]
}

/// A problem as it is shown, but for its severity.
pub fn said(problem: &Problem) -> String {
    let severity = format!("{}: ", problem.severity);
    problem.to_string().strip_prefix(&severity).unwrap().to_owned()
}

pub fn messages(report: &Report) -> String {
    report.problems.iter().map(|problem| said(problem) + "\n").collect()
}

/// The messages about everything but the placeholders in [`REPOSITORY`].
pub fn remarks(report: &Report) -> Vec<String> {
    let remarks = report.problems.iter().map(said);
    remarks.filter(|remark| !remark.contains("is a placeholder")).collect()
}
