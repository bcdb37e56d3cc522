//! What is reported once for a file, not once for every record.

use crate::diagnostics::{Code, Message, Severity, codes};
use crate::model::{Words, words};
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
            let words = words!("{count} × {what}", "{count} 处：{what}"; what = kind.words());
            out.tell(kind.severity(), mark, Message::new(kind.code(), words));
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

    const fn code(&self) -> &'static Code {
        match self {
            Self::Foreign { .. } | Self::NoNamespace(_) | Self::More(Severity::Error) => &codes::LOAD_FORMAT,
            Self::WrongNamespace(_) => &codes::XML_NAMESPACE,
            Self::NoHeader | Self::HeaderOnly | Self::LooseDublinCore => &codes::RECORD_INCOMPLETE,
            Self::Attribute(_) | Self::Empty(_) | Self::More(_) => &codes::DC_CONTENT,
            Self::Language(_) | Self::LanguageSpelling(_) => &codes::LANGUAGE_TAG,
            Self::SetSpec(_) => &codes::SET_SPEC_FORM,
            Self::About | Self::Origin | Self::NoProvenance => &codes::ORIGIN_UNKNOWN,
        }
    }

    fn words(&self) -> Words {
        match self {
            Self::Foreign { root, namespace } => words!(
                "record with metadata in another format (`{root}` of {namespace}), which cannot be loaded; {remedy}",
                "记录的元数据是其他格式（{namespace} 的“{root}”），不能导入；{remedy}";
                remedy = another_format()
            ),
            Self::NoNamespace(root) => words!(
                "record with metadata without a namespace of their own (`{root}`), which cannot be loaded; {remedy}",
                "记录的元数据没有自己的命名空间（“{root}”），不能导入；{remedy}";
                remedy = another_format()
            ),
            Self::WrongNamespace(namespace) => words!(
                "record not taken: {wrong}",
                "记录未采用：{wrong}";
                wrong = accidents::wrong_namespace("dc", namespace, OAI_DC)
            ),
            Self::NoHeader => words!(
                "`record` without a header, so without an identifier; not taken",
                "record 没有 header，因而没有标识符；未采用"
            ),
            Self::HeaderOnly => words!(
                "header without metadata (ListIdentifiers); harvest with verb=ListRecords",
                "header 没有元数据（ListIdentifiers）；请用 verb=ListRecords 收割"
            ),
            Self::LooseDublinCore => words!(
                "Dublin Core without a record around it, so without an identifier; put each into a file of its \
                 own in the records folder",
                "都柏林核心文档不在 record 中，因而没有标识符；请把每个单独存成文件，放入记录文件夹"
            ),
            Self::Attribute(name) => words!(
                "the attribute `{name}` left out, since unqualified Dublin Core has no place for it",
                "属性“{name}”已略去，因为简单都柏林核心没有相应的位置"
            ),
            Self::Empty(name) => words!("`{name}` left out, which is empty", "空的“{name}”已略去"),
            Self::Language(tag) => words!(
                "xml:lang=\"{tag}\" left out, which is not a language tag",
                "xml:lang=\"{tag}\" 不是语言标签，已略去"
            ),
            Self::LanguageSpelling(tag) => words!(
                "xml:lang=\"{tag}\" read as \"{right}\"",
                "xml:lang=\"{tag}\" 已按 \"{right}\" 读取",
                right = tag.replace('_', "-")
            ),
            Self::SetSpec(spec) => words!(
                "the setSpec `{spec}` left out, which is against the rules (§2.6)",
                "setSpec“{spec}”不合规则（§2.6），已略去"
            ),
            Self::About => words!(
                "`about` left out that is neither provenance nor a rights reference",
                "about 既不是来源信息也不是权利声明的链接，已略去"
            ),
            Self::Origin => words!(
                "an earlier harvest left out of the provenance: its originDescription lacks a part, or has a date that is \
                 not UTC",
                "来源信息中较早的一次收割已略去：其 originDescription 缺少内容，或日期不是 UTC"
            ),
            Self::NoProvenance => words!(
                "record taken without its provenance: responseDate, request or its datestamp are missing or no UTC dates",
                "记录已采用但没有来源信息：缺少 responseDate、request 或日期戳，或它们不是 UTC 日期"
            ),
            Self::More(Severity::Error) => {
                words!("record not taken for other reasons like these", "记录因类似的其他原因未采用")
            }
            Self::More(_) => words!("something else like this left out", "类似的其他内容已略去"),
        }
    }
}

/// What can be done with another format.
fn another_format() -> Words {
    words!(
        "harvest it again with metadataPrefix=oai_dc, or, if the origin has no oai_dc, put the metadata into `native` \
         of JSON Lines",
        "请用 metadataPrefix=oai_dc 重新收割；如果来源没有 oai_dc，请把元数据写入 JSON Lines 的 native"
    )
}
