//! A store under test: what changes it, and what is seen of it.

use std::ops::ControlFlow;
use std::sync::Arc;

use tempfile::TempDir;
use windrow::clock::ManualClock;
use windrow::model::{Datestamp, Identifier, SetSpec};
use windrow::store::sqlite::{Durability, Sqlite};
use windrow::store::{Change, Found, NewRecord, Outcome, Piece, Put, Range, Snapshot, Store};

/// A store under test, with the clock that it goes by.
pub struct Bench {
    pub store: Arc<dyn Store>,
    pub clock: Arc<ManualClock>,
    /// Opens the same store once more, as another process would.
    pub reopen: Box<dyn Fn() -> Arc<dyn Store>>,
}

pub const NOON: &str = "2024-05-01T12:00:00Z";

pub fn sqlite() -> Bench {
    sqlite_with_room_for_runs(1 << 30)
}

pub fn sqlite_with_room_for_runs(bytes: u64) -> Bench {
    let folder = TempDir::new().unwrap();
    let clock = Arc::new(ManualClock::at(stamp(NOON)));
    let reopen = {
        let clock = Arc::clone(&clock);
        move || -> Arc<dyn Store> {
            let store = Sqlite::open_with(folder.path(), clock.clone(), Durability::Scratch).unwrap();
            Arc::new(store.with_room_for_runs(bytes))
        }
    };
    Bench { store: reopen(), clock, reopen: Box::new(reopen) }
}

pub fn stamp(text: &str) -> Datestamp {
    text.parse().unwrap()
}

pub fn id(name: &str) -> Identifier {
    format!("oai:x.example:{name}").parse().unwrap()
}

pub fn put_in(name: &str, sets: &[&str], records: &[(&'static str, &str)]) -> Change {
    let sets: Vec<SetSpec> = sets.iter().map(|spec| spec.parse().unwrap()).collect();
    let records = records.iter().map(|(prefix, body)| NewRecord {
        prefix: (*prefix).to_owned(),
        body: (*body).to_owned(),
        digest: digest(&format!("{body} {sets:?}")),
    });
    Change::Put(Put {
        identifier: id(name),
        origin: format!("{name}.toml"),
        fingerprint: "f".to_owned(),
        rendering: "1".to_owned(),
        native: "{}".to_owned(),
        records: records.collect(),
        sets,
        rights: Vec::new(),
    })
}

pub fn put(name: &str, body: &str) -> Change {
    put_in(name, &[], &[("oai_dc", body)])
}

/// Any function that differs for different texts will do.
pub fn digest(text: &str) -> [u8; 16] {
    let mut digest = [1_u8; 16];
    for (at, byte) in text.bytes().enumerate() {
        digest[at % 16] = digest[at % 16].wrapping_mul(31).wrapping_add(byte);
    }
    digest
}

/// A visible record: identifier, body (`†` for a tombstone), datestamp.
pub type Seen = (String, String, Datestamp);

impl Bench {
    pub fn apply(&self, changes: &[Change]) -> Vec<Outcome> {
        self.store.apply("s", changes).unwrap()
    }

    /// What is published becomes visible.
    pub fn wait(&self) {
        self.clock.advance(2);
    }

    pub fn list(&self, range: Range<'_>) -> Vec<Seen> {
        let mut seen = Vec::new();
        let snapshot = self.store.snapshot().unwrap();
        snapshot
            .walk(&range, true, &mut |record| {
                let body = if record.deleted { "†" } else { record.body };
                let name = record.identifier.rsplit(':').next().unwrap();
                seen.push((name.to_owned(), body.to_owned(), record.datestamp));
                ControlFlow::Continue(())
            })
            .unwrap();
        seen
    }

    /// As [`Bench::list`], for a time when nothing waits for its datestamp; then the count is exact.
    pub fn counted(&self, range: Range<'_>) -> Vec<Seen> {
        let seen = self.list(range);
        let count = self.store.snapshot().unwrap().count(&range).unwrap();
        assert_eq!(count, seen.len() as u64, "count agrees with walk");
        seen
    }

    pub fn bodies(&self, range: Range<'_>) -> Vec<String> {
        self.list(range).into_iter().map(|(name, body, _)| format!("{name}={body}")).collect()
    }

    pub fn get(&self, name: &str) -> Option<String> {
        let snapshot = self.store.snapshot().unwrap();
        let found = snapshot.record(id(name).as_str(), "oai_dc").unwrap();
        let Found::Record(piece) = found else { return None };
        Some(body_at(&*snapshot, piece))
    }
}

/// The body of the record at a piece (`†` for a tombstone).
pub fn body_at(snapshot: &dyn Snapshot, piece: Piece) -> String {
    let mut xml = Vec::new();
    snapshot.read(&[piece], &mut xml).unwrap();
    let xml = String::from_utf8(xml).unwrap();
    let (header, rest) = xml.split_once("</header>\n").unwrap();
    match header.contains("status=\"deleted\"") {
        true => "†".to_owned(),
        false => rest.trim_end().strip_suffix("</record>").unwrap().to_owned(),
    }
}

pub const ALL: Range<'_> = Range { prefix: "oai_dc", from: None, until: None, set: None, after: None };
