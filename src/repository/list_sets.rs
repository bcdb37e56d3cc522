//! ListSets (§4.6): the sets that are described, those that records are in, and every node above them.

use std::collections::BTreeMap;

use super::given::{Given, Outcome};
use super::tokens::{expired, not_ours};
use super::view::View;
use crate::model::{SetDescription, SetSpec, Text};
use crate::protocol::{Answer, Error, ErrorCode, Position, Set, Token, Verb};
use crate::sets::SetNames;
use crate::store::StoreError;

/// At least so many sets are in a part: a set is small, and several harvesters read only the first part.
const SETS: usize = 1_000;

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
        let page: Vec<_> = rest.by_ref().take(self.settings.page_size.max(SETS)).collect();
        let Some((last, _)) = page.last() else { return Ok(Err(vec![expired()])) };
        let next = rest.next().map(|_| Token {
            verb: Verb::ListSets,
            issued: self.snapshot.now(),
            cursor: cursor + page.len() as u64,
            complete_list_size: size,
            position: Position::Sets { after: last.clone() },
        });
        let token = self.token_element(next, cursor, size);
        let names = SetNames::of(&self.identity);
        let sets: Vec<_> = page.iter().map(|(spec, description)| set(spec, *description, &names)).collect();
        let entries = sets.len();
        Ok(Ok(Given::Whole(Answer::ListSets { sets, token }, entries)))
    }

    fn after_set(&self, text: &str) -> Result<(SetSpec, u64), Error> {
        let token = self.token(text, Verb::ListSets)?;
        match token.position {
            Position::Sets { after } => Ok((after, token.cursor)),
            Position::Records { .. } => Err(not_ours()),
        }
    }

    /// Every set with its description if it has one, in the order of setSpecs.
    pub(super) fn sets(&self) -> Result<BTreeMap<SetSpec, Option<&SetDescription>>, StoreError> {
        let mut sets: BTreeMap<_, _> =
            self.identity.sets.iter().map(|set| (set.spec.clone(), Some(set))).collect();
        let in_use = self.snapshot.sets()?;
        for node in self.identity.declared_sets().chain(&in_use).flat_map(SetSpec::path) {
            if let Ok(node) = node.parse() {
                sets.entry(node).or_default();
            }
        }
        Ok(sets)
    }

    /// Whether the repository has sets at all (§3.6, noSetHierarchy).
    pub(super) fn has_sets(&self) -> Result<bool, StoreError> {
        Ok(self.identity.declared_sets().next().is_some() || self.snapshot.has_sets()?)
    }
}

/// The set as it is described, otherwise as its rule names it; a set without a name is named by its setSpec.
fn set(spec: &SetSpec, description: Option<&SetDescription>, names: &SetNames<'_>) -> Set {
    let Some(description) = description else { return named(spec, names.of_set(spec)) };
    Set {
        spec: spec.to_string(),
        name: description.name.clone(),
        titles: Vec::new(),
        descriptions: description.descriptions.clone(),
    }
}

/// The setName has the names of all languages; if there are several, a description tells which is of which.
fn named(spec: &SetSpec, titles: Vec<Text>) -> Set {
    let names: Vec<&str> = titles.iter().map(|title| title.text.as_str()).collect();
    let name = if names.is_empty() { spec.to_string() } else { names.join(" · ") };
    let titles = if names.len() > 1 { titles } else { Vec::new() };
    Set { spec: spec.to_string(), name, titles, descriptions: Vec::new() }
}

pub(super) fn no_set_hierarchy() -> Error {
    Error::new(ErrorCode::NoSetHierarchy, "This repository has no sets; ask without the set argument.")
}
