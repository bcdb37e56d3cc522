//! Which changes of a loaded batch are taken: nothing that is older than what is here, and no deletion in another format.

use std::collections::HashMap;

use super::fingerprint;
use crate::import::{Age, OriginDate};
use crate::model::Item;
use crate::store::{Base, Change, Deletion, KnownItem, Put, Store, StoreError, StoredItem};

/// The format in which records are loaded. A deletion in another format is not a deletion of theirs (§2.5).
pub(super) const LOADED: &str = "oai_dc";

/// The source that is loaded, and whether older versions replace newer ones.
#[derive(Clone, Copy)]
pub(super) struct Order<'s> {
    pub(super) source: &'s str,
    pub(super) takes_older: bool,
}

/// Whether a change is taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Taken,
    /// Taken, and what is here came from this other file.
    FromOtherFile(String),
    /// Not taken: its datestamp is that of what is here, which was harvested later; or that of a version that follows in the batch.
    Repeated,
    /// Not taken: what is here is newer.
    Older,
    /// Not taken: the deletion of another record of the item, in this format.
    OtherFormat(String),
}

impl Verdict {
    pub(super) const fn is_taken(&self) -> bool {
        matches!(self, Self::Taken | Self::FromOtherFile(_))
    }
}

impl Order<'_> {
    /// Judges each change, and bases it on the present state of its item.
    pub(super) fn judge(self, store: &dyn Store, changes: &mut [Change]) -> Result<Vec<Verdict>, StoreError> {
        let identifiers: Vec<_> = changes.iter().map(Change::identifier).collect();
        let known = store.known_items(&identifiers)?;
        let mut verdicts = Vec::with_capacity(changes.len());
        for (change, known) in changes.iter_mut().zip(known) {
            change.rebase(known.as_ref().map_or(Base::New, |known| known.base));
            let own = known.filter(|known| known.source == self.source);
            verdicts.push(own.map_or(Ok(Verdict::Taken), |own| self.beside(store, change, &own))?);
        }
        if !self.takes_older {
            skip_repeated(changes, &mut verdicts);
        }
        Ok(verdicts)
    }

    /// Judges a change of an item that the source has or had.
    fn beside(
        self,
        store: &dyn Store,
        change: &mut Change,
        known: &KnownItem,
    ) -> Result<Verdict, StoreError> {
        let is_live = matches!(known.base, Base::Version(_));
        match change {
            Change::Put(put) if is_live => self.replacing(store, put, known),
            Change::Put(put) => Ok(self.by_date(&put.fingerprint, &fingerprint::date(&known.fingerprint))),
            Change::Delete(deletion) if is_live => self.deleting(store, deletion, known),
            Change::Delete(deletion) => {
                keep_newest(deletion, known);
                Ok(Verdict::Taken)
            }
        }
    }

    /// Judges a put that replaces a live item.
    fn replacing(self, store: &dyn Store, put: &mut Put, known: &KnownItem) -> Result<Verdict, StoreError> {
        if ![known.origin.as_str(), put.origin.as_str()].contains(&"") && known.origin != put.origin {
            return Ok(Verdict::FromOtherFile(known.origin.clone()));
        }
        if let Some(differ) = fingerprint::differ(&known.fingerprint, &put.fingerprint) {
            put.is_anew = differ;
            return Ok(self.by_date(&put.fingerprint, &fingerprint::date(&known.fingerprint)));
        }
        let stored = store.item(&put.identifier)?;
        put.is_anew = stored.as_ref().is_some_and(|stored| serves_otherwise(stored, put));
        Ok(self.by_date(&put.fingerprint, &stored.as_ref().map(date_of).unwrap_or_default()))
    }

    /// Judges a deletion of a live item.
    fn deleting(
        self,
        store: &dyn Store,
        deletion: &Deletion,
        known: &KnownItem,
    ) -> Result<Verdict, StoreError> {
        if let Some(other) = deletion.tombstone.as_ref().filter(|it| it.prefix != LOADED) {
            return Ok(Verdict::OtherFormat(other.prefix.clone()));
        }
        let date = if known.fingerprint.is_empty() {
            store.item(&deletion.identifier)?.as_ref().map(date_of).unwrap_or_default()
        } else {
            fingerprint::date(&known.fingerprint)
        };
        Ok(self.by_date(&deletion.fingerprint, &date))
    }

    fn by_date(self, fingerprint: &str, known: &OriginDate) -> Verdict {
        match fingerprint::date(fingerprint).beside(known) {
            _ if self.takes_older => Verdict::Taken,
            Age::Current => Verdict::Taken,
            Age::HarvestedEarlier => Verdict::Repeated,
            Age::Older => Verdict::Older,
        }
    }
}

/// Of puts with the same dates the last one counts, so that loading them again changes nothing.
fn skip_repeated(changes: &[Change], verdicts: &mut [Verdict]) {
    let mut last: HashMap<&str, usize> = HashMap::new();
    for (at, change) in changes.iter().enumerate() {
        let before = last.insert(change.identifier().as_str(), at);
        let (Some(before), Change::Put(put)) = (before, change) else { continue };
        let Change::Put(earlier) = &changes[before] else { continue };
        let [date, earlier] = [put, earlier].map(|put| fingerprint::date(&put.fingerprint));
        let is_tie = date.beside(&earlier) == Age::Current && earlier.beside(&date) != Age::Older;
        if is_tie && verdicts[before] == Verdict::Taken {
            verdicts[before] = Verdict::Repeated;
        }
    }
}

/// A deleted item keeps the date of its last deletion.
fn keep_newest(deletion: &mut Deletion, known: &KnownItem) {
    let [date, of_known] = [&deletion.fingerprint, &known.fingerprint].map(|text| fingerprint::date(text));
    if date.datestamp().is_none() || date.beside(&of_known) != Age::Current {
        deletion.fingerprint.clone_from(&known.fingerprint);
    }
}

/// The date of an item that was loaded before fingerprints were kept.
fn date_of(stored: &StoredItem) -> OriginDate {
    let item = serde_json::from_str::<Item>(&stored.native).ok();
    OriginDate::of(item.and_then(|item| item.provenance).as_ref())
}

/// Whether the oai_dc record would be another one, dates of harvests aside.
fn serves_otherwise(stored: &StoredItem, put: &Put) -> bool {
    let coming = put.records.iter().find(|record| record.prefix == LOADED);
    coming.is_some_and(|record| !without_dates(&record.body).eq(without_dates(&stored.oai_dc)))
}

/// The parts of a record's body between the dates of its harvests.
fn without_dates(body: &str) -> impl Iterator<Item = &str> {
    let mut parts = body.split(" harvestDate=\"");
    let first = parts.next();
    first.into_iter().chain(parts.map(|part| part.split_once('"').map_or(part, |(_, rest)| rest)))
}
