//! What people did, in the MARC code list for relators.

use crate::model::Role;

/// A relator.
pub(in crate::formats) struct Relator {
    pub(in crate::formats) code: &'static str,
    pub(in crate::formats) term: &'static str,
}

pub(in crate::formats) const AUTHOR: Relator = Relator { code: "aut", term: "author" };
pub(in crate::formats) const FUNDER: Relator = Relator { code: "fnd", term: "funder" };

/// The relator of a contributor.
pub(in crate::formats) const fn relator(role: Option<Role>) -> Relator {
    match role {
        Some(Role::Editor) => Relator { code: "edt", term: "editor" },
        Some(Role::GuestEditor | Role::IssueEditor | Role::SectionEditor) => {
            Relator { code: "edc", term: "editor of compilation" }
        }
        Some(Role::Translator) => Relator { code: "trl", term: "translator" },
        Some(Role::Reviewer) => Relator { code: "rev", term: "reviewer" },
        Some(Role::Other) | None => Relator { code: "ctb", term: "contributor" },
    }
}
