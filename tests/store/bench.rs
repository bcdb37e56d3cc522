//! A store under test: what changes it, and what it shows.

use std::io::Read;
use std::sync::{Arc, OnceLock};

use tempfile::TempDir;
use windrow::clock::ManualClock;
use windrow::model::{Datestamp, Identifier, SetSpec};
use windrow::store::memory::Memory;
use windrow::store::sqlite::{Durability, Sqlite};
use windrow::store::{
    Base, Batch, Change, Checksum, Deletion, DryRun, Form, Found, Limit, NewRecord, Outcome, Page, Put,
    RULES, Range, Snapshot, Store, Tombstone, Wait,
};

/// A store under test, with its clock.
pub struct Bench {
    pub store: Arc<dyn Store>,
    pub clock: Arc<ManualClock>,
    /// Opens the same store once more, as another process would.
    pub reopen: Box<dyn Fn() -> Arc<dyn Store>>,
}

pub const NOON: &str = "2024-05-01T12:00:00Z";

/// The whole list of `oai_dc`.
pub const ALL: Range<'_> = Range { prefix: "oai_dc", from: None, until: None, set: None, after: None };

/// What [`Bench::list`] asks for at once.
pub const LIMIT: Limit = Limit { records: 100, bytes: 1 << 20 };

pub fn sqlite() -> Bench {
    sqlite_with_room_for_pages(1 << 30)
}

pub fn sqlite_with_room_for_pages(bytes: u64) -> Bench {
    let folder = TempDir::new().unwrap();
    Bench::of(move |clock| {
        let store = Sqlite::open_with(folder.path(), clock, Durability::Scratch).unwrap();
        Arc::new(store.with_room_for_pages(bytes))
    })
}

pub fn memory() -> Bench {
    let shared = OnceLock::new();
    Bench::of(move |clock| Arc::new(shared.get_or_init(|| Memory::new(clock)).reopen()))
}

pub fn stamp(text: &str) -> Datestamp {
    text.parse().unwrap()
}

pub fn id(name: &str) -> Identifier {
    format!("oai:x.example:{name}").parse().unwrap()
}

