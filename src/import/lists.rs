//! Lists that go on (§3.5): an answer with a resumptionToken is followed by the answer to it, in the same file or in another one.

use crate::diagnostics::{Place, Problem, say};
use std::collections::{HashMap, HashSet};

use crate::model::{MetadataPrefix, Words, words};

/// The end of an answer whose list goes on.
pub(super) struct OpenList {
    pub(super) token: String,
    /// Of how many records the list is, as the answer says it.
    pub(super) size: Option<u64>,
    pub(super) part: Part,
    /// The format of the list, which requests with a token do not name.
    pub(super) prefix: Option<MetadataPrefix>,
    pub(super) place: Place,
}

/// An answer of a list.
#[derive(Clone, Default)]
pub(super) struct Part {
    /// The token that was asked for it; none for the first one.
    pub(super) asked: Option<String>,
    /// How many records are in it.
    pub(super) records: u64,
}

/// The lists of all files that are loaded together.
#[derive(Default)]
pub(super) struct Lists {
    open: Vec<OpenList>,
    /// The tokens of all requests that were answered.
    asked: HashSet<String>,
    /// The answers that go on, by the token at their end.
    parts: HashMap<String, Part>,
}

impl Lists {
    /// Whether a list goes on.
    pub(super) const fn is_open(&self) -> bool {
        !self.open.is_empty()
    }

    pub(super) fn open(&mut self, list: OpenList) {
        self.parts.insert(list.token.clone(), list.part.clone());
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

    /// Takes records of which nobody says which request they answer as those that follow last; gives what they follow.
    pub(super) fn go_on(&mut self) -> Option<OpenList> {
        self.open.pop()
    }

    /// What is missing.
    pub(super) fn into_problems(self) -> impl Iterator<Item = Problem> {
        let Self { open, parts, .. } = self;
        open.into_iter().filter_map(move |list| {
            let records = records(&list, &parts);
            // some repositories give a token behind the last record, too
            let is_complete = list.size.is_some_and(|size| records >= size);
            let message = say!(
                LIST_INCOMPLETE,
                "the list is not complete: {records}{size} records have come, and the answer to the resumptionToken that stands here is \
                 missing; harvest the rest, and give all files of a list to one `windrow load`",
                "列表不完整：{size}收到 {records} 条记录，缺少对这里的 resumptionToken 的响应；请收割其余部分，并把一个列表的所有文件交给同一次 \
                 windrow load";
                size = list.size.map_or_else(Words::default, |size| words!(" of {size}", "共 {size} 条，"))
            );
            (!is_complete).then(|| Problem::new(list.place, message))
        })
    }
}

/// How many records of the list have come, in whatever order.
fn records(list: &OpenList, parts: &HashMap<String, Part>) -> u64 {
    let before = |part: &&Part| part.asked.as_ref().and_then(|token| parts.get(token));
    let all = std::iter::successors(Some(&list.part), before);
    all.take(parts.len() + 1).map(|part| part.records).sum() // tokens of a broken list may go round
}
