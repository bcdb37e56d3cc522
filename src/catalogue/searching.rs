//! Search in the catalogue.

use super::headings::{IssueName, Kind};
use super::reading::{Catalogue, Entry, card, name};
use crate::search::{Field, Query};
use crate::store::{CANDIDATES, IndexQuery, Phrase, Result};

/// What restricts a search; an empty text restricts nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    pub year: String,
    pub set: String,
    pub language: String,
    pub kind: String,
    pub issue: Option<IssueName>,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Results {
    /// The best first.
    pub entries: Vec<Entry>,
    /// How many items were found.
    pub number: usize,
    /// Whether there may be more than that.
    pub is_cut: bool,
}

/// How much a word counts, in the order of [`Field`]: title, author, keyword, abstract, identifier.
const WEIGHTS: [f64; 5] = [10.0, 8.0, 5.0, 1.0, 8.0];

impl Catalogue {
    /// The items that a query finds, the best first, at most `limit` of them.
    pub fn search(&self, query: &Query, filters: &Filters, limit: usize) -> Result<Results> {
        if query.is_empty() || !self.can_search() {
            return Ok(Results::default());
        }
        let phrases = query.terms.iter().map(|term| Phrase {
            field: term.field.map(Field::number),
            words: &term.words,
            is_prefix: term.is_prefix,
        });
        let issue = filters.issue.as_ref().map(IssueName::value);
        let wanted = [
            (Kind::Year, filters.year.as_str()),
            (Kind::Set, &filters.set),
            (Kind::Language, &filters.language),
            (Kind::Type, &filters.kind),
            (Kind::Issue, issue.as_deref().unwrap_or_default()),
        ];
        let under = wanted.into_iter().filter(|(_, value)| !value.is_empty());
        let under = under.map(|(kind, value)| name(kind, value)).collect();
        let found =
            self.index.search(&IndexQuery { phrases: phrases.collect(), under, weights: WEIGHTS }, limit)?;
        let entry = |it: crate::store::Listed| {
            Ok(Entry {
                identifier: it.position.identifier.clone(),
                card: card(&it.data)?,
                position: it.position,
            })
        };
        Ok(Results {
            entries: found.entries.into_iter().map(entry).collect::<Result<_>>()?,
            number: found.number,
            is_cut: found.number >= CANDIDATES,
        })
    }
}
