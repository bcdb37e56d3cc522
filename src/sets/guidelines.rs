//! Sets that guidelines define: `openaire` (OpenAIRE Guidelines for Literature Repositories 3.0, Use of OAI-PMH) and
//! `driver` (DRIVER Guidelines 2.0, Use of OAI-PMH).

use crate::model::SetRule;

/// A set as a guideline defines it.
pub(super) struct GuidelineSet {
    pub(super) spec: &'static str,
    /// The setName that the guideline wants, to the letter.
    pub(super) name: &'static str,
    /// What is in it, if the rule has no condition of its own.
    pub(super) condition: &'static str,
}

/// The sets that a rule need only name.
static GUIDELINE_SETS: [GuidelineSet; 2] = [
    // Every mandatory element of the guidelines, and open access or the outcome of a funded project.
    GuidelineSet {
        spec: "openaire",
        name: "OpenAIRE",
        condition: "title and creator and year and type and link and access and (access == 'open' or funding)",
    },
    // Full texts that everybody may read.
    GuidelineSet { spec: "driver", name: "Open Access DRIVERset", condition: "file and access == 'open'" },
];

/// The guideline's set of this setSpec.
pub(super) fn guideline(spec: &str) -> Option<&'static GuidelineSet> {
    GUIDELINE_SETS.iter().find(|set| set.spec == spec)
}

/// The condition of the rule: its own, or the guideline's.
pub(super) fn condition(rule: &SetRule) -> Option<&str> {
    let guideline = || {
        let spec = rule.spec.as_ref().filter(|_| rule.by.is_empty())?;
        guideline(spec.as_str()).map(|set| set.condition)
    };
    rule.condition.as_deref().or_else(guideline)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sets::field::FIELDS;

    const DOCUMENT: &str = include_str!("../../docs/record-format.md");

    #[test]
    fn the_documentation_describes_guideline_sets_and_every_field() {
        for set in &GUIDELINE_SETS {
            let row = format!("| `{}` | {} | `{}` |", set.spec, set.name, set.condition);
            assert!(DOCUMENT.contains(&row), "{row}");
        }
        let section = DOCUMENT.split("## Sets by rules").nth(1).unwrap();
        for field in FIELDS {
            assert!(section.contains(&format!("`{}`", field.name)), "{}", field.name);
        }
    }
}
