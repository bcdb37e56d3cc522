//! The catalogue as pages read it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use super::card::Card;
use super::headings::{BETWEEN, IssueName, Kind};
use super::progress::Progress;
use crate::model::Datestamp;
use crate::store::{ErrorKind, HeadingName, Index, Position, Result, Store, StoreError};

/// The most headings that are read at once.
const HEADINGS: usize = 1_000;

/// The catalogue of a store.
pub struct Catalogue {
    pub(super) store: Arc<dyn Store>,
    pub(super) index: Arc<dyn Index>,
    /// A hash of the store's key, once it was read.
    pub(super) store_name: OnceLock<String>,
    /// Whether items can be searched for.
    pub(super) has_words: bool,
    summary: Mutex<Option<Known>>,
}

/// An item in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub identifier: String,
    pub position: Position,
    pub card: Card,
}

impl Entry {
    /// The datestamp of its oai_dc record.
    pub const fn datestamp(&self) -> Datestamp {
        Datestamp::from_unix(self.card.datestamp)
    }
}

/// A heading, the number of items under it, and the card of the first of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    pub value: String,
    pub entries: u64,
    pub first: Card,
}

impl Group {
    /// The key of the author, if it is the name of one.
    pub fn author_key(&self) -> &str {
        self.value.rsplit(BETWEEN).next().unwrap_or_default()
    }

    /// The issue, if it is one.
    pub fn issue(&self) -> Option<IssueName> {
        IssueName::of_value(&self.value)
    }
}

impl Catalogue {
    /// The catalogue of the store in this index. It follows the store with [`Catalogue::step`].
    pub fn new(store: Arc<dyn Store>, index: Arc<dyn Index>) -> Self {
        Self { store, index, store_name: OnceLock::new(), has_words: true, summary: Mutex::default() }
    }

    /// The same without search. An index that was made with it is made again.
    #[must_use]
    pub fn without_search(self) -> Self {
        Self { has_words: false, ..self }
    }

    /// Whether items can be searched for.
    pub const fn can_search(&self) -> bool {
        self.has_words
    }

    /// Whether every item of the store was read; before that, lists lack some.
    pub fn is_whole(&self) -> Result<bool> {
        let progress = self.index.progress()?.as_deref().and_then(Progress::read);
        Ok(progress.is_some_and(|progress| progress.is_whole()))
    }

    /// The items under a heading; after the position `after`, at most `limit` of them.
    pub fn list(
        &self,
        kind: Kind,
        value: &str,
        after: Option<&Position>,
        limit: usize,
    ) -> Result<Vec<Entry>> {
        let listed = self.index.list(name(kind, value), after, limit)?;
        let entry = |it: crate::store::Listed| {
            Ok(Entry {
                identifier: it.position.identifier.clone(),
                card: card(&it.data)?,
                position: it.position,
            })
        };
        listed.into_iter().map(entry).collect()
    }

    /// The items of an issue, page by page.
    pub fn issue(&self, issue: &IssueName, after: Option<&Position>, limit: usize) -> Result<Vec<Entry>> {
        self.list(Kind::Issue, &issue.value(), after, limit)
    }

    /// The headings of a kind; after the value `after`, at most `limit` of them.
    pub fn groups(&self, kind: Kind, after: Option<&str>, limit: usize) -> Result<Vec<Group>> {
        let headings = self.index.headings(kind.name(), after, limit)?;
        let group = |it: crate::store::Heading| {
            Ok(Group { first: card(&it.first)?, value: it.value, entries: it.entries })
        };
        headings.into_iter().map(group).collect()
    }

    /// How many items are under a heading.
    pub fn count(&self, kind: Kind, value: &str) -> Result<u64> {
        self.index.count(name(kind, value))
    }

    /// What the catalogue holds in all. It may be a little old if counting takes long.
    pub fn summary(&self) -> Result<Arc<Summary>> {
        let progress = self.index.progress()?;
        let mut known = self.summary.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = known.as_ref().filter(|known| known.is_good(progress.as_deref())) {
            return Ok(Arc::clone(&known.summary));
        }
        let begun = Instant::now();
        let summary = Arc::new(Summary {
            years: self.groups(Kind::Year, None, HEADINGS)?,
            issues: self.index.heading_count(Kind::Issue.name())?,
            sets: self.index.entry_counts(Kind::Set.name())?.into_iter().collect(),
        });
        let made = Instant::now();
        *known = Some(Known { progress, took: made - begun, made, summary: Arc::clone(&summary) });
        Ok(summary)
    }
}

/// What the catalogue holds in all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// The years of publication, the earliest first.
    pub years: Vec<Group>,
    /// How many issues there are.
    pub issues: u64,
    sets: HashMap<String, u64>,
}

impl Summary {
    /// How many items are in a set.
    pub fn in_set(&self, spec: &str) -> u64 {
        self.sets.get(spec).copied().unwrap_or(0)
    }
}

/// A summary, and when it was made.
struct Known {
    progress: Option<String>,
    took: Duration,
    made: Instant,
    summary: Arc<Summary>,
}

impl Known {
    /// Whether nothing has changed since, or counting again would take more than a twentieth of the time.
    fn is_good(&self, progress: Option<&str>) -> bool {
        self.progress.as_deref() == progress || self.made.elapsed() < self.took * 20
    }
}

pub(super) const fn name<'a>(kind: Kind, value: &'a str) -> HeadingName<'a> {
    HeadingName { kind: kind.name(), value }
}

pub(super) fn card(data: &str) -> Result<Card> {
    let damaged = |error: serde_json::Error| {
        StoreError::new(ErrorKind::Corrupt, format!("an entry of the index cannot be read: {error}"))
            .with_remedy("remove windrow-index.sqlite from the data folder; it is made again")
    };
    serde_json::from_str(data).map_err(damaged)
}
