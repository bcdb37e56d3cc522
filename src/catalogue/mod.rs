//! What the repository holds, as people look for it: by year, issue, set and author, and what changed last.
//!
//! The catalogue is derived from the items of the store and kept in an [`Index`](crate::store::Index). A thread builds it and
//! follows the log. It can be deleted at any time, and is made again.

mod card;
mod following;
mod headings;
mod progress;
mod reading;
mod searching;
mod words;

pub use crate::store::Position;
pub use card::{AUTHORS_LISTED, Card, CardAuthor, CardIssue, CardTitle, author_key};
pub use following::Following;
pub use headings::{IssueName, Kind};
pub use reading::{Catalogue, Entry, Group, Summary};
pub use searching::{Filters, Results};
