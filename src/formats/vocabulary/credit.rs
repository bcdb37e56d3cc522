//! What people did for an article: CRediT, the Contributor Roles Taxonomy (ANSI/NISO Z39.104-2022).

use crate::model::CreditRole;

/// The vocabulary.
pub(in crate::formats) const CREDIT: &str = "https://credit.niso.org/";

/// A term of CRediT.
pub(in crate::formats) struct CreditTerm {
    role: CreditRole,
    pub(in crate::formats) term: &'static str,
    /// The last part of its URI.
    path: &'static str,
}

impl CreditTerm {
    /// The URI of the term.
    pub(in crate::formats) fn uri(&self) -> String {
        format!("{CREDIT}contributor-roles/{}/", self.path)
    }
}

const fn row(role: CreditRole, term: &'static str, path: &'static str) -> CreditTerm {
    CreditTerm { role, term, path }
}

const TERMS: [CreditTerm; 14] = [
    row(CreditRole::Conceptualization, "Conceptualization", "conceptualization"),
    row(CreditRole::DataCuration, "Data curation", "data-curation"),
    row(CreditRole::FormalAnalysis, "Formal analysis", "formal-analysis"),
    row(CreditRole::FundingAcquisition, "Funding acquisition", "funding-acquisition"),
    row(CreditRole::Investigation, "Investigation", "investigation"),
    row(CreditRole::Methodology, "Methodology", "methodology"),
    row(CreditRole::ProjectAdministration, "Project administration", "project-administration"),
    row(CreditRole::Resources, "Resources", "resources"),
    row(CreditRole::Software, "Software", "software"),
    row(CreditRole::Supervision, "Supervision", "supervision"),
    row(CreditRole::Validation, "Validation", "validation"),
    row(CreditRole::Visualization, "Visualization", "visualization"),
    row(CreditRole::WritingOriginalDraft, "Writing – original draft", "writing-original-draft"),
    row(CreditRole::WritingReviewEditing, "Writing – review & editing", "writing-review-editing"),
];

/// The terms of the roles, in the order in which the record has them.
pub(in crate::formats) fn credit_terms(roles: &[CreditRole]) -> impl Iterator<Item = &'static CreditTerm> {
    roles.iter().filter_map(|role| TERMS.iter().find(|known| known.role == *role))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_in_a_record_file_is_the_last_part_of_the_uri() {
        for known in &TERMS {
            let word = serde_json::to_value(known.role).unwrap();
            assert_eq!(word, known.path);
            assert!(known.uri().ends_with(&format!("/{}/", known.path)));
        }
    }
}
