//! What is reported once for a file, not once for every record.

use crate::diagnostics::Severity;
use std::collections::BTreeMap;

use crate::xml::Mark;

use super::accidents;
use super::namespaces::OAI_DC;
use super::output::Output;

/// So many kinds are told apart; a file may have a million setSpecs.
const MOST: usize = 100;

/// What is counted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// Metadata in another format than oai_dc, by its root element and namespace.
    Foreign { root: String, namespace: String },
    /// Metadata without a namespace of their own, by their root element.
    NoNamespace(String),
    /// Dublin Core whose namespace has a slip in it.
    WrongNamespace(String),
    /// A record without a header.
    NoHeader,
    /// A header without a record, as ListIdentifiers gives it.
    HeaderOnly,
    /// An `oai_dc:dc` without a record around it.
    LooseDublinCore,
    /// An attribute of a Dublin Core element that is not `xml:lang`.
    Attribute(String),
    /// An element without a value.
    Empty(String),
    /// An `xml:lang` that is no language tag.
    Language(String),
    /// An `xml:lang` that was put right.
    LanguageSpelling(String),
    /// A setSpec against the rules.
    SetSpec(String),
    /// An `about` that is neither provenance nor a rights reference.
    About,
    /// An originDescription that lacks what the schema demands.
    Origin,
    /// A record whose origin the response does not tell.
    NoProvenance,
    /// More than can be told apart.
    More(Severity),
}

/// Cases of one record, each with its offset. They count when the record was read to its end.
pub(super) type Notes = Vec<(Kind, usize)>;

/// Counts, and where each kind was met first.
#[derive(Default)]
pub(super) struct Tally {
    counts: BTreeMap<Kind, (u64, Mark)>,
}

impl Tally {
    pub(super) fn count(&mut self, kind: Kind, mark: Mark) {
        let is_new = self.counts.len() >= MOST && !self.counts.contains_key(&kind);
        let kind = if is_new { Kind::More(kind.severity()) } else { kind };
        self.counts.entry(kind).or_insert((0, mark)).0 += 1;
    }

    /// Tells each kind at the place of its first case, in the order of the places.
    pub(super) fn tell(self, out: &mut Output<'_>) {
        let mut counts: Vec<_> = self.counts.into_iter().collect();
        counts.sort_by_key(|(_, (_, mark))| (mark.line, mark.column));
        for (kind, (count, mark)) in counts {
            out.tell(kind.severity(), mark, format!("{count} × {}", kind.message()));
            if kind.severity() == Severity::Error {
                out.reject(count);
            }
        }
    }
}

impl Kind {
    /// Of a kind that is an error each case is a record that was not taken.
    const fn severity(&self) -> Severity {
        match self {
            Self::Foreign { .. }
            | Self::NoNamespace(_)
            | Self::WrongNamespace(_)
            | Self::NoHeader
            | Self::HeaderOnly
            | Self::LooseDublinCore => Severity::Error,
            Self::More(severity) => *severity,
            _ => Severity::Warning,
        }
    }

    fn message(&self) -> String {
        match self {
            Self::Foreign { root, namespace } => format!(
                "record with metadata in another format (`{root}` of {namespace}), which cannot be loaded; {ANOTHER_FORMAT}"
            ),
            Self::NoNamespace(root) => format!(
                "record with metadata without a namespace of their own (`{root}`), which cannot be loaded; {ANOTHER_FORMAT}"
            ),
            Self::WrongNamespace(namespace) => {
                format!("record not taken: {}", accidents::wrong_namespace("dc", namespace, OAI_DC))
            }
            Self::NoHeader => "`record` without a header, so without an identifier; not taken".to_owned(),
            Self::HeaderOnly => {
                "header without metadata (ListIdentifiers); harvest with verb=ListRecords".to_owned()
            }
            Self::LooseDublinCore => "Dublin Core without a record around it, so without an identifier; put each into a file of its \
                                      own in the records folder"
                .to_owned(),
            Self::Attribute(name) => {
                format!("the attribute `{name}` left out, since unqualified Dublin Core has no place for it")
            }
            Self::Empty(name) => format!("`{name}` left out, which is empty"),
            Self::Language(tag) => format!("xml:lang=\"{tag}\" left out, which is no language tag"),
            Self::LanguageSpelling(tag) => {
                format!("xml:lang=\"{tag}\" read as \"{}\"", tag.replace('_', "-"))
            }
            Self::SetSpec(spec) => format!("the setSpec `{spec}` left out, which is against the rules (§2.6)"),
            Self::About => "`about` left out that is neither provenance nor a rights reference".to_owned(),
            Self::Origin => "an earlier harvest left out of the provenance: its originDescription lacks a part, or has a date that is \
                             not UTC"
                .to_owned(),
            Self::NoProvenance => "record taken without its provenance: responseDate, request or its datestamp are missing or no UTC dates"
                .to_owned(),
            Self::More(Severity::Error) => "record not taken for other reasons like these".to_owned(),
            Self::More(_) => "something else like this left out".to_owned(),
        }
    }
}

/// What can be done with another format.
const ANOTHER_FORMAT: &str = "harvest it again with metadataPrefix=oai_dc, or, if the origin has no oai_dc, put the metadata into `native` \
                              of JSON Lines";
