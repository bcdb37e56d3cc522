//! Other people's files become items; every problem has its place.

mod problem;

pub use problem::{Place, Problem, Severity};
