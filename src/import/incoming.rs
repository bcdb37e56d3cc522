//! What a file of many records gives, one after the other.

use crate::model::{Identifier, Item};

/// One record of a file that is loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Incoming {
    /// The item is this.
    Item(Box<Item>),
    /// The item is gone at its origin (§2.5.1, status="deleted").
    Deleted(Identifier),
}
