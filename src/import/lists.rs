//! Lists that go on (§3.5): an answer with a resumptionToken is followed by the answer to it, in the same file or in another one.

use std::collections::HashSet;

use crate::model::MetadataPrefix;

use super::{Place, Problem, Severity};

/// The end of an answer whose list goes on.
pub(super) struct OpenList {
    pub(super) token: String,
    /// Of how many records the list is, as the answer says it.
    pub(super) size: Option<String>,
    /// The format of the list, which requests with a token do not name.
    pub(super) prefix: Option<MetadataPrefix>,
    pub(super) place: Place,
}

/// The lists of all files that are loaded together.
#[derive(Default)]
pub(super) struct Lists {
    open: Vec<OpenList>,
    /// The tokens of all requests that were answered.
    asked: HashSet<String>,
}

impl Lists {
    /// Whether a list goes on.
    pub(super) const fn is_open(&self) -> bool {
        !self.open.is_empty()
    }

    pub(super) fn open(&mut self, list: OpenList) {
        if !self.asked.contains(&list.token) && self.open.iter().all(|open| open.token != list.token) {
            self.open.push(list);
        }
    }

    /// Takes the answer to a request with this token; gives the format of its list.
    pub(super) fn answer(&mut self, token: &str) -> Option<MetadataPrefix> {
        self.asked.insert(token.to_owned());
        let at = self.open.iter().position(|open| open.token == token)?;
        self.open.swap_remove(at).prefix
    }

    /// Takes records of which nobody says which request they answer as those that follow last; gives the format of their list.
    pub(super) fn go_on(&mut self) -> Option<MetadataPrefix> {
        self.open.pop()?.prefix
    }

    /// What is missing.
    pub(super) fn into_problems(self) -> impl Iterator<Item = Problem> {
        self.open.into_iter().map(|OpenList { size, place, .. }| {
            let size = size.map_or(String::new(), |size| format!(" of {size} records"));
            let message = format!(
                "the list{size} goes on here (resumptionToken), and the answer that follows is missing; harvest the rest, and give all \
                 files of a list to one `windrow load`"
            );
            Problem { severity: Severity::Error, place, message }
        })
    }
}
