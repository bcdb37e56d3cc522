//! Search, as far as it is about texts: the words of a text, what a query asks for, and where it is found.
//!
//! Texts in Chinese, Japanese and Korean have no spaces between words. Every pair of neighbouring characters is a word there, so that any
//! part of a text of two or more characters can be found, and the last character of each run is one, too, so that a single character can.

mod fold;
mod marks;
mod query;
mod words;

pub use marks::{Marked, excerpt, marked};
pub use query::{Field, Query, Term};
pub use words::joined;
