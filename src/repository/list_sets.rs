//! ListSets (§4.6): the sets that are described, those that records are in, and every node above them.

use std::collections::BTreeMap;

use super::tokens::{expired, not_ours};
use super::{Outcome, View};
use crate::model::SetSpec;
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

    /// Every set, in the order of setSpecs.
    fn sets(&self) -> Result<BTreeMap<SetSpec, Set>, StoreError> {
        let described = self.identity.sets.iter().map(|set| &set.spec);
        let in_use = self.snapshot.sets()?;
        let mut sets = BTreeMap::new();
        for spec in described.chain(&in_use).flat_map(SetSpec::path).filter_map(|spec| spec.parse().ok()) {
            let described = self.identity.sets.iter().find(|set| set.spec == spec);
            sets.entry(spec.clone()).or_insert_with(|| Set {
                spec: spec.to_string(),
                name: described.map_or_else(|| spec.to_string(), |set| set.name.clone()),
                descriptions: described.map_or_else(Vec::new, |set| set.descriptions.clone()),
            });
        }
        Ok(sets)
    }

    /// Whether the repository has sets at all (§3.6, noSetHierarchy).
    pub(super) fn has_sets(&self) -> Result<bool, StoreError> {
        Ok(!self.identity.sets.is_empty() || !self.snapshot.sets()?.is_empty())
    }
}

pub(super) fn no_set_hierarchy() -> Error {
    Error::new(ErrorCode::NoSetHierarchy, "This repository has no sets; ask without the set argument.")
}
