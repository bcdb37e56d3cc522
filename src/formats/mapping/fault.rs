//! What is wrong with a template, or with what it makes.

use minijinja::{Error, ErrorKind};

use crate::expression::Refusal;

/// What is wrong with a template, or with what it makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The line of the template, from 1, if it is known.
    pub line: Option<usize>,
    pub message: String,
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        let message = match (error.kind(), error.detail()) {
            (ErrorKind::OutOfFuel, _) => {
                "it does too much work for one record; look for a loop within a loop".to_owned()
            }
            (
                ErrorKind::UnknownFilter | ErrorKind::UnknownFunction | ErrorKind::UnknownTest,
                Some(detail),
            ) => detail.to_owned(),
            (kind, Some(detail)) => format!("{kind}: {detail}"),
            (kind, None) => kind.to_string(),
        };
        Self { line: error.line(), message }
    }
}

impl From<Refusal> for Fault {
    fn from(refusal: Refusal) -> Self {
        Self { line: Some(refusal.line), message: refusal.message.to_owned() }
    }
}
