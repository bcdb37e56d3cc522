//! Everything that the store keeps, at one moment.

use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::Arc;

use crate::model::{Datestamp, Identifier, SetSpec};
use crate::protocol::{Header, RECORD_END, record_head};
use crate::store::horizon::Horizon;
use crate::store::{
    Base, ChangedItems, Document, ErrorKind, LiveItem, Put, Range, Result, StoreError, StoredItem,
};

/// The state of the store. A copy shares the items and the versions of records with the original.
#[derive(Clone)]
pub(super) struct State {
    /// The secret of [`crate::store::Snapshot::key`], or why there is none.
    pub(super) key: Result<[u8; 32]>,
    pub(super) made: Datestamp,
    pub(super) horizon: Horizon,
    /// The greatest sequence number given.
    pub(super) seq: u64,
    /// By identifier, deleted items included: an item is never removed.
    pub(super) items: BTreeMap<String, Arc<Item>>,
    /// By sequence number: the newest version of each record, and the one before it.
    pub(super) log: BTreeMap<u64, Entry>,
    pub(super) documents: BTreeMap<String, Document>,
    pub(super) documents_revision: u64,
}

/// An item with its records.
#[derive(Clone)]
pub(super) struct Item {
    pub(super) identifier: Identifier,
    pub(super) number: u64,
    pub(super) version: u64,
    /// The datestamp of its deletion, if it is deleted.
    pub(super) deleted: Option<Datestamp>,
    pub(super) details: Details,
    /// By metadataPrefix, tombstones included.
    pub(super) records: BTreeMap<String, Record>,
}

/// What a put says of an item besides its records.
#[derive(Clone, Default, PartialEq, Eq)]
pub(super) struct Details {
    pub(super) source: String,
    pub(super) origin: String,
    pub(super) fingerprint: String,
    pub(super) rendering: String,
    pub(super) native: String,
    pub(super) rights: Vec<String>,
}

/// A record: its newest version, and the one that is visible until the datestamp of the newest is reached.
#[derive(Clone)]
pub(super) struct Record {
    pub(super) newest: Arc<Version>,
    pub(super) before: Option<Arc<Version>>,
}

/// A version in the log.
#[derive(Clone)]
pub(super) struct Entry {
    pub(super) version: Arc<Version>,
    /// The datestamp of the version that follows it, if there is one.
    pub(super) gone: Option<Datestamp>,
}

/// A version of a record; it never changes.
pub(super) struct Version {
    pub(super) seq: u64,
    pub(super) prefix: String,
    pub(super) stamp: Datestamp,
    /// setSpecs in minimal form, separated by spaces.
    pub(super) sets: String,
    /// `None` for a tombstone.
    pub(super) digest: Option<[u8; 16]>,
    /// The complete `record` element.
    pub(super) xml: String,
    /// How many bytes of it come before the body.
    head: usize,
}

impl State {
    /// That of a store made now.
    pub(super) fn starting(now: Datestamp) -> Self {
        Self {
            key: random_key(),
            made: now,
            horizon: Horizon::starting(now),
            seq: 0,
            items: BTreeMap::new(),
            log: BTreeMap::new(),
            documents: BTreeMap::new(),
            documents_revision: 0,
        }
    }

    pub(super) fn live_items(&self) -> impl Iterator<Item = &Item> {
        self.items.values().map(Arc::as_ref).filter(|item| item.is_live())
    }

    pub(super) fn live_item(&self, identifier: &Identifier) -> Option<&Item> {
        self.items.get(identifier.as_str()).map(Arc::as_ref).filter(|item| item.is_live())
    }

    /// What a change of the item has to be based on.
    pub(super) fn base(&self, identifier: &Identifier) -> Base {
        self.live_item(identifier).map_or(Base::Absent, |item| Base::Version(item.version))
    }

    /// The state of the item, deleted or not.
    pub(super) fn exact_base(&self, identifier: &Identifier) -> Base {
        match self.items.get(identifier.as_str()) {
            None => Base::New,
            Some(item) if item.is_live() => Base::Version(item.version),
            Some(item) => Base::Deleted(item.version),
        }
    }

    /// Whether the item is in the state that a change was based on.
    pub(super) fn holds(&self, base: Base, identifier: &Identifier) -> bool {
        base == self.base(identifier) || base == self.exact_base(identifier)
    }

    /// The revision of a document; 0 if there is none.
    pub(super) fn revision_of(&self, name: &str) -> u64 {
        self.documents.get(name).map_or(0, |document| document.revision)
    }

    /// The visible versions of all records, in the order of the log, after a sequence number.
    pub(super) fn visible_after(&self, seq: u64) -> impl Iterator<Item = &Version> {
        let now = self.horizon.now;
        let entries = self.log.range((Bound::Excluded(seq), Bound::Unbounded)).map(|(_, entry)| entry);
        entries.filter(move |entry| entry.is_visible(now)).map(|entry| entry.version.as_ref())
    }

    /// The visible records of a range, in the order of the log.
    pub(super) fn list(&self, range: &Range<'_>) -> impl Iterator<Item = &Version> {
        let range = *range;
        self.visible_after(range.after.unwrap_or(0)).filter(move |version| version.is_in(&range))
    }

