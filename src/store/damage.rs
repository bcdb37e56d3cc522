//! What is found damaged in a store.

use std::fmt;

/// Something in a store that is not as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damage {
    pub part: Part,
    /// What is wrong with it.
    pub what: String,
    /// The item that the part belongs to, where it is known.
    pub identifier: Option<String>,
    /// The format of the record, where it is known.
    pub prefix: Option<String>,
}

/// Which part of a store is damaged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// One version of one record. The others can be served.
    Record,
    /// What an item is rendered from.
    Item,
    /// What can be made again from the records: references, sets, counts.
    Index,
    /// Anything else.
    Store,
}

/// What a repair has found, and what it could not repair.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Repaired {
    pub found: Vec<Damage>,
    /// What is still damaged.
    pub left: Vec<Damage>,
    /// How many items were written anew, with new datestamps.
    pub rewritten: u64,
}

impl Damage {
    /// Damage of a part that belongs to no single item.
    pub fn new(part: Part, what: impl Into<String>) -> Self {
        Self { part, what: what.into(), identifier: None, prefix: None }
    }

    /// Damage of an item or, with a prefix, of a record.
    pub fn of(
        part: Part,
        what: impl Into<String>,
        identifier: Option<String>,
        prefix: Option<String>,
    ) -> Self {
        Self { identifier, prefix, ..Self::new(part, what) }
    }

    /// `oai:example.org:1 in oai_dc`; empty for damage that belongs to no single item.
    pub fn name(&self) -> String {
        match (&self.identifier, &self.prefix) {
            (Some(identifier), Some(prefix)) => format!("{identifier} in {prefix}"),
            (Some(identifier), None) => identifier.clone(),
            (None, _) => String::new(),
        }
    }
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name().as_str() {
            "" => f.write_str(&self.what),
            name => write!(f, "{name}: {}", self.what),
        }
    }
}
