//! An article as far as a file has it.

use std::collections::BTreeMap;

use crate::diagnostics::{Message, Place, Problem};
use crate::model::{Article, Words};

/// Something that a rule decided, and that a person should look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guess {
    /// The top-level field that it is about, or the first of several.
    pub field: &'static str,
    pub words: Words,
}

/// An article before it is written.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    pub article: Article,
    /// Where the record begins.
    pub place: Place,
    pub guesses: Vec<Guess>,
    /// What is wrong with values, each at its place in the file.
    pub problems: Vec<Problem>,
    /// Fields of the file that an article has no place for, and how many values they had.
    pub lost: BTreeMap<String, usize>,
}

impl Draft {
    /// A draft of the record that begins here.
    pub fn at(place: Place) -> Self {
        Self { place, ..Self::default() }
    }

    /// Notes a guess, once, at the first field that the rule decided about.
    pub fn guess(&mut self, field: &'static str, words: Words) {
        if self.guesses.iter().all(|guess| guess.words != words) {
            self.guesses.push(Guess { field, words });
        }
    }

    pub fn problem(&mut self, place: Place, message: Message) {
        self.problems.push(Problem::new(place, message));
    }

    /// Counts a value that is not kept.
    pub fn lose(&mut self, field: &str) {
        *self.lost.entry(field.to_owned()).or_default() += 1;
    }
}
