//! Remarks on records that were read, most of them on why one was not taken: each kind is reported a few times, then counted.

use crate::diagnostics::{Place, Problem, Severity};
use std::collections::BTreeMap;

/// The source of the records folder, which nothing can be loaded into.
pub const RECORDS: &str = "records";

/// So many records of one kind are reported each with a line of its own.
const EACH: u64 = 3;

/// What is remarked.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Reason {
    /// Not taken: a newer version is here.
    Older,
    /// Taken, in place of a document from another file of the same name.
    SameName,
    /// Not taken: a deletion in a format that the item was not loaded in.
    OtherFormat(String),
    /// Not taken: a deletion in a format that the repository does not offer.
    NoFormat(String),
    /// Not taken: the item belongs to this other source.
    OwnedByOther(String),
    /// Not deleted: the item belongs to this other source.
    DeletedByOther(String),
}

/// A remark on a record.
#[derive(Clone, Debug)]
pub(super) struct Remark {
    pub(super) reason: Reason,
    pub(super) place: Place,
    /// The identifier of the record, and what applies to it alone.
    pub(super) what: String,
}

/// Counts remarks.
#[derive(Default)]
pub(super) struct Tally {
    /// How many there are of each kind, and where the first one is that has no line of its own.
    counts: BTreeMap<Reason, (u64, Option<Place>)>,
}

impl Tally {
    /// Counts the record; returns the line about it if it is one of the first.
    pub(super) fn add(&mut self, Remark { reason, place, what }: Remark) -> Option<Problem> {
        let severity = reason.severity();
        let message = format!("{what}{}", reason.message());
        let (count, further) = self.counts.entry(reason).or_default();
        *count += 1;
        if *count > EACH {
            further.get_or_insert(place);
            return None;
        }
        Some(Problem::severe(severity, place, message))
    }

    /// The lines about the others, one for each kind.
    pub(super) fn into_problems(self) -> impl Iterator<Item = Problem> {
        self.counts.into_iter().filter_map(|(reason, (count, place))| {
            let place = place?; // that of the first without a line
            let message =
                format!("from here on {} more, reported together{}", count - EACH, reason.message());
            Some(Problem::severe(reason.severity(), place, message))
        })
    }
}

impl Reason {
    const fn severity(&self) -> Severity {
        match self {
            Self::OwnedByOther(_) | Self::DeletedByOther(_) => Severity::Error,
            _ => Severity::Warning,
        }
    }

    /// What follows the name of the record.
    fn message(&self) -> String {
        match self {
            Self::Older => {
                ": older than the version that is here, which stays; to load it all the same, add `--older`".to_owned()
            }
            Self::SameName => {
                ": replaces the document of another file with the same name; if these are two records, give each file a name of its own, \
                 because the name makes the identifier"
                    .to_owned()
            }
            Self::OtherFormat(prefix) => format!(
                ": deleted in the format {prefix}; the item was loaded in oai_dc, and stays until it is deleted in oai_dc"
            ),
            Self::NoFormat(prefix) => format!(
                ": deleted in the format {prefix}, which this repository does not offer; left out"
            ),
            Self::OwnedByOther(owner) if owner == RECORDS => {
                ": a file of the records folder has this identifier, and stays; to load the record instead, delete that file and run \
                 `windrow sync` first"
                    .to_owned()
            }
            Self::OwnedByOther(owner) => format!(
                ": belongs to the source `{owner}`, and stays as it is; load it with `--source {owner}`, or delete it in that source first: \
                 a line {{\"deleted\": \"IDENTIFIER\"}}, loaded with `--source {owner}`"
            ),
            Self::DeletedByOther(owner) if owner == RECORDS => {
                ": not deleted, because it comes from a file of the records folder; delete that file, and run `windrow sync`"
                    .to_owned()
            }
            Self::DeletedByOther(owner) => {
                format!(": not deleted, because it belongs to the source `{owner}`; load the deletion with `--source {owner}`")
            }
        }
    }
}
