//! Which changes of a loaded batch are taken: nothing older than what is here, and no deletion of a record in another format.

use std::collections::HashMap;

use super::fingerprint;
use crate::import::{Age, OriginDate};
use crate::model::{Item, Provenance};
use crate::store::{Base, Change, Deletion, KnownItem, Put, Store, StoreError, StoredItem};

/// The format of which loaded records are: a deletion in another format is not one of theirs.
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
    /// It is as old as what is here or follows in the batch, and was harvested earlier or stands before it.
    Repeated,
    /// What is here is newer.
    Older,
    /// A deletion of another record of the item, in this format.
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

    /// Judges a change of an item that is in the store.
    fn beside(
        self,
        store: &dyn Store,
        change: &mut Change,
        known: &KnownItem,
    ) -> Result<Verdict, StoreError> {
        let is_live = matches!(known.base, Base::Version(_));
        let mut date = fingerprint::date(&known.fingerprint);
        match change {
            Change::Put(put) if is_live && ![put.origin.as_str(), ""].contains(&known.origin.as_str()) => {
                return Ok(Verdict::FromOtherFile(known.origin.clone()));
            }
            Change::Put(put) if is_live => {
                put.is_anew = match fingerprint::differ(&known.fingerprint, &put.fingerprint) {
                    Some(differ) => differ,
                    None => {
                        let stored = store.item(&put.identifier)?;
                        date = stored.as_ref().map_or(date, date_of);
                        stored.is_some_and(|stored| serves_otherwise(&stored, put))
                    }
                };
            }
            Change::Delete(deletion) if is_live => {
                if let Some(other) = deletion.tombstone.as_ref().filter(|it| it.prefix != LOADED) {
                    return Ok(Verdict::OtherFormat(other.prefix.clone()));
                }
                if known.fingerprint.is_empty() {
                    date = store.item(&deletion.identifier)?.as_ref().map_or(date, date_of);
                }
            }
            Change::Delete(deletion) => {
                keep_newest(deletion, known);
                return Ok(Verdict::Taken);
            }
            Change::Put(_) => {}
        }
        Ok(self.by_date(&fingerprint::date(fingerprint_of(change)), &date))
    }

    fn by_date(self, date: &OriginDate, known: &OriginDate) -> Verdict {
        match date.beside(known) {
            _ if self.takes_older => Verdict::Taken,
            Age::Current => Verdict::Taken,
            Age::HarvestedEarlier => Verdict::Repeated,
            Age::Older => Verdict::Older,
        }
    }
}

/// Of puts that nothing tells apart in age the last one counts: loading them again then changes nothing.
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

fn fingerprint_of(change: &Change) -> &str {
    match change {
        Change::Put(put) => &put.fingerprint,
        Change::Delete(deletion) => &deletion.fingerprint,
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
    let item: Option<Item> = serde_json::from_str(&stored.native).ok();
    let provenance: Option<Provenance> = item.and_then(|item| item.provenance);
    OriginDate::of(provenance.as_ref())
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
