//! The base URL as a setting.

use crate::model::own_base_url_problem;

use super::value::Value;

/// A base URL, if there is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl(pub Option<String>);

impl Value for BaseUrl {
    fn parse(text: &str) -> Result<Self, String> {
        if text.is_empty() {
            return Ok(Self(None));
        }
        match own_base_url_problem(text) {
            None => Ok(Self(Some(text.to_owned()))),
            Some(problem) => Err(problem.en),
        }
    }
}
