//! The values that were given, and where.

use std::fmt;

use super::setting::Setting;
use super::value::Value;

/// Where a value was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    Default,
    /// File, line and column.
    File(String),
    Variable(String),
    Flag(String),
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => f.write_str("default"),
            Self::File(place) => f.write_str(place),
            Self::Variable(name) => f.write_str(name),
            Self::Flag(name) => write!(f, "--{name}"),
        }
    }
}

/// A value as it was given.
#[derive(Clone, Debug)]
pub(super) struct Given {
    pub setting: &'static Setting,
    pub text: String,
    pub origin: Origin,
}

/// The values that count, and what is wrong so far.
pub(super) struct Texts {
    pub(super) given: Vec<Given>,
    pub(super) problems: Vec<String>,
}

impl Texts {
    /// Lets the value count instead of the one so far.
    pub(super) fn put(&mut self, given: Given) {
        if let Some(old) = self.given.iter_mut().find(|old| old.setting.key == given.setting.key) {
            *old = given;
        }
    }

    /// Reads the value of a setting; a problem is kept.
    pub(super) fn parse<T: Value>(&mut self, key: &str) -> Option<T> {
        let given = self.given.iter().find(|given| given.setting.key == key)?;
        match T::parse(&given.text) {
            Ok(value) => Some(value),
            Err(remedy) => {
                self.problems
                    .push(format!("{}: `{}` is not a value of {key}: {remedy}", given.origin, given.text));
                None
            }
        }
    }
}
