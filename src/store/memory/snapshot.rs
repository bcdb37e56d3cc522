//! A consistent view: the state of one moment, which nobody changes any more.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::state::{State, Version};
use crate::gzip;
use crate::model::{Datestamp, InvalidSetSpec, SetSpec};
use crate::store::{
    Checksum, Document, ErrorKind, Form, Found, Limit, Page, Range, Result, Snapshot, StoreError,
};

pub(super) struct View(Arc<State>);

impl View {
    pub(super) const fn of(state: Arc<State>) -> Self {
        Self(state)
    }

    /// The visible version of each record of an item; `None` if there is no such item.
    fn records(&self, identifier: &str) -> Option<impl Iterator<Item = &Version>> {
        let now = self.now();
        let item = self.0.items.get(identifier)?;
        Some(item.records.values().filter_map(move |record| record.visible(now)))
    }
}

impl Snapshot for View {
    fn now(&self) -> Datestamp {
        self.0.horizon.now
    }

    fn documents_revision(&self) -> u64 {
        self.0.documents_revision
    }

    fn document(&self, name: &str) -> Result<Option<Document>> {
        Ok(self.0.documents.get(name).cloned())
    }

    fn key(&self) -> Result<[u8; 32]> {
        self.0.key.clone()
    }

    fn record(&self, identifier: &str, prefix: &str, out: &mut Vec<u8>) -> Result<Found> {
        let record = self.records(identifier).and_then(|mut records| records.find(|it| it.prefix == prefix));
        let Some(record) = record else {
            let item = self.prefixes(identifier)?;
            return Ok(if item.is_some() { Found::NoSuchFormat } else { Found::NoSuchItem });
        };
        out.extend_from_slice(record.xml.as_bytes());
        Ok(Found::Record)
    }

    fn prefixes(&self, identifier: &str) -> Result<Option<Vec<String>>> {
        let mut records: Vec<_> = self.records(identifier).into_iter().flatten().collect();
        if records.iter().any(|record| record.is_live()) {
            records.retain(|record| record.is_live());
        }
        let prefixes: Vec<_> = records.iter().map(|record| record.prefix.clone()).collect();
        Ok((!prefixes.is_empty()).then_some(prefixes))
    }

    fn page(&self, range: &Range<'_>, limit: Limit, form: Form, out: &mut Vec<u8>) -> Result<Page> {
        let mut records = self.0.list(range);
        let (mut page, mut xml) = (Page::default(), Vec::new());
        for record in records.by_ref() {
            let text = if form == Form::Headers { record.header() } else { &record.xml };
            xml.extend_from_slice(text.as_bytes());
            page.records += 1;
            page.last = record.seq;
            if limit.is_reached(page.records, xml.len()) {
                break;
            }
        }
        page.more = records.next().is_some();
        if form == Form::Deflated {
            let deflated = gzip::deflate(&xml);
            page.checksum = Checksum { crc: deflated.crc, size: deflated.size.into() };
            xml = deflated.bytes;
        }
        out.append(&mut xml);
        Ok(page)
    }

    fn count(&self, range: &Range<'_>) -> Result<u64> {
        Ok(self.0.list(range).count() as u64)
    }

    fn sets(&self) -> Result<Vec<SetSpec>> {
        let sets: BTreeSet<_> = self.0.visible_after(0).flat_map(Version::set_path).collect();
        let invalid = |error: InvalidSetSpec| StoreError::new(ErrorKind::Corrupt, error.to_string());
        sets.into_iter().map(|set| set.parse().map_err(invalid)).collect()
    }

    fn has_sets(&self) -> Result<bool> {
        Ok(self.0.visible_after(0).any(|record| !record.sets.is_empty()))
    }

    fn earliest(&self) -> Result<Datestamp> {
        let first = self.0.visible_after(0).next(); // datestamps never decrease in the log
        Ok(first.map_or(self.0.made, |record| record.stamp))
    }

    fn sample_identifier(&self, prefix: &str) -> Result<Option<String>> {
        let mut identifiers = self.0.items.keys();
        let all = identifiers.clone().all(|identifier| identifier.starts_with(prefix));
        Ok(identifiers.next().filter(|_| all).cloned())
    }

    fn rights(&self) -> Result<Vec<String>> {
        let rights: BTreeSet<_> = self.0.live_items().flat_map(|item| &item.details.rights).collect();
        Ok(rights.into_iter().cloned().collect())
    }
}