/// An item with these records; [`Bench::apply`] bases it on what there is.
pub fn put_in(name: &str, sets: &[&str], records: &[(&'static str, &str)]) -> Change {
    let sets: Vec<SetSpec> = sets.iter().map(|spec| spec.parse().unwrap()).collect();
    let records = records.iter().map(|(prefix, body)| NewRecord {
        prefix: (*prefix).to_owned(),
        body: (*body).to_owned(),
        digest: digest(&format!("{body} {sets:?}")),
    });
    Change::Put(Put {
        identifier: id(name),
        base: Base::Absent,
        origin: format!("{name}.toml"),
        fingerprint: "f".to_owned(),
        rendering: "1".to_owned(),
        native: "{}".to_owned(),
        records: records.collect(),
        sets,
        rights: Vec::new(),
        is_anew: false,
    })
}

pub fn put(name: &str, body: &str) -> Change {
    put_in(name, &[], &[("oai_dc", body)])
}

/// The same put with something else in it.
pub fn with(change: Change, alter: impl FnOnce(&mut Put)) -> Change {
    let Change::Put(mut put) = change else { panic!("a put") };
    alter(&mut put);
    Change::Put(put)
}

pub fn delete(name: &str) -> Change {
    Change::Delete(Deletion::of(id(name), Base::Absent))
}

/// The deletion of an item that may have been deleted before the store learnt of it.
pub fn delete_late(name: &str, prefix: &str, sets: &[&str]) -> Change {
    let sets = sets.iter().map(|spec| spec.parse().unwrap()).collect();
    let tombstone = Some(Tombstone { prefix: prefix.to_owned(), sets });
    Change::Delete(Deletion {
        tombstone,
        fingerprint: "late".to_owned(),
        ..Deletion::of(id(name), Base::Absent)
    })
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
    /// A store that `open` opens, and opens once more.
    pub fn of(open: impl Fn(Arc<ManualClock>) -> Arc<dyn Store> + 'static) -> Self {
        let clock = Arc::new(ManualClock::at(stamp(NOON)));
        let reopen = {
            let clock = Arc::clone(&clock);
            move || open(Arc::clone(&clock))
        };
        Self { store: reopen(), clock, reopen: Box::new(reopen) }
    }

    /// Applies changes of the source `s`, each based on what there is.
    pub fn apply(&self, changes: &[Change]) -> Vec<Outcome> {
        self.apply_from("s", changes)
    }

    pub fn apply_from(&self, source: &str, changes: &[Change]) -> Vec<Outcome> {
        self.apply_as_based(source, &self.rebased(changes))
    }

    /// Applies changes, each based on what it names.
    pub fn apply_as_based(&self, source: &str, changes: &[Change]) -> Vec<Outcome> {
        self.store.apply(&Batch { source, rules: self.rules(), changes }).unwrap()
    }

    /// What changes would come to, each based on what there is.
    pub fn dry_run(&self, source: &str, changes: &[Change], bodies: bool) -> Vec<DryRun> {
        let changes = self.rebased(changes);
        self.store.dry_run(&Batch { source, rules: self.rules(), changes: &changes }, bodies).unwrap()
    }

    pub fn rebased(&self, changes: &[Change]) -> Vec<Change> {
        let identifiers: Vec<_> = changes.iter().map(Change::identifier).collect();
        let bases = self.store.bases(&identifiers).unwrap();
        let mut changes = changes.to_vec();
        changes.iter_mut().zip(bases).for_each(|(change, base)| change.rebase(base));
        changes
    }

    pub fn base(&self, name: &str) -> Base {
        self.store.bases(&[&id(name)]).unwrap().remove(0)
    }

    /// The revision of the rules.
    pub fn rules(&self) -> u64 {
        self.store.document(RULES).unwrap().map_or(0, |rules| rules.revision)
    }

    pub fn snapshot(&self) -> Box<dyn Snapshot + '_> {
        self.store.snapshot(Wait::Yes).unwrap()
    }

    /// What is published becomes visible.
    pub fn wait(&self) {
        self.clock.advance(2);
    }

    pub fn list(&self, range: Range<'_>) -> Vec<Seen> {
        records(&*self.snapshot(), &range).into_iter().map(Shown::seen).collect()
    }

    /// As [`Bench::list`], for a time when nothing waits for its datestamp; then the count is exact.
    pub fn counted(&self, range: Range<'_>) -> Vec<Seen> {
        let seen = self.list(range);
        let count = self.snapshot().count(&range).unwrap();
        assert_eq!(count, seen.len() as u64, "the count agrees with the pages");
        seen
    }

    pub fn bodies(&self, range: Range<'_>) -> Vec<String> {
        self.list(range).into_iter().map(|(name, body, _)| format!("{name}={body}")).collect()
    }

    pub fn bodies_of_set(&self, set: &str) -> Vec<String> {
        self.bodies(Range { set: Some(&set.parse().unwrap()), ..ALL })
    }

    /// The body of the record of an item in `oai_dc` (`†` for a tombstone).
    pub fn get(&self, name: &str) -> Option<String> {
        body_of(&*self.snapshot(), name)
    }
}

/// The body of the record of an item in `oai_dc` (`†` for a tombstone).
pub fn body_of(snapshot: &dyn Snapshot, name: &str) -> Option<String> {
    let mut xml = Vec::new();
    let found = snapshot.record(id(name).as_str(), "oai_dc", &mut xml).unwrap();
    (found == Found::Record).then(|| parsed(&String::from_utf8(xml).unwrap()).remove(0).seen().1)
}

/// A page, and its text.
pub fn page(snapshot: &dyn Snapshot, range: &Range<'_>, limit: Limit, form: Form) -> (Page, Vec<u8>) {
    let mut out = Vec::new();
    let page = snapshot.page(range, limit, form, &mut out).unwrap();
    (page, out)
}

/// The pages of a range, and the text of each.
pub fn pages(snapshot: &dyn Snapshot, range: &Range<'_>, limit: Limit, form: Form) -> Vec<(Page, Vec<u8>)> {
    let mut pages = vec![page(snapshot, range, limit, form)];
    while let Some((Page { more: true, last, .. }, _)) = pages.last() {
        let range = Range { after: Some(*last), ..*range };
        pages.push(page(snapshot, &range, limit, form));
    }
    pages
}

/// The records of a range, read page by page.
pub fn records(snapshot: &dyn Snapshot, range: &Range<'_>) -> Vec<Shown> {
    let mut records = Vec::new();
    for (page, xml) in pages(snapshot, range, LIMIT, Form::Records) {
        let shown = parsed(&String::from_utf8(xml).unwrap());
        assert_eq!(page.records, shown.len(), "a page says how many records it has");
        records.extend(shown);
    }
    records
}

/// A record as it is in an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The `header` element.
    pub header: String,
    pub identifier: String,
    pub datestamp: Datestamp,
    pub deleted: bool,
    pub body: String,
}

impl Shown {
    fn of(record: &str) -> Self {
        let record = record.strip_prefix("<record>").unwrap().strip_suffix("</record>\n").unwrap();
        let (header, body) = record.split_at(record.find("</header>\n").unwrap() + "</header>\n".len());
        let element = |name: &str| {
            let (_, rest) = header.split_once(&format!("<{name}>")).unwrap();
            rest.split_once(&format!("</{name}>")).unwrap().0.to_owned()
        };
        Self {
            identifier: element("identifier"),
            datestamp: stamp(&element("datestamp")),
            deleted: header.starts_with("<header status=\"deleted\">"),
            header: header.to_owned(),
            body: body.to_owned(),
        }
    }

    pub fn seen(self) -> Seen {
        let name = self.identifier.rsplit(':').next().unwrap().to_owned();
        (name, if self.deleted { "†".to_owned() } else { self.body }, self.datestamp)
    }
}

/// The records of a text.
pub fn parsed(xml: &str) -> Vec<Shown> {
    xml.split_inclusive("</record>\n").map(Shown::of).collect()
}

/// The text of a deflated page that ends in a sync flush, after an end is put to it.
pub fn inflated(deflated: &[u8]) -> Vec<u8> {
    assert!(deflated.ends_with(&[0, 0, 0xFF, 0xFF]), "it ends in a sync flush");
    let whole = [deflated, &[1, 0, 0, 0xFF, 0xFF]].concat();
    let mut text = Vec::new();
    flate2::read::DeflateDecoder::new(&whole[..]).read_to_end(&mut text).unwrap();
    text
}

/// What gzip must know of a text.
pub fn checksum(text: &[u8]) -> Checksum {
    let mut crc = flate2::Crc::new();
    crc.update(text);
    Checksum { crc: crc.sum(), size: text.len() as u64 }
}
