//! Rules that put items into sets by what they are (§2.6).

use crate::model::{Item, SetRule, SetSpec};

/// The rules of a repository.
pub struct SetRules {
    rules: Vec<SetRule>,
}

impl SetRules {
    pub fn of(rules: &[SetRule]) -> Self {
        Self { rules: rules.to_vec() }
    }

    /// The sets that the rules put the item into.
    pub fn sets_of(&self, _item: &Item) -> Vec<SetSpec> {
        self.rules.iter().filter_map(|rule| rule.spec.clone().filter(|_| rule.by.is_empty())).collect()
    }
}
