//! What is told once for a file and not once for every record.

use std::collections::BTreeMap;

use super::Severity;

/// What is counted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// Metadata in another format than oai_dc, by its namespace.
    Foreign(String),
    /// A record without a header.
    NoHeader,
    /// A header without a record, as ListIdentifiers gives it.
    HeaderOnly,
    /// An `oai_dc:dc` without a record around it.
    LooseDublinCore,
    /// An attribute of a Dublin Core element that is not `xml:lang`.
    Attribute,
    /// An `xml:lang` that is no language tag.
    Language,
    /// A setSpec against the rules.
    SetSpec,
    /// An `about` that is neither provenance nor a rights reference.
    About,
    /// A record whose origin the response does not tell.
    NoProvenance,
}

/// Counts, and where each kind was met first.
#[derive(Default)]
pub(super) struct Tally {
    counts: BTreeMap<Kind, (usize, usize)>,
}

impl Tally {
    pub(super) fn count(&mut self, kind: Kind, offset: usize) {
        self.counts.entry(kind).or_insert((0, offset)).0 += 1;
    }

    /// Each kind with the place of its first case, in the order of the places.
    pub(super) fn into_messages(self) -> Vec<(Severity, usize, String)> {
        let mut messages: Vec<_> = self
            .counts
            .into_iter()
            .map(|(kind, (count, offset))| {
                let (severity, message) = kind.message();
                (severity, offset, format!("{count} × {message}"))
            })
            .collect();
        messages.sort_by_key(|(_, offset, _)| *offset);
        messages
    }
}

impl Kind {
    fn message(&self) -> (Severity, String) {
        let (severity, message) = match self {
            Self::Foreign(namespace) => {
                let name = if namespace.is_empty() { "no namespace" } else { namespace };
                let message = format!(
                    "record with metadata in another format ({name}), which cannot be loaded; harvest it again \
                     with metadataPrefix=oai_dc"
                );
                return (Severity::Error, message);
            }
            Self::NoHeader => {
                (Severity::Error, "`record` without a header, so without an identifier; not taken")
            }
            Self::HeaderOnly => {
                (Severity::Error, "header without metadata (ListIdentifiers); harvest with verb=ListRecords")
            }
            Self::LooseDublinCore => (
                Severity::Error,
                "Dublin Core without a record around it, so without an identifier; put each into a file of its \
                 own in the records folder",
            ),
            Self::Attribute => (
                Severity::Warning,
                "attribute such as xsi:type left out, since unqualified Dublin Core has no place for it",
            ),
            Self::Language => (Severity::Warning, "xml:lang left out that is no language tag"),
            Self::SetSpec => (Severity::Warning, "setSpec left out that is against the rules (§2.6)"),
            Self::About => {
                (Severity::Warning, "`about` left out that is neither provenance nor a rights reference")
            }
            Self::NoProvenance => (
                Severity::Warning,
                "record taken without its provenance: responseDate, request or its datestamp are missing or no UTC dates",
            ),
        };
        (severity, message.to_owned())
    }
}
