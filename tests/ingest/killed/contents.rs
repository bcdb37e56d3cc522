//! What a store publishes, read without writing to it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use windrow::clock::{Clock, ManualClock, SystemClock};
use windrow::store::sqlite::FILE_NAME;
use windrow::store::{Access, Location, Range, Result, Wait};

use crate::written::{Record, records};

pub(super) const FORMATS: [&str; 2] = ["oai_dc", "mods"];

/// The records by format and identifier.
pub(super) type Contents = BTreeMap<(&'static str, String), Record>;

pub(super) fn location(data: &Path) -> Location {
    Location::new(data.to_owned(), 0)
}

/// Everything that is published, including what becomes visible within seconds.
pub(super) fn contents(data: &Path) -> Result<Contents> {
    let clock = Arc::new(ManualClock::at(SystemClock.now().plus(10)));
    let store = location(data).open(Access::ReadOnly, clock)?;
    let snapshot = store.snapshot(Wait::Yes)?;
    let mut contents = Contents::new();
    for prefix in FORMATS {
        let range = Range { prefix, from: None, until: None, set: None, after: None };
        for record in records(&*snapshot, &range) {
            let twice = contents.insert((prefix, record.identifier.clone()), record);
            assert!(twice.is_none(), "{twice:?} is there twice");
        }
    }
    assert_eq!(location(data).verify(&|_, _| ())?, []);
    Ok(contents)
}

/// The same without datestamps.
pub(super) fn undated(contents: &Contents) -> Contents {
    let zero = windrow::model::Datestamp::from_unix(0);
    let undated =
        contents.iter().map(|(key, record)| (key.clone(), Record { datestamp: zero, ..record.clone() }));
    undated.collect()
}

pub(super) fn store_in(data: &Path) -> PathBuf {
    data.join(FILE_NAME)
}
