//! What can be wrong with a part of a rule.

use std::fmt;

use crate::model::Words;

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A name that nothing has, and those that there are.
    Unknown { name: String, among: Vec<String> },
    /// Anything else, in a sentence.
    Other(Words),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown { name, among } => {
                write!(f, "`{name}` is not known; there are {}", among.join(", "))
            }
            Self::Other(sentence) => sentence.fmt(f),
        }
    }
}
