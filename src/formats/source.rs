//! What a record is written from.

use crate::model::{Article, Both, Content, Datestamp, Depositor, Identifier, Item, SetSpec, Words, words};

/// An item and what else a format may want to know.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    pub identifier: &'a Identifier,
    /// The sets the item is in, those of rules included.
    pub sets: &'a [SetSpec],
    pub content: &'a Content,
    /// Who deposits DOIs, if the repository says so.
    pub depositor: Option<&'a Depositor>,
    /// The symbol under which DataCite knows the repository, if it registers its DOIs there.
    pub datacite_symbol: Option<&'a str>,
    /// When the record is written. Unknown where only what stays is wanted (see [`super::About::is_dated`]).
    pub moment: Option<Datestamp>,
}

/// Why a format cannot be filled: a phrase for each reason, such as ``no DOI; add `doi` ``. Never empty.
pub type Reasons = Vec<Words>;

impl<'a> Source<'a> {
    /// The item alone.
    pub fn of(item: &'a Item) -> Self {
        Self {
            identifier: &item.identifier,
            sets: &item.sets,
            content: &item.content,
            depositor: None,
            datacite_symbol: None,
            moment: None,
        }
    }

    /// The article, for formats that need more than unqualified Dublin Core.
    pub fn article(&self) -> Result<&'a Article, Reasons> {
        match self.content {
            Content::Article(article) => Ok(article),
            Content::Dc(_) => Err(vec![words!(
                "the item exists only as unqualified Dublin Core, which does not define what its values mean",
                "该条目只有非限定都柏林核心，其值的含义没有定义"
            )]),
        }
    }

    /// Whether the item is in the set, or in one below it.
    pub fn is_in(&self, set: &str) -> bool {
        self.sets.iter().any(|spec| spec.path().any(|node| node == set))
    }
}

/// The reasons why a format is not available: those of the wanted values that are missing.
pub fn missing(wanted: &[(bool, Both)]) -> Result<(), Reasons> {
    let reasons: Reasons =
        wanted.iter().filter(|(there, _)| !there).map(|(_, reason)| (*reason).into()).collect();
    if reasons.is_empty() { Ok(()) } else { Err(reasons) }
}
