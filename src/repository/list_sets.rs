//! ListSets (§4.6): the sets that are described, those that records are in, and every node above them.

use std::collections::BTreeMap;

use super::tokens::{expired, not_ours};
use super::{Outcome, View};
use crate::model::{SetDescription, SetSpec};
use crate::protocol::{Answer, Error, ErrorCode, Position, Set, Token, Verb};
use crate::store::StoreError;

impl View<'_> {
    pub(super) fn list_sets(&self, resumption_token: Option<&str>) -> Outcome {
        let all = self.sets()?;
        let mut errors = Vec::new();
        if all.is_empty() {
            errors.push(no_set_hierarchy());
        }
        let (after, cursor) = match resumption_token.map(|text| self.after_set(text)) {
            None => (None, 0),
            Some(Ok((after, cursor))) => (Some(after), cursor),
            Some(Err(error)) => {
                errors.push(error);
                (None, 0)
            }
        };
        if !errors.is_empty() {
            return Ok(Err(errors));
        }
        let size = all.len() as u64;
        let mut rest =
            all.into_iter().skip_while(|(spec, _)| after.as_ref().is_some_and(|after| spec <= after));
        let page: Vec<_> = rest.by_ref().take(self.settings.page_size).collect();
        let Some((last, _)) = page.last() else { return Ok(Err(vec![expired()])) };
        let next = rest.next().map(|_| Token {
            verb: Verb::ListSets,
            issued: self.snapshot.now(),
            cursor: cursor + page.len() as u64,
            complete_list_size: size,
            position: Position::Sets { after: last.clone() },
        });
        let token = self.token_element(next, cursor, size);
        Ok(Ok(Answer::ListSets { sets: page.into_iter().map(|(_, set)| set).collect(), token }))
    }

    fn after_set(&self, text: &str) -> Result<(SetSpec, u64), Error> {
        let token = self.token(text, Verb::ListSets)?;
        match token.position {
            Position::Sets { after } => Ok((after, token.cursor)),
            Position::Records { .. } => Err(not_ours()),
        }
    }

    /// Every set, in the order of setSpecs; one that is not described has its setSpec for a name.
    fn sets(&self) -> Result<BTreeMap<SetSpec, Set>, StoreError> {
        let described = self.identity.sets.iter().map(|set| (set.spec.clone(), described(set)));
        let mut sets: BTreeMap<_, _> = described.collect();
        let in_use = self.snapshot.sets()?;
        let nodes = self.identity.sets.iter().map(|set| &set.spec).chain(&in_use).flat_map(SetSpec::path);
        for node in nodes.filter_map(|node| node.parse::<SetSpec>().ok()) {
            let (spec, name) = (node.to_string(), node.to_string());
            sets.entry(node).or_insert(Set { spec, name, descriptions: Vec::new() });
        }
        Ok(sets)
    }

    /// Whether the repository has sets at all (§3.6, noSetHierarchy).
    pub(super) fn has_sets(&self) -> Result<bool, StoreError> {
        Ok(!self.identity.sets.is_empty() || !self.snapshot.sets()?.is_empty())
    }
}

fn described(set: &SetDescription) -> Set {
    Set { spec: set.spec.to_string(), name: set.name.clone(), descriptions: set.descriptions.clone() }
}

pub(super) fn no_set_hierarchy() -> Error {
    Error::new(ErrorCode::NoSetHierarchy, "This repository has no sets; ask without the set argument.")
}
