//! Remarks on records that were read, most of them on why one was not taken: each kind is reported a few times, then counted.

use crate::diagnostics::{Code, Message, Place, Problem, codes, say};
use crate::model::{Words, words};
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
        let words = words!("{what}{rest}", "{what}{rest}"; rest = reason.words());
        let message = Message::new(reason.code(), words);
        let (count, further) = self.counts.entry(reason).or_default();
        *count += 1;
        if *count > EACH {
            further.get_or_insert(place);
            return None;
        }
        Some(Problem::new(place, message))
    }

    /// The lines about the others, one for each kind.
    pub(super) fn into_problems(self) -> impl Iterator<Item = Problem> {
        self.counts.into_iter().filter_map(|(reason, (count, place))| {
            let place = place?; // that of the first without a line
            let words = words!(
                "from here on {more} more, reported together{rest}",
                "从这里起另有 {more} 条，合并报告{rest}",
                more = count - EACH;
                rest = reason.words()
            );
            Some(Problem::new(place, Message::new(reason.code(), words)))
        })
    }
}

/// The error of an item of which no oai_dc record can be made, for this reason.
pub fn unwritable(reason: &str) -> Message {
    say!(
        RECORD_UNWRITABLE,
        "no oai_dc record can be made of it: {reason}",
        "无法由它生成 oai_dc 记录：{reason}"
    )
}

impl Reason {
    const fn code(&self) -> &'static Code {
        match self {
            Self::Older => &codes::OLDER_VERSION,
            Self::SameName => &codes::LOAD_SAME_NAME,
            Self::OtherFormat(_) | Self::NoFormat(_) => &codes::DELETED_FORMAT,
            Self::OwnedByOther(_) | Self::DeletedByOther(_) => &codes::IDENTIFIER_TAKEN,
        }
    }

    /// What follows the name of the record.
    fn words(&self) -> Words {
        match self {
            Self::Older => words!(
                ": older than the version that is here, which stays; to load it all the same, add `--older`",
                "：比这里已有的版本旧，保留已有的版本；如果仍要导入，请加 --older"
            ),
            Self::SameName => words!(
                ": replaces the document of another file with the same name; if these are two records, give each file a name of its own, \
                 because the name makes the identifier",
                "：替换了另一个同名文件的文档；如果是两条记录，请给文件取不同的名称，因为标识符由文件名生成"
            ),
            Self::OtherFormat(prefix) => words!(
                ": deleted in the format {prefix}; the item was loaded in oai_dc, and stays until it is deleted in oai_dc",
                "：以元数据格式 {prefix} 删除；该条目是以 oai_dc 导入的，在以 oai_dc 删除之前予以保留"
            ),
            Self::NoFormat(prefix) => words!(
                ": deleted in the format {prefix}, which this repository does not offer; left out",
                "：以元数据格式 {prefix} 删除，而本仓储不提供该格式；已略去"
            ),
            Self::OwnedByOther(owner) if owner == RECORDS => words!(
                ": a file of the records folder has this identifier, and stays; to load the record instead, delete that file and run \
                 `windrow sync` first",
                "：记录文件夹中已有文件使用这个标识符，予以保留；如果要改为导入这条记录，请先删除该文件并运行 windrow sync"
            ),
            Self::OwnedByOther(owner) => words!(
                ": belongs to the source `{owner}`, and stays as it is; load it with `--source {owner}`, or delete it in that source first: \
                 a line {{\"deleted\": \"IDENTIFIER\"}}, loaded with `--source {owner}`",
                "：属于来源“{owner}”，保持不变；请加 --source {owner} 导入，或先在该来源中删除：用 --source {owner} 导入一行 {{\"deleted\": \
                 \"IDENTIFIER\"}}"
            ),
            Self::DeletedByOther(owner) if owner == RECORDS => words!(
                ": not deleted, because it comes from a file of the records folder; delete that file, and run `windrow sync`",
                "：未删除，因为它来自记录文件夹中的文件；请删除该文件，并运行 windrow sync"
            ),
            Self::DeletedByOther(owner) => words!(
                ": not deleted, because it belongs to the source `{owner}`; load the deletion with `--source {owner}`",
                "：未删除，因为它属于来源“{owner}”；请加 --source {owner} 导入该删除"
            ),
        }
    }
}