    /// The items of the records after a sequence number, those of at most `limit` records.
    pub(super) fn changed_items(&self, after: Option<u64>, limit: usize) -> ChangedItems {
        let (after, limit) = (after.unwrap_or(self.seq), limit.max(1));
        let records = self.items.values().flat_map(|item| item.records.values().map(move |it| (it, item)));
        let seqs = records.map(|(record, item)| (record.newest.seq, &item.identifier));
        let mut changed: Vec<_> = seqs.filter(|(seq, _)| *seq > after).collect();
        changed.sort_unstable();
        let seq = if changed.len() < limit { self.seq } else { changed[limit - 1].0 };
        changed.truncate(limit);
        ChangedItems { identifiers: changed.into_iter().map(|(_, name)| name.clone()).collect(), seq }
    }

    /// About how many bytes everything takes.
    pub(super) fn bytes(&self) -> usize {
        let records = self.log.values().map(|entry| entry.version.xml.len());
        let items = self.items.iter().map(|(identifier, item)| identifier.len() + item.details.native.len());
        let documents = self.documents.values().map(|document| document.text.len());
        records.chain(items).chain(documents).sum()
    }
}

impl Item {
    pub(super) const fn is_live(&self) -> bool {
        self.deleted.is_none()
    }

    /// The newest version of its record in a format, if it is not a tombstone.
    pub(super) fn live_record(&self, prefix: &str) -> Option<&Version> {
        self.records.get(prefix).map(|record| record.newest.as_ref()).filter(|version| version.is_live())
    }

    pub(super) fn to_live(&self) -> LiveItem {
        LiveItem {
            identifier: self.identifier.clone(),
            version: self.version,
            origin: self.details.origin.clone(),
            fingerprint: self.details.fingerprint.clone(),
        }
    }

    pub(super) fn to_stored(&self) -> StoredItem {
        let details = self.details.clone();
        StoredItem {
            number: self.number,
            identifier: self.identifier.clone(),
            version: self.version,
            source: details.source,
            origin: details.origin,
            fingerprint: details.fingerprint,
            native: details.native,
            datestamp: self.live_record("oai_dc").map(|record| record.stamp),
            oai_dc: self.live_record("oai_dc").map_or_else(String::new, |record| record.body().to_owned()),
        }
    }
}

impl Details {
    pub(super) fn of(source: &str, put: &Put) -> Self {
        Self {
            source: source.to_owned(),
            origin: put.origin.clone(),
            fingerprint: put.fingerprint.clone(),
            rendering: put.rendering.clone(),
            native: put.native.clone(),
            rights: put.rights.clone(),
        }
    }
}

impl Record {
    /// The version that is visible, if there is one yet.
    pub(super) fn visible(&self, now: Datestamp) -> Option<&Version> {
        if self.newest.stamp <= now { Some(&self.newest) } else { self.before.as_deref() }
    }
}

impl Entry {
    fn is_visible(&self, now: Datestamp) -> bool {
        self.version.stamp <= now && self.gone.is_none_or(|gone| gone > now)
    }
}

impl Version {
    /// A version of the record of an item; a tombstone has no digest and no body.
    pub(super) fn new(
        (seq, stamp): (u64, Datestamp),
        (identifier, prefix): (&Identifier, &str),
        sets: String,
        (digest, body): (Option<[u8; 16]>, &str),
    ) -> Self {
        let header = Header {
            identifier: identifier.to_string(),
            datestamp: stamp,
            sets: sets.clone(),
            deleted: digest.is_none(),
        };
        let head = record_head(&header);
        let xml = format!("{head}{body}{RECORD_END}");
        Self { seq, prefix: prefix.to_owned(), stamp, sets, digest, xml, head: head.len() }
    }

    /// Whether it is not a tombstone.
    pub(super) const fn is_live(&self) -> bool {
        self.digest.is_some()
    }

    /// The `header` element.
    pub(super) fn header(&self) -> &str {
        let head = &self.xml[..self.head];
        head.strip_prefix("<record>").unwrap_or(head)
    }

    pub(super) fn body(&self) -> &str {
        &self.xml[self.head..self.xml.len() - RECORD_END.len()]
    }

    /// The setSpecs that it is in, ancestors included; one may come twice.
    pub(super) fn set_path(&self) -> impl Iterator<Item = &str> {
        self.sets.split_ascii_whitespace().flat_map(|spec| {
            let above = spec.match_indices(':').map(|(at, _)| &spec[..at]);
            above.chain([spec])
        })
    }

    fn is_in(&self, range: &Range<'_>) -> bool {
        let within = |set: &SetSpec| self.set_path().any(|spec| spec == set.as_str());
        self.prefix == range.prefix
            && range.from.is_none_or(|from| from <= self.stamp)
            && range.until.is_none_or(|until| self.stamp <= until)
            && range.set.is_none_or(within)
    }
}

fn random_key() -> Result<[u8; 32]> {
    let mut key = [0; 32];
    match getrandom::fill(&mut key) {
        Ok(()) => Ok(key),
        Err(error) => Err(StoreError::new(ErrorKind::Other, format!("no random key: {error}"))),
    }
}
