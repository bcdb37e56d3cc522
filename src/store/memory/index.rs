//! An index in memory.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::store::{
    CANDIDATES, Heading, HeadingName, Index, IndexChange, IndexEntry, IndexQuery, Listed, Matches, Phrase,
    Position, Result, Under,
};

/// An index in memory.
#[derive(Default)]
pub struct MemoryIndex(Mutex<Entries>);

#[derive(Default)]
struct Entries {
    progress: Option<String>,
    /// By identifier.
    all: BTreeMap<String, IndexEntry>,
    /// By kind and value of the heading.
    headings: BTreeMap<(String, String), BTreeSet<Position>>,
}

impl MemoryIndex {
    fn lock(&self) -> MutexGuard<'_, Entries> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Entries {
    fn put(&mut self, entry: &IndexEntry) {
        self.remove(&entry.identifier);
        for under in &entry.under {
            let position = Position { key: under.key.clone(), identifier: entry.identifier.clone() };
            self.headings.entry(name(under)).or_default().insert(position);
        }
        self.all.insert(entry.identifier.clone(), entry.clone());
    }

    fn remove(&mut self, identifier: &str) {
        let Some(entry) = self.all.remove(identifier) else { return };
        for under in &entry.under {
            let name = name(under);
            let position = Position { key: under.key.clone(), identifier: identifier.to_owned() };
            let is_empty = self.headings.get_mut(&name).is_some_and(|entries| {
                entries.remove(&position);
                entries.is_empty()
            });
            if is_empty {
                self.headings.remove(&name);
            }
        }
    }

    fn under(&self, heading: HeadingName<'_>) -> Option<&BTreeSet<Position>> {
        self.headings.get(&(heading.kind.to_owned(), heading.value.to_owned()))
    }

    fn data(&self, position: &Position) -> String {
        self.all.get(&position.identifier).map_or_else(String::new, |entry| entry.data.clone())
    }
}

fn name(under: &Under) -> (String, String) {
    (under.kind.to_owned(), under.value.clone())
}

/// How well an entry matches; `None` if a phrase is not found in it.
fn rank(entry: &IndexEntry, query: &IndexQuery<'_>) -> Option<f64> {
    let of_phrase = |phrase: &Phrase<'_>| {
        let fields = entry.words.iter().zip(query.weights).enumerate();
        let asked = fields.filter(|(number, _)| phrase.field.is_none_or(|field| field == *number));
        let rank: f64 = asked.map(|(_, (words, weight))| weight * occurrences(words, phrase)).sum();
        (rank > 0.0).then_some(rank)
    };
    query.phrases.iter().map(of_phrase).sum()
}

/// How often a phrase is in a field.
fn occurrences(words: &str, phrase: &Phrase<'_>) -> f64 {
    let words: Vec<&str> = words.split(' ').collect();
    let is_here = |window: &[&str]| {
        window.iter().zip(phrase.words).enumerate().all(|(at, (word, wanted))| {
            let may_go_on = phrase.is_prefix && at + 1 == phrase.words.len();
            word == wanted || (may_go_on && word.starts_with(wanted.as_str()))
        })
    };
    let number = words.windows(phrase.words.len().max(1)).filter(|window| is_here(window)).count();
    u32::try_from(number).map_or(f64::MAX, f64::from)
}

impl Index for MemoryIndex {
    fn progress(&self) -> Result<Option<String>> {
        Ok(self.lock().progress.clone())
    }

    fn write(&self, base: Option<&str>, changes: &[IndexChange], progress: &str) -> Result<bool> {
        let mut entries = self.lock();
        if entries.progress.as_deref() != base {
            return Ok(false);
        }
        for change in changes {
            match change {
                IndexChange::Put(entry) => entries.put(entry),
                IndexChange::Remove(identifier) => entries.remove(identifier),
            }
        }
        entries.progress = Some(progress.to_owned());
        Ok(true)
    }

    fn clear(&self) -> Result<()> {
        *self.lock() = Entries::default();
        Ok(())
    }

    fn list(&self, heading: HeadingName<'_>, after: Option<&Position>, limit: usize) -> Result<Vec<Listed>> {
        let entries = self.lock();
        let start = after.map_or(Bound::Unbounded, Bound::Excluded);
        let under = entries.under(heading).into_iter().flat_map(|all| all.range((start, Bound::Unbounded)));
        let listed =
            under.map(|position| Listed { data: entries.data(position), position: position.clone() });
        Ok(listed.take(limit).collect())
    }

    fn headings(&self, kind: &str, after: Option<&str>, limit: usize) -> Result<Vec<Heading>> {
        let entries = self.lock();
        let start = (kind.to_owned(), after.unwrap_or_default().to_owned());
        let start = if after.is_some() { Bound::Excluded(start) } else { Bound::Included(start) };
        let of_kind = entries.headings.range((start, Bound::Unbounded)).take_while(|((of, _), _)| of == kind);
        let heading = |((_, value), all): (&(String, String), &BTreeSet<Position>)| Heading {
            value: value.clone(),
            entries: all.len() as u64,
            first: all.first().map_or_else(String::new, |first| entries.data(first)),
        };
        Ok(of_kind.take(limit).map(heading).collect())
    }

    fn count(&self, heading: HeadingName<'_>) -> Result<u64> {
        Ok(self.lock().under(heading).map_or(0, BTreeSet::len) as u64)
    }

    fn heading_count(&self, kind: &str) -> Result<u64> {
        Ok(self.entry_counts(kind)?.len() as u64)
    }

    fn entry_counts(&self, kind: &str) -> Result<Vec<(String, u64)>> {
        let headings = self.headings(kind, None, usize::MAX)?;
        Ok(headings.into_iter().map(|heading| (heading.value, heading.entries)).collect())
    }

    fn search(&self, query: &IndexQuery<'_>, limit: usize) -> Result<Matches> {
        let entries = self.lock();
        let is_under = |entry: &IndexEntry| {
            let has = |heading: &HeadingName<'_>| {
                entry.under.iter().any(|it| it.kind == heading.kind && it.value == heading.value)
            };
            query.under.iter().all(has)
        };
        let mut found: Vec<(f64, &IndexEntry)> = entries
            .all
            .values()
            .filter(|it| is_under(it))
            .filter_map(|it| Some((rank(it, query)?, it)))
            .collect();
        found.sort_by(|one, other| {
            other.0.total_cmp(&one.0).then_with(|| one.1.identifier.cmp(&other.1.identifier))
        });
        let number = found.len().min(CANDIDATES);
        let listed = found.into_iter().take(limit).map(|(_, entry)| Listed {
            position: Position { key: String::new(), identifier: entry.identifier.clone() },
            data: entry.data.clone(),
        });
        Ok(Matches { entries: listed.collect(), number })
    }

    fn entry(&self, identifier: &str) -> Result<Option<String>> {
        Ok(self.lock().all.get(identifier).map(|entry| entry.data.clone()))
    }
}
